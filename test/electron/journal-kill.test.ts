import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { randomRuns, soakMs } from '../support/random.ts';
import { freshFolder, openJournal, readAll } from './store-folder.ts';
import { someLines } from './store-lines.ts';

/** Runs the writer, kills it (SIGKILL) after so many acknowledgements, and answers the last number it was told. */
async function writeAndKill(folder: string, batch: number, acks: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'test/electron/journal-writer.mts'), folder, '0', String(batch)], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  let acked = 0;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [kind, seq] = line.split(' ');
    acked = Math.max(acked, Number(seq));
    if (kind === 'acked' && ++seen === acks) child.kill('SIGKILL');
  }
  await gone;
  return acked;
}

describe('a writer that is killed', () => {
  it(
    'again and again between and inside its appends never loses what it acknowledged and never writes twice',
    async () => {
      const folder = join(await freshFolder(), 'journal');
      const lines = someLines(4000);
      const plan = fc.sample(fc.record({ batch: fc.integer({ min: 1, max: 40 }), acks: fc.integer({ min: 1, max: 12 }) }), randomRuns(12));
      for (const { batch, acks } of plan) {
        const acked = await writeAndKill(folder, batch, acks);
        const journal = await openJournal(folder);
        const head = await journal.head();
        expect(head.seq).toBeGreaterThanOrEqual(acked);
        expect(head).toMatchObject({ count: head.seq, damaged: [] });
        expect(await readAll(journal, 500)).toEqual(lines.slice(0, head.seq));
        await journal.close();
      }
    },
    soakMs(180_000),
  );
});
