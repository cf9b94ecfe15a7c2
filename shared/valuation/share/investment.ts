/** Profit share by what each side put in, and by the rules of thumb. */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { add, div, mul, num, sub, sum } from '../expr.ts';
import { amount, series, share } from '../fields.ts';
import { method } from '../method.ts';
import { itemName, reason, weightsRefusal, weightTotal } from '../weights.ts';
import { marginField, salesRoyalty } from './share-of-sales.ts';

/** A markup on cost as a decimal: 5 is 500 %. */
const markup = (): z.ZodNumber => z.number().min(0).max(1000).meta({ quantity: 'rate' });

/**
 * Equivalent investment (约当投资分成法): A = C_tech(1+m_tech), B = C_buyer(1+m_buyer), share = A/(A+B).
 * Source: valuation.md 2.4.
 */
export const profitShareEquivalentInvestment = method({
  id: 'profit-share-equivalent-investment',
  family: 'share',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ techCost: amount(), techMarkup: markup(), buyerCost: amount(), buyerMarkup: markup(), ...marginField }),
  run({ techCost, techMarkup, buyerCost, buyerMarkup, operatingMargin }, s) {
    if (techCost + buyerCost === 0) return refuse('valuation.bothZero', { field: 'techCost', params: { field: 'techCost', other: 'buyerCost' } });
    const tech = mul(s.input('techCost', techCost, 'money', { symbol: 'C_t' }), add(1, s.input('techMarkup', techMarkup, 'rate', { symbol: 'm_t' })));
    const techInvestment = s.step('techInvestment', tech, 'money', { symbol: 'A' });
    const buyer = mul(s.input('buyerCost', buyerCost, 'money', { symbol: 'C_b' }), add(1, s.input('buyerMarkup', buyerMarkup, 'rate', { symbol: 'm_b' })));
    const buyerInvestment = s.step('buyerInvestment', buyer, 'money', { symbol: 'B' });
    const value = s.step('rate', div(techInvestment, add(techInvestment, buyerInvestment)), 'rate', { symbol: 'ρ' });
    return {
      value,
      unit: 'rate',
      outputs: { techInvestment, buyerInvestment, rate: value, ...salesRoyalty(s, value, operatingMargin) },
      warnings: techCost === 0 || buyerCost === 0 ? [{ key: 'oneSided' }] : [],
    };
  },
});

/**
 * 三分法 (capital, management, technology), 四分法 (and organisation), or a place in the 15–30 % range of the licensee's
 * profit. Figures of experience only (经验值, valuation.md 2.4 [R]): never evidence by themselves, and the answer says so.
 */
export const profitShareRule = method({
  id: 'profit-share-rule',
  family: 'share',
  level: 'everyday',
  hasMoney: false,
  input: z.object({
    rule: z.enum(['three', 'four', 'range']),
    low: share().default(0.15),
    high: share().default(0.3),
    /** 0 the low end, 1 the high end */
    position: share().default(0.5),
    ...marginField,
  }),
  run({ rule, low, high, position, operatingMargin }, s) {
    const warnings = [{ key: 'ruleOfThumb' }];
    if (rule !== 'range') {
      const n = s.input('rule', rule === 'three' ? 3 : 4, 'count', { symbol: 'n' });
      const value = s.step('rate', div(1, n), 'rate', { symbol: 'ρ' });
      return { value, unit: 'rate', outputs: { rate: value, ...salesRoyalty(s, value, operatingMargin) }, warnings, facts: { customary: ['rule'] } };
    }
    if (low > high) return refuse('valuation.lowOverHigh', { field: 'low', params: { low: 'low', high: 'high' } });
    const m = s.input('low', low, 'rate', { symbol: 'm' });
    const n = s.input('high', high, 'rate', { symbol: 'n' });
    const at = s.input('position', position, 'factor', { symbol: 's' });
    const value = s.step('rate', add(m, mul(sub(n, m), num(at))), 'rate', { symbol: 'ρ' });
    return {
      value,
      unit: 'rate',
      outputs: { low: m, high: n, rate: value, ...salesRoyalty(s, value, operatingMargin) },
      warnings,
      facts: { customary: ['low', 'high'] },
    };
  },
});

/**
 * Factor contribution (要素贡献法): everything the profit rests on is weighed, 100 % in all, each weight with its reason;
 * the share is what the factors of technology weigh together. Source: valuation.md 2.4.
 */
export const profitShareFactors = method({
  id: 'profit-share-factors',
  family: 'share',
  level: 'everyday',
  hasMoney: false,
  input: z.object({
    contributions: series(z.strictObject({ name: itemName(), weight: share(), isTechnology: z.boolean().default(false), reason: reason() })),
    ...marginField,
  }),
  run({ contributions, operatingMargin }, s) {
    const refused = weightsRefusal(
      'contributions',
      contributions.map((c) => c.weight),
    );
    if (refused) return refused;
    const technology = contributions.flatMap((c, i) => (c.isTechnology ? [i] : []));
    if (technology.length === 0) return refuse('valuation.noTechnology', { field: 'contributions' });
    const weights = s.inputs(
      'weight',
      contributions.map((c) => c.weight),
      'rate',
      'w',
    );
    weightTotal(s, weights);
    const value = s.step('rate', sum(technology.map((i) => weights[i]!)), 'rate', { symbol: 'ρ' });
    const told = (of: (c: (typeof contributions)[number]) => string): Record<string, string> =>
      Object.fromEntries(contributions.map((c, i) => [`weight.${i + 1}`, of(c)]));
    return {
      value,
      unit: 'rate',
      outputs: { rate: value, ...salesRoyalty(s, value, operatingMargin) },
      warnings: [{ key: 'weightsJudged' }],
      facts: { names: told((c) => c.name), reasons: told((c) => c.reason) },
    };
  },
});
