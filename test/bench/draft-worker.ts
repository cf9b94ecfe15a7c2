/** One worker that drafts the same contract again and again for a while, and says how many it made. */
import { parentPort, workerData } from 'node:worker_threads';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';

const { ms, warm } = workerData as { ms: number; warm: number };
const set = clauses('XK-ZL');
const draft = (n: number): void => {
  if (!contractDocx(set, licenceInput({ version: n + 1 })).ok) throw new Error('no draft');
};
for (let n = 0; n < warm; n++) draft(n);
parentPort!.once('message', () => {
  const end = performance.now() + ms;
  let made = 0;
  while (performance.now() < end) draft(made++);
  parentPort!.postMessage(made);
});
parentPort!.postMessage('ready');
