/** Rules of the public notice of an agreed price. */
import { refuse, type Refusal } from '../result.ts';
import type { RuleBook } from '../rules/engine.ts';
import { parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { belowPublished, noticeEnd, publication, publishesNothing } from './checks/pricing.ts';
import { agreedRound, latestNotice, latestPricing, type DealFile } from './deal-file.ts';
import type { Deal, Notice, Objection, Pricing } from './deal.ts';
import { make, set, type Edit } from './edit.ts';
import { withoutGaps } from './worksheet-rules.ts';

export type NoticeSeed = { id: string; startOn: string; title: string; place?: string; contact?: string; text?: string };

/** Title and intended price are published (促进科技成果转化法 art. 18); the last day follows from the rule in force at the start. */
export function startNotice(deal: Deal, pricing: Pick<Pricing, 'price' | 'royaltyRate'>, seed: NoticeSeed, rules: RuleBook): Edit[] | Refusal {
  const start = parseDay(seed.startOn);
  if (!start) return refuse('notice.startUnread', { field: 'startOn', params: { text: seed.startOn } });
  const end = noticeEnd(start, rules);
  const rule = rules.on(start).entry('notice.price.days');
  return [
    make(
      'notices',
      withoutGaps({
        id: seed.id,
        dealId: deal.id,
        title: seed.title,
        price: pricing.price,
        royaltyRate: pricing.royaltyRate,
        startOn: start,
        endOn: end?.day,
        place: seed.place,
        contact: seed.contact,
        text: seed.text,
        ruleId: rule ? `${rules.packId}#${rule.id}` : undefined,
        ...(deal.sample ? { sample: true } : {}),
      }),
    ),
  ];
}

/** Closed only after its last day, and with every objection handled: a notice that did not run its time proves nothing. */
export function closeNotice(notice: Notice, objections: readonly Objection[], closedOn: string, result: string): Edit[] | Refusal {
  const end = parseDay(notice.endOn);
  const closed = parseDay(closedOn);
  if (!closed) return refuse('notice.closeUnread', { field: 'closedOn', params: { text: closedOn } });
  if (!end) return refuse('notice.endMissing', { field: 'endOn' });
  if (closed <= end) return refuse('notice.stillRunning', { field: 'closedOn', params: { end }, source: '中华人民共和国促进科技成果转化法 第十八条' });
  const open = objections.find((o) => o.noticeId === notice.id && o.archived !== true && (o.settledOn ?? '').trim() === '');
  if (open) return refuse('notice.objectionOpen', { field: 'objections', params: { from: open.from ?? '' } });
  return [set('notices', notice.id, { closedOn: closed, result })];
}

/** A published text is evidence: once it runs, title, price and start are not rewritten; a new notice is started. */
export function editNotice(notice: Notice, fields: Partial<Notice>, today: string): Edit[] | Refusal {
  const start = parseDay(notice.startOn);
  const fixed = (['title', 'price', 'royaltyRate', 'startOn', 'text'] as const).find((k) => k in fields && fields[k] !== notice[k]);
  if (fixed && start && start <= today) return refuse('notice.published', { field: fixed, params: { start } });
  return [set('notices', notice.id, fields)];
}

/** Whether the price now agreed needs a new notice, because the one that ran named a higher one. */
export const needsNewNotice = (notice: Notice, price: string | undefined, royaltyRate: string | undefined): boolean =>
  belowPublished(notice, price, royaltyRate);

/**
 * Institutes, universities and public hospitals sign an agreed price after its public notice closed, or with a written reason
 * (促进科技成果转化法 art. 18). Asked when the signing day is recorded and when the filing is frozen; enterprises and prices set on a market skip it.
 * While the seller's kind is not filled in nobody knows: then it is asked for.
 */
export function signingUnpublished(f: DealFile): Refusal | null {
  const publish = publication(f);
  if (publish === 'no' || publishesNothing(f)) return null;
  const pricing = latestPricing(f);
  const notice = latestNotice(f);
  const agreed = agreedRound(f);
  const closed =
    notice !== undefined && filled(notice.closedOn) && !belowPublished(notice, agreed?.entryFee ?? pricing?.price, agreed?.royaltyRate ?? pricing?.royaltyRate);
  if (closed) return null;
  if (publish === 'unknown') return refuse('signing.sellerKindMissing', { field: 'kind', source: '中华人民共和国促进科技成果转化法 第十八条' });
  return refuse('signing.unpublished', { field: 'noNoticeReason', source: '中华人民共和国促进科技成果转化法 第十八条' });
}
