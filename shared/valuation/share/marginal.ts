/** Profit share by what the technology adds (边际分析法). */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { discount, div, mul, sub, sum, type Num } from '../expr.ts';
import { money, rate, series, share } from '../fields.ts';
import { method, type Answer } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { marginField, salesRoyalty, shareWarnings } from './share-of-sales.ts';

type Names = 'Incremental' | 'Total' | 'With' | 'Without';
const SYMBOL: Record<Names, string> = { Incremental: 'ΔP', Total: 'P', With: 'P_w', Without: 'P_o' };

/** The present value of one row of profits. */
function worth(s: Sheet, name: Names, flows: readonly Num[], factors: readonly Num[]): Num {
  const present = s.steps(`present${name}`, flows, (p, i) => mul(p, factors[i]!), 'money', `v${SYMBOL[name]}`);
  return s.step(`pv${name}`, sum(present), 'money', { symbol: `PV(${SYMBOL[name]})` });
}

const differ = (field: string, other: string): Refusal => refuse('valuation.lengthsDiffer', { field, params: { field, other } });

/** (1+r)^−t at the end or the middle of each year. */
function discountFactors(s: Sheet, discountRate: number, years: number, timing: 'end' | 'mid'): Num[] {
  const r = s.input('discountRate', discountRate, 'rate', { symbol: 'r' });
  const at = s.inputs(
    'time',
    Array.from({ length: years }, (_, i) => i + (timing === 'mid' ? 0.5 : 1)),
    'years',
    't',
  );
  return s.steps('discountFactor', at, (t) => discount(r, t), 'factor', 'v');
}

/**
 * share = Σ ΔP_k·v^k / Σ P_k·v^k, from any two of the added profit, the whole profit, and the share the one has in
 * the other, year by year; or, from profits with and without the technology, 1 − PV(without)/PV(with).
 * Money in the unit of the request; the answer is a decimal. Source: valuation.md 2.4.
 */
export const profitShareMarginal = method({
  id: 'profit-share-marginal',
  family: 'share',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    incremental: series(money()).optional(),
    total: series(money()).optional(),
    shareOfTotalProfit: series(share().gt(0)).optional(),
    with: series(money()).optional(),
    without: series(money()).optional(),
    discountRate: rate(),
    timing: z.enum(['end', 'mid']).default('end'),
    ...marginField,
  }),
  run(input, s): Answer | Refusal {
    const { incremental, total, shareOfTotalProfit: shares, with: having, without, operatingMargin } = input;
    const compared = having !== undefined || without !== undefined;
    if (compared === (incremental !== undefined || total !== undefined || shares !== undefined))
      return refuse('valuation.marginalForm', { field: 'incremental' });
    if (!compared) {
      const rows = Object.entries({ incremental, total, shareOfTotalProfit: shares }).filter(([, row]) => row !== undefined);
      if (rows.length !== 2) return refuse('valuation.marginalTwo', { field: 'incremental' });
      const years = rows[0]![1]!.length;
      if (rows[1]![1]!.length !== years) return differ(rows[1]![0], rows[0]![0]);
      const v = discountFactors(s, input.discountRate, years, input.timing);
      const a = shares && s.inputs('shareOfTotalProfit', shares, 'rate', 'a');
      const given = total && s.inputs('total', total, 'money', 'P');
      const added = incremental ? s.inputs('incremental', incremental, 'money', 'ΔP') : s.steps('incremental', given!, (p, i) => mul(p, a![i]!), 'money', 'ΔP');
      const whole = given ?? s.steps('total', a!, (x, i) => div(added[i]!, x), 'money', 'P');
      const pvIncremental = worth(s, 'Incremental', added, v);
      const pvTotal = worth(s, 'Total', whole, v);
      const field = total ? 'total' : 'shareOfTotalProfit';
      if (pvTotal.value <= 0) return refuse('valuation.profitNotPositive', { field, params: { field } });
      const value = s.step('rate', div(pvIncremental, pvTotal), 'rate', { symbol: 'ρ' });
      const warnings = [...shareWarnings(value), ...(added.some((p) => p.value < 0) ? [{ key: 'incrementalNegative' }] : [])];
      return { value, unit: 'rate', outputs: { pvIncremental, pvTotal, rate: value, ...salesRoyalty(s, value, operatingMargin) }, warnings };
    }
    if (!having || !without) {
      const field = having ? 'without' : 'with';
      return refuse('valuation.missing', { field, params: { field } });
    }
    if (having.length !== without.length) return differ('without', 'with');
    const v = discountFactors(s, input.discountRate, having.length, input.timing);
    const pvWith = worth(s, 'With', s.inputs('with', having, 'money', 'P_w'), v);
    const pvWithout = worth(s, 'Without', s.inputs('without', without, 'money', 'P_o'), v);
    if (pvWith.value <= 0) return refuse('valuation.profitNotPositive', { field: 'with', params: { field: 'with' } });
    const value = s.step('rate', sub(1, div(pvWithout, pvWith)), 'rate', { symbol: 'ρ' });
    return { value, unit: 'rate', outputs: { pvWith, pvWithout, rate: value, ...salesRoyalty(s, value, operatingMargin) }, warnings: shareWarnings(value) };
  },
});
