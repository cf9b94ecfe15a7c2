/** 报价比较: several offers side by side on one forecast. */
import { z } from 'zod';
import { isRefusal } from '../../result.ts';
import { call, max, neg, num, sub, sum, type Num } from '../expr.ts';
import { money, rate, words } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { discountingOf, forecastFields, forecastOf, paymentWarnings, termFields, termsOf, worthTo } from './payment-terms.ts';

/** 1 for the largest; equal values share a place. */
export const ranksOf = (s: Sheet, name: string, symbol: string, values: readonly Num[]): Num[] =>
  s.steps(name, values, (x) => sum([1, ...values.filter((y) => y !== x).map((y) => call('ifLess', x, y, 1, 0))].map(num)), 'count', symbol);

/**
 * Each offer's PV = U + Σ p·M·df + Σ ρ·Rev·df for the seller and as cost to the buyer, each at its own rate, and its place:
 * the seller's dearest first, the buyer's cheapest first. With reserves given, offers outside them are named.
 */
export const offersCompare = method({
  id: 'offers-compare',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    ...forecastFields,
    sellerRate: rate(),
    buyerRate: rate(),
    offers: z
      .array(z.object({ name: words(), ...termFields }).strict())
      .min(2)
      .max(8),
    sellerReserve: money().optional(),
    buyerReserve: money().optional(),
  }),
  run(input, s) {
    const f = forecastOf(s, input);
    if (isRefusal(f)) return f;
    const sellerSide = discountingOf(s, 'seller', input.sellerRate, f);
    const buyerSide = discountingOf(s, 'buyer', input.buyerRate, f);
    const rows: { name: string; limited: boolean; seller: Num; buyer: Num; bound: unknown }[] = [];
    for (const [j, offer] of input.offers.entries()) {
      const terms = termsOf(s, offer, f, j + 1, `offers.${j}.`);
      if (isRefusal(terms)) return terms;
      const { limited, bound } = terms.royalties;
      rows.push({ name: offer.name, limited, bound, seller: worthTo(s, sellerSide, terms, j + 1), buyer: worthTo(s, buyerSide, terms, j + 1) });
    }
    const sellers = rows.map((x) => x.seller);
    const buyers = rows.map((x) => x.buyer);
    const gaps = s.steps('gap', rows, (x) => sub(x.buyer, x.seller), 'money', 'PV_b−PV_s');
    const sellerRanks = ranksOf(s, 'sellerRank', 'No_s', sellers);
    const buyerRanks = ranksOf(
      s,
      'buyerRank',
      'No_b',
      s.steps('buyerCost', buyers, (x) => neg(x), 'money', '−PV_b'),
    );
    const best = s.step('bestForSeller', max(...sellers), 'money', { symbol: 'max PV_s' });
    const outside: Warning[] = rows.flatMap((x) => [
      ...(input.sellerReserve !== undefined && x.seller.value < input.sellerReserve ? [{ key: 'offerBelowSeller', params: { name: x.name } }] : []),
      ...(input.buyerReserve !== undefined && x.buyer.value > input.buyerReserve ? [{ key: 'offerAboveBuyer', params: { name: x.name } }] : []),
    ]);
    const worse = (a: (typeof rows)[number], b: (typeof rows)[number]): boolean =>
      b.seller.value >= a.seller.value && b.buyer.value <= a.buyer.value && (b.seller.value > a.seller.value || b.buyer.value < a.buyer.value);
    const dominated: Warning[] = rows.flatMap((a) => {
      const by = rows.find((b) => worse(a, b));
      return by ? [{ key: 'offerDominated', params: { name: a.name, by: by.name } }] : [];
    });
    const table = { sellerValue: sellers, buyerValue: buyers, gap: gaps, sellerRank: sellerRanks, buyerRank: buyerRanks };
    return {
      value: best,
      unit: 'money',
      outputs: Object.fromEntries(Object.entries(table).flatMap(([name, list]) => list.map((x, i) => [`${name}.${i + 1}`, x]))),
      facts: { offers: rows.map((x) => x.name), bound: rows.map((x) => x.bound) },
      warnings: [
        ...paymentWarnings(
          f,
          input.offers.map((o, j) => ({ milestones: o.milestones, limited: rows[j]!.limited })),
        ),
        ...outside,
        ...dominated,
      ],
    };
  },
});
