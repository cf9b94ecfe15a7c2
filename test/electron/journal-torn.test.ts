import { createHash } from 'node:crypto';
import { appendFile, copyFile, mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns, soakMs } from '../support/random.ts';
import { freshFolder, openJournal, readAll } from './store-folder.ts';
import { someLines } from './store-lines.ts';

const FILE = '2026-11.log';
const NEWLINE = 0x0a;

/** Lines that lie whole within the first `bytes` of the file; the header does not count. */
function wholeLines(file: Buffer, bytes: number): number {
  let n = -1;
  for (let i = 0; i < bytes; i++) if (file[i] === NEWLINE) n++;
  return Math.max(0, n);
}

describe('a torn journal', () => {
  it(
    'truncated at every byte loses at most its last line, and takes appends again at once',
    async () => {
      const lines = someLines(6);
      const folder = await freshFolder();
      const whole = await openJournal(join(folder, 'whole'));
      for (const line of lines) await whole.append([line]);
      const file = await readFile(join(folder, 'whole', FILE));
      for (let cut = 0; cut <= file.length; cut++) {
        const torn = join(folder, `cut-${cut}`);
        await mkdir(torn);
        await writeFile(join(torn, FILE), file.subarray(0, cut));
        const journal = await openJournal(torn);
        const kept = wholeLines(file, cut);
        const head = await journal.head();
        expect({ cut, seq: head.seq, count: head.count, damaged: head.damaged }).toEqual({ cut, seq: kept, count: kept, damaged: [] });
        expect(await readAll(journal)).toEqual(lines.slice(0, kept));
        // the renderer sends what is above the head again; nothing may stand between
        await journal.append(lines.slice(kept));
        await journal.close();
        const again = await openJournal(torn);
        expect(await readAll(again)).toEqual(lines);
        expect((await again.head()).tornBytes).toBe(0);
        await again.close();
      }
    },
    soakMs(120_000),
  );

  it(
    'of ten thousand lines, truncated anywhere, keeps every line before the cut',
    async () => {
      const lines = someLines(10_000);
      const folder = await freshFolder();
      const journal = await openJournal(join(folder, 'whole'));
      for (let i = 0; i < lines.length; i += 500) await journal.append(lines.slice(i, i + 500));
      await journal.close();
      const original = join(folder, 'whole', FILE);
      const file = await readFile(original);
      const ends: number[] = [];
      for (let i = file.indexOf(NEWLINE); i !== -1; i = file.indexOf(NEWLINE, i + 1)) ends.push(i + 1);
      const torn = join(folder, 'torn');
      await mkdir(torn);
      await copyFile(original, join(torn, FILE));
      // from the longest to the shortest, so that one copy serves all cuts
      const cuts = fc.sample(fc.integer({ min: 0, max: file.length }), randomRuns(2000)).sort((a, b) => b - a);
      for (const cut of cuts) {
        if ((await stat(join(torn, FILE))).size < cut) await appendFile(join(torn, FILE), file.subarray((await stat(join(torn, FILE))).size, cut));
        await truncate(join(torn, FILE), cut);
        const opened = await openJournal(torn);
        const kept = Math.max(0, ends.filter((end) => end <= cut).length - 1);
        expect(await opened.head()).toMatchObject({ seq: kept, count: kept, damaged: [], tornBytes: cut - (kept === 0 && cut < ends[0]! ? 0 : ends[kept]!) });
        if (kept > 0) expect((await opened.read(kept - 1, 1)).lines).toEqual([lines[kept - 1]]);
        await opened.close();
      }
    },
    soakMs(240_000),
  );

  it('with a tail of zeros or garbage, as delayed allocation leaves it, is cut back to its last whole line', async () => {
    const lines = someLines(5);
    for (const tail of [Buffer.alloc(4096), Buffer.from('6|00000000|{"half":'), Buffer.from('\n\n\n'), createHash('sha256').update('x').digest()]) {
      const folder = await freshFolder();
      const journal = await openJournal(folder);
      await journal.append(lines);
      await journal.close();
      await appendFile(join(folder, FILE), tail);
      const opened = await openJournal(folder);
      expect(await opened.head()).toMatchObject({ seq: 5, count: 5, damaged: [], tornBytes: tail.length });
      expect(await readFile(join(folder, `${FILE}.torn`))).toEqual(tail);
      await opened.append(someLines(6).slice(5));
      expect((await readAll(await openJournal(folder))).length).toBe(6);
    }
  });
});
