/** The worker's side: one job, its progress, its result. A cancelled job is ended from outside with the worker. */
import type { TableLine } from '../documents/read-xlsx.ts';
import type { DocumentJob, Progress } from './document-jobs.ts';
import { doJob } from './document-jobs.ts';

/** Rows of the table of the job that follows, or the job. */
export type ToWorker = { lines: readonly TableLine[] } | DocumentJob;

export type FromWorker = { progress: Progress } | { result: unknown } | { broken: string };

const post = (message: FromWorker): void => self.postMessage(message);

let ahead: TableLine[] = [];

self.onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  if ('lines' in data) return void ahead.push(...data.lines);
  const job = data.kind === 'plan-import' ? { ...data, table: { ...data.table, lines: ahead } } : data;
  ahead = [];
  doJob(job, { onProgress: (progress) => post({ progress }) }).then(
    (result) => post({ result }),
    (error: unknown) => post({ broken: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) }),
  );
};
