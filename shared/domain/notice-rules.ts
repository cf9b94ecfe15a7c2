/** Rules of the public notice of an agreed price: a draft until somebody publishes it, then evidence. */
import { refuse, type Refusal } from '../result.ts';
import type { RuleBook } from '../rules/engine.ts';
import { parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { overBeforeRound } from './checks/notice-order.ts';
import { agreedFor, belowPublished, contractTerms, contractToSign, type Below } from './checks/notice-price.ts';
import { publishGaps } from './checks/notice-publish.ts';
import { deniedObjections, impossibleObjection, objector, objectors, openObjection } from './checks/objections.ts';
import { appraisalAsked, publication, publishesNothing, shortNotice } from './checks/pricing.ts';
import { latestNotice, priceToPublish, type DealFile } from './deal-file.ts';
import type { Answer, Notice, NoticeWords, Objection } from './deal.ts';
import { make, set, type Edit } from './edit.ts';
import { finding, isSettled } from './finding.ts';
import { withoutGaps } from './worksheet-rules.ts';

const ARTICLE = '中华人民共和国促进科技成果转化法 第十八条';

/** Whether the notice was published; one of before there was such an act hangs on the board from its first day. */
export function isPublished(notice: Notice, today: string): boolean {
  if (notice.draft !== undefined) return !notice.draft;
  const start = parseDay(notice.startOn);
  return start !== undefined && start <= today;
}

/** Publishing is an act of its own: refused while anything is open that a notice has to say. From then on it is evidence, and keeps the words of its paper. */
export function publishNotice(f: DealFile, notice: Notice, rules: RuleBook, words?: NoticeWords): Edit[] | Refusal {
  if (filled(notice.closedOn)) return refuse('notice.closed', { field: 'closedOn', params: { day: notice.closedOn! } });
  if (isPublished(notice, rules.date)) return published(notice, 'startOn');
  const open = publishGaps(f, notice, rules);
  if (open.length > 0) return refuse('notice.gaps', { field: open[0]!.where.field!, params: { count: open.length } });
  return [set('notices', notice.id, { draft: false, ...(words ? { publishedWords: words } : {}) })];
}

/**
 * Drafts the notice with the achievement's own name and the price to be covered. Where one was published already it is replaced:
 * one that ran its time keeps its result, one that did not needs the reason, and no objection is left behind. Only one draft at a time.
 */
export function startNotice(f: DealFile, seed: { id: string; reason?: string; ruleId?: string }, today: string): Edit[] | Refusal {
  const old = latestNotice(f);
  if (old && !isPublished(old, today)) return refuse('notice.draftOpen');
  if (old && !filled(old.closedOn) && !filled(seed.reason)) return refuse('notice.reasonMissing');
  const open = old && openObjection(old, f.objections);
  if (open) return refuse('notice.objectionOpen', { field: 'objections', params: objector(open) });
  return [
    make(
      'notices',
      withoutGaps({
        id: seed.id,
        dealId: f.deal.id,
        title: f.achievement?.title ?? f.deal.name,
        ...priceToPublish(f),
        place: old?.place,
        contact: old?.contact,
        ruleId: seed.ruleId,
        draft: true,
        replacesId: old?.id,
        replaceReason: filled(seed.reason) ? seed.reason!.trim() : undefined,
        ...(f.deal.sample ? { sample: true } : {}),
      }),
    ),
  ];
}

/** Puts a draft aside; what was published stays. */
export const discardNotice = (notice: Notice, today: string): Edit[] | Refusal =>
  isPublished(notice, today) || filled(notice.closedOn) ? published(notice, 'startOn') : [set('notices', notice.id, { archived: true })];

const published = (notice: Notice, field: string): Refusal => refuse('notice.published', { field, params: { start: parseDay(notice.startOn) ?? '' } });

const FIXED = ['title', 'price', 'royaltyRate', 'place', 'startOn', 'endOn', 'contact', 'text'] as const;
/** Whether a field is a published fact. What was left open may be noted only where the notice hung before publishing was an act. */
export const isFixed = (notice: Notice, field: string, today: string): boolean =>
  filled(notice.closedOn) || (isPublished(notice, today) && FIXED.some((k) => k === field && (notice.draft === false || filled(notice[k]))));

/** Changes a draft, or notes what a published notice left open. Days that are none are refused; closing is {@link closeNotice}. */
export function editNotice(notice: Notice, fields: Partial<Notice>, today: string): Edit[] | Refusal {
  for (const field of ['startOn', 'endOn'] as const) {
    const text = fields[field];
    if (filled(text) && !parseDay(text)) return refuse('notice.dayUnread', { field, params: { text: text! } });
  }
  const changed = (Object.keys(fields) as (keyof Notice)[]).filter((k) => fields[k] !== notice[k]);
  if ('closedOn' in fields && changed.includes('closedOn')) return refuse('notice.reopenReason', { field: 'closedOn' });
  const fixed = changed.find((k) => isFixed(notice, k, today));
  if (fixed && filled(notice.closedOn)) return refuse('notice.closed', { field: fixed, params: { day: notice.closedOn! } });
  if (fixed) return published(notice, fixed);
  const next = { ...notice, ...fields };
  const [start, end] = [parseDay(next.startOn), parseDay(next.endOn)];
  if (start && end && end < start) return refuse('notice.endBeforeStart', { field: 'endOn', params: { start, end } });
  // one drafted before publishing was an act waits for it like any other
  const waits = notice.draft === undefined && !isPublished(notice, today) ? { draft: true } : {};
  return [set('notices', notice.id, { ...fields, ...waits })];
}

/** A published notice may run longer, never shorter; the reason goes into the history. */
export function extendNotice(notice: Notice, endOn: string, reason: string): Edit[] | Refusal {
  const [end, next] = [parseDay(notice.endOn), parseDay(endOn)];
  if (!next) return refuse('notice.dayUnread', { field: 'endOn', params: { text: endOn } });
  if (filled(notice.closedOn)) return refuse('notice.closed', { field: 'endOn', params: { day: notice.closedOn! } });
  if (end && next <= end) return refuse('notice.extendLater', { field: 'endOn', params: { end } });
  if (!filled(reason)) return refuse('notice.extendReason');
  return [set('notices', notice.id, { endOn: next })];
}

export type Closing = { closedOn: string; result: string; answers?: readonly Answer[] };

/** Closed only after its last day, with a result that denies no objection, its proof (or the written reason for none) and every objection handled. */
export function closeNotice(notice: Notice, objections: readonly Objection[], { closedOn, result, answers = [] }: Closing, today: string): Edit[] | Refusal {
  const [start, end, closed] = [parseDay(notice.startOn), parseDay(notice.endOn), parseDay(closedOn)];
  if (!closed) return refuse('notice.closeUnread', { field: 'closedOn', params: { text: closedOn } });
  if (filled(notice.closedOn)) return refuse('notice.closed', { field: 'closedOn', params: { day: notice.closedOn! } });
  if (notice.draft === true) return refuse('notice.notPublished', { field: 'closedOn', source: ARTICLE });
  if (!start || !end || end < start) return refuse('notice.endMissing', { field: 'endOn' });
  if (closed <= end) return refuse('notice.stillRunning', { field: 'closedOn', params: { end }, source: ARTICLE });
  if (closed > today) return refuse('notice.closeAhead', { field: 'closedOn', params: { day: closed } });
  const open = openObjection(notice, objections);
  if (open) return refuse('notice.objectionOpen', { field: 'objections', params: objector(open) });
  const odd = impossibleObjection(notice, objections, today);
  if (odd) return refuse('notice.objectionDays', { field: 'objections', params: objector(odd) });
  const unproved = finding('notice.proofMissing', { table: 'notices', id: notice.id, field: 'attachmentIds' });
  if ((notice.attachmentIds ?? []).length === 0 && !isSettled(unproved, answers)) return refuse('notice.proofMissing', { field: 'attachmentIds' });
  if (!filled(result)) return refuse('notice.resultMissing', { field: 'result' });
  const denied = deniedObjections(notice, objections, result);
  if (denied.length > 0) return refuse('notice.resultDenies', { field: 'result', params: objectors(denied) });
  return [set('notices', notice.id, { closedOn: closed, result: result.trim() })];
}

/** Takes the closing back, with a reason that the history keeps. */
export function reopenNotice(notice: Notice, reason: string): Edit[] | Refusal {
  return filled(reason) ? [set('notices', notice.id, { closedOn: undefined })] : refuse('notice.reopenReason', { field: 'closedOn' });
}

/**
 * Institutes, universities and public hospitals sign an agreed price after its public notice ran its time and closed, or with a written
 * reason (促进科技成果转化法 art. 18). Asked when the signing day is recorded and when the filing is frozen; enterprises and prices set on a
 * market skip it; of a price by 评估 only the written answer is asked. While the seller's kind is not filled in nobody knows: then it is asked for.
 */
export function signingUnpublished(f: DealFile): Refusal | null {
  const publish = publication(f);
  if (publish === 'no' || publishesNothing(f)) return null;
  const notice = latestNotice(f);
  const hung = notice !== undefined && ranOut(notice) && !overBeforeRound(f, notice);
  const below = hung && belowNotice(f, notice);
  if (hung && !below) return null;
  if (publish === 'unknown') return refuse('signing.sellerKindMissing', { field: 'kind', source: ARTICLE });
  const asked = appraisalAsked(f);
  if (asked) return isSettled(asked, f.answers) ? null : refuse('signing.appraisalUnsaid', { field: 'noNoticeReason', source: ARTICLE });
  if (below) return refuse('signing.belowNotice', { field: 'noNoticeReason', params: below, source: ARTICLE });
  return refuse('signing.unpublished', { field: 'noNoticeReason', source: ARTICLE });
}

/** The notice closed, but its period is shorter than the rule's and nobody wrote why. */
export function signingAfterShortNotice(f: DealFile, rules: RuleBook): Refusal | null {
  const short = shortNotice(f, rules);
  if (!short || isSettled(short, f.answers)) return null;
  const { document = '', number = '' } = short.source ?? {};
  return refuse('signing.noticeShort', { field: 'endOn', params: short.message.params ?? {}, source: `${document} ${number}`.trim() });
}

/** From a first day to a last one, and closed after it. */
function ranOut(n: Notice): boolean {
  const [start, end, closed] = [parseDay(n.startOn), parseDay(n.endOn), parseDay(n.closedOn)];
  return n.draft !== true && start !== undefined && end !== undefined && closed !== undefined && start <= end && end < closed;
}

/** What is to be signed, by the talks or by the contract itself, lies below what the notice named. */
function belowNotice(f: DealFile, n: Notice): Below | undefined {
  const contract = contractToSign(f);
  return belowPublished(n, contract ? agreedFor(f, contract) : priceToPublish(f)) ?? (contract && belowPublished(n, contractTerms(f, contract)));
}
