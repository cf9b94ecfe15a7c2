import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { freshFolder, openJournal, readAll } from './store-folder.ts';
import { someLines } from './store-lines.ts';

const FILE = '2026-11.log';

async function written(n: number): Promise<{ folder: string; lines: ReturnType<typeof someLines>; file: Buffer; starts: number[] }> {
  const folder = await freshFolder();
  const lines = someLines(n);
  const journal = await openJournal(folder);
  await journal.append(lines);
  await journal.close();
  const file = await readFile(join(folder, FILE));
  const starts = [0];
  for (let i = file.indexOf(0x0a); i !== -1; i = file.indexOf(0x0a, i + 1)) starts.push(i + 1);
  return { folder, lines, file, starts };
}

describe('damage in the middle', () => {
  it('of any one line is found, named, and written again in its place', async () => {
    const { folder, lines, file, starts } = await written(9);
    for (let n = 1; n <= 8; n++) {
      const at = starts[n]! + Math.floor((starts[n + 1]! - starts[n]!) / 2);
      const hurt = Buffer.from(file);
      hurt[at] = hurt[at]! ^ 0xff;
      await writeFile(join(folder, FILE), hurt);
      const journal = await openJournal(folder);
      const head = await journal.head();
      expect(head).toMatchObject({ seq: 9, count: 8, tornBytes: 0 });
      expect(head.damaged).toMatchObject([{ seq: n, file: FILE, line: n + 1 }]);
      expect(head.damaged[0]?.excerpt).toContain(`${n}|`);
      expect(await journal.repair([lines[n - 1]!])).toBe(1);
      expect(await journal.head()).toMatchObject({ seq: 9, count: 9, damaged: [] });
      expect(await readAll(journal)).toEqual(lines);
      await journal.close();
      expect(await readFile(join(folder, FILE))).toEqual(file);
      expect((await stat(join(folder, FILE))).mode & 0o777).toBe(0o600);
    }
  });

  it('by any single flipped byte never passes, never loses another line, and is mended from what the store has', async () => {
    const { folder, lines, file } = await written(14);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const hurt = Buffer.from(file);
        hurt[at] = hurt[at]! ^ mask;
        await writeFile(join(folder, FILE), hurt);
        const journal = await openJournal(folder);
        const head = await journal.head();
        const back = await readAll(journal);
        // what it gives back is true, whatever it lost
        for (const line of back) expect(line).toEqual(lines[line.seq - 1]);
        expect(head.count).toBe(back.length);
        expect(back.length).toBeGreaterThanOrEqual(lines.length - 2);
        const lost = lines.filter(({ seq }) => seq <= head.seq && !back.some((line) => line.seq === seq));
        expect(
          head.damaged
            .map(({ seq }) => seq)
            .filter((seq) => seq !== null)
            .sort(),
        ).toEqual(lost.map(({ seq }) => seq).sort());
        if (lost.length > 0) await journal.repair(lost);
        await journal.append(lines.slice(head.seq));
        expect(await readAll(journal)).toEqual(lines);
        await journal.close();
        const again = await openJournal(folder);
        expect(await again.head()).toMatchObject({ seq: 14, count: 14, damaged: [], tornBytes: 0 });
        await again.close();
      }),
      randomRuns(400),
    );
  });

  it('that nobody can mend stays where it is, is reported each time, and everything else is read', async () => {
    const { folder, lines, file, starts } = await written(6);
    const hurt = Buffer.from(file);
    hurt.fill(0, starts[3]! + 12, starts[4]! - 1);
    await writeFile(join(folder, FILE), hurt);
    for (let i = 0; i < 2; i++) {
      const journal = await openJournal(folder);
      expect((await journal.head()).damaged).toMatchObject([{ seq: 3, line: 4 }]);
      expect((await readAll(journal)).map(({ seq }) => seq)).toEqual([1, 2, 4, 5, 6]);
      await journal.close();
    }
    const journal = await openJournal(folder);
    await journal.append(someLines(7).slice(6));
    expect(await journal.repair([lines[2]!, lines[4]!])).toBe(1);
    expect((await readAll(journal)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await readdir(folder)).sort()).toEqual([FILE, `${FILE}.damaged`]);
  });

  it('of the header alone loses nothing and is mended by the next start', async () => {
    const { folder, lines, file } = await written(4);
    const hurt = Buffer.from(file);
    hurt[15] = hurt[15]! ^ 1;
    await writeFile(join(folder, FILE), hurt);
    const journal = await openJournal(folder);
    expect(await journal.head()).toMatchObject({ storeId: 'store-1', seq: 4, count: 4, damaged: [] });
    await journal.append(someLines(5).slice(4));
    await journal.close();
    const other = await openJournal(folder, { storeId: 'store-2', formatVersion: 1 });
    expect((await other.head()).storeId).toBe('store-1');
    expect((await readAll(other)).slice(0, 4)).toEqual(lines);
  });
});
