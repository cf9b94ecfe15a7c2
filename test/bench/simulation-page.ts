/** Inside the program's own page: the product's pool against the hand-written loop on as many workers, round after round. */
import { cancelled, longestTask, run } from '../support/simulation-page.ts';
import { REQUEST } from './simulation-loop.ts';

export type Rounds = {
  drawn: number[];
  whole: number[];
  loop: number[];
  loopSummed: number[];
  mean: number;
  error: number;
  loopMean: number;
  longest: number;
  cancelMs: number;
};

const ask = <T>(worker: Worker, message: unknown, hand: Transferable[] = []): Promise<T> =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
    worker.postMessage(message, hand);
  });

/** Both are warm: the first round of each is not counted. */
export async function measure(workers: number, rounds: number): Promise<Rounds> {
  const team = Array.from({ length: workers }, () => new Worker('./simulation-loop-worker.bundle.js', { type: 'module' }));
  const kept: Rounds = { drawn: [], whole: [], loop: [], loopSummed: [], mean: 0, error: 0, loopMean: 0, longest: 0, cancelMs: 0 };
  const each = REQUEST.trials / workers;
  kept.longest = await longestTask(async () => {
    for (let round = 0; round <= rounds; round++) {
      const ours = await run(REQUEST, workers);
      const began = performance.now();
      const parts = await Promise.all(team.map((worker, part) => ask<Float64Array>(worker, { part, count: each })));
      const loop = performance.now() - began;
      const all = new Float64Array(REQUEST.trials);
      parts.forEach((values, part) => all.set(values, part * each));
      const figures = await ask<number[]>(team[0]!, { all }, [all.buffer]);
      const loopSummed = performance.now() - began;
      Object.assign(kept, { mean: ours.found.summary.mean, error: ours.found.summary.standardError, loopMean: figures[0]! });
      if (round === 0) continue;
      kept.drawn.push(ours.drawnMs);
      kept.whole.push(ours.wholeMs);
      kept.loop.push(loop);
      kept.loopSummed.push(loopSummed);
    }
  });
  kept.cancelMs = (await cancelled(REQUEST, workers)).ms;
  for (const worker of team) worker.terminate();
  return kept;
}
