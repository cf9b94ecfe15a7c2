/// <reference types="electron-vite/node" />
import { Worker } from 'node:worker_threads';
import type { BridgeErrorCode } from '../../shared/bridge.ts';
import { BridgeFault } from '../ipc/fault.ts';
import type { SnapshotInfo } from './rotation.ts';
import type { RunSnapshot } from './snapshots.ts';
import workerFile from './snapshot-worker.ts?modulePath';

type Message = { ok: true; info: SnapshotInfo } | { ok: false; code: BridgeErrorCode; detail: string };

/** Runs one snapshot in a worker thread, with room for a large store. */
export const runSnapshotThread: RunSnapshot = (job) =>
  new Promise((done, fail) => {
    const worker = new Worker(workerFile, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: 2048 } });
    worker.once('message', (message: Message) => {
      if (message.ok) done(message.info);
      else fail(new BridgeFault(message.code, message.detail));
    });
    worker.once('error', fail);
    worker.once('exit', () => fail(new BridgeFault('io', 'the snapshot thread ended')));
  });
