/**
 * A million trials of a ten-year royalty model with four uncertain inputs, against a hand-written loop of the same model:
 * on one thread of Node, and in the program's own page on as many workers as the machine has processors.
 */
import { cpus } from 'node:os';
import { isRefusal } from '../../shared/result.ts';
import { benchFor, runChunk, type ChunkResult } from '../../shared/valuation/simulation/chunk.ts';
import { planOf, type Plan } from '../../shared/valuation/simulation/plan.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { launchApp } from '../support/electron-app.ts';
import { openSimulationPage } from '../support/simulation-inner.ts';
import { figure, median, timed, type Figure } from './figure.ts';
import { byHand, REQUEST, summed } from './simulation-loop.ts';
import type * as Subject from './simulation-page.ts';

const TRIALS = REQUEST.trials;
const ROUNDS = 7;

function drawn(plan: Plan): ChunkResult[] {
  const bench = benchFor(plan);
  return Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i, bench));
}

function byHandSummed(values: Float64Array): number[] {
  byHand(values);
  return summed(values);
}

export const measureSimulation = async (): Promise<Figure[]> => [...onOneThread(), ...(await onWorkers())];

/** In the real page: its workers, its messages, everything a person waits for. */
async function onWorkers(): Promise<Figure[]> {
  const workers = Math.min(8, cpus().length);
  const program = await launchApp();
  try {
    const page = await openSimulationPage(program, 'test/bench/simulation-page.ts', { 'simulation-loop-worker': 'test/bench/simulation-loop-worker.ts' });
    const seen = await page.evaluate(({ team, rounds }) => (window as unknown as { subject: typeof Subject }).subject.measure(team, rounds), {
      team: workers,
      rounds: ROUNDS,
    });
    if (Math.abs(seen.mean - seen.loopMean) > 6 * seen.error) throw new Error(`the loop does not compute the model: ${seen.loopMean} against ${seen.mean}`);
    const bar = { most: 1.5 };
    const note = `longest task of the page meanwhile: ${seen.longest === 0 ? 'under 50' : Math.round(seen.longest)} ms; a cancel is answered after ${seen.cancelMs.toFixed(1)} ms`;
    return [
      figure({
        name: `simulation 1,000,000 on ${workers} workers in the page: draws and values`,
        value: median(seen.drawn),
        yardstick: median(seen.loop),
        unit: 'ms',
        against: `hand-written typed-array loop, ${workers} workers`,
        bar,
      }),
      figure({
        name: `simulation 1,000,000 on ${workers} workers in the page: until the result is there`,
        value: median(seen.whole),
        yardstick: median(seen.loopSummed),
        unit: 'ms',
        against: `the same loop with mean and five percentiles by sorting, ${workers} workers`,
        bar,
        note,
      }),
    ];
  } finally {
    await program.close();
  }
}

function onOneThread(): Figure[] {
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
