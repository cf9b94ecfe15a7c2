/** Whether flows and discount rate speak of the same thing: before or after tax, nominal or real (valuation.md 1.1, 2.3, 2.5). */
import { z } from 'zod';
import { HUGE_REVENUE_YUAN } from '../../bounds.ts';
import { refuse, type Refusal } from '../../result.ts';
import { add, div, mul, sub, type Num } from '../expr.ts';
import { rate } from '../fields.ts';
import { plainNumber } from '../formula-text.ts';
import type { Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';

export const basisFields = {
  /** whether the flows are 税前 or 税后, and which of the two the discount rate is meant for */
  flowBasis: z.enum(['preTax', 'postTax']).optional(),
  rateBasis: z.enum(['preTax', 'postTax']).optional(),
  flowPrices: z.enum(['nominal', 'real']).default('nominal'),
  ratePrices: z.enum(['nominal', 'real']).optional(),
  /** turns the discount rate to the flows' prices where the two differ */
  inflation: rate().optional(),
};
type Bases = {
  flowBasis?: 'preTax' | 'postTax' | undefined;
  rateBasis?: 'preTax' | 'postTax' | undefined;
  flowPrices: 'nominal' | 'real';
  ratePrices?: 'nominal' | 'real' | undefined;
  inflation?: number | undefined;
};
export type Rates = { toFlows: (name: string, value: number, symbol: string) => Num; warnings: Warning[] };

/**
 * Checks the bases and answers how a rate given becomes the rate used: the same number, or across prices by
 * 1+r_n = (1+r_r)(1+π). `taxRate` is the rate the method itself takes off; undefined where it takes off none.
 */
export function ratesOn(s: Sheet, input: Bases, taxRate: number | undefined): Rates | Refusal {
  const { rateBasis, flowPrices, ratePrices, inflation } = input;
  const taxed = taxRate !== undefined && taxRate > 0;
  const flowBasis = input.flowBasis ?? (taxed ? 'postTax' : taxRate === undefined ? rateBasis : 'preTax');
  if (flowBasis === 'preTax' && taxed) return refuse('valuation.preTaxWithTax', { field: 'taxRate' });
  if (rateBasis !== undefined && flowBasis !== undefined && rateBasis !== flowBasis) return refuse('valuation.mixedTaxBasis', { field: 'rateBasis' });
  const warnings: Warning[] = [];
  // what is only taken to be so is not said to be
  if ((input.flowBasis ?? rateBasis) === 'preTax') warnings.push({ key: 'preTax' });
  if (rateBasis === undefined) warnings.push({ key: 'rateBasisUnsaid' });
  const same = ratePrices === undefined || ratePrices === flowPrices;
  if (!same && inflation === undefined) return refuse('valuation.mixedPrices', { field: 'ratePrices' });
  if (same && inflation !== undefined) warnings.push({ key: 'inflationUnused' });
  const pi = same ? undefined : s.input('inflation', inflation!, 'rate', { symbol: 'π' });
  const toFlows = (name: string, value: number, symbol: string): Num => {
    if (value > 1) warnings.push({ key: 'rateLarge', params: { rate: percentText(value) } });
    if (pi === undefined) return s.input(name, value, 'rate', { symbol });
    const given = s.input(name, value, 'rate', { symbol: `${symbol}′` });
    const turned = flowPrices === 'nominal' ? mul(add(1, given), add(1, pi)) : div(add(1, given), add(1, pi));
    return s.step(`${name}OnFlowPrices`, sub(turned, 1), 'rate', { symbol });
  };
  return { toFlows, warnings };
}

/** What was given and does not count under the choices made. */
export const unusedOf = (asked: Record<string, unknown>, fields: readonly string[]): Warning[] =>
  fields.filter((field) => asked[field] !== undefined).map((field) => ({ key: 'inputUnused', params: { field } }));

/** 0.1 → 10%. */
export const percentText = (x: number): string => `${plainNumber(x * 100)}%`;

/** The year whose amount is two thousand times its neighbour's, as where 元 and 万元 are mixed. */
const unitJump = (amounts: readonly number[]): number =>
  amounts.findIndex((a, i) => {
    const [x, y] = [Math.abs(a), Math.abs(amounts[i - 1] ?? a)];
    return x > 0 && y > 0 && Math.max(x, y) / Math.min(x, y) >= 2000;
  });

/** Refuses revenue in which 元 and 万元 seem mixed. */
export function unitsMixed(amounts: readonly number[], field: string): Refusal | undefined {
  const at = unitJump(amounts);
  return at < 0 ? undefined : refuse('valuation.unitsMixed', { field, params: { year: at + 1 } });
}

/** Warns of revenue (in `money`) so small or so large that the wrong unit may have been taken; the house's own thresholds. */
export function sizeSuspect(amounts: readonly number[], money: '元' | '万元'): Warning[] {
  const largest = Math.max(...amounts) * (money === '万元' ? 10_000 : 1);
  const params = { largest: plainNumber(largest) };
  if (largest > 0 && largest < 100_000) return [{ key: 'revenueTiny', params }];
  return largest > HUGE_REVENUE_YUAN ? [{ key: 'revenueHuge', params }] : [];
}

/** Warns of flows, which may well be near nothing in one year, where units seem mixed. */
export function unitsSuspect(amounts: readonly number[]): Warning[] {
  const at = unitJump(amounts);
  return at < 0 ? [] : [{ key: 'unitsSuspect', params: { year: at + 1 } }];
}
