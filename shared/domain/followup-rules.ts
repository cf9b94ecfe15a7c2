/** Rules of 登记后事项: begun on a registration, frozen, handed in at the portal or by letter, answered. As filings, with the same refusals. */
import { followupHash, followupLetter, type FollowupContent } from '../registry/followup-letter.ts';
import { refuse, type Refusal } from '../result.ts';
import { chinaDay, parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import type { DealFile } from './deal-file.ts';
import { make, set, type Edit, type Plan } from './edit.ts';
import type { Filing } from './filing.ts';
import { submissionTimeRefusal, type TimeBounds } from './filing-times.ts';
import { followupContent, followupGaps, startingValues } from './followup-content.ts';
import type { Followup, FollowupKind, FollowupState } from './followup.ts';
import { isOrgReturn } from './org-review.ts';
import { withoutGaps } from './worksheet-rules.ts';

const SAID: readonly FollowupState[] = ['submitted', 'accepted', 'returned', 'refused', 'done'];
/** What may follow what; an answer between may have been missed. */
export const NEXT_FOLLOWUP: Record<FollowupState, readonly FollowupState[]> = {
  draft: [],
  ready: [],
  queued: [...SAID, 'unknown'],
  sending: [...SAID, 'unknown'],
  unknown: [...SAID, 'queued'],
  submitted: ['accepted', 'returned', 'refused', 'done'],
  accepted: ['returned', 'refused', 'done'],
  returned: [],
  refused: [],
  done: [],
};

const ENDED: readonly FollowupState[] = ['returned', 'refused', 'done'];
export const isOpenFollowup = (u: Pick<Followup, 'state' | 'archived'>): boolean => u.archived !== true && !ENDED.includes(u.state ?? 'draft');
export const isOurFollowup = (u: Pick<Followup, 'state'>): boolean => u.state === undefined || u.state === 'draft';

/** An objection speaks of a decision; everything else of a registration that stands. */
export const mayFollow = (filing: Pick<Filing, 'state' | 'registerNo' | 'orgReviewOn' | 'orgPassedOn'>, kind: FollowupKind): boolean =>
  kind === 'dispute'
    ? ['returned', 'refused', 'registered', 'revoked', 'supplement'].includes(filing.state ?? '') && !isOrgReturn(filing)
    : filing.state === 'registered' && filled(filing.registerNo);

/** A new one, filled with what the records know of it; `agreementId` the 补充协议 or 解除协议 it rests on. One of a kind at a time. */
export function startFollowup(f: DealFile, filing: Filing, kind: FollowupKind, newId: string, agreementId?: string): Edit[] | Refusal {
  if (!mayFollow(filing, kind)) return refuse(kind === 'dispute' ? 'followup.noDecision' : 'followup.notRegistered', { field: 'state' });
  const open = (f.followups ?? []).find((u) => u.filingId === filing.id && u.kind === kind && isOpenFollowup(u));
  if (open) return refuse('followup.already', { field: 'kind' });
  const row: Followup = {
    id: newId,
    dealId: f.deal.id,
    filingId: filing.id,
    kind,
    version: 1,
    state: 'draft',
    ...startingValues(f, filing, kind, agreementId),
    ...(f.deal.sample ? { sample: true } : {}),
  };
  return [make('followups', withoutGaps(row))];
}

/** After a 退回: the next version, with what was written in the one before. */
export function nextFollowup(all: readonly Followup[], last: Followup, newId: string): Edit[] | Refusal {
  if (last.state !== 'returned') return refuse('followup.notReturned', { field: 'state' });
  if (all.some((u) => u.filingId === last.filingId && u.kind === last.kind && isOpenFollowup(u))) return refuse('followup.already', { field: 'kind' });
  const { dealId, filingId, kind, values, before, rows, reason, on, agreementId, proofIds, sample } = last;
  const version = (last.version ?? 1) + 1;
  const row: Followup = {
    id: newId,
    dealId,
    filingId,
    kind,
    values,
    before,
    rows,
    reason,
    on,
    agreementId,
    proofIds,
    sample,
    version,
    basedOn: last.id,
    state: 'draft',
  };
  return [make('followups', withoutGaps(row))];
}

type Written = Partial<Pick<Followup, 'values' | 'before' | 'rows' | 'reason' | 'on' | 'agreementId' | 'proofIds'>>;
export function editFollowup(u: Followup, fields: Written): Edit[] | Refusal {
  return isOurFollowup(u)
    ? [set('followups', u.id, fields)]
    : refuse('followup.frozen', { field: Object.keys(fields)[0], params: { on: chinaDay(u.frozenOn) ?? '' } });
}

/** Freezes what is handed in. Refused with the first thing that is missing or cannot be. */
export function freezeFollowup(f: DealFile, u: Followup, filing: Filing, today: string, now: string): Edit[] | Refusal {
  if (!isOurFollowup(u)) return refuse('followup.frozen', { params: { on: chinaDay(u.frozenOn) ?? '' } });
  const [gap] = followupGaps(f, u, filing, today);
  if (gap) return gap;
  return [set('followups', u.id, { state: 'ready' as const, frozenHash: followupHash(followupContent(f, u, filing)), frozenOn: now })];
}

const asDraft: Partial<Followup> = { state: 'draft', frozenHash: undefined, frozenOn: undefined, submittedAt: undefined };
export const thawFollowup = (u: Followup): Edit[] | Refusal => (u.state === 'ready' ? [set('followups', u.id, asDraft)] : refuse('filing.sent'));
/** Out of the queue; whether its letter is certainly unsent is the outbox's to know, in the same act. */
export const recallFollowup = (u: Followup): Edit[] | Refusal =>
  u.state === 'queued' ? [set('followups', u.id, { ...asDraft, carrier: undefined, registry: undefined })] : refuse('filing.sent');

/** One letter in the lane of the deal, in the same Change as the new state. Refused where what it says moved since it was frozen. */
export function queueFollowup(f: DealFile, u: Followup, filing: Filing, registry: string): Plan | Refusal {
  if (u.state !== 'ready' || !filled(u.frozenHash)) return refuse('filing.notFrozen');
  if (filing.carrier !== 'http' || !filled(filing.registryId)) return refuse('followup.notByLetter', { field: 'carrier' });
  const content: FollowupContent = followupContent(f, u, filing);
  if (followupHash(content) !== u.frozenHash) return refuse('filing.moved', { field: 'frozenHash' });
  return {
    edits: [set('followups', u.id, { state: 'queued' as const, carrier: 'http' as const, registry, submittedAt: undefined })],
    letters: [followupLetter(registry, u.dealId ?? f.deal.id, content)],
  };
}

/** Handed in at the portal: a time that can be, and something that shows it. */
export function markFollowupFiled(u: Followup, at: string, proofIds: readonly string[], bounds: TimeBounds): Edit[] | Refusal {
  if (u.state !== 'ready') return refuse('filing.notFrozen');
  if (!filled(at)) return refuse('filing.noSubmissionTime', { field: 'submittedAt' });
  const never = submissionTimeRefusal(at, bounds);
  if (never) return never;
  if (proofIds.length === 0) return refuse('filing.noProof', { field: 'submissionProofIds' });
  return [set('followups', u.id, { state: 'submitted' as const, carrier: 'pack' as const, submittedAt: at, submissionProofIds: [...proofIds] })];
}

export type FollowupStatus = Pick<Followup, 'acceptedOn' | 'returnedOn' | 'doneOn' | 'reasons'> & { state: FollowupState };

/** What the portal shows, copied by a person: only along the machine, on a day that can be, a return with its grounds. */
export function applyFollowupStatus(u: Followup, filing: Filing, status: FollowupStatus, today: string): Edit[] | Refusal {
  const from = u.state ?? 'draft';
  const { state, ...rest } = status;
  if (u.letterId !== undefined) return refuse('filing.acknowledged');
  if (!NEXT_FOLLOWUP[from].includes(state)) return refuse('filing.statusOrder', { field: 'state', params: { from, to: state } });
  for (const field of ['acceptedOn', 'returnedOn', 'doneOn'] as const) {
    const on = rest[field];
    if (on === undefined) continue;
    if (parseDay(on) === undefined) return refuse('filing.dayUnread', { field, params: { text: on } });
    if (on > today) return refuse('filing.dayAhead', { field, params: { day: on, today } });
    const filed = chinaDay(u.submittedAt);
    if (filed && on < filed) return refuse('filing.dayBeforeFiling', { field, params: { day: on, filed } });
  }
  if ((state === 'returned' || state === 'refused') && (rest.reasons ?? []).length === 0) return refuse('filing.noReasons', { field: 'reasons' });
  return [set('followups', u.id, withoutGaps({ state, ...rest })), ...(state === 'done' ? effectOn(u, filing, rest.doneOn ?? today) : [])];
}

/** What a decided one means for the registration it is about. */
export function effectOn(u: Pick<Followup, 'kind'>, filing: Pick<Filing, 'id' | 'state'>, on: string): Edit[] {
  if (filing.state !== 'registered') return [];
  if (u.kind === 'change') return [set('filings', filing.id, { changedOn: on })];
  if (u.kind === 'cancel') return [set('filings', filing.id, { state: 'cancelled' as const, cancelledOn: on })];
  return u.kind === 'income' ? [set('filings', filing.id, { incomeVerifiedOn: on })] : [];
}
