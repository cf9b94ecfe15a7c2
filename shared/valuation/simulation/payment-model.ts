/**
 * What a licence's payments are worth over columns of draws: PV = U + Σ p_j·M_j·(1+r)^−t_j + Σ paid_k·(1+r)^−t_k, where
 * paid_k = ρ·Rev_k within yearly cap and minimum and what is left of the total cap. Limits are options: only their mean
 * over many forecasts says what they are worth. Source: valuation.md 2.14.
 */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { amount, rate, series, share, yearsFromNow } from '../fields.ts';
import { exactPow } from './exact-math.ts';
import { modelKind, RATE_TOO_LOW, VALUED } from './model.ts';

const MOST_PERIODS = 60;

const base = z
  .object({
    upfront: amount().default(0),
    milestones: z
      .array(z.object({ amount: amount(), year: yearsFromNow(), probability: share().default(1) }).strict())
      .max(30)
      .default([]),
    revenues: series(amount(), 1, MOST_PERIODS),
    /** growth on top of the forecast, per period */
    growth: rate().default(0),
    royaltyRate: share(),
    /** one for all periods, or one each */
    annualMinimums: series(amount(), 1, MOST_PERIODS).optional(),
    annualCaps: series(amount(), 1, MOST_PERIODS).optional(),
    totalCap: amount().optional(),
    discountRate: rate(),
    timing: z.enum(['end', 'mid']).default('end'),
  })
  .strict();

const each = (values: readonly number[] | undefined, n: number, none: number): Float64Array =>
  Float64Array.from({ length: n }, (_, k) => (values === undefined ? none : (values[values.length === 1 ? 0 : k] ?? none)));

export const paymentKind = modelKind({
  base,
  variables: ['revenueLevel', 'growth', 'royaltyRate', 'discountRate'],
  refusal({ revenues, annualMinimums, annualCaps }) {
    const n = revenues.length;
    for (const [field, values] of Object.entries({ annualMinimums, annualCaps }))
      if (values && values.length !== 1 && values.length !== n) return refuse('valuation.lengthsDiffer', { field, params: { field, other: 'revenues' } });
    const [least, most] = [each(annualMinimums, n, 0), each(annualCaps, n, Infinity)];
    const year = least.findIndex((x, k) => x > most[k]!);
    return year === -1 ? undefined : refuse('valuation.minimumOverCap', { field: 'annualMinimums', params: { year: year + 1 } });
  },
  lay(x) {
    const n = x.revenues.length;
    const revenues = Float64Array.from(x.revenues);
    const least = each(x.annualMinimums, n, 0);
    const most = each(x.annualCaps, n, Infinity);
    const total = x.totalCap ?? Infinity;
    const expected = Float64Array.from(x.milestones, (m) => m.amount * m.probability);
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
          let factor = x.timing === 'mid' ? Math.sqrt(v) : v;
          let left = total;
          let sum = x.upfront;
          for (let k = 0; k < n; k++) {
            let paid = scale * revenues[k]!;
            if (paid > most[k]!) paid = most[k]!;
            if (paid < least[k]!) paid = least[k]!;
            if (paid > left) paid = left;
            left -= paid;
            sum += paid * factor;
            factor *= v;
            scale *= step;
          }
          for (let j = 0; j < expected.length; j++) sum += expected[j]! * (years[j] === 0 ? 1 : exactPow(v, years[j]!));
          out[i] = sum;
        }
      },
    };
  },
});
