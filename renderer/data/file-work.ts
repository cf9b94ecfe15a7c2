/** Asks the files worker; it starts with the first question and stays, because it keeps the sheet that was opened. */
import type { FileKind, FileReply, FileWork } from '../workers/files-worker.ts';

type Waiting = { resolve: (answer: unknown) => void; reject: (e: Error) => void; onProgress?: ((done: number, total: number) => void) | undefined };
let worker: Worker | null = null;
const waiting = new Map<number, Waiting>();
let calls = 0;

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('../workers/files-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', (e: MessageEvent<FileReply>) => {
    const reply = e.data;
    const asked = waiting.get(reply.call);
    if (!asked) return;
    if ('progress' in reply) return asked.onProgress?.(...reply.progress);
    waiting.delete(reply.call);
    if ('failed' in reply) asked.reject(new Error(reply.failed));
    else asked.resolve(reply.answer);
  });
  worker.addEventListener('error', (e) => {
    for (const w of waiting.values()) w.reject(new Error(e.message));
    waiting.clear();
    worker?.terminate();
    worker = null;
  });
  return worker;
}

export function fileWork<K extends FileKind>(kind: K, ask: FileWork[K]['ask'], onProgress?: (done: number, total: number) => void): Promise<FileWork[K]['answer']> {
  const call = ++calls;
  return new Promise((resolve, reject) => {
    waiting.set(call, { resolve: resolve as (a: unknown) => void, reject, onProgress });
    started().postMessage({ call, kind, ask });
  });
}
