/** Work that takes longer than a second: counted, shown by the frame, and cancellable. */
import { create } from 'zustand';

/** `late`: it has taken a second and is shown; `writes`: it changes the library meanwhile. */
export type Running = {
  n: number;
  title: string;
  done: number;
  total: number | null;
  cancel: (() => void) | null;
  cancelling: boolean;
  late: boolean;
  writes: boolean;
};
/** Tell how far it is; `total` null while unknown. */
export type Report = (done: number, total?: number | null) => void;

/** Progress appears after a second; shorter work leaves the screen alone. */
const LATE_MS = 1000;

let count = 0;
export const useProgress = create<{ running: Running[] }>(() => ({ running: [] }));

/** Whether a long piece of work is changing the library right now. */
export const isWriting = (s: { running: readonly Running[] }): boolean => s.running.some((r) => r.late && r.writes);

const change = (n: number, part: Partial<Running>) => useProgress.setState((s) => ({ running: s.running.map((r) => (r.n === n ? { ...r, ...part } : r)) }));

/**
 * Runs `work` under a progress display that appears after a second. The work watches `signal` and cleans up after itself
 * (an import undoes its group); its result or its error is handed on unchanged.
 */
export async function withProgress<T>(
  what: { title: string; total?: number; cancellable?: boolean; writes?: boolean },
  work: (report: Report, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  count += 1;
  const n = count;
  const stop = new AbortController();
  const cancel =
    what.cancellable === false
      ? null
      : () => {
          change(n, { cancelling: true });
          stop.abort();
        };
  const begun: Running = { n, title: what.title, done: 0, total: what.total ?? null, cancel, cancelling: false, late: false, writes: what.writes === true };
  useProgress.setState((s) => ({ running: [...s.running, begun] }));
  const shown = setTimeout(() => change(n, { late: true }), LATE_MS);
  try {
    return await work((done, total) => change(n, total === undefined ? { done } : { done, total }), stop.signal);
  } finally {
    clearTimeout(shown);
    useProgress.setState((s) => ({ running: s.running.filter((r) => r.n !== n) }));
  }
}
