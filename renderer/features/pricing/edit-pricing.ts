/** Pricing and notice: begun from what the talks agreed, closed with a result. */
import { noticeEnd } from '../../../shared/domain/checks/pricing.ts';
import { agreedRound, latestRound, latestWorksheet, type DealFile } from '../../../shared/domain/deal-file.ts';
import { make, set } from '../../../shared/domain/edit.ts';
import type { Notice, Pricing } from '../../../shared/domain/deal.ts';
import { closeNotice, editNotice as changeNotice } from '../../../shared/domain/notice-rules.ts';
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

export function editPricing(id: string, fields: Partial<Pricing>): Answer {
  return commit({ intent: 'pricing.edit' }, async (read) => ((await read.get('pricings', id)) ? [set('pricings', id, fields)] : refuse('row.gone')));
}

/** The notice states the achievement's own name and the price decided. */
export function startNotice(file: DealFile, pricing: Pricing | undefined, ruleId: string | undefined): Answer {
  const row: Notice = only({
    id: newId(),
    dealId: file.deal.id,
    title: file.achievement?.title ?? file.deal.name,
    price: pricing?.price,
    royaltyRate: pricing?.royaltyRate,
    ruleId,
    sample: file.deal.sample,
  });
  return commit({ intent: 'notice.start', note: row.title ?? '' }, () => [make('notices', row)]);
}

/** A new start moves the end with it, unless somebody had set another end than the rule's; an end of the notice is the rule's to grant. */
export function editNotice(id: string, fields: Partial<Notice>, rules: RuleBook, unopposed: string): Answer {
  return commit({ intent: fields.closedOn === undefined ? 'notice.edit' : 'notice.close' }, async (read) => {
    const notice = await read.get('notices', id);
    if (!notice) return refuse('row.gone');
    if (fields.closedOn !== undefined) return closeNotice(notice, await read.by('objections', 'noticeId', id), fields.closedOn, notice.result ?? unopposed);
    const untouched = (notice.endOn ?? '') === '' || notice.endOn === noticeEnd(notice.startOn, rules)?.day;
    const end = parseDay(fields.startOn) && untouched ? noticeEnd(fields.startOn, rules)?.day : undefined;
    return changeNotice(notice, end === undefined ? fields : { ...fields, endOn: end }, rules.date);
  });
}

export function addObjection(noticeId: string, today: string): Answer {
  return commit({ intent: 'objection.create' }, () => [make('objections', { id: newId(), noticeId, receivedOn: today })]);
}

/** Photos and screenshots of the published notice. */
export async function addProof(notice: Notice, files: readonly VaultFile[]): Promise<Committed | Refusal | { ok: true }> {
  const kept = await attachFiles({ table: 'notices', id: notice.id, kind: 'noticeProof', ...(notice.dealId ? { dealId: notice.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  return commit({ intent: 'notice.proof', note: files.map((f) => f.name).join('、') }, async (read) => {
    const now = await read.get('notices', notice.id);
    return now ? [set('notices', notice.id, { attachmentIds: [...new Set([...(now.attachmentIds ?? []), ...kept.ids])] })] : refuse('row.gone');
  });
}

export function dropProof(notice: Notice, id: string): Answer {
  return commit({ intent: 'notice.proof' }, async (read) => {
    const now = await read.get('notices', notice.id);
    return now ? [set('notices', notice.id, { attachmentIds: (now.attachmentIds ?? []).filter((x) => x !== id) })] : refuse('row.gone');
  });
}
