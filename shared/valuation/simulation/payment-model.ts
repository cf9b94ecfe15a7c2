/**
 * What a licence's payments are worth over columns of draws: PV = U + Σ p_j·M_j·(1+r)^−t_j + Σ paid_k·(1+r)^−t_k, where
 * paid_k = ρ·Rev_k within yearly cap and minimum and what is left of the total cap. Limits are options: only their mean
 * over many forecasts says what they are worth. Source: valuation.md 2.14.
 */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { amount, rate, series, share, yearsFromNow } from '../fields.ts';
import { exactPow, powerAt } from './exact-math.ts';
import { modelKind, RATE_TOO_LOW, VALUED } from './model.ts';

const base = z
  .object({
    upfront: amount().default(0),
    milestones: z
      .array(z.object({ amount: amount(), year: yearsFromNow(), probability: share().default(1) }).strict())
      .max(30)
      .default([]),
    revenues: series(amount()),
    /** growth on top of the forecast, per period */
    growth: rate().default(0),
    royaltyRate: share(),
    /** ρ_k as a multiple of the royalty rate, one for each period */
    royaltyShape: series(z.number().min(0).max(1000)).optional(),
    /** one for all periods, or one each */
    annualMinimums: series(amount()).optional(),
    annualCaps: series(amount()).optional(),
    totalCap: amount().optional(),
    discountRate: rate(),
    timing: z.enum(['end', 'mid']).default('end'),
    /** when each period's royalty counts, in years; instead of `timing` where a first or last period is shorter */
    times: series(yearsFromNow()).optional(),
    /** `limits`: only what minimums and caps add to the payments or take from them, trial by trial */
    measure: z.enum(['payments', 'limits']).default('payments'),
  })
  .strict();

const each = (values: readonly number[] | undefined, n: number, none: number): Float64Array =>
  Float64Array.from({ length: n }, (_, k) => (values === undefined ? none : (values[values.length === 1 ? 0 : k] ?? none)));

export const paymentKind = modelKind({
  base,
  variables: ['revenueLevel', 'growth', 'royaltyRate', 'discountRate'],
  refusal({ revenues, annualMinimums, annualCaps, royaltyShape, times }) {
    const n = revenues.length;
    for (const [field, values] of Object.entries({ royaltyShape, times }))
      if (values && values.length !== n) return refuse('valuation.lengthsDiffer', { field, params: { field, other: 'revenues' } });
    for (const [field, values] of Object.entries({ annualMinimums, annualCaps }))
      if (values && values.length !== 1 && values.length !== n) return refuse('valuation.lengthsDiffer', { field, params: { field, other: 'revenues' } });
    const [least, most] = [each(annualMinimums, n, 0), each(annualCaps, n, Infinity)];
    const year = least.findIndex((x, k) => x > most[k]!);
    return year === -1 ? undefined : refuse('valuation.minimumOverCap', { field: 'annualMinimums', params: { year: year + 1 } });
  },
  lay(x) {
    const n = x.revenues.length;
    const profile = Float64Array.from(x.revenues, (revenue, k) => revenue * (x.royaltyShape?.[k] ?? 1));
    const least = each(x.annualMinimums, n, 0);
    const most = each(x.annualCaps, n, Infinity);
    const total = x.totalCap ?? Infinity;
    const gaps = gapsOf(x.times ?? x.revenues.map((_, k) => (x.timing === 'mid' ? k + 0.5 : k + 1)));
    const limitsOnly = x.measure === 'limits';
    const upfront = limitsOnly ? 0 : x.upfront;
    const expected = Float64Array.from(limitsOnly ? [] : x.milestones, (m) => m.amount * m.probability);
    const years = Float64Array.from(x.milestones, (m) => m.year);
    return {
      fixed: [1, x.growth, x.royaltyRate, x.discountRate],
      evaluate([levels, growths, royalties, rates], rows, out, outcomes) {
        for (let i = 0; i < rows; i++) {
          const r = rates![i]!;
          if (!(r > -1)) {
            out[i] = Number.NaN;
            outcomes[RATE_TOO_LOW]!++;
            continue;
          }
          outcomes[VALUED]!++;
          const v = 1 / (1 + r);
          const step = 1 + growths![i]!;
          let scale = levels![i]! * royalties![i]!;
          let factor = 1;
          let left = total;
          let sum = upfront;
          for (let k = 0; k < n; k++) {
            const due = scale * profile[k]!;
            // revenue drawn below zero pays nothing, limits or not
            const free = due > 0 ? due : 0;
            let paid = free;
            if (paid > most[k]!) paid = most[k]!;
            if (paid < least[k]!) paid = least[k]!;
            if (paid > left) paid = left;
            left -= paid;
            factor *= powerAt(v, gaps[k]!);
            sum += (limitsOnly ? paid - free : paid) * factor;
            scale *= step;
          }
          for (let j = 0; j < expected.length; j++) sum += expected[j]! * (years[j] === 0 ? 1 : exactPow(v, years[j]!));
          out[i] = sum;
        }
      },
    };
  },
});

/** From each time to the next; what differs from a whole year or half by rounding only is one. */
const gapsOf = (times: readonly number[]): Float64Array =>
  Float64Array.from(times, (t, k) => {
    const gap = k === 0 ? t : t - times[k - 1]!;
    const halves = Math.round(gap * 2) / 2;
    return Math.abs(gap - halves) < 1e-12 ? halves : gap;
  });
