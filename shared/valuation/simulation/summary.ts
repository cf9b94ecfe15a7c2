/** What a simulation says, from its chunks in order: the same digits however many threads computed them. */
import { refuse, type Refusal } from '../../result.ts';
import { METHODS_VERSION, type Warning } from '../method.ts';
import type { ChunkResult } from './chunk.ts';
import { LIFE_OVER, NO_DEAL, OUTCOMES, RATE_NOT_ABOVE_GROWTH, RATE_TOO_LOW, VALUED } from './model.ts';
import type { Asked, Plan } from './plan.ts';
import { percentiles } from './percentiles.ts';
import { rankCorrelation } from './rank.ts';

const SHARES = [0.05, 0.1, 0.5, 0.9, 0.95];
const BARS = 40;
/** Outcomes that are said where there are any. */
const TOLD = [
  [LIFE_OVER, 'trialsLifeOver'],
  [RATE_TOO_LOW, 'trialsRateTooLow'],
  [RATE_NOT_ABOVE_GROWTH, 'trialsRateNotAboveGrowth'],
  [NO_DEAL, 'trialsNoDeal'],
] as const;

export type Histogram = { from: number; width: number; counts: number[]; below: number; above: number };
export type SimulationResult = {
  trials: number;
  seed: number;
  draws: 'random' | 'halton';
  /** trials that have a value; a life that is over counts as 0 */
  valued: number;
  mean: number;
  sd: number;
  /** s/√N */
  standardError: number;
  min: number;
  max: number;
  p5: number;
  p10: number;
  p50: number;
  p90: number;
  p95: number;
  /** P(V < floor), of the trials that have a value */
  belowFloor?: number;
  histogram: Histogram;
  /** Spearman's, between each uncertain input and the value, over `kept` trials, the first of every chunk */
  rankCorrelations: { variable: string; rho: number }[];
  kept: number;
  /** every trial is in one of these */
  outcomes: Record<(typeof OUTCOMES)[number], number>;
  /** what was drawn from and how it was tied, as asked */
  settings: Asked;
  warnings: Warning[];
  engineVersion: string;
};

/** Puts all chunks together; refuses where no trial has a value. */
export function summaryOf(plan: Plan, results: readonly ChunkResult[]): SimulationResult | Refusal {
  const { asked } = plan;
  const inOrder = [...results].sort((a, b) => a.chunk - b.chunk);
  if (inOrder.length !== plan.chunks || inOrder.some((r, i) => r.chunk !== i)) throw new Error('a chunk is missing or there twice');
  const outcomes = OUTCOMES.map((_, k) => inOrder.reduce((sum, r) => sum + r.outcomes[k]!, 0));
  const count = outcomes[VALUED]! + outcomes[LIFE_OVER]!;
  if (count === 0)
    return refuse('valuation.noTrialValued', {
      field: 'uncertain',
      params: { low: outcomes[RATE_TOO_LOW]!, growth: outcomes[RATE_NOT_ABOVE_GROWTH]!, noDeal: outcomes[NO_DEAL]! },
    });
  const values = valuesOf(inOrder, count);
  const { mean, sd, min, max } = spreadOf(values);
  const [p5, p10, p50, p90, p95] = percentiles(values, SHARES) as [number, number, number, number, number];
  const kept = inOrder.reduce((sum, r) => sum + r.kept.length, 0) / (plan.draws.length + 1);
  return {
    trials: asked.trials,
    seed: asked.seed,
    draws: asked.draws,
    valued: count,
    mean,
    sd,
    standardError: sd / Math.sqrt(count),
    min,
    max,
    p5,
    p10,
    p50,
    p90,
    p95,
    ...(asked.floor === undefined ? {} : { belowFloor: shareBelow(values, asked.floor) }),
    histogram: histogramOf(values, p5, p95, min, max),
    rankCorrelations: asked.uncertain.map(({ variable }, j) => ({ variable, rho: rankCorrelation(...keptPair(inOrder, plan.draws.length + 1, j)) })),
    kept,
    outcomes: Object.fromEntries(OUTCOMES.map((name, k) => [name, outcomes[k]!])) as SimulationResult['outcomes'],
    settings: asked,
    warnings: [...plan.warnings, ...TOLD.flatMap(([place, key]) => (outcomes[place]! > 0 ? [{ key, params: { count: outcomes[place]! } }] : []))],
    engineVersion: METHODS_VERSION,
  };
}

/** All values in the order of the trials, without those that have none. */
function valuesOf(inOrder: readonly ChunkResult[], count: number): Float64Array {
  const values = new Float64Array(count);
  let at = 0;
  for (const { values: own, outcomes } of inOrder) {
    if (outcomes[VALUED]! + outcomes[LIFE_OVER]! === own.length) {
      values.set(own, at);
      at += own.length;
    } else for (const v of own) if (v === v) values[at++] = v;
  }
  return values;
}

/** Mean in two passes, so that a large mean does not swallow the spread. */
function spreadOf(values: Float64Array): { mean: number; sd: number; min: number; max: number } {
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    sum += v;
    if (v < min) min = v;
    if (v > max) max = v;
  }
  const rough = sum / values.length;
  let off = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const d = values[i]! - rough;
    off += d;
    squares += d * d;
  }
  const n = values.length;
  return { mean: rough + off / n, sd: n > 1 ? Math.sqrt(Math.max(0, (squares - (off * off) / n) / (n - 1))) : 0, min, max };
}

function shareBelow(values: Float64Array, floor: number): number {
  let below = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! < floor) below++;
  return below / values.length;
}

/** Forty bars over the middle of the values, a quarter more than P5 … P95 each way; what lies outside is counted at the ends. */
function histogramOf(values: Float64Array, p5: number, p95: number, min: number, max: number): Histogram {
  const margin = (p95 - p5) / 4;
  const from = Math.max(min, p5 - margin);
  const to = Math.min(max, p95 + margin);
  const width = (to - from) / BARS;
  const counts = new Uint32Array(BARS);
  if (!(width > 0)) return { from, width: 0, counts: [values.length], below: 0, above: 0 };
  let below = 0;
  let above = 0;
  const perBar = 1 / width;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v < from) below++;
    else if (v > to) above++;
    else counts[Math.min(BARS - 1, Math.floor((v - from) * perBar))]!++;
  }
  return { from, width, counts: [...counts], below, above };
}

/** An input and the value of the kept trials that have one. */
function keptPair(inOrder: readonly ChunkResult[], wide: number, j: number): [number[], number[]] {
  const x: number[] = [];
  const y: number[] = [];
  for (const { kept } of inOrder)
    for (let row = 0; row < kept.length; row += wide) {
      const value = kept[row + wide - 1]!;
      if (value !== value) continue;
      x.push(kept[row + j]!);
      y.push(value);
    }
  return [x, y];
}
