/** Checks of the pricing decision and of the public notice of an agreed price (促进科技成果转化法 art. 18). */
import { Decimal, decimal, formatYuan, parseMoney } from '../../money.ts';
import type { RuleBook } from '../../rules/engine.ts';
import { holidaysOf, periodOf } from '../../rules/shapes.ts';
import { countDays, holidaysKnown, parseDay, periodEnd } from '../../time.ts';
import type { Notice, Objection, Pricing } from '../deal.ts';
import { agreedRound, latestNotice, latestPricing, priceToPublish, type DealFile } from '../deal-file.ts';
import type { FindingName } from '../finding-catalogue.ts';
import { finding, isSettled, type Finding, type Where } from '../finding.ts';
import { mustPublishPrice } from '../party.ts';
import { filled } from './blank.ts';
import { checkMarket, onMarket } from './market.ts';
import { checkNoticeOrder } from './notice-order.ts';
import { checkObjections } from './objections.ts';
import { checkOddTerms } from './odd-terms.ts';
import { abovePublished, belowPublished } from './notice-price.ts';
import { pricesResult } from './priced-route.ts';

/** The seller's row: 本单位 where the deal is ours to sell and names nobody yet. */
const sellerOf = (f: DealFile) => f.seller ?? (f.deal.role === 'seller' ? f.office : undefined);

/** Asks for the seller's kind where nobody has said it and something hangs on it; a written answer to it settles the question. */
function kindMissing(f: DealFile): Finding | undefined {
  if (!pricesResult(f.deal)) return undefined;
  const seller = sellerOf(f);
  if (seller?.kind !== undefined || (f.office?.isPublic === true && f.deal.role === 'seller')) return undefined;
  const where: Where =
    seller === undefined
      ? { table: 'deals', id: f.deal.id, field: 'sellerId' }
      : { table: f.seller === undefined ? 'office' : 'parties', id: seller.id, field: 'kind' };
  return finding('pricing.sellerKindMissing', where);
}

/**
 * Whether this deal's seller publishes its agreed price before signing; `unknown` while its kind is not filled in.
 * Broker and agent deals look at the seller too; work to be done (development, advice …) has no result to price.
 */
export function publication(f: DealFile): 'must' | 'no' | 'unknown' {
  if (!pricesResult(f.deal)) return 'no';
  const asked = kindMissing(f);
  if (asked) return isSettled(asked, f.answers) ? 'no' : 'unknown';
  const seller = sellerOf(f);
  return (seller !== undefined && mustPublishPrice(seller)) || (f.office?.isPublic === true && f.deal.role === 'seller') ? 'must' : 'no';
}
export const needsNotice = (f: DealFile): boolean => publication(f) === 'must';

/** 挂牌 and 拍卖 set the price on a market, and a written reason stands in for a notice: then nothing is published. */
export function publishesNothing(f: DealFile): boolean {
  const pricing = latestPricing(f);
  return onMarket(pricing) || filled(pricing?.noNoticeReason);
}

/**
 * 评估: the law names 协议定价, 挂牌 and 拍卖, and asks a notice of 协议定价 alone. Whether such a price is published is the institute's own rule
 * to say, so nothing of it is told as the law's.
 */
export const byOwnRule = (f: DealFile): boolean => latestPricing(f)?.route === 'appraisal';
/** The law has this price published before signing. */
export const noticeByLaw = (f: DealFile): boolean => needsNotice(f) && !publishesNothing(f) && !byOwnRule(f);

/** The question whether a price by 评估 was agreed after all, or is published by an own rule; none once a notice of it closed. */
export function appraisalAsked(f: DealFile): Finding | undefined {
  const pricing = latestPricing(f);
  if (!pricing || !byOwnRule(f) || !needsNotice(f) || publishesNothing(f) || filled(latestNotice(f)?.closedOn)) return undefined;
  return finding('pricing.appraisalNotice', { table: 'pricings', id: pricing.id, field: 'route' });
}

/** What a notice by an own rule lacks: how long it hangs is not the law's to say, and nothing of it stops the signing. */
const LENGTH: readonly FindingName[] = ['notice.tooShort', 'notice.ruleUnknown', 'notice.holidaysUnknown'];
export const ofOwnNotice = (findings: readonly Finding[]): Finding[] =>
  findings.filter((x) => !LENGTH.includes(x.message.key)).map(({ source: _law, ...x }) => (x.consequence === 'format' ? x : { ...x, level: 'ask' }));

/** The question after the seller's kind, for every place where a notice would matter; none where nothing hangs on it. */
export function sellerKindUnknown(f: DealFile): Finding[] {
  const asked = kindMissing(f);
  return asked === undefined || publishesNothing(f) || filled(latestNotice(f)?.closedOn) ? [] : [asked];
}

/** First day on which the notice may be closed: its period over. Undefined without a readable start or without a rule. */
export function noticeEnd(
  startOn: string | undefined,
  rules: RuleBook,
): { day: string; days: number; kind: 'natural' | 'working'; holidaysKnown: boolean } | undefined {
  const start = parseDay(startOn);
  const period = start ? periodOf(rules.on(start), 'notice.price.days') : undefined;
  if (!start || !period) return undefined;
  const table = holidaysOf(rules.on(start));
  const day = periodEnd(start, period.days, period.kind, table, period.firstDayCounts);
  return { day, days: period.days, kind: period.kind, holidaysKnown: period.kind === 'natural' || holidaysKnown(start, day, table) };
}

export function checkNotice(n: Notice, objections: readonly Objection[], dealName: string | undefined, rules: RuleBook): Finding[] {
  const at = (field: string) => ({ table: 'notices' as const, id: n.id, field });
  const out: Finding[] = [];
  if (!filled(n.title)) out.push(finding('notice.titleMissing', at('title')));
  else if (filled(dealName) && n.title!.trim() !== dealName!.trim())
    out.push(finding('notice.titleDiffers', at('title'), { params: { notice: n.title!, deal: dealName! } }));
  if (!filled(n.price) && !filled(n.royaltyRate)) out.push(finding('notice.priceMissing', at('price')));
  else if (filled(n.price) && !parseMoney(n.price!)) out.push(finding('pricing.priceUnread', at('price'), { params: { text: n.price! } }));
  if (n.draft === true && !filled(n.place)) out.push(finding('notice.placeMissing', at('place')));
  if (!filled(n.startOn) || !filled(n.endOn)) out.push(finding('notice.datesMissing', at(filled(n.startOn) ? 'endOn' : 'startOn')));
  for (const field of ['startOn', 'endOn', 'closedOn'] as const) {
    if (filled(n[field]) && !parseDay(n[field])) out.push(finding('notice.dateUnread', at(field), { params: { text: n[field]! } }));
  }
  out.push(...noticeLength(n, rules));
  if (n.draft === true && !filled(n.contact)) out.push(finding('notice.contactMissing', at('contact')));
  const end = parseDay(n.endOn);
  const start = parseDay(n.startOn);
  if (n.draft === true) {
    if (start && end && start <= end && end < rules.date) out.push(finding('notice.overBeforePublished', at('endOn'), { params: { start, end } }));
    out.push(finding('notice.unpublished', at('draft')));
  } else if (!filled(n.closedOn) && end)
    out.push(rules.date <= end ? finding('notice.running', at('endOn'), { params: { day: end } }) : finding('notice.notClosed', at('closedOn')));
  out.push(...checkObjections(n, objections, rules.date));
  if (n.draft !== true && (n.attachmentIds ?? []).length === 0) out.push(finding('notice.proofMissing', at('attachmentIds')));
  return out;
}

/** Counted days between the two dates as the rule counts them (natural days where there is no rule); undefined where they are no period. */
export function daysPublished(n: Notice, rules: RuleBook): { days: number; kind: 'natural' | 'working' } | undefined {
  const [start, end] = [parseDay(n.startOn), parseDay(n.endOn)];
  if (!start || !end || end < start) return undefined;
  const dated = rules.on(start);
  const period = periodOf(dated, 'notice.price.days');
  const kind = period?.kind ?? 'natural';
  return { days: countDays(start, end, kind, holidaysOf(dated)) + (period?.firstDayCounts ? 1 : 0), kind };
}

/** What is wrong with the period the dates span: shorter than the rule, or counted without a rule or a calendar. */
function noticeLength(n: Notice, rules: RuleBook): Finding[] {
  const start = parseDay(n.startOn);
  const end = parseDay(n.endOn);
  if (!start || !end) return [];
  const at = { table: 'notices' as const, id: n.id, field: 'endOn' };
  const dated = rules.on(start);
  const period = periodOf(dated, 'notice.price.days');
  if (!period) return [finding('notice.ruleUnknown', at)];
  const table = holidaysOf(dated);
  const counted = daysPublished(n, rules)?.days ?? 0;
  const out: Finding[] = [];
  if (counted < period.days) {
    const earliest = periodEnd(start, period.days, period.kind, table, period.firstDayCounts);
    out.push(finding('notice.tooShort', at, { rule: period.rule, params: { counted, days: period.days, kind: period.kind, earliest } }));
  }
  if (period.kind === 'working' && !holidaysKnown(start, end, table)) out.push(finding('notice.holidaysUnknown', at));
  return out;
}

/** The finding about a notice that must run and runs shorter than the rule; none where there is nothing to publish. */
export function shortNotice(f: DealFile, rules: RuleBook): Finding | undefined {
  const notice = noticeByLaw(f) ? latestNotice(f) : undefined;
  return notice && noticeLength(notice, rules).find((x) => x.message.key === 'notice.tooShort');
}

/** Who decided, and on which day. */
function decisionMissing(pricing: Pricing): Finding | undefined {
  if (filled(pricing.decidedOn) && filled(pricing.decidedBy)) return undefined;
  return finding('pricing.decisionMissing', { table: 'pricings', id: pricing.id, field: filled(pricing.decidedOn) ? 'decidedBy' : 'decidedOn' });
}

/**
 * The price is decided on record (or a written reason says why it is not) and, where one must run, its notice closed. With nothing recorded
 * only a seller that publishes nothing is past this.
 */
export function isPriced(f: DealFile): boolean {
  const pricing = latestPricing(f);
  if (!pricing || !pricesResult(f.deal)) return publication(f) === 'no';
  const undecided = decisionMissing(pricing);
  if (undecided && !isSettled(undecided, f.answers)) return false;
  if (publication(f) === 'no' || publishesNothing(f) || filled(latestNotice(f)?.closedOn)) return true;
  const asked = appraisalAsked(f);
  return asked !== undefined && isSettled(asked, f.answers);
}

/** How the price was decided; without any record it is asked for where one must be. */
export function checkDecision(f: DealFile, must: boolean): Finding[] {
  const pricing = latestPricing(f);
  if (!pricing) return must ? [finding('pricing.none', { table: 'deals', id: f.deal.id, field: 'pricing' })] : [];
  const at = (field: string) => ({ table: 'pricings' as const, id: pricing.id, field });
  const out: Finding[] = [];
  if (pricing.route === undefined && pricesResult(f.deal)) out.push(finding('pricing.routeMissing', at('route')));
  const undecided = pricesResult(f.deal) ? decisionMissing(pricing) : undefined;
  if (undecided) out.push(undecided);
  if (filled(pricing.price) && !parseMoney(pricing.price!)) out.push(finding('pricing.priceUnread', at('price'), { params: { text: pricing.price! } }));
  return [...out, ...checkMarket(pricing), ...checkOddTerms(f, pricing, at)];
}

/** Pricing decision and notice of one deal. Enterprises skip the notice; a written reason stands in for it. */
export function checkPricing(f: DealFile, rules: RuleBook): Finding[] {
  const pricing = latestPricing(f);
  const must = needsNotice(f);
  const out: Finding[] = [...sellerKindUnknown(f), ...checkDecision(f, must)];
  const agreed = agreedRound(f);
  const read = (text: string | undefined): Decimal | undefined => (filled(text) ? decimal(parseMoney(text!)?.yuan) : undefined);
  const decided = read(pricing?.price);
  const spoken = read(agreed?.entryFee);
  if (pricing && decided && spoken && !decided.eq(spoken)) {
    out.push(
      finding(
        'pricing.priceDiffers',
        { table: 'pricings', id: pricing.id, field: 'price' },
        { params: { decided: formatYuan(decided.toFixed()), agreed: formatYuan(spoken.toFixed()) } },
      ),
    );
  }
  if (!must || publishesNothing(f)) return out;
  const notice = latestNotice(f);
  // how it is priced comes first: before that nobody knows whether it is published
  if (!notice && pricing?.route === 'agreed') out.push(finding('notice.missing', { table: 'deals', id: f.deal.id, field: 'notice' }));
  const asked = appraisalAsked(f);
  const said = notice ? checkWholeNotice(f, notice, rules) : [];
  return [...out, ...(asked ? [asked] : []), ...(byOwnRule(f) ? ofOwnNotice(said) : said)];
}

/** A notice by itself, and against what is to be signed. */
function checkWholeNotice(f: DealFile, notice: Notice, rules: RuleBook): Finding[] {
  const out = [
    ...checkNotice(notice, f.objections, f.achievement?.title, rules),
    ...checkOddTerms(f, notice, (field) => ({ table: 'notices', id: notice.id, field })),
  ];
  const at = { table: 'notices' as const, id: notice.id, field: 'price' };
  const [below, above] = [belowPublished(notice, priceToPublish(f)), abovePublished(notice, priceToPublish(f))];
  if (below) return [...out, finding('notice.priceBelow', { ...at, field: below.context === 'rate' ? 'royaltyRate' : 'price' }, { params: below })];
  if (above) out.push(finding('notice.priceAbove', { ...at, field: above.context === 'rate' ? 'royaltyRate' : 'price' }, { params: above }));
  // a notice that must be made again anyway is not also asked about its days
  out.push(...checkNoticeOrder(f, notice));
  return out;
}
