/** Making and reading documents off the page, so that the window never freezes. */
import { fail } from '../../shared/result.ts';
import type { DocumentJob, JobResult, Progress } from './document-jobs.ts';
import type { FromWorker, ToWorker } from './documents-worker.ts';

export type RunOptions = { onProgress?: (progress: Progress) => void; signal?: AbortSignal };

let idle: Worker | undefined;

/** What is sent is copied at once, and the window stands still for as long: twenty thousand rows would take a tenth of a second. */
const ROWS_AT_ONCE = 2_000;

/** A large table goes ahead of its job in pieces, each in a task of its own. */
async function send(worker: Worker, job: DocumentJob): Promise<void> {
  const post = (message: ToWorker): void => worker.postMessage(message);
  if (job.kind !== 'plan-import') return post(job);
  const { lines } = job.table;
  for (let at = 0; at < lines.length; at += ROWS_AT_ONCE) {
    post({ lines: lines.slice(at, at + ROWS_AT_ONCE) });
    await new Promise((next) => setTimeout(next));
  }
  post({ ...job, table: { ...job.table, lines: [] } });
}

/**
 * One job in a worker of its own; the worker is kept for the next one. Cancelling ends the worker: a parser in the
 * middle of ten thousand rows hears no message. A cancelled job answers `cancelled`, it made nothing.
 */
export function runDocument<J extends DocumentJob>(job: J, { onProgress, signal }: RunOptions = {}): Promise<JobResult<J>> {
  if (signal?.aborted) return Promise.resolve(fail({ key: 'cancelled' }) as JobResult<J>);
  const worker = idle ?? new Worker(new URL('./documents-worker.ts', import.meta.url), { type: 'module', name: 'documents' });
  idle = undefined;
  return new Promise((resolve, reject) => {
    const end = (reuse: boolean): void => {
      signal?.removeEventListener('abort', cancel);
      worker.onmessage = null;
      worker.onerror = null;
      if (reuse && idle === undefined) idle = worker;
      else worker.terminate();
    };
    const cancel = (): void => {
      end(false);
      resolve(fail({ key: 'cancelled' }) as JobResult<J>);
    };
    signal?.addEventListener('abort', cancel);
    worker.onmessage = ({ data }: MessageEvent<FromWorker>): void => {
      if ('progress' in data) onProgress?.(data.progress);
      else if ('result' in data) {
        end(true);
        resolve(data.result as JobResult<J>);
      } else if ('broken' in data) {
        end(false);
        reject(new Error(data.broken));
      }
      // anything else is pdf.js announcing itself: it greets whoever loads it in a worker
    };
    worker.onerror = (event): void => {
      end(false);
      reject(new Error(event.message || 'documents worker'));
    };
    send(worker, job).catch((fault: unknown) => {
      end(false);
      reject(fault instanceof Error ? fault : new Error(String(fault)));
    });
  });
}
