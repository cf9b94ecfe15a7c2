/** What an office keeps of a 挂牌 or 拍卖: where, from when to when, at what price it ended, and the papers of it. */
import { decimal, formatYuan, parseMoney } from '../../money.ts';
import { daysCross } from '../../bounds.ts';
import type { Pricing } from '../deal.ts';
import { finding, type Finding } from '../finding.ts';
import { filled } from './blank.ts';

/** Whether the price is set on a market, by 挂牌 or 拍卖. */
export const onMarket = (pricing: Pick<Pricing, 'route'> | undefined): boolean => pricing?.route === 'listing' || pricing?.route === 'auction';

/** Nothing for a price that was set otherwise. Amounts in 元. */
export function checkMarket(p: Pricing): Finding[] {
  if (!onMarket(p)) return [];
  const at = (field: keyof Pricing) => ({ table: 'pricings' as const, id: p.id, field });
  const out: Finding[] = [];
  if (!filled(p.market) || !filled(p.listingNo)) out.push(finding('pricing.marketMissing', at(filled(p.market) ? 'listingNo' : 'market')));
  if (!filled(p.listedFrom) || !filled(p.listedTo)) out.push(finding('pricing.listedMissing', at(filled(p.listedFrom) ? 'listedTo' : 'listedFrom')));
  else if (daysCross(p.listedFrom, p.listedTo)) out.push(finding('pricing.listedOrder', at('listedTo'), { params: { from: p.listedFrom!, to: p.listedTo! } }));
  out.push(...checkResult(p, at('resultPrice')));
  if ((p.attachmentIds ?? []).length === 0) out.push(finding('pricing.marketProofMissing', at('attachmentIds')));
  return out;
}

/** The price it ended at, and whether it is the one decided. */
function checkResult(p: Pricing, where: { table: 'pricings'; id: string; field: string }): Finding[] {
  if (!filled(p.resultPrice)) return [finding('pricing.resultMissing', where)];
  const result = decimal(parseMoney(p.resultPrice!)?.yuan);
  if (result === undefined) return [finding('pricing.priceUnread', where, { params: { text: p.resultPrice! } })];
  const decided = filled(p.price) ? decimal(parseMoney(p.price!)?.yuan) : undefined;
  if (decided === undefined || decided.eq(result)) return [];
  return [finding('pricing.resultDiffers', where, { params: { result: formatYuan(result.toFixed()), decided: formatYuan(decided.toFixed()) } })];
}
