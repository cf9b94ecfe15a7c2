/** 单位审核: at some portals the filer's own institution looks first. Handed in there, it is not filed yet; passed on, it is, with a time and a proof. */
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { set, type Edit } from './edit.ts';
import { applyRegistryStatus, type RegistryStatus } from './filing-machine.ts';
import { filedFields, unprovedRefusal, untickedRefusal, type PackFiled } from './filing-rules.ts';
import { submissionTimeRefusal, type TimeBounds } from './filing-times.ts';
import type { Filing } from './filing.ts';

/** Given back inside the house: it never reached the registry, whose clock, result and objections it has none of. */
export const isOrgReturn = ({ state, orgReviewOn, orgPassedOn }: Pick<Filing, 'state' | 'orgReviewOn' | 'orgPassedOn'>): boolean =>
  state === 'returned' && filled(orgReviewOn) && !filled(orgPassedOn);

/** The portal gave this number when it was handed to the institution's review already: it does not prove that it was passed on. */
export const isNumberOfHandOver = ({ orgPortalNo }: Pick<Filing, 'orgPortalNo'>, portalNo: string | undefined): boolean =>
  filled(portalNo) && portalNo!.trim() === orgPortalNo?.trim();

/** To the institution's own reviewer. `at` is the time the portal shows; every field has been entered by then. */
export function handToOrg(filing: Filing, at: string, bounds: TimeBounds): Edit[] | Refusal {
  if (filing.state !== 'ready') return refuse('filing.notFrozen');
  const never = untickedRefusal(filing) ?? (at === '' ? refuse('filing.noSubmissionTime', { field: 'submittedAt' }) : submissionTimeRefusal(at, bounds));
  if (never) return never;
  const handed = { state: 'orgReview' as const, carrier: 'pack' as const, orgReviewOn: at.slice(0, 10) };
  // the time of filing is the one at which the reviewer passed it on, and so are its proofs: these here are of the hand-over
  const proofs = { proofIds: undefined, orgProofIds: filing.proofIds, orgPortalNo: filing.portalNo };
  return [set('filings', filing.id, { ...handed, submittedAt: undefined, ...proofs })];
}

/** Passed on to the registry at the time of `done`. */
export function orgPassed(filing: Filing, done: PackFiled, bounds: TimeBounds): Edit[] | Refusal {
  if (filing.state !== 'orgReview') return refuse('filing.notInOrgReview');
  const never = unprovedRefusal(filing, done, bounds);
  if (never) return never;
  if (done.proofIds.length === 0 && isNumberOfHandOver(filing, done.portalNo)) return refuse('filing.numberBeforePassed', { field: 'proofIds' });
  const on = done.submittedAt.slice(0, 10);
  if (filing.orgReviewOn && on < filing.orgReviewOn)
    return refuse('filing.passedBeforeHandedIn', { field: 'submittedAt', params: { day: on, handed: filing.orgReviewOn } });
  return [set('filings', filing.id, { state: 'submitted' as const, orgPassedOn: on, ...filedFields(filing, done) })];
}

/** Given back by the institution itself, with its reasons; the next version is begun as after any return. */
export function orgReturned(filing: Filing, on: string, said: Pick<RegistryStatus, 'reasons' | 'returnText'>, today: string): Edit[] | Refusal {
  if (filing.state !== 'orgReview') return refuse('filing.notInOrgReview');
  const day = parseDay(on);
  if (!day) return refuse('filing.dayUnread', { field: 'returnedOn', params: { text: on } });
  if (day > today) return refuse('filing.dayAhead', { field: 'returnedOn', params: { day, today } });
  if (filing.orgReviewOn && day < filing.orgReviewOn)
    return refuse('filing.dayBeforeFiling', { field: 'returnedOn', params: { day, filed: filing.orgReviewOn } });
  const answer = applyRegistryStatus(filing, { ...said, state: 'returned', returnedOn: day });
  // a time of passing on that was typed meanwhile was none
  return isRefusal(answer) || filing.submittedAt === undefined ? answer : [...answer, set('filings', filing.id, { submittedAt: undefined })];
}
