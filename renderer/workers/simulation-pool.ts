/**
 * Several workers on one simulation. Chunks are handed out as workers come free and put together in their own order, so
 * the digits do not depend on how many workers there are, nor on one of them dying.
 */
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import type { ChunkResult } from '../../shared/valuation/simulation/chunk.ts';
import type { Found } from '../../shared/valuation/simulation/finished.ts';
import type { FromWorker, ToWorker } from './simulation-worker.ts';

export type Thread = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;
export type RunOptions = {
  /** chunks done of all chunks */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
  workers?: number;
};

/** Chunks a worker has at hand: the next one waits while it computes. */
const AT_HAND = 2;
/** A chunk takes milliseconds: a worker that says nothing for so long is dead. */
const SILENT_MS = 10_000;
const LOOK_MS = 1000;
/** Workers nobody needs for so long are ended. */
const KEPT_MS = 60_000;
const MOST_WORKERS = 8;
/** So often a dead worker is replaced in one run before the run is given up. */
const MOST_DEATHS = 4;

type Member = { thread: Thread; ready: boolean; out: Set<number>; summing: boolean; heard: number };

export class SimulationPool {
  #start: () => Thread;
  #clock: () => number;
  #idle: Thread[] = [];
  #run = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => Thread, clock: () => number = () => performance.now()) {
    this.#start = start;
    this.#clock = clock;
  }

  /** Answers what was found, or why there is nothing: `valuation.simulationCancelled`, `valuation.simulationBroken`, or what the request lacks. */
  run(request: unknown, { onProgress, signal, workers = 2 }: RunOptions = {}): Promise<Found | Refusal> {
    const cancelled = refuse('valuation.simulationCancelled');
    if (signal?.aborted) return Promise.resolve(cancelled);
    const run = ++this.#run;
    clearTimeout(this.#rest);
    const team = new Set<Member>();
    const waiting: number[] = [];
    const done = new Map<number, ChunkResult>();
    let total: number | undefined;
    let deaths = 0;
    return new Promise((resolve) => {
      const end = (answer: Found | Refusal): void => {
        clearInterval(watch);
        signal?.removeEventListener('abort', cancel);
        for (const member of team) this.#keep(member.thread);
        team.clear();
        this.#rest = setTimeout(() => this.close(), KEPT_MS);
        resolve(answer);
      };
      // in the middle of a chunk a worker hears nothing: it is left to finish, its answer is nobody's
      const cancel = (): void => end(cancelled);
      const tell = (member: Member, message: ToWorker, handed: Transferable[] = []): void => {
        member.heard = this.#clock();
        member.thread.postMessage(message, handed);
      };
      const feed = (member: Member): void => {
        while (member.ready && member.out.size < AT_HAND && waiting.length > 0) {
          const chunk = waiting.shift()!;
          member.out.add(chunk);
          tell(member, { run, kind: 'chunk', chunk });
        }
      };
      const finish = (): void => {
        const member = [...team].find((m) => m.ready);
        if (total === undefined || done.size < total || member === undefined || [...team].some((m) => m.summing)) return;
        member.summing = true;
        // handed over, not copied: a copy of millions of figures would hold the page up
        const chunks = [...done.values()];
        tell(member, { run, kind: 'summary', chunks }, chunks.flatMap((c) => [c.values.buffer, c.outcomes.buffer, c.kept.buffer]) as Transferable[]);
      };
      const died = (member: Member, message: string): void => {
        if (!team.delete(member)) return;
        member.thread.onmessage = member.thread.onerror = null;
        member.thread.terminate();
        waiting.unshift(...member.out);
        if (member.summing) {
          // what was handed over went with it
          done.clear();
          waiting.push(...Array(total).keys());
        }
        deaths++;
        if (deaths > MOST_DEATHS) return end(refuse('valuation.simulationBroken', { params: { reason: message } }));
        for (const other of team) feed(other);
        join();
      };
      const heard = (member: Member, answer: FromWorker): void => {
        // of a run that was cancelled
        if (answer.run !== run || !team.has(member)) return;
        member.heard = this.#clock();
        if (answer.kind === 'broken') return died(member, answer.message);
        if (answer.kind === 'summary') return end(answer.answer);
        if (answer.kind === 'planned') {
          if (isRefusal(answer.answer)) return end(answer.answer);
          if (total === undefined) {
            total = answer.answer.chunks;
            waiting.push(...Array(total).keys());
          }
          member.ready = true;
        } else {
          member.out.delete(answer.result.chunk);
          done.set(answer.result.chunk, answer.result);
          onProgress?.(done.size, total!);
        }
        feed(member);
        finish();
      };
      const join = (): void => {
        const member: Member = { thread: this.#idle.pop() ?? this.#start(), ready: false, out: new Set(), summing: false, heard: this.#clock() };
        team.add(member);
        member.thread.onmessage = ({ data }: MessageEvent<FromWorker>) => heard(member, data);
        member.thread.onerror = (e) => died(member, (e as ErrorEvent).message || 'worker');
        tell(member, { run, kind: 'plan', request });
      };
      let looked = this.#clock();
      const watch = setInterval(() => {
        const now = this.#clock();
        // the machine slept, or the page was held up: nobody could have been heard
        const late = now - looked > 3 * LOOK_MS;
        looked = now;
        for (const member of team) {
          if (late) member.heard = now;
          const asked = !member.ready || member.out.size > 0 || member.summing;
          if (asked && now - member.heard > SILENT_MS) died(member, 'silent');
        }
      }, LOOK_MS);
      signal?.addEventListener('abort', cancel);
      for (let i = 0; i < Math.max(1, Math.min(workers, MOST_WORKERS)); i++) join();
    });
  }

  #keep(thread: Thread): void {
    thread.onmessage = null;
    thread.onerror = null;
    if (this.#idle.length < MOST_WORKERS) this.#idle.push(thread);
    else thread.terminate();
  }

  /** Ends all workers that wait for work. */
  close(): void {
    clearTimeout(this.#rest);
    for (const thread of this.#idle.splice(0)) thread.terminate();
  }
}
