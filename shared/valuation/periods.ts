/** Life of the right and the periods money falls into (valuation.md 2.1): shortest life, partial last period, end or middle of period, stub. */
import { Decimal } from '../money.ts';
import { refuse, type Refusal } from '../result.ts';
import { daysBetween, yearsBetween } from '../time.ts';
import type { RoyaltyInput } from './royalty-input.ts';

export type LifeSource = 'legal' | 'contract' | 'economic' | 'forecast';
export type Life = { years: Decimal; binding: LifeSource; candidates: { source: LifeSource; years: Decimal }[] };
/** One period: `fraction` of its cash counts, at `t` years from the base date. */
export type Period = { k: number; fraction: Decimal; t: Decimal };

/** First period of less than a year, as years (days/365); undefined where periods are whole years. */
export function stubOf(input: RoyaltyInput): Decimal | undefined | Refusal {
  if (input.firstPeriodEnd === undefined) return undefined;
  if (input.baseDate === undefined) return refuse('valuation.baseDateNeeded', { field: 'baseDate' });
  const days = daysBetween(input.baseDate, input.firstPeriodEnd);
  return days <= 0 || days > 366 ? refuse('valuation.stubLength', { field: 'firstPeriodEnd', params: { days } }) : new Decimal(days).div(365);
}

/** min(legal, contract, economic), measured from the base date; without any of them the forecast's own length. */
export function lifeOf(input: RoyaltyInput, stub: Decimal | undefined): Life | Refusal {
  const candidates: Life['candidates'] = [];
  for (const [source, end, field] of [
    ['legal', input.legalEnd, 'legalEnd'],
    ['contract', input.contractEnd, 'contractEnd'],
  ] as const) {
    if (end === undefined) continue;
    if (input.baseDate === undefined) return refuse('valuation.baseDateNeeded', { field: 'baseDate' });
    const years = new Decimal(yearsBetween(input.baseDate, end));
    if (years.lte(0)) return refuse('valuation.lifeOver', { field, params: { end } });
    candidates.push({ source, years });
  }
  if (input.economicYears !== undefined) {
    const years = new Decimal(input.economicYears);
    if (years.lte(0)) return refuse('valuation.lifeOver', { field: 'economicYears', params: { end: input.economicYears } });
    candidates.push({ source: 'economic', years });
  }
  const n = input.revenues.length;
  const forecast = stub ? stub.plus(n - 1) : new Decimal(n);
  if (candidates.length === 0) candidates.push({ source: 'forecast', years: forecast });
  const shortest = candidates.reduce((a, b) => (b.years.lt(a.years) ? b : a));
  return { years: shortest.years, binding: shortest.source, candidates };
}

/** The periods within `years`; the last one is cut where the life ends inside it. */
export function periodsOf(input: RoyaltyInput, years: Decimal, stub: Decimal | undefined): Period[] {
  const out: Period[] = [];
  for (let k = 1; k <= input.revenues.length; k++) {
    const start = stub ? (k === 1 ? new Decimal(0) : stub.plus(k - 2)) : new Decimal(k - 1);
    const full = stub && k === 1 ? stub : new Decimal(1);
    if (start.gte(years)) break;
    const end = Decimal.min(start.plus(full), years);
    out.push({ k, fraction: end.minus(start).div(full), t: input.timing === 'end' ? end : start.plus(end).div(2) });
  }
  return out;
}
