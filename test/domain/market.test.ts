/** The record of a 挂牌 or 拍卖 on the pricing decision. */
import { describe, expect, it } from 'vitest';
import { checkMarket } from '../../shared/domain/checks/market.ts';
import type { Pricing } from '../../shared/domain/deal.ts';
import { TABLES } from '../../shared/domain/tables.ts';
import { keys } from './support.ts';

describe('a 挂牌 or 拍卖', () => {
  const p: Pricing = { id: 'p', route: 'listing', price: '1200000' };
  const whole: Pricing = {
    ...p,
    market: '示例技术交易所',
    listingNo: 'SL-2026-01',
    listedFrom: '2026-03-02',
    listedTo: '2026-03-13',
    resultPrice: '1200000',
    attachmentIds: ['a'],
  };
  it('is kept with where, when, at what price and its papers; each that lacks is asked after', () => {
    expect(checkMarket(p).map((x) => `${x.message.key} ${x.level} ${x.where.field}`)).toEqual([
      'pricing.marketMissing ask market',
      'pricing.listedMissing ask listedFrom',
      'pricing.resultMissing ask resultPrice',
      'pricing.marketProofMissing ask attachmentIds',
    ]);
    expect(checkMarket(whole)).toEqual([]);
    expect(TABLES.pricings.safeParse(whole).success).toBe(true);
    expect(TABLES.pricings.safeParse(p).success).toBe(true);
    expect(checkMarket({ id: 'p', route: 'agreed' })).toEqual([]);
  });
  it('ends after it starts, at a price that can be read and was decided', () => {
    expect(keys(checkMarket({ ...whole, listedTo: '2026-03-01' }))).toEqual(['pricing.listedOrder']);
    expect(keys(checkMarket({ ...whole, resultPrice: '很多' }))).toEqual(['pricing.priceUnread']);
    expect(checkMarket({ ...whole, resultPrice: '1300000' })).toMatchObject([
      { message: { key: 'pricing.resultDiffers', params: { result: '1,300,000.00', decided: '1,200,000.00' } }, level: 'ask' },
    ]);
  });
});
