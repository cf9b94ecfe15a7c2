/** One worker that drafts the same contract again and again for a while, or counts by hand, and says how often it did. */
import { parentPort, workerData } from 'node:worker_threads';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';

const { ms, warm, work } = workerData as { ms: number; warm: number; work: 'draft' | 'count' };
const set = clauses('XK-ZL');
const draft = (n: number): void => {
  if (!contractDocx(set, licenceInput({ version: n + 1 })).ok) throw new Error('no draft');
};
/** Takes about as long and touches no memory: what the machine itself gives two of. */
function count(n: number): void {
  let sum = n;
  for (let i = 0; i < 4_000_000; i++) sum = (sum * 31 + i) | 0;
  if (sum === 0.5) throw new Error('unreachable');
}
const once = work === 'draft' ? draft : count;
for (let n = 0; n < warm; n++) once(n);
parentPort!.once('message', () => {
  const end = performance.now() + ms;
  let made = 0;
  while (performance.now() < end) once(made++);
  parentPort!.postMessage(made);
});
parentPort!.postMessage('ready');
