/**
 * Life and the periods flows fall into, as cells (valuation.md 2.1): N = min(legal, contract, economic) from the base
 * date; a last year the life ends in counts by its part; end of year t = k, middle t = k − 0.5; a stub first period of
 * f = days/365 years has t = f/2, then f + (k−2) + 0.5.
 */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { daysBetween, yearsBetween } from '../../time.ts';
import { add, annuity, call, discount, div, max, min, mul, num, pow, sub, sum, type Num } from '../expr.ts';
import { day } from '../fields.ts';
import { plainNumber } from '../formula-text.ts';
import type { Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';

/** Years that must be above 0; nothing or less has its own refusal, which says that no life is left. */
export const lifeYears = (): z.ZodNumber => z.number().min(-200).max(200).meta({ quantity: 'years' });

export const timingFields = {
  timing: z.enum(['end', 'mid']).default('end'),
  baseDate: day().optional(),
  /** end of a shorter first period; needs a base date */
  firstPeriodEnd: day().optional(),
  legalEnd: day().optional(),
  contractEnd: day().optional(),
  economicYears: lifeYears().optional(),
};
type Timing = {
  timing: 'end' | 'mid';
  baseDate?: string | undefined;
  firstPeriodEnd?: string | undefined;
  legalEnd?: string | undefined;
  contractEnd?: string | undefined;
  economicYears?: number | undefined;
};
export type Periods = {
  /** when each period's flow counts */
  times: Num[];
  /** end of the forecast */
  end: Num;
  /** part of each period that lies within the life, 0 after it; undefined where nothing limits the life */
  parts?: Num[] | undefined;
  /** how many periods count, wholly or by a part */
  counts: number;
  /** whether the life ends before the forecast */
  cut: boolean;
  stub: boolean;
  /** which limit ended the life */
  binding: string;
  warnings: Warning[];
};

/** Below this many years two times are one: rounding, not life. */
const SAME = 1e-9;
const lifeOver = (field: string, end: string | number): Refusal => refuse('valuation.lifeOver', { field, params: { field, end } });

function stubOf(s: Sheet, { baseDate, firstPeriodEnd }: Timing): Num | undefined | Refusal {
  if (firstPeriodEnd === undefined) return undefined;
  if (baseDate === undefined) return refuse('valuation.baseDateNeeded', { field: 'baseDate' });
  const days = daysBetween(baseDate, firstPeriodEnd);
  if (days <= 0 || days > 366) return refuse('valuation.stubLength', { field: 'firstPeriodEnd', params: { days } });
  return s.step('stub', div(s.input('firstPeriodEnd', days, 'days', { symbol: 'd' }), 365), 'years', { symbol: 'f' });
}

/**
 * Years from the base date to a limit, measured as the periods are: with a stub by days/365 to its end and in whole
 * periods after it, so that a limit on a period's last day ends with that period in leap years too.
 */
function yearsTo(end: string, baseDate: string, firstPeriodEnd: string | undefined): number {
  if (firstPeriodEnd === undefined) return yearsBetween(baseDate, end);
  const stub = daysBetween(baseDate, firstPeriodEnd) / 365;
  return end <= firstPeriodEnd ? daysBetween(baseDate, end) / 365 : stub + yearsBetween(firstPeriodEnd, end);
}

type Limit = { source: string; years: Num };

function limitsOf(s: Sheet, input: Timing): Limit[] | Refusal {
  const limits: Limit[] = [];
  for (const source of ['legal', 'contract'] as const) {
    const end = input[`${source}End`];
    if (end === undefined) continue;
    if (input.baseDate === undefined) return refuse('valuation.baseDateNeeded', { field: 'baseDate' });
    const years = yearsTo(end, input.baseDate, input.firstPeriodEnd);
    if (years <= 0) return lifeOver(`${source}End`, end);
    limits.push({ source, years: s.input(`${source}End`, years, 'years', { symbol: source === 'legal' ? 'N_l' : 'N_c' }) });
  }
  if (input.economicYears !== undefined) {
    if (input.economicYears <= 0) return lifeOver('economicYears', input.economicYears);
    limits.push({ source: 'economic', years: s.input('economicYears', input.economicYears, 'years', { symbol: 'N_e' }) });
  }
  return limits;
}

/** Digits to which a part of a period is taken: what is left of rounding is no period. */
const PART_DIGITS = 12;

/**
 * Lays out the `forecast`'s periods. Where a limit stands on the sheet all of them are kept and each counts by its part within
 * the life, φ_k = max(0, min(1, N − (k−1))), so that another life on the sheet makes another value.
 */
export function periodsOf(s: Sheet, input: Timing, forecast: number): Periods | Refusal {
  const stub = stubOf(s, input);
  if (stub !== undefined && 'refused' in stub) return stub;
  const limits = limitsOf(s, input);
  if ('refused' in limits) return limits;
  const covered = stub ? add(stub, forecast - 1) : num(forecast);
  const life = s.step('life', limits.length > 1 ? min(...limits.map((l) => l.years)) : (limits[0]?.years ?? covered), 'years', { symbol: 'N' });
  const startOf = (k: number): Num => (k === 1 ? num(0) : stub ? add(stub, k - 2) : num(k - 1));
  const ks = Array.from({ length: forecast }, (_, i) => i + 1);
  const within = (k: number): Num => {
    const gone = k === 1 ? life : sub(life, startOf(k));
    return max(0, min(1, call('round', k === 1 && stub ? div(gone, stub) : gone, PART_DIGITS)));
  };
  const parts = limits.length > 0 ? s.steps('countedPart', ks, within, 'factor', 'φ') : undefined;
  const counts = parts ? parts.filter((x) => x.value > 0).length : forecast;
  const timeOf = (k: number): Num => {
    const half = input.timing === 'mid';
    const lasts = parts ? (k === 1 && stub ? mul(parts[0]!, stub) : parts[k - 1]!) : k === 1 && stub ? stub : num(1);
    if (k === 1) return half ? div(lasts, 2) : lasts;
    // whole periods are written as people write them
    if (!parts) return stub ? add(stub, half ? k - 1.5 : k - 1) : num(half ? k - 0.5 : k);
    const passed = half ? div(lasts, 2) : lasts;
    return stub ? add(stub, k - 2, passed) : add(k - 1, passed);
  };
  const times = s.steps('time', ks, timeOf, 'years', 't');
  const binding = limits.reduce<Limit | undefined>((a, b) => (a && a.years.value <= b.years.value ? a : b), undefined)?.source ?? 'forecast';
  const years = { life: plainNumber(Number(life.value.toFixed(2))) };
  const warnings: Warning[] = [];
  if (life.value > covered.value + SAME)
    warnings.push({ key: 'forecastShorter', params: { ...years, forecast: plainNumber(Number(covered.value.toFixed(2))) } });
  if (counts < forecast) warnings.push({ key: 'forecastCut', params: { ...years, unused: forecast - counts } });
  return { times, end: covered, parts, counts, cut: parts?.some((x) => x.value < 1) === true, stub: stub !== undefined, binding, warnings };
}

/** What of period `i` (from 0) counts: all of it, or the part that lies within the life. */
export const counted = (amount: Num, i: number, p: Periods): Num => (p.parts ? mul(amount, p.parts[i]!) : amount);

/**
 * Present value of 1 a year for `years`: PVAF(r,⌊n⌋), and for a part of a year left over, that part at its own time.
 * Mid-year shifts each whole year by half a year.
 */
export function levelFactor(s: Sheet, r: Num, years: number, timing: 'end' | 'mid'): Num | Refusal {
  if (years <= 0) return lifeOver('years', years);
  const n = s.input('years', years, 'years', { symbol: 'n' });
  const whole = s.step('wholeYears', call('floor', call('round', n, PART_DIGITS)), 'years', { symbol: 'n₀' });
  const full = annuity(r, whole);
  const part = mul(sub(n, whole), discount(r, timing === 'mid' ? div(add(n, whole), 2) : n));
  return s.step('annuityFactor', add(timing === 'mid' ? mul(full, pow(add(1, r), 0.5)) : full, part), 'factor', { symbol: 'PVAF' });
}

/** (1+r)^−t_k, one step each. */
export const discountFactors = (s: Sheet, r: Num, times: readonly Num[]): Num[] => s.steps('discountFactor', times, (t) => discount(r, t), 'factor', 'v');

/** Present values of amounts, one step each, and their sum in the cell `name`. */
export function presentSum(s: Sheet, amounts: readonly Num[], factors: readonly Num[], name: string, symbol: string): Num {
  const present = s.steps('present', amounts, (a, i) => mul(a, factors[i]!), 'money', 'PV');
  return s.step(name, sum(present), 'money', { symbol });
}
