/** The model of the simulation bench written by hand for itself alone: one loop, nothing checked or kept. */
import { normalQuantile } from '../../shared/valuation/simulation/normal-draw.ts';

const YEARS = 10;
const REVENUE = 1000;
const TAX = 0.25;

/** The same model as the engine is asked. */
export const REQUEST = {
  base: { revenues: [REVENUE], periods: YEARS, royaltyRate: 0.05, discountRate: 0.2, taxRate: TAX },
  uncertain: [
    { variable: 'revenueLevel', distribution: { kind: 'lognormal', mean: 1, sd: 0.3 } },
    { variable: 'growth', distribution: { kind: 'normal', mean: 0.05, sd: 0.03 } },
    { variable: 'royaltyRate', distribution: { kind: 'triangular', low: 0.03, mode: 0.05, high: 0.08 } },
    { variable: 'discountRate', distribution: { kind: 'uniform', low: 0.15, high: 0.25 } },
  ],
  trials: 1_000_000,
  seed: 20_080_531,
};

/** Fills `values` with as many trials; `part` gives each worker draws of its own. */
export function byHand(values: Float64Array, part = 0): void {
  const variance = Math.log(1 + 0.09);
  const [mu, sigma] = [-variance / 2, Math.sqrt(variance)];
  let [a, b, c, d] = [0x1234567 ^ part, 0x89abcdef | 0, 0x2468ace, 0x13579bdf];
  const share = new Float64Array(4);
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < 4; j++) {
      let out = 0;
      for (let half = 0; half < 2; half++) {
        const m = Math.imul(b, 5);
        out = out * 67108864 + (Math.imul((m << 7) | (m >>> 25), 9) >>> 6);
        const t = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = (d << 11) | (d >>> 21);
      }
      share[j] = (out + 0.5) / 4503599627370496;
    }
    const level = Math.exp(mu + sigma * normalQuantile(share[0]!));
    const growth = 0.05 + 0.03 * normalQuantile(share[1]!);
    const u = share[2]!;
    const royalty = u < 0.4 ? 0.03 + Math.sqrt(u * 0.05 * 0.02) : 0.08 - Math.sqrt((1 - u) * 0.05 * 0.03);
    const v = 1 / (1 + 0.15 + 0.1 * share[3]!);
    let revenue = REVENUE * level;
    let factor = v;
    let sum = 0;
    for (let k = 0; k < YEARS; k++) {
      sum += revenue * royalty * (1 - TAX) * factor;
      revenue *= 1 + growth;
      factor *= v;
    }
    values[i] = sum;
  }
}

/** Mean and five percentiles, by sorting. */
export function summed(values: Float64Array): number[] {
  let sum = 0;
  for (const v of values) sum += v;
  const sorted = values.slice().sort();
  return [sum / values.length, ...[0.05, 0.1, 0.5, 0.9, 0.95].map((p) => sorted[Math.floor((sorted.length - 1) * p)]!)];
}
