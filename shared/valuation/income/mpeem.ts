/** Multi-period excess earnings (MPEEM): NOPAT less a charge for every asset that helps to earn it. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, exp, mul, neg, num, pow, sub, sum, type Num } from '../expr.ts';
import { amount, confirmed, count, money, rate, series, share, taxRate, words, years } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { oneOf } from '../weights.ts';
import { basisFields, ratesOn, unitsSuspect, unusedOf } from './bases.ts';
import { lengthsRefusal } from './free-cash-flow.ts';
import { counted, discountFactors, periodsOf, presentSum, timingFields } from './periods.ts';
import { tabOn } from './tab.ts';

const asset = z
  .object({
    name: words(),
    /** fair value in each period */
    values: series(amount()),
    returnRate: rate(),
    /** return of the asset, per period: only where NOPAT does not already bear it */
    returnOf: series(amount()).optional(),
  })
  .strict();
const input = z.object({
  nopat: series(money()).optional(),
  ebita: series(money()).optional(),
  taxRate: taxRate().default(0),
  assets: z.array(asset).min(1).max(20),
  /** whether NOPAT already bears depreciation, so that a return of the assets would be taken twice */
  nopatBearsReturnOf: confirmed().optional(),
  /** charges owed to other rights valued the same way */
  crossCharges: series(amount()).optional(),
  /** how many rights are valued by excess earnings of the same business, this one among them */
  rightsByExcess: count(1, 20).default(1),
  attrition: z.enum(['none', 'geometric', 'exponential', 'table']).default('none'),
  attritionRate: z.number().min(0).max(10).meta({ quantity: 'rate' }).optional(),
  attritionTable: series(share()).optional(),
  discountRate: rate(),
  ...basisFields,
  ...timingFields,
  tabYears: years().optional(),
});
type Input = z.output<typeof input>;

/** Inputs that no formula of this choice reads. */
const UNUSED = { none: ['attritionRate', 'attritionTable'], geometric: ['attritionTable'], exponential: ['attritionTable'], table: ['attritionRate'] } as const;

const missing = (field: string): Refusal => refuse('valuation.missing', { field, params: { field } });

function inputRefusal(asked: Input, n: number): Refusal | undefined {
  const lists = Object.fromEntries(
    asked.assets.flatMap((a, i) => [
      [`assets.${i}.values`, a.values],
      [`assets.${i}.returnOf`, a.returnOf],
    ]),
  );
  const uneven = lengthsRefusal({ ...lists, crossCharges: asked.crossCharges }, asked.nopat ? 'nopat' : 'ebita', n);
  if (uneven) return uneven;
  const withOf = asked.assets.findIndex((a) => a.returnOf !== undefined);
  if (withOf >= 0 && asked.nopatBearsReturnOf === undefined) return missing('nopatBearsReturnOf');
  if (withOf >= 0 && asked.nopatBearsReturnOf)
    return refuse('valuation.returnOfTwice', { field: `assets.${withOf}.returnOf`, params: { field: `assets.${withOf}.returnOf` } });
  if (asked.rightsByExcess > 1 && asked.crossCharges === undefined)
    return refuse('valuation.crossChargeMissing', { field: 'crossCharges', params: { field: 'crossCharges' } });
  if (asked.attrition === 'table')
    return asked.attritionTable === undefined
      ? missing('attritionTable')
      : lengthsRefusal({ attritionTable: asked.attritionTable }, asked.nopat ? 'nopat' : 'ebita', n);
  if (asked.attrition !== 'none' && asked.attritionRate === undefined) return missing('attritionRate');
  if (asked.attrition === 'geometric' && asked.attritionRate! > 1)
    return refuse('valuation.fieldTooBig', { field: 'attritionRate', params: { field: 'attritionRate', most: '≤ 1' } });
  return undefined;
}

/** Charge of every asset in every period: CAC_i,k = r_i·FV_i,k, and the return of it where NOPAT does not bear it. */
function charges(s: Sheet, asked: Input, n: number): Num[][] {
  return asked.assets.map((a, i) => {
    const item = i + 1;
    const r = s.input('assetReturn', a.returnRate, 'rate', { symbol: 'r', item });
    const values = s.inputs('assetValue', a.values.slice(0, n), 'money', 'FV', item);
    const returnOf = a.returnOf && s.inputs('assetReturnOf', a.returnOf.slice(0, n), 'money', 'Ro', item);
    return s.steps('charge', values, (v, k) => (returnOf ? add(mul(r, v), returnOf[k]!) : mul(r, v)), 'money', 'CAC', item);
  });
}

/** s_k: (1−a)^(k−1), e^(−λ(k−1)), or a table; undefined where nothing is lost. */
function survival(s: Sheet, asked: Input, n: number): Num[] | undefined {
  if (asked.attrition === 'none') return undefined;
  if (asked.attrition === 'table') return s.inputs('attritionTable', asked.attritionTable!.slice(0, n), 'rate', 's');
  const geometric = asked.attrition === 'geometric';
  const a = s.input('attritionRate', asked.attritionRate!, 'rate', { symbol: geometric ? 'a' : 'λ' });
  const ks = Array.from({ length: n }, (_, i) => i);
  return s.steps('survival', ks, (i) => (i === 0 ? num(1) : geometric ? pow(sub(1, a), i) : exp(neg(mul(a, i)))), 'factor', 's');
}

/**
 * X_k = NOPAT_k − Σ CAC_i,k; V = Σ X_k·s_k·(1+r)^−t_k [× TAB], in the money unit. A period in which X_k is below 0 is
 * kept and pointed out; two rights valued so at once need charges to each other. valuation.md 2.6.
 */
export const mpeem = method({
  id: 'mpeem',
  family: 'income',
  level: 'advanced',
  hasMoney: true,
  input,
  run(asked, s) {
    const both = oneOf(asked, 'nopat', 'ebita');
    if (both) return both;
    const given = asked.nopat ?? asked.ebita!;
    const refused = inputRefusal(asked, given.length);
    if (refused) return refused;
    const rates = ratesOn(s, { ...asked, flowBasis: asked.flowBasis ?? (asked.nopat ? 'postTax' : undefined) }, asked.nopat ? undefined : asked.taxRate);
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', asked.discountRate, 'r');
    const p = periodsOf(s, asked, given.length);
    if (isRefusal(p)) return p;
    const n = p.times.length;
    const tax = asked.ebita || asked.tabYears !== undefined ? s.input('taxRate', asked.taxRate, 'rate', { symbol: 'T' }) : undefined;
    const first = s.inputs(asked.nopat ? 'nopat' : 'ebita', given.slice(0, n), 'money', asked.nopat ? 'NOPAT' : 'EBITA');
    const nopat = asked.nopat ? first : s.steps('nopat', first, (x) => mul(x, sub(1, tax!)), 'money', 'NOPAT');
    const all = charges(s, asked, n);
    if (asked.crossCharges) all.push(s.inputs('crossCharges', asked.crossCharges.slice(0, n), 'money', 'CC'));
    const total = s.steps('charges', nopat, (_, k) => sum(all.map((c) => c[k]!)), 'money', 'ΣCAC');
    const excess = s.steps('excess', nopat, (x, k) => sub(x, total[k]!), 'money', 'X');
    const left = survival(s, asked, n);
    const flows = left || p.parts ? s.steps('net', excess, (x, i) => counted(left ? mul(x, left[i]!) : x, i, p), 'money', 'CF') : excess;
    const withTab = asked.tabYears !== undefined;
    const plain = presentSum(s, flows, discountFactors(s, r, p.times), withTab ? 'sumPresent' : 'value', withTab ? 'V₀' : 'V');
    const benefit = withTab ? tabOn(s, tax!, r, asked.tabYears!, asked.timing) : undefined;
    if (isRefusal(benefit)) return benefit;
    const value = benefit ? s.step('value', mul(plain, benefit.factor), 'money', { symbol: 'V' }) : plain;
    const outputs: Record<string, Num> = benefit ? { sumPresent: plain, tabFactor: benefit.factor } : {};
    const below = excess.slice(0, p.counts).flatMap((x, k) => (x.value < 0 ? [k + 1] : []));
    const warnings: Warning[] = [
      ...rates.warnings,
      ...p.warnings,
      ...unitsSuspect(given),
      ...unusedOf(asked, UNUSED[asked.attrition]),
      ...(benefit?.warnings ?? []),
    ];
    if (below.length > 0) warnings.push({ key: 'excessNegative', params: { years: below.join('、') } });
    if (value.value < 0) warnings.push({ key: 'valueNegative' });
    return { value, unit: 'money', outputs, warnings, facts: { binding: p.binding, assets: asked.assets.map((a) => a.name) } };
  },
});
