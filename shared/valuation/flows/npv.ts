/** Net present values and the rates of return of a row of flows. */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { daysBetween } from '../../time.ts';
import { add, annuity, call, discount, div, max, min, mul, neg, num, pow, sub, sum, type Num } from '../expr.ts';
import { count, day, money, rate, series } from '../fields.ts';
import { method } from '../method.ts';
import { rootsOfNpv } from '../polynomial-roots.ts';
import type { Sheet } from '../sheet.ts';

/** Present values of flows at their times, one step each, and their sum as `value`. */
export function presentValues(s: Sheet, flows: readonly Num[], r: Num, times: readonly Num[]): Num {
  const factors = s.steps('discountFactor', times, (t) => discount(r, t), 'factor', 'v');
  const present = s.steps('present', flows, (cf, i) => mul(cf, factors[i]!), 'money', 'PV');
  return s.step('value', sum(present), 'money', { symbol: 'V' });
}

/** NPV = Σ CF_k·(1+r)^−t_k; `firstAt` says whether the first flow is at t = 0 or, as Excel's NPV takes it, at t = 1. */
export const npv = method({
  id: 'npv',
  family: 'flows',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ flows: series(money()), discountRate: rate(), firstAt: count(0, 1).default(0) }),
  run({ flows, discountRate, firstAt }, s) {
    const r = s.input('discountRate', discountRate, 'rate', { symbol: 'r' });
    const cf = s.inputs('flows', flows, 'money', 'CF');
    const first = s.input('time', firstAt, 'years', { symbol: 't', k: 1 });
    const t = cf.map((_, i) => (i === 0 ? first : s.step('time', add(first, i), 'years', { symbol: 't', k: i + 1 })));
    return { value: presentValues(s, cf, r, t), unit: 'money', warnings: [{ key: firstAt === 1 ? 'firstFlowAtOne' : 'firstFlowNow' }] };
  },
});

/** Year fractions of dates from the first: UTC day numbers / 365. */
function yearFractions(s: Sheet, dates: readonly string[]): Num[] {
  const days = s.inputs(
    'dates',
    dates.map((d) => daysBetween(dates[0]!, d)),
    'days',
    'd',
  );
  return s.steps('time', days, (d) => div(d, 365), 'years', 't');
}

/** XNPV: dates instead of whole years, actual days over 365. */
export const xnpv = method({
  id: 'xnpv',
  family: 'flows',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ flows: series(money()), dates: series(day()), discountRate: rate() }),
  run({ flows, dates, discountRate }, s) {
    if (flows.length !== dates.length) return refuse('valuation.lengthsDiffer', { field: 'dates', params: { field: 'dates', other: 'flows' } });
    const r = s.input('discountRate', discountRate, 'rate', { symbol: 'r' });
    const cf = s.inputs('flows', flows, 'money', 'CF');
    return { value: presentValues(s, cf, r, yearFractions(s, dates)), unit: 'money' };
  },
});

/** Where Excel is to begin its search. */
const guessFor = (rate: number): number => Math.round(rate * 100) / 100;

/** IRR: every real rate above −1 at which the flows are worth nothing. None is refused, several are all named. */
export const irr = method({
  id: 'irr',
  family: 'flows',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ flows: series(money(), 2) }),
  run({ flows }, s) {
    const roots = rootsOfNpv(flows);
    if (roots.length === 0) return refuse('valuation.noIrr', { field: 'flows' });
    const cf = s.inputs('flows', flows, 'money', 'CF');
    // the one a reader means: nearest to 10 %; Excel begins its search there
    const meant = roots.reduce((a, b) => (Math.abs(b - 0.1) < Math.abs(a - 0.1) ? b : a));
    const value = s.step('irr', call('irr', ...cf, guessFor(meant)), 'rate', { symbol: 'IRR' });
    return {
      value,
      unit: 'rate',
      facts: { roots },
      warnings: roots.length > 1 ? [{ key: 'severalIrr', params: { roots: roots.map((x) => `${(x * 100).toFixed(4)}%`).join('、') } }] : [],
    };
  },
});

/** Excel's own number of the first day; its XIRR takes dates, not years. */
const FIRST_DAY = '1899-12-30';

/** XIRR: as IRR over dates, in their order. Its proof is the present value at the rate found, which is nothing. */
export const xirr = method({
  id: 'xirr',
  family: 'flows',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ flows: series(money(), 2), dates: series(day(), 2) }),
  run({ flows: given, dates: givenDates }, s) {
    if (given.length !== givenDates.length) return refuse('valuation.lengthsDiffer', { field: 'dates', params: { field: 'dates', other: 'flows' } });
    // Excel refuses a flow before the first
    const ordered = given.map((flow, i) => ({ flow, date: givenDates[i]! })).sort((a, b) => daysBetween(b.date, a.date));
    const [flows, dates] = [ordered.map((x) => x.flow), ordered.map((x) => x.date)];
    const roots = rootsOfNpv(
      flows,
      dates.map((d) => daysBetween(dates[0]!, d) / 365),
    );
    if (roots.length === 0) return refuse('valuation.noIrr', { field: 'flows' });
    const found = roots.reduce((a, b) => (Math.abs(b - 0.1) < Math.abs(a - 0.1) ? b : a));
    const cf = s.inputs('flows', flows, 'money', 'CF');
    const days = s.inputs(
      'dates',
      dates.map((d) => daysBetween(dates[0]!, d)),
      'days',
      'd',
    );
    const serials = s.steps('dateSerial', days, (d) => add(d, daysBetween(FIRST_DAY, dates[0]!)), 'days', 'D');
    const r = s.step('irr', call('xirr', ...cf, ...serials, guessFor(found)), 'rate', { symbol: 'XIRR' });
    const times = s.steps('time', days, (d) => div(d, 365), 'years', 't');
    const proof = presentValues(s, cf, r, times);
    return {
      value: r,
      unit: 'rate',
      outputs: { proof },
      facts: { roots },
      warnings: roots.length > 1 ? [{ key: 'severalIrr', params: { roots: roots.map((x) => `${(x * 100).toFixed(4)}%`).join('、') } }] : [],
    };
  },
});

/** MIRR = (FV of what comes in at the reinvestment rate / PV of what goes out at the finance rate)^(1/n) − 1. */
export const mirr = method({
  id: 'mirr',
  family: 'flows',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ flows: series(money(), 2), financeRate: rate(), reinvestRate: rate() }),
  run({ flows, financeRate, reinvestRate }, s) {
    if (!flows.some((f) => f > 0) || !flows.some((f) => f < 0)) return refuse('valuation.needsBothSigns', { field: 'flows', params: { field: 'flows' } });
    const n = flows.length - 1;
    const finance = s.input('financeRate', financeRate, 'rate', { symbol: 'r_f' });
    const reinvest = s.input('reinvestRate', reinvestRate, 'rate', { symbol: 'r_i' });
    const cf = s.inputs('flows', flows, 'money', 'CF');
    const fv = s.steps('future', cf, (c, i) => mul(max(c, 0), pow(add(1, reinvest), n - i)), 'money', 'FV');
    const pv = s.steps('present', cf, (c, i) => mul(min(c, 0), pow(add(1, finance), -i)), 'money', 'PV');
    const gained = s.step('futureSum', sum(fv), 'money', { symbol: 'FV' });
    const spent = s.step('presentSum', sum(pv), 'money', { symbol: 'PV' });
    const value = s.step('mirr', sub(pow(div(gained, neg(spent)), div(1, num(n))), 1), 'rate', { symbol: 'MIRR' });
    return { value, unit: 'rate', outputs: { future: gained, present: spent } };
  },
});

/** Present value of equal payments: A·PVAF(r,n), or one period earlier each (due). */
export const annuityValue = method({
  id: 'annuity',
  family: 'flows',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ payment: money(), discountRate: rate(), periods: z.number().gt(0).max(1200).meta({ quantity: 'count' }), due: count(0, 1).default(0) }),
  run({ payment, discountRate, periods, due }, s) {
    const a = s.input('payment', payment, 'money', { symbol: 'A' });
    const r = s.input('discountRate', discountRate, 'rate', { symbol: 'r' });
    const n = s.input('periods', periods, 'count', { symbol: 'n' });
    const factor = s.step('annuityFactor', annuity(r, n), 'factor', { symbol: 'PVAF' });
    const value = s.step('value', due === 1 ? mul(a, factor, add(1, r)) : mul(a, factor), 'money', { symbol: 'V' });
    return { value, unit: 'money', outputs: { factor } };
  },
});
