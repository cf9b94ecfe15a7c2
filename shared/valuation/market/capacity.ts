/** One price scaled by capacity, and royalties of comparable licences. */
import { z } from 'zod';
import { call, div, mul, pow } from '../expr.ts';
import { count, factor, positiveAmount, series, share } from '../fields.ts';
import { method } from '../method.ts';
import { itemName } from '../weights.ts';

/** 功能价值指数法: V = P·(S/R)^x, S and R the capacities of subject and reference. Source: valuation.md 2.9. */
export const marketCapacity = method({
  id: 'market-capacity',
  family: 'market',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ referencePrice: positiveAmount(), subject: factor(), reference: factor(), exponent: factor().max(5) }),
  run(x, s) {
    const p = s.input('referencePrice', x.referencePrice, 'money', { symbol: 'P' });
    const subject = s.input('subject', x.subject, 'factor', { symbol: 'S' });
    const reference = s.input('reference', x.reference, 'factor', { symbol: 'R' });
    const exponent = s.input('exponent', x.exponent, 'factor', { symbol: 'x' });
    const ratio = s.step('capacityFactor', pow(div(subject, reference), exponent), 'factor', { symbol: 'f' });
    const value = s.step('value', mul(p, ratio), 'money', { symbol: 'V' });
    return { value, unit: 'money', outputs: { capacityFactor: ratio }, warnings: [{ key: 'oneReference' }] };
  },
});

/**
 * Royalties of comparable licences: the median, with the quartiles as the range. Never the mean: one outlier would
 * carry it. Decimals. Source: valuation.md 2.9.
 */
export const marketRoyalty = method({
  id: 'market-royalty',
  family: 'market',
  level: 'everyday',
  hasMoney: false,
  input: z.object({ licences: series(z.strictObject({ name: itemName(), royalty: share() })), leastComparables: count(1, 100).default(3) }),
  run({ licences, leastComparables }, s) {
    const rates = s.inputs(
      'royalty',
      licences.map((l) => l.royalty),
      'rate',
      'ρ',
    );
    const lower = s.step('lowerQuartile', call('quartile', ...rates, 1), 'rate', { symbol: 'Q₁' });
    const upper = s.step('upperQuartile', call('quartile', ...rates, 3), 'rate', { symbol: 'Q₃' });
    const value = s.step('medianRoyalty', call('median', ...rates), 'rate', { symbol: 'Q₂' });
    return {
      value,
      unit: 'rate',
      outputs: { lower, median: value, upper },
      warnings: licences.length < leastComparables ? [{ key: 'fewComparables', params: { count: licences.length, least: leastComparables } }] : [],
      facts: { names: Object.fromEntries(licences.map((l, i) => [`royalty.${i + 1}`, l.name])) },
    };
  },
});
