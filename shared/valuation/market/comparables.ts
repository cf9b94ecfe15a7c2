/** Deals that can be compared, adjusted to the subject (市场法). */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { add, call, discount, div, max, min, mul, product, sub, sum, sumProduct, type Num } from '../expr.ts';
import { amount, count, factor, positiveAmount, rate, series, share } from '../fields.ts';
import { unusedOf } from '../income/bases.ts';
import { method, type Answer, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { itemName, weightsRefusal, weightTotal } from '../weights.ts';

const comparable = z.strictObject({
  name: itemName(),
  price: positiveAmount().optional(),
  /** instead of a price: what is paid at once and year by year, turned into one present value */
  upfront: amount().optional(),
  payments: series(amount()).optional(),
  weight: share().optional(),
  /** one for each factor, in the order of `factors`; or the adjustments themselves */
  scores: series(factor()).optional(),
  adjustments: series(factor()).optional(),
});
type Comparable = z.output<typeof comparable>;

/** The subject is usually the measure of the others. */
const USUAL_SUBJECT = 100;
/** House limits: editable custom (经验值). */
const limit = (): z.ZodNumber => z.number().gt(0).max(10).meta({ quantity: 'rate' });

/**
 * V = Σ w_j·P_j·Π_i a_ij, a_ij = subject score / comparable score, or as given; weights equal unless given, then 100 % in all. Each
 * comparable's net adjustment Π−1 and gross adjustment Σ|a−1| are shown. Money in the unit of the request; payments are
 * at year ends. Source: valuation.md 2.9.
 */
export const marketComparables = method({
  id: 'market-comparables',
  family: 'market',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    factors: series(z.strictObject({ name: itemName(), subject: factor().default(USUAL_SUBJECT) }), 1, 30),
    comparables: series(comparable, 1, 30),
    discountRate: rate().optional(),
    totalLimit: limit().default(0.3),
    factorLimit: limit().default(0.15),
    leastComparables: count(1, 100).default(3),
  }),
  run(x, s): Answer | Refusal {
    const refused = comparablesRefusal(x.comparables, x.factors.length, x.discountRate);
    if (refused) return refused;
    const subject = x.comparables.some((c) => c.scores)
      ? s.inputs(
          'subject',
          x.factors.map((f) => f.subject),
          'factor',
          'S',
        )
      : [];
    const prices = pricesOf(s, x.comparables, x.discountRate);
    const warnings: Warning[] =
      x.comparables.length < x.leastComparables ? [{ key: 'fewComparables', params: { count: x.comparables.length, least: x.leastComparables } }] : [];
    if (!x.comparables.some((c) => c.payments)) warnings.push(...unusedOf(x, ['discountRate']));
    const names: Record<string, string> = {};
    const adjusted = x.comparables.map((c, j) => {
      const a = (c.scores ?? c.adjustments)!.map((mark, i) => {
        const place = { k: i + 1, item: j + 1 };
        names[`adjustments.${j + 1}.${i + 1}`] = `${c.name} · ${x.factors[i]!.name}`;
        if (!c.scores) return s.input('adjustments', mark, 'factor', { symbol: 'a', ...place });
        return s.step('adjustments', div(subject[i]!, s.input('scores', mark, 'factor', { symbol: 's', ...place })), 'factor', { symbol: 'a', ...place });
      });
      const k = j + 1;
      names[`adjusted.${k}`] = c.name;
      const whole = s.step('adjustmentProduct', product(a), 'factor', { symbol: 'Πa', k });
      const net = s.step('netAdjustment', sub(whole, 1), 'rate', { symbol: 'net', k });
      s.step('grossAdjustment', sum(a.map((f) => call('abs', sub(f, 1)))), 'rate', { symbol: 'gross', k });
      if (Math.abs(net.value) > x.totalLimit + SLACK)
        warnings.push({ key: 'adjustmentOver', params: { name: c.name, percent: percent(net.value), limit: percent(x.totalLimit) } });
      for (const [i, f] of a.entries()) {
        if (Math.abs(f.value - 1) > x.factorLimit + SLACK)
          warnings.push({
            key: 'factorOver',
            params: { name: c.name, factor: x.factors[i]!.name, percent: percent(f.value - 1), limit: percent(x.factorLimit) },
          });
      }
      return s.step('adjusted', mul(prices[j]!, whole), 'money', { symbol: 'P*', k });
    });
    const worths = prices.map((p) => p.value);
    if (Math.max(...worths) >= UNITS_APART * Math.min(...worths)) warnings.push({ key: 'unitsSuspect' });
    const weights = weightsOf(s, x.comparables);
    const low = s.step('low', min(...adjusted), 'money', { symbol: 'min' });
    const high = s.step('high', max(...adjusted), 'money', { symbol: 'max' });
    const value = s.step('value', sumProduct(weights, adjusted), 'money', { symbol: 'V' });
    return { value, unit: 'money', outputs: { low, high }, warnings, facts: { names } };
  },
});

/** Prices so far apart look like 元 beside 万元. */
const UNITS_APART = 2000;
/** 1.3 − 1 is a little more than 0.3. */
const SLACK = 1e-9;
const percent = (x: number): string => `${Number((x * 100).toFixed(2))}%`;

function comparablesRefusal(all: readonly Comparable[], factors: number, discountRate: number | undefined): Refusal | undefined {
  for (const [j, c] of all.entries()) {
    const at = `comparables.${j}`;
    const paid = c.upfront !== undefined || c.payments !== undefined;
    if (paid === (c.price !== undefined))
      return refuse('valuation.exactlyOne', { field: `${at}.price`, params: { field: `${at}.price`, other: `${at}.payments` } });
    if (paid && (c.upfront ?? 0) + (c.payments ?? []).reduce((a, b) => a + b, 0) === 0)
      return refuse('valuation.fieldTooSmall', { field: `${at}.upfront`, params: { field: `${at}.upfront`, least: '≥ 0' } });
    if (c.payments && discountRate === undefined) return refuse('valuation.missing', { field: 'discountRate', params: { field: 'discountRate' } });
    const either = (c.scores === undefined) === (c.adjustments === undefined);
    if (either) return refuse('valuation.exactlyOne', { field: `${at}.scores`, params: { field: `${at}.scores`, other: `${at}.adjustments` } });
    const field = `${at}.${c.scores ? 'scores' : 'adjustments'}`;
    if ((c.scores ?? c.adjustments)!.length !== factors) return refuse('valuation.lengthsDiffer', { field, params: { field, other: 'factors' } });
  }
  const given = all.filter((c) => c.weight !== undefined).length;
  if (given === 0) return undefined;
  const without = all.findIndex((c) => c.weight === undefined);
  if (without >= 0) return refuse('valuation.weightMissing', { field: `comparables.${without}.weight`, params: { key: all[without]!.name } });
  return weightsRefusal(
    'comparables',
    all.map((c) => c.weight!),
  );
}

/** The price of each deal; one paid over time as the present value of what is paid. */
function pricesOf(s: Sheet, all: readonly Comparable[], discountRate: number | undefined): Num[] {
  const r = discountRate !== undefined && all.some((c) => c.payments) ? s.input('discountRate', discountRate, 'rate', { symbol: 'r' }) : undefined;
  // the same for every comparable
  const factors = r ? Array.from({ length: Math.max(...all.map((c) => c.payments?.length ?? 0)) }, (_, i) => discount(r, i + 1)) : [];
  return all.map((c, j) => {
    const k = j + 1;
    if (c.price !== undefined) return s.input('price', c.price, 'money', { symbol: 'P', k });
    const upfront = s.input('upfront', c.upfront ?? 0, 'money', { symbol: 'U', k });
    const payments = s.inputs('payments', c.payments ?? [], 'money', 'R', k);
    return s.step('price', add(upfront, ...payments.map((p, i) => mul(p, factors[i]!))), 'money', { symbol: 'P', k });
  });
}

function weightsOf(s: Sheet, all: readonly Comparable[]): Num[] {
  if (all.every((c) => c.weight === undefined)) {
    const n = s.input('comparableCount', all.length, 'count', { symbol: 'n' });
    return s.steps('weight', all, () => div(1, n), 'rate', 'w');
  }
  const weights = s.inputs(
    'weight',
    all.map((c) => c.weight!),
    'rate',
    'w',
  );
  weightTotal(s, weights);
  return weights;
}
