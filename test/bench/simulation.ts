/** A million trials of a ten-year royalty model with four uncertain inputs, against a hand-written loop of the same model on one thread. */
import { isRefusal } from '../../shared/result.ts';
import { benchFor, runChunk, type ChunkResult } from '../../shared/valuation/simulation/chunk.ts';
import { normalQuantile } from '../../shared/valuation/simulation/normal-draw.ts';
import { planOf, type Plan } from '../../shared/valuation/simulation/plan.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { figure, median, timed, type Figure } from './figure.ts';

const TRIALS = 1_000_000;
const YEARS = 10;
const REVENUE = 1000;
const TAX = 0.25;
const ROUNDS = 7;

const REQUEST = {
  base: { revenues: [REVENUE], periods: YEARS, royaltyRate: 0.05, discountRate: 0.2, taxRate: TAX },
  uncertain: [
    { variable: 'revenueLevel', distribution: { kind: 'lognormal', mean: 1, sd: 0.3 } },
    { variable: 'growth', distribution: { kind: 'normal', mean: 0.05, sd: 0.03 } },
    { variable: 'royaltyRate', distribution: { kind: 'triangular', low: 0.03, mode: 0.05, high: 0.08 } },
    { variable: 'discountRate', distribution: { kind: 'uniform', low: 0.15, high: 0.25 } },
  ],
  trials: TRIALS,
  seed: 20_080_531,
};

/** As one would write it for this model alone: everything in one loop, the engine's own exp, nothing checked or kept. */
function byHand(values: Float64Array): void {
  const variance = Math.log(1 + 0.09);
  const [mu, sigma] = [-variance / 2, Math.sqrt(variance)];
  let [a, b, c, d] = [0x1234567, 0x89abcdef | 0, 0x2468ace, 0x13579bdf];
  const next = (): number => {
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
    return (out + 0.5) / 4503599627370496;
  };
  for (let i = 0; i < values.length; i++) {
    const level = Math.exp(mu + sigma * normalQuantile(next()));
    const growth = 0.05 + 0.03 * normalQuantile(next());
    const u = next();
    const royalty = u < 0.4 ? 0.03 + Math.sqrt(u * 0.05 * 0.02) : 0.08 - Math.sqrt((1 - u) * 0.05 * 0.03);
    const v = 1 / (1 + 0.15 + 0.1 * next());
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

function byHandSummed(values: Float64Array): number[] {
  byHand(values);
  let sum = 0;
  for (const v of values) sum += v;
  const sorted = values.slice().sort();
  return [sum / values.length, ...[0.05, 0.1, 0.5, 0.9, 0.95].map((p) => sorted[Math.floor((sorted.length - 1) * p)]!)];
}

function drawn(plan: Plan): ChunkResult[] {
  const bench = benchFor(plan);
  return Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i, bench));
}

export function measureSimulation(): Figure[] {
  const plan = planOf(REQUEST);
  if (isRefusal(plan)) throw new Error(plan.key);
  const values = new Float64Array(TRIALS);
  // both must be about the same thing before either is timed
  const ours = summaryOf(plan, drawn(plan)) as SimulationResult;
  const mean = byHandSummed(values)[0]!;
  if (Math.abs(ours.mean - mean) > 6 * ours.standardError) throw new Error(`the loop does not compute the model: ${mean} against ${ours.mean}`);
  const [loop, loopSummed, model, whole]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    loop.push(timed(() => byHand(values)));
    model.push(timed(() => drawn(plan)));
    loopSummed.push(timed(() => byHandSummed(values)));
    whole.push(
      timed(() => {
        const again = planOf(REQUEST) as Plan;
        summaryOf(again, drawn(again));
      }),
    );
  }
  return [
    figure({
      name: 'simulation 1,000,000: draws and values',
      value: median(model),
      yardstick: median(loop),
      unit: 'ms',
      against: 'hand-written typed-array loop, one thread',
      bar: { most: 1.5 },
    }),
    figure({
      name: 'simulation 1,000,000: with summary',
      value: median(whole),
      yardstick: median(loopSummed),
      unit: 'ms',
      against: 'the same loop with mean and five percentiles by sorting',
      bar: { most: 1.5 },
      note: 'ours also counts outcomes and makes the histogram and rank correlations',
    }),
  ];
}
