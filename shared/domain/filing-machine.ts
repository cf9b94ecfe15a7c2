/** The machine of a filing: what may follow what, and a status said by the registry or read off the portal. */
import { refuse, type Refusal } from '../result.ts';
import { filled } from './checks/blank.ts';
import { set, type Edit } from './edit.ts';
import type { Filing, FilingState, Reason } from './filing.ts';
import { withoutGaps } from './worksheet-rules.ts';

/** What a registry can say of a letter it has; an answer between may have been missed, so each may follow at once. */
const SAID: readonly FilingState[] = ['submitted', 'accepted', 'supplement', 'returned', 'secondReview', 'registered', 'refused', 'cancelled', 'revoked'];
const saidAfter = (...before: FilingState[]): FilingState[] => SAID.filter((s) => !before.includes(s));

/** What may follow what at the registry. A status that does not follow is refused, never guessed. */
export const NEXT: Record<FilingState, readonly FilingState[]> = {
  draft: [],
  ready: [],
  queued: [...SAID, 'unknown'],
  sending: [...SAID, 'unknown'],
  unknown: [...SAID, 'queued'],
  orgReview: ['submitted', 'returned'],
  submitted: saidAfter('submitted'),
  accepted: saidAfter('submitted', 'accepted'),
  supplement: saidAfter('supplement'),
  secondReview: saidAfter('submitted', 'accepted', 'secondReview'),
  returned: [],
  registered: ['cancelled', 'revoked'],
  refused: [],
  cancelled: [],
  revoked: [],
};

export type RegistryStatus = {
  state: FilingState;
  acceptedOn?: string;
  returnedOn?: string;
  registeredOn?: string;
  cancelledOn?: string;
  revokedOn?: string;
  registerNo?: string;
  registryId?: string;
  reasons?: Reason[];
  /** a return as it was said, whole */
  returnText?: string;
  simulated?: boolean;
  receiptHash?: string;
  lastReply?: string;
};

/** A status of the registry (`origin: 'registry'`), or one read off the portal by a person. The same status again changes nothing. */
export function applyRegistryStatus(filing: Filing, status: RegistryStatus): Edit[] | Refusal {
  const { state, ...rest } = status;
  const from = filing.state ?? 'draft';
  if (from !== state && !NEXT[from].includes(state)) return refuse('filing.statusOrder', { field: 'state', params: { from, to: state } });
  if (state === 'registered' && !filled(rest.registerNo ?? filing.registerNo)) return refuse('filing.noRegisterNo', { field: 'registerNo' });
  if ((state === 'returned' || state === 'refused' || state === 'supplement') && (rest.reasons ?? filing.reasons ?? []).length === 0)
    return refuse('filing.noReasons', { field: 'reasons' });
  const fields = withoutGaps({ state, ...rest, ...(from === state ? {} : kept(filing, rest)) });
  const moved = Object.entries(fields).some(([k, v]) => JSON.stringify(filing[k as keyof Filing]) !== JSON.stringify(v));
  return moved ? [set('filings', filing.id, fields)] : [];
}

/** Grounds that others take the place of stay with the version, with their days and what was done about them. */
function kept({ reasons = [], ...filing }: Filing, now: Pick<RegistryStatus, 'reasons'>): Pick<Filing, 'earlierReturns'> {
  if (now.reasons === undefined || reasons.length === 0) return {};
  const { earlierReturns = [], returnedOn, supplementOn, returnText } = filing;
  const handedInOn = filing.state === 'supplement' ? undefined : supplementOn;
  return { earlierReturns: [...earlierReturns, { ...withoutGaps({ on: returnedOn, handedInOn, said: returnText }), reasons }] };
}
