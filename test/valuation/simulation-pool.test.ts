/** The pool of workers: the same digits however many there are, whatever dies, and nothing after a cancel. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromWorker, ToWorker } from '../../renderer/workers/simulation-worker.ts';
import type { Found } from '../../shared/valuation/simulation/finished.ts';
import { SimulationPool, type Thread } from '../../renderer/workers/simulation-pool.ts';
import { isRefusal, type Refusal } from '../../shared/result.ts';

const REQUEST = {
  base: { revenues: [1000], periods: 10, royaltyRate: 0.05, discountRate: 0.2 },
  uncertain: [
    { variable: 'revenueLevel', distribution: { kind: 'lognormal', mean: 1, sd: 0.3 } },
    { variable: 'discountRate', distribution: { kind: 'pert', low: 0.15, mode: 0.18, high: 0.3 } },
  ],
  trials: 200_000,
  seed: 7,
};

/** The worker's own code, asked through a queue as a worker is. `fault` may keep an answer back or break. */
async function workerCode(): Promise<(m: ToWorker) => FromWorker> {
  const scope: { onmessage?: (e: { data: ToWorker }) => void; postMessage?: (m: FromWorker) => void } = {};
  vi.stubGlobal('self', scope);
  vi.resetModules();
  await import('../../renderer/workers/simulation-worker.ts');
  return (data) => {
    let said: FromWorker | undefined;
    vi.stubGlobal('self', scope);
    scope.postMessage = (m) => (said = m);
    scope.onmessage!({ data });
    return said!;
  };
}

let started = 0;
let ended = 0;
type Fault = (thread: number, message: ToWorker) => 'dies' | 'silent' | 'broken' | undefined;
async function poolOf(threads: number, fault: Fault = () => undefined): Promise<SimulationPool> {
  const codes: ((m: ToWorker) => FromWorker)[] = [];
  while (codes.length < threads) codes.push(await workerCode());
  return new SimulationPool(() => {
    const own = started++;
    const code = codes[own % codes.length]!;
    const thread: Thread = {
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      terminate: () => void ended++,
      postMessage(asked: ToWorker, handed: Transferable[] = []) {
        // what is handed over is gone on this side
        const message = structuredClone(asked, { transfer: handed });
        setTimeout(() => {
          const wrong = fault(own, message);
          if (wrong === 'silent') return;
          if (wrong === 'dies') return void (thread.onerror as ((e: unknown) => void) | null)?.({ message: 'out of memory' });
          const answer: FromWorker = wrong === 'broken' ? { run: message.run, kind: 'broken', message: 'odd' } : code(message);
          (thread.onmessage as ((e: unknown) => void) | null)?.({ data: answer });
        }, 0);
      },
    } as Thread;
    return thread;
  });
}
const found = (answer: Found | Refusal): Found => {
  if (isRefusal(answer)) throw new Error(answer.key);
  return answer;
};

beforeEach(() => {
  [started, ended] = [0, 0];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a pool of workers', () => {
  it('finds the same with 1, 2 and 5 workers, and counts every chunk once', async () => {
    const answers: Found[] = [];
    for (const workers of [1, 2, 5]) {
      const pool = await poolOf(workers);
      const told: number[] = [];
      answers.push(found(await pool.run(REQUEST, { workers, onProgress: (done, total) => told.push(done / total) })));
      expect(told).toHaveLength(13);
      expect(told.at(-1)).toBe(1);
      pool.close();
    }
    expect(answers[0]!.summary.trials).toBe(200_000);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('hands the work of a dead worker to another: same digits', async () => {
    const whole = found(await (await poolOf(2)).run(REQUEST, { workers: 2 }));
    for (const how of ['dies', 'broken'] as const) {
      started = 0;
      const pool = await poolOf(3, (thread, m) => (thread === 0 && m.kind === 'chunk' && m.chunk > 2 ? how : undefined));
      expect(found(await pool.run(REQUEST, { workers: 2 }))).toEqual(whole);
      expect(started).toBe(3);
    }
    // the one that puts all together
    started = 0;
    const pool = await poolOf(3, (thread, m) => (thread < 2 && m.kind === 'summary' ? 'dies' : undefined));
    expect(found(await pool.run(REQUEST, { workers: 2 }))).toEqual(whole);
  });

  it('replaces a worker that has fallen silent, not one that the machine put to sleep', async () => {
    let now = 0;
    const codes = [await workerCode(), await workerCode()];
    const held: (() => void)[] = [];
    const pool = new SimulationPool(
      () => {
        const own = started++;
        const thread = {
          onmessage: null as ((e: unknown) => void) | null,
          onerror: null,
          onmessageerror: null,
          terminate: () => void ended++,
          postMessage(message: ToWorker) {
            const say = (): void => thread.onmessage?.({ data: codes[own % 2]!(message) });
            if (own === 0 && message.kind === 'chunk') held.push(say);
            else queueMicrotask(say);
          },
        };
        return thread as unknown as Thread;
      },
      () => now,
    );
    vi.useFakeTimers();
    const running = pool.run(REQUEST, { workers: 1 });
    await vi.advanceTimersByTimeAsync(10);
    now += 60_000;
    await vi.advanceTimersByTimeAsync(1000);
    expect(ended).toBe(0);
    for (let i = 0; i < 12; i++) {
      now += 1000;
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(ended).toBe(1);
    expect(found(await running).summary.valued).toBe(200_000);
  });

  it('gives up in words where every worker dies', async () => {
    const pool = await poolOf(2, (_, m) => (m.kind === 'chunk' ? 'dies' : undefined));
    expect(await pool.run(REQUEST, { workers: 2 })).toMatchObject({ refused: true, key: 'valuation.simulationBroken', params: { reason: 'out of memory' } });
  });

  it('answers a cancel at once, tells nothing more of that run, and works on', async () => {
    const pool = await poolOf(2);
    const stop = new AbortController();
    let told = 0;
    const running = pool.run(REQUEST, {
      workers: 2,
      signal: stop.signal,
      onProgress: (done) => {
        told++;
        if (done === 3) stop.abort();
      },
    });
    expect(await running).toMatchObject({ key: 'valuation.simulationCancelled' });
    // late answers of the run that was cancelled are none of the next one's
    const again = found(await pool.run({ ...REQUEST, seed: 8 }, { workers: 2 }));
    expect(told).toBe(3);
    expect(started).toBe(2);
    expect(again).toEqual(found(await (await poolOf(1)).run({ ...REQUEST, seed: 8 }, { workers: 1 })));
    expect(await pool.run(REQUEST, { signal: AbortSignal.abort() })).toMatchObject({ key: 'valuation.simulationCancelled' });
  });

  it('hands on what a request lacks', async () => {
    const pool = await poolOf(1);
    expect(await pool.run({ ...REQUEST, seed: -1 }, { workers: 1 })).toMatchObject({ refused: true, field: 'seed' });
  });
});
