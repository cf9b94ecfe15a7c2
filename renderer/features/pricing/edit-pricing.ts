/** Pricing and notice: begun from what the talks agreed, closed with a result. */
import { noticeEnd } from '../../../shared/domain/checks/pricing.ts';
import { agreedRound, latestRound, latestWorksheet, type DealFile } from '../../../shared/domain/deal-file.ts';
import { make, set, type Edit } from '../../../shared/domain/edit.ts';
import type { Notice, NoticeWords, Objection, Pricing } from '../../../shared/domain/deal.ts';
import {
  closeNotice as close,
  discardNotice as discard,
  editNotice as changeNotice,
  extendNotice as extend,
  publishNotice as publish,
  reopenNotice as reopen,
  startNotice as start,
} from '../../../shared/domain/notice-rules.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { parseDay } from '../../../shared/time.ts';
import { attachFiles } from '../../data/attach.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId } from '../../data/store.ts';
import type { VaultFile } from '../../../shared/bridge.ts';

type Answer = Promise<Committed | Refusal>;
const only = <T extends object>(o: T): T => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== '')) as T;

/** Price and royalty as agreed, else as offered last; the newest worksheet stands behind them. */
export function startPricing(file: DealFile): Answer {
  const round = agreedRound(file) ?? latestRound(file);
  const row: Pricing = only({
    id: newId(),
    dealId: file.deal.id,
    route: 'agreed' as const,
    price: round?.entryFee,
    royaltyRate: round?.royaltyRate,
    worksheetId: round?.worksheetId ?? latestWorksheet(file)?.id,
    sample: file.deal.sample,
  });
  return commit({ intent: 'pricing.start', note: file.deal.name ?? '' }, () => [make('pricings', row)]);
}

/** A day that is none is refused where it is typed. */
function dayUnread<T extends object>(fields: T, ...days: (keyof T & string)[]): Refusal | undefined {
  const field = days.find((k) => typeof fields[k] === 'string' && fields[k] !== '' && !parseDay(fields[k]));
  return field && refuse('notice.dayUnread', { field, params: { text: String(fields[field]) } });
}

export function editPricing(id: string, fields: Partial<Pricing>): Answer {
  const unread = dayUnread(fields, 'decidedOn', 'listedFrom', 'listedTo');
  if (unread) return Promise.resolve(unread);
  return commit({ intent: 'pricing.edit' }, async (read) => ((await read.get('pricings', id)) ? [set('pricings', id, fields)] : refuse('row.gone')));
}

/** Minutes of the decision, the market's announcement and confirmation. */
export async function addPapers(pricing: Pricing, files: readonly VaultFile[]): Promise<Committed | Refusal | { ok: true }> {
  const kept = await attachFiles({ table: 'pricings', id: pricing.id, kind: 'pricingPaper', ...(pricing.dealId ? { dealId: pricing.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  const done = await commit({ intent: 'pricing.papers', note: kept.names.join('、') }, async (read) => {
    const now = await read.get('pricings', pricing.id);
    return now ? [set('pricings', now.id, { attachmentIds: [...new Set([...(now.attachmentIds ?? []), ...kept.ids])] })] : refuse('row.gone');
  });
  return 'refused' in done ? done : (kept.left ?? done);
}

export function dropPaper(pricing: Pricing, id: string): Answer {
  return commit({ intent: 'pricing.papers' }, async (read) => {
    const now = await read.get('pricings', pricing.id);
    return now ? [set('pricings', now.id, { attachmentIds: (now.attachmentIds ?? []).filter((x) => x !== id) })] : refuse('row.gone');
  });
}

/** Drafts the notice, or the one that takes the place of the last; decided on the rows as they are, so that two clicks make one draft. */
export function startNotice(file: DealFile, rules: RuleBook, reason?: string): Answer {
  const ruleId = rules.entry('notice.price.days')?.id;
  const seed = { id: newId(), ...(reason === undefined ? {} : { reason }), ...(ruleId === undefined ? {} : { ruleId }) };
  return commit({ intent: 'notice.start', note: reason ?? '' }, async (read) => {
    const notices = (await read.by('notices', 'dealId', file.deal.id)).filter((n) => n.archived !== true);
    return start({ ...file, notices }, seed, rules.date);
  });
}

/** Decides on the notice as it is in the store; the reason is kept in the history. */
function onNotice(intent: string, id: string, reason: string, rule: (notice: Notice) => Edit[] | Refusal): Answer {
  return commit({ intent, note: reason.trim() }, async (read) => {
    const notice = await read.get('notices', id);
    return notice ? rule(notice) : refuse('row.gone');
  });
}

export const discardNotice = (id: string, today: string): Answer => onNotice('notice.discard', id, '', (n) => discard(n, today));
/** Published as it stands in the store, with the decision and the written reasons of its deal; `words` are its paper's. */
export const publishNotice = (file: DealFile, id: string, rules: RuleBook, words: (notice: Notice) => NoticeWords): Answer =>
  onNotice('notice.publish', id, '', (n) => publish(file, n, rules, words(n)));
export const extendNotice = (id: string, endOn: string, reason: string): Answer => onNotice('notice.extend', id, reason, (n) => extend(n, endOn, reason));
export const reopenNotice = (id: string, reason: string): Answer => onNotice('notice.reopen', id, reason, (n) => reopen(n, reason));

/** A new start moves the end with it, unless somebody had set another end than the rule's. */
export function editNotice(id: string, fields: Partial<Notice>, rules: RuleBook): Answer {
  return onNotice('notice.edit', id, '', (notice) => {
    const untouched = (notice.endOn ?? '') === '' || notice.endOn === noticeEnd(notice.startOn, rules)?.day;
    const end = parseDay(fields.startOn) && untouched ? noticeEnd(fields.startOn, rules)?.day : undefined;
    return changeNotice(notice, end === undefined ? fields : { ...fields, endOn: end }, rules.date);
  });
}

/** Closes with the result the person stated; nobody has the program say that no objection came in. */
export function closeNotice(file: DealFile, id: string, closedOn: string, today: string): Answer {
  return commit({ intent: 'notice.close' }, async (read) => {
    const notice = await read.get('notices', id);
    if (!notice) return refuse('row.gone');
    const objections = await read.by('objections', 'noticeId', id);
    return close(notice, objections, { closedOn, result: notice.result ?? '', answers: file.answers }, today);
  });
}

export function addObjection(noticeId: string, today: string): Answer {
  return commit({ intent: 'objection.create' }, () => [make('objections', { id: newId(), noticeId, receivedOn: today })]);
}

export function editObjection(id: string, fields: Partial<Objection>): Answer {
  return commit({ intent: 'objection.edit' }, async (read) =>
    (await read.get('objections', id)) ? (dayUnread(fields, 'receivedOn', 'settledOn') ?? [set('objections', id, fields)]) : refuse('row.gone'),
  );
}

/** Photos and screenshots of the published notice. */
export async function addProof(notice: Notice, files: readonly VaultFile[]): Promise<Committed | Refusal | { ok: true }> {
  const kept = await attachFiles({ table: 'notices', id: notice.id, kind: 'noticeProof', ...(notice.dealId ? { dealId: notice.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  const done = await commit({ intent: 'notice.proof', note: kept.names.join('、') }, async (read) => {
    const now = await read.get('notices', notice.id);
    return now ? [set('notices', notice.id, { attachmentIds: [...new Set([...(now.attachmentIds ?? []), ...kept.ids])] })] : refuse('row.gone');
  });
  return 'refused' in done ? done : (kept.left ?? done);
}

export function dropProof(notice: Notice, id: string): Answer {
  return onNotice('notice.proof', notice.id, '', (now) =>
    (now.closedOn ?? '') === ''
      ? [set('notices', now.id, { attachmentIds: (now.attachmentIds ?? []).filter((x) => x !== id) })]
      : refuse('notice.closed', { field: 'attachmentIds', params: { day: now.closedOn! } }),
  );
}
