/** The worker's side: one job, its progress, its result. A cancelled job is ended from outside with the worker. */
import type { DocumentJob, Progress } from './document-jobs.ts';
import { doJob } from './document-jobs.ts';

export type FromWorker = { progress: Progress } | { result: unknown } | { broken: string };

const post = (message: FromWorker): void => self.postMessage(message);

self.onmessage = (event: MessageEvent<DocumentJob>): void => {
  doJob(event.data, { onProgress: (progress) => post({ progress }) }).then(
    (result) => post({ result }),
    (error: unknown) => post({ broken: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) }),
  );
};
