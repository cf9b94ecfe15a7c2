/** Tax amortisation benefit: what the buyer saves by writing the right off is part of what it is worth to him. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, annuity, div, mul, pow, sub, type Num } from '../expr.ts';
import { amount, rate, taxRate, years } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';

type Timing = 'end' | 'mid';

/** PVAF(r,n), in the middle of years times √(1+r). */
const writeOffAnnuity = (r: Num, n: Num, timing: Timing): Num => (timing === 'mid' ? mul(annuity(r, n), pow(add(1, r), 0.5)) : annuity(r, n));
const factorOf = (tax: Num, n: Num, pvaf: Num): Num => div(1, sub(1, mul(div(tax, n), pvaf)));

export type TabCells = { n: Num; pvaf: Num; factor: Num; at: (r: Num) => Num | Refusal; warnings: Warning[] };

/** 1 ÷ (1 − T/n·PVAF(r,n)) on the sheet; `at` writes it for another rate. Refused where a rate below 0 makes the saving endless. */
export function tabOn(s: Sheet, tax: Num, r: Num, tabYears: number, timing: Timing): TabCells | Refusal {
  const n = s.input('tabYears', tabYears, 'years', { symbol: 'n' });
  const checked = (pvaf: Num): Num | Refusal =>
    (tax.value / tabYears) * pvaf.value >= 1
      ? refuse('valuation.tabEndless', { field: 'discountRate', params: { field: 'discountRate' } })
      : factorOf(tax, n, pvaf);
  const pvaf = s.step('tabAnnuity', writeOffAnnuity(r, n, timing), 'factor', { symbol: 'PVAF' });
  const made = checked(pvaf);
  if (isRefusal(made)) return made;
  const factor = s.step('tabFactor', made, 'factor', { symbol: 'TAB' });
  const warnings: Warning[] = [{ key: 'tabOnlyIfDeductible' }];
  if (tax.value === 0) warnings.push({ key: 'tabWithoutTax' });
  if (tabYears < 10) warnings.push({ key: 'tabShort', params: { years: tabYears } });
  return { n, pvaf, factor, at: (other) => checked(writeOffAnnuity(other, n, timing)), warnings };
}

/**
 * TAB factor = 1 ÷ (1 − T/n·PVAF(r,n)), without unit; mid-year PVAF·√(1+r) [R]. With `baseValue` (in the money unit) also
 * the value with the benefit, the benefit, and its proof: T/n·PVAF of the value with it. Source: valuation.md 2.10. At
 * least ten years in China unless law or contract fixes a term: 待确认, so a shorter term is a warning.
 */
export const tab = method({
  id: 'tab',
  family: 'income',
  level: 'advanced',
  hasMoney: true,
  input: z.object({
    taxRate: taxRate(),
    tabYears: years(),
    discountRate: rate(),
    timing: z.enum(['end', 'mid']).default('end'),
    /** value before the benefit */
    baseValue: amount().optional(),
  }),
  run(input, s) {
    const tax = s.input('taxRate', input.taxRate, 'rate', { symbol: 'T' });
    const r = s.input('discountRate', input.discountRate, 'rate', { symbol: 'r' });
    const cells = tabOn(s, tax, r, input.tabYears, input.timing);
    if (isRefusal(cells)) return cells;
    const { n, pvaf, factor, warnings } = cells;
    if (input.baseValue === undefined) return { value: factor, unit: 'factor', warnings };
    const base = s.input('baseValue', input.baseValue, 'money', { symbol: 'V₀' });
    const withTab = s.step('valueWithTab', mul(base, factor), 'money', { symbol: 'V' });
    const benefit = s.step('tabBenefit', sub(withTab, base), 'money', { symbol: 'B' });
    const proof = s.step('tabProof', mul(div(mul(tax, withTab), n), pvaf), 'money', { symbol: 'B′' });
    return { value: factor, unit: 'factor', outputs: { valueWithTab: withTab, tabBenefit: benefit, tabProof: proof }, warnings };
  },
});
