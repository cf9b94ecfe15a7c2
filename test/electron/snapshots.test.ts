import { readdir, readFile, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fold, rowsOf } from '../../shared/change/fold.ts';
import type { Change } from '../../shared/change/change.ts';
import { asFault } from '../../electron/ipc/fault.ts';
import { foldersUnder } from '../../electron/files/folders.ts';
import type { Journal } from '../../electron/journal/journal.ts';
import { readSnapshot } from '../../electron/journal/snapshot-file.ts';
import { Snapshots, type RunSnapshot } from '../../electron/journal/snapshots.ts';
import { takeSnapshot } from '../../electron/journal/take-snapshot.ts';
import { Device } from '../change/device.ts';
import { freshFolder, openJournal, readAll } from './store-folder.ts';
import { lineOf, someLines } from './store-lines.ts';

type Store = { snapshots: Snapshots; journal: Journal; folder: string };

async function store(n: number, run: RunSnapshot = takeSnapshot): Promise<Store> {
  const folders = foldersUnder(await freshFolder());
  const journal = await openJournal(folders.journal('work'));
  if (n > 0) await journal.append(someLines(n));
  const snapshots = new Snapshots(folders, run);
  return { snapshots, journal, folder: snapshots.folder('work') };
}

/** Rows of a snapshot as `table/id` → row. */
async function rowsIn(file: string): Promise<Map<string, unknown>> {
  const rows = new Map<string, unknown>();
  await readSnapshot(file, (line) => {
    const { table, row } = JSON.parse(line) as { table: string; row: { id: string } };
    rows.set(`${table}/${row.id}`, row);
  });
  return rows;
}

async function folded(journal: Journal): Promise<Map<string, unknown>> {
  const state = fold((await readAll(journal, 500)).map(({ json }) => JSON.parse(json) as Change));
  return new Map([...state.rows.keys()].flatMap((table) => [...rowsOf(state, table)].map(([id, row]) => [`${table}/${id}`, row] as const)));
}

const gz = async (folder: string): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.gz')).sort();

describe('a snapshot', () => {
  it('is the fold of every line, whether taken at once or from the snapshot before', async () => {
    const { snapshots, journal, folder } = await store(50);
    const first = await snapshots.take('work', journal, 'daily');
    expect(first.seq).toBe(50);
    await journal.append(someLines(80).slice(50));
    await snapshots.take('work', journal, 'asked');
    const [one, two] = await gz(folder);
    const all = await folded(journal);
    expect(await rowsIn(join(folder, two!))).toEqual(all);
    expect((await rowsIn(join(folder, one!))).size).toBeLessThan(all.size);
    expect(await snapshots.list('work')).toMatchObject([
      { seq: 50, reason: 'daily', whole: true, rows: 17 },
      { seq: 80, reason: 'asked', whole: true, rows: 27 },
    ]);
    // the Changes themselves stay: a snapshot only spares the folding
    expect((await readAll(journal, 30)).length).toBe(80);
  });

  it('is read in pages', async () => {
    const { snapshots, journal } = await store(30);
    const { seq } = await snapshots.take('work', journal, 'asked');
    const first = await snapshots.read('work', seq, 0, 4);
    expect(first).toMatchObject({ next: 4 });
    const rest = await snapshots.read('work', seq, 4, 5000);
    expect(rest.next).toBeNull();
    expect([...first.lines, ...rest.lines].map((line) => (JSON.parse(line) as { row: { id: string } }).row.id)).toEqual(
      Array.from({ length: 10 }, (_, i) => `r${i + 1}`),
    );
    expect(asFault(await snapshots.read('work', 7, 0, 1).catch((error: unknown) => error)).code).toBe('not-found');
  });

  it('that is damaged while it is written is an error now, and no older one goes', async () => {
    // what a bad disk does between writing and reading back: the writer ends well, the file is not what was written
    const hurt: RunSnapshot = async (job) => {
      const info = await takeSnapshot(job);
      const file = join(job.folder, info.file);
      // packed again soundly, so that only our own proof can tell
      const text = gunzipSync(await readFile(file)).toString();
      expect(text).toContain('成果 2 ');
      await writeFile(file, gzipSync(text.replace('成果 2 ', '成果 7 ')));
      await readSnapshot(file, () => undefined);
      return info;
    };
    const { snapshots, journal, folder } = await store(20, hurt);
    expect((await snapshots.take('work', journal, 'daily').then(() => null, asFault))?.code).toBe('damaged');
    expect(await snapshots.list('work')).toMatchObject([{ whole: false }]);
    const sound = new Snapshots(foldersUnder(join(folder, '..', '..', '..')), takeSnapshot);
    await sound.take('work', journal, 'daily');
    expect(await rowsIn(join(folder, (await gz(folder)).at(-1)!))).toEqual(await folded(journal));
  });

  it('cannot be read where any byte of it is gone or changed, and is then no base for the next', async () => {
    const { snapshots, journal, folder } = await store(24);
    await snapshots.take('work', journal, 'daily');
    const file = join(folder, (await gz(folder))[0]!);
    const whole = await readFile(file);
    for (let at = 10; at < whole.length; at += 7) {
      // before gzip's own sum and length (eight bytes) the data may end in bits that mean nothing
      if (at === whole.length - 9) continue;
      await writeFile(file, Buffer.concat([whole.subarray(0, at), Buffer.from([whole[at]! ^ 0x10]), whole.subarray(at + 1)]));
      expect((await readSnapshot(file, () => undefined).then(() => null, asFault))?.code).toBe('damaged');
    }
    for (const length of [0, 1, whole.length - 1, Math.floor(whole.length / 2)]) {
      await writeFile(file, whole);
      await truncate(file, length);
      expect((await readSnapshot(file, () => undefined).then(() => null, asFault))?.code).toBe('damaged');
    }
    await journal.append(someLines(27).slice(24));
    await snapshots.take('work', journal, 'daily');
    expect(await rowsIn(join(folder, (await gz(folder)).at(-1)!))).toEqual(await folded(journal));
  });

  it('of a journal with lines missing says it is not whole, and serves no other as a base', async () => {
    const { snapshots, journal } = await store(0);
    const lines = someLines(12);
    await journal.append(lines.slice(0, 4));
    await journal.append(lines.slice(7));
    await snapshots.take('work', journal, 'asked');
    expect(await snapshots.list('work')).toMatchObject([{ whole: false }]);
    await journal.repair(lines.slice(4, 7));
    await snapshots.take('work', journal, 'asked');
    expect((await snapshots.list('work')).at(-1)).toMatchObject({ whole: true, seq: 12 });
  });

  it('without the note beside it counts as not whole: it lets nothing rotate out', async () => {
    const { snapshots, journal, folder } = await store(6);
    await snapshots.take('work', journal, 'asked');
    await unlink(join(folder, `${(await gz(folder))[0]}.json`));
    expect(await snapshots.list('work')).toMatchObject([{ whole: false, rows: 0 }]);
  });

  it('keeps what was created by mistake and taken back as gone, and counts only what is there', async () => {
    const { snapshots, journal, folder } = await store(0);
    const device = new Device('d1');
    const made = [device.make('deals', 'a', { title: '一' }), device.make('deals', 'b', { title: '二' })];
    const undone = device.undo(made[1]!);
    await journal.append([...made, undone].map((change, i) => lineOf(change!, i + 1)));
    await snapshots.take('work', journal, 'asked');
    expect(await snapshots.list('work')).toMatchObject([{ rows: 1, whole: true }]);
    expect((await rowsIn(join(folder, (await gz(folder))[0]!))).size).toBe(2);
  });
});
