/** More profit from the right every year: by price, cost and quantity, or by a weighted price premium. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../result.ts';
import { add, mul, sub, sumProduct, type Num } from '../expr.ts';
import { amount, money, pieces, rate, series, share } from '../fields.ts';
import { method } from '../method.ts';
import { oneOf, weightsRefusal } from '../weights.ts';
import { ratesOn } from './bases.ts';
import { level, levelFields } from './level.ts';

/**
 * ΔP = Q₁(P₂−P₁) + Q₁(C₁−C₂) + (Q₂−Q₁)(P₂−C₂), V = ΔP(1−T)·PVAF(r,n), in the money unit (quantity in whatever makes
 * quantity × price that unit). Proof: ΔP = Q₂(P₂−C₂) − Q₁(P₁−C₁). valuation.md 2.7 (增量收益, 超额收益).
 */
export const incrementalIncome = method({
  id: 'incremental-income',
  family: 'income',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    quantityBefore: pieces(),
    quantityAfter: pieces().optional(),
    priceBefore: amount().optional(),
    priceAfter: amount().optional(),
    costBefore: amount().optional(),
    costAfter: amount().optional(),
    discountRate: rate(),
    ...levelFields,
  }),
  run(asked, s) {
    const { priceBefore, priceAfter, costBefore, costAfter } = asked;
    for (const [one, other, field] of [
      [priceBefore, priceAfter, priceBefore === undefined ? 'priceBefore' : 'priceAfter'],
      [costBefore, costAfter, costBefore === undefined ? 'costBefore' : 'costAfter'],
    ] as const)
      if ((one === undefined) !== (other === undefined)) return refuse('valuation.missing', { field, params: { field } });
    const more = asked.quantityAfter !== undefined && asked.quantityAfter !== asked.quantityBefore;
    if (priceBefore === undefined && (costBefore === undefined || more))
      return refuse('valuation.missing', { field: 'priceBefore', params: { field: 'priceBefore' } });
    if (more && costBefore === undefined) return refuse('valuation.missing', { field: 'costBefore', params: { field: 'costBefore' } });
    const rates = ratesOn(s, asked, asked.taxRate);
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', asked.discountRate, 'r');
    const q1 = s.input('quantityBefore', asked.quantityBefore, 'factor', { symbol: 'Q₁' });
    const price =
      priceBefore === undefined
        ? undefined
        : ([s.input('priceBefore', priceBefore, 'money', { symbol: 'P₁' }), s.input('priceAfter', priceAfter!, 'money', { symbol: 'P₂' })] as const);
    const cost =
      costBefore === undefined
        ? undefined
        : ([s.input('costBefore', costBefore, 'money', { symbol: 'C₁' }), s.input('costAfter', costAfter!, 'money', { symbol: 'C₂' })] as const);
    const parts: Num[] = [];
    if (price) parts.push(s.step('fromPrice', mul(q1, sub(price[1], price[0])), 'money', { symbol: 'ΔP_p' }));
    if (cost) parts.push(s.step('fromCost', mul(q1, sub(cost[0], cost[1])), 'money', { symbol: 'ΔP_c' }));
    const outputs: Record<string, Num> = {};
    if (more && price && cost) {
      const q2 = s.input('quantityAfter', asked.quantityAfter!, 'factor', { symbol: 'Q₂' });
      parts.push(s.step('fromQuantity', mul(sub(q2, q1), sub(price[1], cost[1])), 'money', { symbol: 'ΔP_q' }));
      outputs['incrementProof'] = s.step('incrementProof', sub(mul(q2, sub(price[1], cost[1])), mul(q1, sub(price[0], cost[0]))), 'money', { symbol: 'ΔP′' });
    }
    const increment = s.step('increment', add(...parts), 'money', { symbol: 'ΔP' });
    return level(s, asked, increment, r, [...rates.warnings], { increment, ...outputs });
  },
});

/**
 * V = Q·Σ w_i·Δp_i·(1−T)·PVAF(r,n), in the money unit: several price premiums weighted. The discount rate is given, or
 * riskless rate + premium. Weights that are not 100 % are refused. valuation.md 2.7.
 */
export const pricePremium = method({
  id: 'price-premium',
  family: 'income',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    premiums: series(money()),
    weights: series(share()),
    quantity: pieces(),
    discountRate: rate().optional(),
    riskFreeRate: rate().optional(),
    riskPremium: rate().optional(),
    ...levelFields,
  }),
  run(asked, s) {
    if (asked.weights.length !== asked.premiums.length)
      return refuse('valuation.lengthsDiffer', { field: 'weights', params: { field: 'weights', other: 'premiums' } });
    const refused = weightsRefusal('weights', asked.weights) ?? oneOf(asked, 'discountRate', 'riskFreeRate');
    if (refused) return refused;
    const built = asked.riskFreeRate !== undefined;
    if (built !== (asked.riskPremium !== undefined))
      return refuse('valuation.missing', { field: built ? 'riskPremium' : 'riskFreeRate', params: { field: built ? 'riskPremium' : 'riskFreeRate' } });
    const rates = ratesOn(s, asked, asked.taxRate);
    if (isRefusal(rates)) return rates;
    const r = built
      ? s.step(
          'discountRate',
          add(rates.toFlows('riskFreeRate', asked.riskFreeRate!, 'R_f'), s.input('riskPremium', asked.riskPremium!, 'rate', { symbol: 'R_p' })),
          'rate',
          { symbol: 'r' },
        )
      : rates.toFlows('discountRate', asked.discountRate!, 'r');
    const premiums = s.inputs('premiums', asked.premiums, 'money', 'Δp');
    const weights = s.inputs('weights', asked.weights, 'rate', 'w');
    const q = s.input('quantity', asked.quantity, 'factor', { symbol: 'Q' });
    const average = s.step('averagePremium', sumProduct(weights, premiums), 'money', { symbol: 'Δp̄' });
    const gross = s.step('gross', mul(q, average), 'money', { symbol: 'ΔP' });
    return level(s, asked, gross, r, [...rates.warnings], { averagePremium: average, discountRate: r });
  },
});
