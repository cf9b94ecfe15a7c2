/** What undo may not do to evidence: an act that asks for a reason by hand is not taken back without one. */
import type { Patch } from '../change/change.ts';
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { filled } from './checks/blank.ts';
import type { Contract } from './contract.ts';
import type { Notice } from './deal.ts';
import { isOurs } from './filing-rules.ts';
import type { Filing } from './filing.ts';
import { isOurFollowup } from './followup-rules.ts';
import type { Followup } from './followup.ts';
import { editNotice, isPublished } from './notice-rules.ts';
import { isOrgReturn } from './org-review.ts';
import { isTypedResult } from './portal-answer.ts';

/** Refuses patches that would rewrite a published notice, a locked contract, or a filing that is frozen, filed or answered; `rowAt` answers the row as it stands. */
export function undoBarred(patches: readonly Patch[], rowAt: (table: string, id: string) => unknown, today: string): Refusal | undefined {
  for (const id of new Set(patches.flatMap((p) => (p.table === 'notices' ? [p.id] : [])))) {
    const notice = rowAt('notices', id) as Notice | undefined;
    const barred =
      notice &&
      noticeBarred(
        notice,
        patches.filter((p) => p.table === 'notices' && p.id === id),
        today,
      );
    if (barred) return barred;
  }
  for (const p of patches) {
    const contract = p.table === 'contracts' ? (rowAt('contracts', p.id) as Contract | undefined) : undefined;
    // what is locked is what is signed: neither its words nor the lock come off, it can only be put aside and back
    if (contract?.state === 'locked' && !(p.op === 'set' && p.field === 'archived'))
      return refuse('contract.undoLock', { field: 'state', params: { version: contract.version ?? 1 } });
    const filing = p.table === 'filings' ? (rowAt('filings', p.id) as Filing | undefined) : undefined;
    const barred = filing && filingBarred(filing, p);
    if (barred) return barred;
    const followup = p.table === 'followups' ? (rowAt('followups', p.id) as Followup | undefined) : undefined;
    const kept = followup && followupBarred(followup, p);
    if (kept) return kept;
  }
  return undefined;
}

function noticeBarred(notice: Notice, patches: readonly Patch[], today: string): Refusal | undefined {
  if (!isPublished(notice, today)) return undefined;
  const fields: Record<string, unknown> = Object.fromEntries(patches.flatMap((p) => (p.op === 'set' ? [[p.field, p.to]] : [])));
  if (patches.some((p) => p.op !== 'set') || ('draft' in fields && notice.draft === false)) return refuse('notice.undoPublish', { field: 'draft' });
  // taking back that a closing was taken back closes it again as it was
  if (!filled(notice.closedOn) && 'closedOn' in fields) return undefined;
  const answer = editNotice(notice, fields as Partial<Notice>, today);
  return isRefusal(answer) ? answer : undefined;
}

/** What the 逐栏助手 notes beside a frozen form before it is filed. */
const BESIDE: ReadonlySet<string> = new Set(['ticked', 'carrier', 'packHash', 'submittedAt', 'portalNo', 'proofIds', 'layoutId', 'layoutVersion']);

const HAND_OVER: ReadonlySet<string> = new Set(['state', 'carrier', 'orgReviewOn', 'submittedAt', 'proofIds', 'orgProofIds', 'orgPortalNo']);

/** Each refusal names the act that takes it back; a letter of the queue is the outbox's to judge, 已受理 has no such act and stays undoable. */
function filingBarred(filing: Filing, patch: Patch): Refusal | undefined {
  const field = patch.op === 'set' ? patch.field : 'state';
  if (isOurs(filing) || field === 'archived') return undefined;
  const params = { version: filing.version ?? 1 };
  if (filing.state === 'ready') return BESIDE.has(field) ? undefined : refuse('filing.undoFreeze', { field, params });
  // what was done about a ground comes off; the return itself came with its state, which does not
  if (field === 'reasons' && (filing.state === 'returned' || filing.state === 'refused' || filing.state === 'supplement')) return undefined;
  if (filing.state === 'queued' || filing.state === 'sending' || filing.state === 'unknown') return undefined;
  if (filing.carrier === 'http' || filing.letterId !== undefined) return refuse('filing.undoReply', { field });
  // 单位审核 is inside the house: a hand-over noted by mistake is taken back as a whole, while it is the last word
  if (filing.state === 'orgReview' && HAND_OVER.has(field)) return undefined;
  if (isOrgReturn(filing) && ['state', 'returnedOn', 'returnText', 'submittedAt'].includes(field)) return undefined;
  // a certificate a person laid beside the result is theirs to take away again
  if (field === 'receiptHash') return undefined;
  if (filing.state === 'accepted' && (field === 'state' || field === 'acceptedOn')) return undefined;
  return refuse(isTypedResult(filing) ? 'filing.undoResult' : 'filing.undoSubmitted', { field, params });
}

/** As of a filing: frozen it is thawed by its own act, handed in it stays; a letter of the queue is the outbox's to judge. */
function followupBarred(followup: Followup, patch: Patch): Refusal | undefined {
  const field = patch.op === 'set' ? patch.field : 'state';
  if (isOurFollowup(followup) || field === 'archived') return undefined;
  if (followup.state === 'ready') return field === 'submittedAt' || field === 'submissionProofIds' ? undefined : refuse('followup.undoFreeze', { field });
  return ['queued', 'sending', 'unknown'].includes(followup.state ?? '') ? undefined : refuse('followup.undoFiled', { field });
}
