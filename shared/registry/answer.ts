/** A registry's answer becomes edits of the filing: the province owns these fields, and nothing else. */
import type { Workspace } from '../bridge.ts';
import { set, type Edit } from '../domain/edit.ts';
import { NEXT } from '../domain/filing-machine.ts';
import type { Filing, FilingState } from '../domain/filing.ts';
import { givenReasons, newReasons } from '../domain/reasons.ts';
import { letterReply, type LetterReply } from './reply.ts';
import { isForeign, isNews, keptOf, stated } from './take-reply.ts';

/** Registry status (codes of filing_statuses) → our state. A status that is not here is stored and shown, and moves nothing. */
const STATE_OF: Record<string, FilingState> = {
  SUBMITTED: 'submitted',
  ACCEPTED: 'accepted',
  SUPPLEMENT: 'supplement',
  RETURNED: 'returned',
  SECOND_REVIEW: 'secondReview',
  REGISTERED: 'registered',
  REFUSED: 'refused',
  CANCELLED: 'cancelled',
  REVOKED: 'revoked',
};

const OWNED = ['acceptedOn', 'returnedOn', 'changedOn', 'cancelledOn', 'revokedOn', 'incomeVerifiedOn', 'registeredOn', 'registerNo'] as const;

/** The declared machine. Steps may be skipped (an answer can be missed), but an ended version stays ended. */
export const mayMove = (from: FilingState, to: FilingState): boolean => NEXT[from].includes(to);
export const stateOf = (status: string): FilingState | undefined => STATE_OF[status];

/** Reads a reply or a status item; undefined where it is not one. */
export function readReply(raw: unknown): LetterReply | undefined {
  const parsed = letterReply.safeParse(raw);
  return parsed.success ? parsed.data : undefined;
}

/** Edits that take an answer in; none where it is no news of this version. */
export function answerEdits(filing: Filing, reply: LetterReply, raw: unknown, workspace: Workspace): Edit[] {
  if (filing.id !== reply.filingId || !isNews(filing, reply)) return [];
  const kept = keptOf(reply, raw);
  return [set('filings', filing.id, isForeign(workspace, reply) ? kept : { ...kept, ...owned(filing, reply) })];
}

function owned(filing: Filing, reply: LetterReply): Partial<Filing> {
  const to = stateOf(reply.status);
  const from = filing.state ?? 'draft';
  const moves = to !== undefined && to !== from && mayMove(from, to);
  // the receipt says when it was filed, whatever was typed before
  const fields: Partial<Filing> = { registryId: reply.registryId, submittedAt: reply.receivedAt };
  if (to === undefined || !(moves || to === from)) return fields;
  const { reasons, said } = givenReasons(reply.reasons);
  return {
    ...fields,
    ...(moves ? { state: to } : {}),
    ...newReasons(filing.reasons, reasons),
    ...(said === filing.returnText ? {} : { returnText: said }),
    ...stated(reply, OWNED),
  };
}
