/** One chunk of a simulation on one thread: blocks that fit the processor's nearest memory, nothing allocated between them. */
import { drawColumn, toShare } from './columns.ts';
import { fillUniform } from './generator.ts';
import { fillHalton } from './halton.ts';
import { OUTCOMES } from './model.ts';
import { toNormal } from './normal-draw.ts';
import { CHUNK, stateAt, type Plan } from './plan.ts';

const BLOCK = 512;
/** About so many trials are kept with their inputs, for the rank correlations: the first of every chunk. */
const KEPT_TRIALS = 10_000;

/** What one chunk found; its arrays may be handed between threads. */
export type ChunkResult = {
  chunk: number;
  values: Float64Array;
  outcomes: Uint32Array;
  /** kept trials: the inputs in order of `uncertain` and then the value, one row after another */
  kept: Float64Array;
};

/** Columns a thread uses again for every chunk. */
export type Bench = { columns: Float64Array[]; drawn: Float64Array[]; out: Float64Array };
export function benchFor(plan: Plan): Bench {
  const columns = plan.model.fixed.map((value) => new Float64Array(BLOCK).fill(value));
  return { columns, drawn: plan.places.map((p) => columns[p]!), out: new Float64Array(BLOCK) };
}

/** Computes chunk `chunk` (0 … plan.chunks − 1). */
export function runChunk(plan: Plan, chunk: number, bench: Bench = benchFor(plan)): ChunkResult {
  const { asked, draws, root, model } = plan;
  const from = chunk * CHUNK;
  const trials = Math.min(CHUNK, asked.trials - from);
  const values = new Float64Array(trials);
  const outcomes = new Uint32Array(OUTCOMES.length);
  const keptHere = Math.min(trials, Math.ceil(KEPT_TRIALS / plan.chunks));
  const kept = new Float64Array(keptHere * (draws.length + 1));
  const state = asked.draws === 'random' ? stateAt(asked.seed, chunk) : undefined;
  let row = 0;
  for (let done = 0; done < trials; done += BLOCK) {
    const rows = Math.min(BLOCK, trials - done);
    for (let j = 0; j < draws.length; j++) {
      const column = bench.drawn[j]!;
      // a whole block even where fewer are wanted, so that a longer run begins with the trials of a shorter one
      if (state) fillUniform(state, column, BLOCK);
      else fillHalton(j, plan.shifts[j]!, from + done, column, rows);
      if (root !== undefined || draws[j]!.wants === 'normal') toNormal(column, rows);
    }
    if (root) mix(root, bench.drawn, rows);
    for (let j = 0; j < draws.length; j++) {
      if (root !== undefined && draws[j]!.wants === 'share') toShare(bench.drawn[j]!, rows);
      drawColumn(draws[j]!, bench.drawn[j]!, rows);
    }
    model.evaluate(bench.columns, rows, bench.out, outcomes);
    values.set(rows === BLOCK ? bench.out : bench.out.subarray(0, rows), done);
    for (let at = 0; at < rows && done + at < keptHere; at++) {
      for (let j = 0; j < draws.length; j++) kept[row++] = bench.drawn[j]![at]!;
      kept[row++] = bench.out[at]!;
    }
  }
  return { chunk, values, outcomes, kept };
}

/** Independent normal figures to correlated ones, in place: from the last row, which needs all others as they were. */
function mix(root: Float64Array, columns: readonly Float64Array[], rows: number): void {
  const n = columns.length;
  for (let i = n - 1; i >= 0; i--) {
    const to = columns[i]!;
    const own = root[i * n + i]!;
    for (let r = 0; r < rows; r++) to[r] = own * to[r]!;
    for (let j = 0; j < i; j++) {
      const weight = root[i * n + j]!;
      if (weight === 0) continue;
      const other = columns[j]!;
      for (let r = 0; r < rows; r++) to[r] = to[r]! + weight * other[r]!;
    }
  }
}
