/**
 * What a licence pays, as fields and as cells: 入门费 now, 里程碑 at their years with probabilities, 提成 on each period's
 * revenue within yearly minimums and caps. PV = U + Σ p_j·M_j·(1+r)^−t_j + Σ ρ_k·Rev_k·(1+r)^−t_k (valuation.md 2.14).
 */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, discount, max, min, mul, sub, sum, type Num } from '../expr.ts';
import { amount, series, share, yearsFromNow } from '../fields.ts';
import { counted, periodsOf, timingFields, type Periods } from '../income/periods.ts';
import type { Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';

/** Most milestones of one licence. */
const MOST_MILESTONES = 30;

const milestone = z.object({ amount: amount(), year: yearsFromNow(), probability: share().default(1) }).strict();
export const milestonesField = z.array(milestone).max(MOST_MILESTONES).default([]);
/** Revenue of each period, and when it falls. */
export const forecastFields = { revenues: series(amount()), ...timingFields };
/** One rate for all periods, or one each; the limits likewise. */
export const royaltyFields = {
  royaltyRates: series(share()),
  annualMinimums: series(amount()).optional(),
  annualCaps: series(amount()).optional(),
  /** most royalty over the whole term */
  totalCap: amount().optional(),
};
export const termFields = { upfront: amount().default(0), milestones: milestonesField, ...royaltyFields, royaltyRates: series(share()).default([0]) };

type Royalty = { royaltyRates: number[]; annualMinimums?: number[] | undefined; annualCaps?: number[] | undefined; totalCap?: number | undefined };
type Milestone = { amount: number; year: number; probability: number };
type Terms = Royalty & { upfront: number; milestones: Milestone[] };

export type Forecast = { periods: Periods; revenues: Num[]; asked: number };
/** The royalty of each period before and within its limits, and where a limit decided. */
export type Royalties = { free: Num[]; paid: Num[]; limited: boolean; bound: { minimum: number[]; cap: number[]; total: number[] } };
export type MilestoneCells = { amount: Num; year: Num; probability: Num }[];
export type TermCells = { upfront: Num; milestones: MilestoneCells; royalties: Royalties };

/** The revenues, each by its part within the life, and their times. */
export function forecastOf(s: Sheet, input: { revenues: number[] } & Parameters<typeof periodsOf>[1]): Forecast | Refusal {
  const periods = periodsOf(s, input, input.revenues.length);
  if (isRefusal(periods)) return periods;
  const given = s.inputs('revenue', input.revenues.slice(0, periods.times.length), 'money', 'Rev');
  const revenues = periods.parts ? s.steps('revenueCounted', given, (x, i) => counted(x, i, periods), 'money', 'Rev′') : given;
  return { periods, revenues, asked: input.revenues.length };
}

const fits = (values: readonly unknown[] | undefined, n: number): boolean => values === undefined || values.length === 1 || values.length === n;

/** One value for all, or one each, as cells for the periods that count. */
function spread(s: Sheet, name: string, values: number[], n: number, unit: 'money' | 'rate', symbol: string, item?: number): Num[] {
  if (values.length > 1) return s.inputs(name, values.slice(0, n), unit, symbol, item);
  const only = s.input(name, values[0]!, unit, { symbol, item });
  return Array.from({ length: n }, () => only);
}

/** ρ_k·Rev_k, then min with the cap, max with the minimum, and what is left of the total cap. A minimum above its cap is refused. */
export function royaltiesOf(s: Sheet, terms: Royalty, f: Forecast, item?: number, within = ''): Royalties | Refusal {
  const n = f.revenues.length;
  for (const field of ['royaltyRates', 'annualMinimums', 'annualCaps'] as const) {
    if (!fits(terms[field], f.asked)) return refuse('valuation.lengthsDiffer', { field: within + field, params: { field: within + field, other: 'revenues' } });
  }
  const at = (values: number[], k: number): number => (values.length === 1 ? values[0]! : values[k]!);
  const { annualMinimums, annualCaps, totalCap } = terms;
  if (annualMinimums && annualCaps) {
    const year = f.revenues.slice(0, f.periods.counts).findIndex((_, k) => at(annualMinimums, k) > at(annualCaps, k));
    if (year !== -1) return refuse('valuation.minimumOverCap', { field: `${within}annualMinimums`, params: { year: year + 1 } });
  }
  const rates = spread(s, 'royaltyRate', terms.royaltyRates, n, 'rate', 'ρ', item);
  const bound: Royalties['bound'] = { minimum: [], cap: [], total: [] };
  const free = s.steps('royalty', f.revenues, (rev, k) => mul(rates[k]!, rev), 'money', 'Roy', item);
  const mark = (list: number[], from: readonly Num[], to: readonly Num[]): Num[] => {
    to.forEach((x, k) => x.value !== from[k]!.value && list.push(k + 1));
    return [...to];
  };
  let paid = free;
  if (annualCaps) {
    const caps = spread(s, 'annualCap', annualCaps, n, 'money', 'Cap', item);
    paid = mark(
      bound.cap,
      paid,
      s.steps('royaltyCapped', paid, (x, k) => min(x, counted(caps[k]!, k, f.periods)), 'money', 'RoyC', item),
    );
  }
  if (annualMinimums) {
    const minimums = spread(s, 'annualMinimum', annualMinimums, n, 'money', 'Min', item);
    paid = mark(
      bound.minimum,
      paid,
      s.steps('royaltyGuaranteed', paid, (x, k) => max(x, counted(minimums[k]!, k, f.periods)), 'money', 'RoyG', item),
    );
  }
  if (totalCap !== undefined) {
    const most = s.input('totalCap', totalCap, 'money', { symbol: 'Cap_total', item });
    const before = paid;
    const sums: Num[] = [];
    for (const [k, x] of before.entries()) sums.push(s.step('royaltySum', k === 0 ? x : add(sums[k - 1]!, x), 'money', { symbol: 'ΣRoy', k: k + 1, item }));
    paid = s.steps('royaltyPaid', sums, (to, k) => (k === 0 ? min(most, to) : sub(min(most, to), min(most, sums[k - 1]!))), 'money', 'RoyP', item);
    bound.total.push(...sums.slice(0, f.periods.counts).flatMap((to, k) => (to.value > totalCap ? [k + 1] : [])));
  }
  return { free, paid, limited: Boolean(annualCaps ?? annualMinimums) || totalCap !== undefined, bound };
}

/** All terms of one licence as cells; `within` is where its fields stand in the request. */
export function termsOf(s: Sheet, terms: Terms, f: Forecast, item?: number, within = ''): TermCells | Refusal {
  const upfront = s.input('upfront', terms.upfront, 'money', { symbol: 'U', ...(item === undefined ? {} : { k: item }) });
  const milestones = milestonesOf(s, terms.milestones, item);
  const royalties = royaltiesOf(s, terms, f, item, within);
  return isRefusal(royalties) ? royalties : { upfront, milestones, royalties };
}

export function milestonesOf(s: Sheet, milestones: readonly Milestone[], item?: number): MilestoneCells {
  const amounts = s.inputs(
    'milestone',
    milestones.map((m) => m.amount),
    'money',
    'M',
    item,
  );
  const years = s.inputs(
    'milestoneYear',
    milestones.map((m) => m.year),
    'years',
    't_M',
    item,
  );
  const chances = s.inputs(
    'milestoneChance',
    milestones.map((m) => m.probability),
    'rate',
    'p',
    item,
  );
  return amounts.map((m, j) => ({ amount: m, year: years[j]!, probability: chances[j]! }));
}

export type Side = 'seller' | 'buyer';
const MARK = { seller: 's', buyer: 'b' } as const;
/** A side's rate and its discount factors over the forecast. */
export type Discounting = { side: Side; rate: Num; factors: Num[] };

export function discountingOf(s: Sheet, side: Side, rate: number, f: Forecast): Discounting {
  const r = s.input(`${side}Rate`, rate, 'rate', { symbol: `r_${MARK[side]}` });
  return { side, rate: r, factors: s.steps(`${side}Factor`, f.periods.times, (t) => discount(r, t), 'factor', `v_${MARK[side]}`) };
}

/** Σ ρ·Rev·(1+r)^−t at a side's rate, each period a step. */
export function royaltiesPresent(s: Sheet, d: Discounting, royalties: readonly Num[], item?: number): Num[] {
  return s.steps(`${d.side}RoyaltyPresent`, royalties, (x, k) => mul(x, d.factors[k]!), 'money', `PVR_${MARK[d.side]}`, item);
}

/** p·M·(1+r)^−t of each milestone at a rate. */
export function milestonesPresent(s: Sheet, name: string, symbol: string, r: Num, milestones: MilestoneCells, item?: number): Num[] {
  return s.steps(name, milestones, (m) => mul(m.probability, m.amount, discount(r, m.year)), 'money', symbol, item);
}

/** What the terms are worth to one side: 入门费 + milestones + royalties, all at its own rate. */
export function worthTo(s: Sheet, d: Discounting, t: TermCells, item?: number): Num {
  const mark = MARK[d.side];
  const later = milestonesPresent(s, `${d.side}MilestonePresent`, `PVM_${mark}`, d.rate, t.milestones, item);
  const royalties = royaltiesPresent(s, d, t.royalties.paid, item);
  return s.step(`${d.side}Value`, sum([t.upfront, ...later, ...royalties]), 'money', { symbol: `PV_${mark}`, ...(item === undefined ? {} : { k: item }) });
}

/** What a reader must know about any payment sheet: figures before tax, chances counted once, limits that only simulation values. */
export function paymentWarnings(f: Forecast, all: readonly { milestones: readonly Milestone[]; limited: boolean }[]): Warning[] {
  return [
    ...f.periods.warnings,
    { key: 'beforeTax' },
    ...(all.some((t) => t.milestones.some((m) => m.probability < 1)) ? [{ key: 'chanceNotInRate' }] : []),
    ...(all.some((t) => t.limited) ? [{ key: 'limitsNeedSimulation' }] : []),
    ...(f.periods.parts?.some((x) => x.value > 0 && x.value < 1) && all.some((t) => t.limited) ? [{ key: 'limitsProrated' }] : []),
  ];
}
