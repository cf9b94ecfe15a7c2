/** The worker's side of a simulation: lays the request out once, computes chunks, puts all of them together when asked. */
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { benchFor, runChunk, type Bench, type ChunkResult } from '../../shared/valuation/simulation/chunk.ts';
import type { Found } from '../../shared/valuation/simulation/finished.ts';
import { planOf, type Plan } from '../../shared/valuation/simulation/plan.ts';
import { summaryOf } from '../../shared/valuation/simulation/summary.ts';
import { swingsOf } from '../../shared/valuation/simulation/swings.ts';

/** `run` numbers the runs of a page: what belongs to another one is none of this one's. */
export type ToWorker =
  { run: number; kind: 'plan'; request: unknown } | { run: number; kind: 'chunk'; chunk: number } | { run: number; kind: 'summary'; chunks: ChunkResult[] };
export type FromWorker =
  | { run: number; kind: 'planned'; answer: Refusal | { chunks: number } }
  | { run: number; kind: 'chunk'; result: ChunkResult }
  | { run: number; kind: 'summary'; answer: Refusal | Found }
  | { run: number; kind: 'broken'; message: string };

let plan: Plan | undefined;
let bench: Bench | undefined;

/** What answers a message, and the memory handed over with it. */
function answerTo(asked: ToWorker): [FromWorker, Transferable[]] {
  const { run } = asked;
  if (asked.kind === 'plan') {
    const laid = planOf(asked.request);
    if (isRefusal(laid)) return [{ run, kind: 'planned', answer: laid }, []];
    plan = laid;
    bench = benchFor(laid);
    return [{ run, kind: 'planned', answer: { chunks: laid.chunks } }, []];
  }
  if (plan === undefined) throw new Error('nothing was planned');
  if (asked.kind === 'chunk') {
    const result = runChunk(plan, asked.chunk, bench);
    return [{ run, kind: 'chunk', result }, [result.values.buffer, result.outcomes.buffer, result.kept.buffer] as Transferable[]];
  }
  const summary = summaryOf(plan, asked.chunks);
  return [{ run, kind: 'summary', answer: isRefusal(summary) ? summary : { summary, swings: swingsOf(plan) } }, []];
}

self.onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  try {
    const [message, handed] = answerTo(data);
    self.postMessage(message, { transfer: handed });
  } catch (e) {
    self.postMessage({ run: data.run, kind: 'broken', message: e instanceof Error ? e.message : String(e) } satisfies FromWorker);
  }
};
