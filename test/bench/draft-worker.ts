/** A worker that drafts the same contract again and again, fills docxtemplater's template of it, or counts; it says how often in that time. */
import { parentPort } from 'node:worker_threads';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { filledTemplate } from './filled-template.ts';

export type Work = 'draft' | 'fill' | 'count';

const set = clauses('XK-ZL');
const { fill } = filledTemplate(set, buildContract(set, licenceInput()).document);
const works: Record<Work, (n: number) => void> = {
  draft: (n) => {
    if (!contractDocx(set, licenceInput({ version: n + 1 })).ok) throw new Error('no draft');
  },
  fill,
  // takes about as long and touches no memory: what the machine itself gives two of
  count: (n) => {
    let sum = n;
    for (let i = 0; i < 4_000_000; i++) sum = (sum * 31 + i) | 0;
    if (sum === 0.5) throw new Error('unreachable');
  },
};

parentPort!.on('message', ({ work, ms }: { work: Work; ms: number }) => {
  const end = performance.now() + ms;
  let made = 0;
  while (performance.now() < end) works[work](made++);
  parentPort!.postMessage(made);
});
