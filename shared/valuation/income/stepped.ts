/** Income above what would be earned without the right, told year by year. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../result.ts';
import { mul, sub } from '../expr.ts';
import { money, pieces, rate, series, taxRate } from '../fields.ts';
import { method } from '../method.ts';
import { oneOf } from '../weights.ts';
import { basisFields, ratesOn, unitsSuspect } from './bases.ts';
import { lengthsRefusal } from './free-cash-flow.ts';
import { counted, discountFactors, periodsOf, presentSum, timingFields } from './periods.ts';

/**
 * V = Σ A_k·(1−T)·(1+r)^−t_k, in the money unit; A_k given, or a premium per piece times the quantity. Amounts that are
 * already after tax are given with T = 0. valuation.md 2.1, 2.7 (超额收益逐年折现).
 */
export const steppedIncome = method({
  id: 'stepped-income',
  family: 'income',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    annual: series(money()).optional(),
    /** what a piece earns more, per period */
    unitPremiums: series(money()).optional(),
    quantities: series(pieces()).optional(),
    taxRate: taxRate().default(0),
    discountRate: rate(),
    ...basisFields,
    ...timingFields,
  }),
  run(asked, s) {
    const { annual, unitPremiums, quantities } = asked;
    const refused = oneOf(asked, 'annual', 'unitPremiums');
    if (refused) return refused;
    if (unitPremiums === undefined ? quantities !== undefined : quantities === undefined)
      return refuse(unitPremiums ? 'valuation.missing' : 'valuation.onlyWith', { field: 'quantities', params: { field: 'quantities', other: 'unitPremiums' } });
    const given = annual ?? unitPremiums!;
    const uneven = lengthsRefusal({ quantities }, 'unitPremiums', given.length);
    if (uneven) return uneven;
    const rates = ratesOn(
      s,
      { ...asked, flowBasis: asked.flowBasis ?? (asked.taxRate > 0 ? 'postTax' : asked.rateBasis) },
      asked.taxRate > 0 ? asked.taxRate : undefined,
    );
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', asked.discountRate, 'r');
    const p = periodsOf(s, asked, given.length);
    if (isRefusal(p)) return p;
    const n = p.times.length;
    const each = s.inputs(annual ? 'annual' : 'unitPremiums', given.slice(0, n), 'money', annual ? 'A' : 'Δp');
    const sold = quantities && s.inputs('quantities', quantities.slice(0, n), 'factor', 'Q');
    const before = sold ? s.steps('gross', each, (x, i) => mul(x, sold[i]!), 'money', 'A') : each;
    const tax = asked.taxRate > 0 ? s.input('taxRate', asked.taxRate, 'rate', { symbol: 'T' }) : undefined;
    const net = tax || p.parts ? s.steps('net', before, (x, i) => (tax ? mul(counted(x, i, p), sub(1, tax)) : counted(x, i, p)), 'money', 'CF') : before;
    const value = presentSum(s, net, discountFactors(s, r, p.times), 'value', 'V');
    return {
      value,
      unit: 'money',
      warnings: [...rates.warnings, ...p.warnings, ...unitsSuspect(before.slice(0, p.counts).map((x) => x.value))],
      facts: { binding: p.binding },
    };
  },
});
