/** Excess earnings: what income is left to the right once every other asset has had its return. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../result.ts';
import { div, mul, sub, sumProduct, type Num } from '../expr.ts';
import { amount, money, rate, series } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import { oneOf, reason } from '../weights.ts';
import { basisFields, percentText, ratesOn } from './bases.ts';
import { lengthsRefusal } from './free-cash-flow.ts';
import { levelFactor, lifeYears } from './periods.ts';

const missing = (field: string) => refuse('valuation.missing', { field, params: { field } });

/**
 * One period: E = income − Σ asset_i·r_i, or income − net assets × industry return (net assets, not total assets). With
 * a discount rate also capitalised: E·PVAF(r,n), or E/r where a reason says that it lasts. valuation.md 2.6.
 */
export const excessEarnings = method({
  id: 'excess-earnings',
  family: 'income',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    income: money(),
    /** every other asset and the return it asks for */
    assetValues: series(amount()).optional(),
    assetReturns: series(rate()).optional(),
    /** or all of them at once: assets less debts, at the industry's return */
    netAssets: money().optional(),
    industryReturn: rate().optional(),
    discountRate: rate().optional(),
    years: lifeYears().optional(),
    /** why the excess lasts, where it is capitalised without an end */
    perpetualReason: reason().optional(),
    timing: z.enum(['end', 'mid']).default('end'),
    ...basisFields,
  }),
  run(asked, s) {
    const { assetValues, assetReturns, netAssets, industryReturn, discountRate, years } = asked;
    const refused = oneOf(asked, 'assetValues', 'netAssets');
    if (refused) return refused;
    if (assetValues && assetReturns === undefined) return missing('assetReturns');
    if (netAssets !== undefined && industryReturn === undefined) return missing('industryReturn');
    const uneven = assetValues && lengthsRefusal({ assetReturns }, 'assetValues', assetValues.length);
    if (uneven) return uneven;
    if (discountRate === undefined && years !== undefined) return missing('discountRate');
    if (discountRate !== undefined && years === undefined && asked.perpetualReason === undefined) return refuse('valuation.lifeOrReason', { field: 'years' });
    const income = s.input('income', asked.income, 'money', { symbol: 'P' });
    let charge: Num;
    if (assetValues) {
      const values = s.inputs('assetValues', assetValues, 'money', 'A');
      const returns = s.inputs('assetReturns', assetReturns!, 'rate', 'r');
      charge = s.step('assetReturn', sumProduct(values, returns), 'money', { symbol: 'CAC' });
    } else {
      const base = s.input('netAssets', netAssets!, 'money', { symbol: 'NA' });
      charge = s.step('assetReturn', mul(base, s.input('industryReturn', industryReturn!, 'rate', { symbol: 'r_i' })), 'money', { symbol: 'CAC' });
    }
    const excess = s.step('excess', sub(income, charge), 'money', { symbol: 'E' });
    const outputs = { excess, assetReturn: charge };
    const warnings: Warning[] = excess.value < 0 ? [{ key: 'excessNegativeOnce' }] : [];
    if (discountRate === undefined) return { value: excess, unit: 'money', outputs, warnings };
    const rates = ratesOn(s, asked, undefined);
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', discountRate, 'r');
    warnings.push(...rates.warnings);
    if (years === undefined) {
      if (r.value <= 0) return refuse('valuation.growthTooHigh', { field: 'discountRate', params: { rate: percentText(r.value), growth: percentText(0) } });
      warnings.push({ key: 'perpetual' });
      return {
        value: s.step('value', div(excess, r), 'money', { symbol: 'V' }),
        unit: 'money',
        outputs,
        warnings,
        facts: { perpetualReason: asked.perpetualReason },
      };
    }
    const factor = levelFactor(s, r, years, asked.timing);
    if (isRefusal(factor)) return factor;
    return { value: s.step('value', mul(excess, factor), 'money', { symbol: 'V' }), unit: 'money', outputs: { ...outputs, annuityFactor: factor }, warnings };
  },
});
