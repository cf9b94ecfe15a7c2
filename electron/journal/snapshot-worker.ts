/** A thread of its own for one snapshot: folding and reading back take seconds with a large store. */
import { parentPort, workerData } from 'node:worker_threads';
import { asFault } from '../ipc/fault.ts';
import { takeSnapshot, type SnapshotJob } from './take-snapshot.ts';

takeSnapshot(workerData as SnapshotJob).then(
  (info) => parentPort?.postMessage({ ok: true, info }),
  (error: unknown) => {
    const { code, detail } = asFault(error);
    parentPort?.postMessage({ ok: false, code, detail });
  },
);
