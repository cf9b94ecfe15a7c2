import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32c as reference } from '@aws-crypto/crc32c';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeHash } from '../../shared/change/chain.ts';
import { BridgeFault } from '../../electron/ipc/fault.ts';
import { crc32c } from '../../electron/journal/crc32c.ts';
import { randomRuns } from '../support/random.ts';
import { freshFolder, openJournal, readAll, WISH } from './store-folder.ts';
import { someLines } from './store-lines.ts';

const codeOf = async (task: Promise<unknown>): Promise<string> => {
  try {
    await task;
    return 'no fault';
  } catch (error) {
    return error instanceof BridgeFault ? error.code : String(error);
  }
};

describe('the journal', () => {
  it('sums as the reference implementation does, whole and in parts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, at) => {
        const cut = Math.min(at, bytes.length);
        expect(crc32c(bytes)).toBe(reference(bytes));
        expect(crc32c(bytes, cut, bytes.length, crc32c(bytes, 0, cut))).toBe(reference(bytes));
      }),
      randomRuns(300),
    );
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });

  it('gives back what it acknowledged, in a file only its owner can read', async () => {
    const folder = await freshFolder();
    const lines = someLines(40);
    const journal = await openJournal(join(folder, 'a'));
    expect(await journal.head()).toMatchObject({ storeId: 'store-1', seq: 0, count: 0, hash: '' });
    expect(await journal.append(lines.slice(0, 1))).toBe(1);
    expect(await journal.append(lines.slice(1))).toBe(40);
    await journal.close();
    const again = await openJournal(join(folder, 'a'));
    expect(await again.head()).toEqual({
      storeId: 'store-1',
      formatVersion: 1,
      seq: 40,
      count: 40,
      damaged: [],
      tornBytes: 0,
      hash: changeHash(JSON.parse(lines[39]!.json)),
    });
    expect(await readAll(again)).toEqual(lines);
    expect(await again.read(38, 10)).toEqual({ lines: lines.slice(38), next: null });
    expect(await again.read(0, 3)).toEqual({ lines: lines.slice(0, 3), next: 3 });
    const file = join(folder, 'a', '2026-11.log');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).split('\n')[1]).toMatch(/^1\|[0-9a-f]{8}\|\{.*\}$/);
  });

  it('passes over lines it has, and refuses another text under a number that is taken, the whole batch with it', async () => {
    const folder = await freshFolder();
    const lines = someLines(6);
    const journal = await openJournal(folder);
    await journal.append(lines.slice(0, 4));
    expect(await journal.append(lines)).toBe(6);
    expect(await codeOf(journal.append([...someLines(8).slice(6), { seq: 3, json: '{"other":1}' }]))).toBe('damaged');
    expect(
      await codeOf(
        journal.append([
          { seq: 7, json: '{"a":1}' },
          { seq: 7, json: '{"a":2}' },
        ]),
      ),
    ).toBe('damaged');
    expect(await readAll(journal)).toEqual(lines);
    expect((await readFile(join(folder, '2026-11.log'), 'utf8')).trimEnd().split('\n').length).toBe(7);
  });

  it('takes a line after a gap, reports the gap, and takes the missing lines later', async () => {
    const folder = await freshFolder();
    const lines = someLines(9);
    const journal = await openJournal(folder);
    await journal.append(lines.slice(0, 3));
    expect(await journal.append(lines.slice(6))).toBe(9);
    expect((await journal.head()).damaged.map(({ seq }) => seq)).toEqual([4, 5, 6]);
    await journal.append([lines[4]!]);
    expect(await journal.repair([lines[3]!, lines[5]!])).toBe(2);
    await journal.close();
    const again = await openJournal(folder);
    expect(await readAll(again)).toEqual(lines);
    expect((await again.head()).damaged).toEqual([]);
  });

  it('refuses what would not be one whole line of JSON', async () => {
    const journal = await openJournal(await freshFolder());
    for (const json of ['', '{', '{"a":\n1}', 'undefined']) expect(await codeOf(journal.append([{ seq: 1, json }]))).toBe('malformed');
    expect(await codeOf(journal.append([{ seq: 5_000_000, json: '{}' }]))).toBe('malformed');
    expect((await journal.head()).seq).toBe(0);
  });

  it('of a newer format is not touched by an older program', async () => {
    const folder = await freshFolder();
    const newer = await openJournal(folder, { ...WISH, formatVersion: 2 });
    await newer.append(someLines(3));
    await newer.close();
    const before = await readFile(join(folder, '2026-11.log'));
    expect(await codeOf(openJournal(folder))).toBe('newer-store');
    expect(await readFile(join(folder, '2026-11.log'))).toEqual(before);
  });

  it('that an older program began is newer once a newer one has written to it', async () => {
    const folder = await freshFolder();
    const older = await openJournal(folder);
    await older.append(someLines(2));
    await older.close();
    const newer = await openJournal(folder, { ...WISH, formatVersion: 2 });
    await newer.append(someLines(3).slice(2));
    await newer.close();
    expect(await codeOf(openJournal(folder))).toBe('newer-store');
  });

  it('of another store answers whose it is and takes nothing until it is adopted', async () => {
    const folder = await freshFolder();
    const journal = await openJournal(folder);
    await journal.append(someLines(2));
    await journal.close();
    const other = await openJournal(folder, { storeId: 'store-2', formatVersion: 1 });
    expect(await other.head()).toMatchObject({ storeId: 'store-1', seq: 2 });
    expect(await codeOf(other.append(someLines(3).slice(2)))).toBe('not-open');
    await other.close();
    // a store that has no name of its own takes the journal's
    const lost = await openJournal(folder, { storeId: '', formatVersion: 1 });
    expect(await lost.append(someLines(3).slice(2))).toBe(3);
    expect((await lost.head()).storeId).toBe('store-1');
    await lost.close();
    expect(await (await openJournal(folder)).head()).toMatchObject({ storeId: 'store-1', seq: 3 });
  });

  it('begins a file each month, in order even where the clock is set back', async () => {
    const folder = await freshFolder();
    let month = '2026-11';
    const journal = await openJournal(folder, WISH, () => month);
    const lines = someLines(8);
    await journal.append(lines.slice(0, 2));
    month = '2026-12';
    await journal.append(lines.slice(2, 4));
    month = '2025-01';
    await journal.append(lines.slice(4, 6));
    month = '2027-01';
    await journal.append(lines.slice(6));
    expect((await readdir(folder)).sort()).toEqual(['2026-11.log', '2026-12.log', '2027-01.log']);
    await journal.close();
    const again = await openJournal(folder, WISH, () => month);
    expect(await readAll(again)).toEqual(lines);
    expect((await again.head()).damaged).toEqual([]);
  });

  it('keeps the order of appends that arrive together', async () => {
    const journal = await openJournal(await freshFolder());
    const lines = someLines(60);
    const acked = await Promise.all(lines.map((line) => journal.append([line])));
    expect(acked).toEqual(lines.map(({ seq }) => seq));
    expect(await readAll(journal)).toEqual(lines);
  });
});
