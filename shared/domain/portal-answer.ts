/** What a person reads off the portal and writes down here: refused where it cannot be so, and put right with a reason. */
import type { Workspace } from '../bridge.ts';
import { refuse, type Refusal } from '../result.ts';
import type { RuleBook } from '../rules/engine.ts';
import { filled } from './checks/blank.ts';
import { set, type Edit } from './edit.ts';
import type { Filing } from './filing.ts';
import { applyRegistryStatus, type RegistryStatus } from './filing-machine.ts';
import { ANSWER_DAYS, answerDayRefusal } from './filing-times.ts';
import { isOrgReturn } from './org-review.ts';
import { registerNoRefusal } from './register-number.ts';

/** `others`: filings of the workspace that hold the number already. */
export type PortalWorld = { rules: RuleBook; workspace: Workspace; today: string; others?: readonly Filing[] };

/** A result a person wrote down; what a registry acknowledged is the registry's to change, and what the own institution gave back was never there. */
export const isTypedResult = (filing: Filing): boolean =>
  filing.carrier === 'pack' &&
  filing.letterId === undefined &&
  !isOrgReturn(filing) &&
  (filing.state === 'registered' || filing.state === 'returned' || filing.state === 'refused');

export function recordPortalAnswer(filing: Filing, status: RegistryStatus, world: PortalWorld): Edit[] | Refusal {
  return impossible(filing, status, world) ?? applyRegistryStatus(filing, status);
}

/** Puts a typed result right. Refused without a reason, and for what a registry acknowledged. What the wrong result said goes. */
export function correctPortalAnswer(filing: Filing, status: RegistryStatus, reason: string, world: PortalWorld): Edit[] | Refusal {
  if (!isTypedResult(filing)) return refuse('filing.acknowledged');
  if (!filled(reason)) return refuse('filing.noCorrectionReason', { field: 'correction' });
  const before: Filing = { ...filing, state: 'submitted', registerNo: undefined, registeredOn: undefined, returnedOn: undefined, reasons: undefined };
  const answer = recordPortalAnswer(before, status, world);
  if ('refused' in answer) return answer;
  const { state, registerNo, registeredOn, returnedOn, reasons, returnText } = status;
  return [set('filings', filing.id, { state, registerNo, registeredOn, returnedOn, reasons, returnText })];
}

function impossible(filing: Filing, status: RegistryStatus, { rules, workspace, today, others = [] }: PortalWorld): Refusal | null {
  const days = ANSWER_DAYS.flatMap((field) => (status[field] === undefined ? [] : [[field, status[field]] as const]));
  for (const [field, on] of days) {
    const never = answerDayRefusal(on, field, today, filing.submittedAt);
    if (never) return never;
  }
  // one number, one contract: whoever copied the second looked at the wrong certificate
  if (filled(status.registerNo) && others.some((o) => o.id !== filing.id && o.archived !== true))
    return refuse('filing.registerNoTaken', { field: 'registerNo', params: { no: status.registerNo! } });
  return filled(status.registerNo) ? registerNoRefusal(status.registerNo!, rules, workspace) : null;
}
