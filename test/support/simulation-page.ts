/** Inside the program's own page: the product's pool of workers, as many as the test says. */
import { SimulationPool } from '../../renderer/workers/simulation-pool.ts';
import type { Found } from '../../shared/valuation/simulation/finished.ts';
import { isRefusal } from '../../shared/result.ts';

type Timed = { found: Found; drawnMs: number; wholeMs: number };

export const pool = new SimulationPool(() => new Worker('./simulation-worker.bundle.js', { type: 'module' }));

/** One run; how long until the last chunk was there, and until it was put together. */
export async function run(request: unknown, workers: number): Promise<Timed> {
  const began = performance.now();
  let drawnMs = 0;
  const found = await pool.run(request, {
    workers,
    onProgress: (done, total) => {
      if (done === total) drawnMs = performance.now() - began;
    },
  });
  if (isRefusal(found)) throw new Error(found.key);
  return { found, drawnMs, wholeMs: performance.now() - began };
}

/** A run cancelled after its fifth chunk: how it answers, after how many milliseconds, and how many chunks it told of in all. */
export async function cancelled(request: unknown, workers: number): Promise<{ key: string; ms: number; chunks: number }> {
  const stop = new AbortController();
  let at = 0;
  let chunks = 0;
  const answer = await pool.run(request, {
    workers,
    signal: stop.signal,
    onProgress: (done) => {
      chunks = done;
      if (done !== 5) return;
      at = performance.now();
      stop.abort();
    },
  });
  return { key: isRefusal(answer) ? answer.key : 'finished', ms: performance.now() - at, chunks };
}

/** The longest task of the page while `work` runs, in milliseconds; 0 where none reached 50. */
export async function longestTask(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
  });
  watch.observe({ entryTypes: ['longtask'] });
  await work();
  await new Promise((resolve) => setTimeout(resolve, 100));
  watch.disconnect();
  return longest;
}
