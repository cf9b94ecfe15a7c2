import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyAside, keepEvidence } from '../../electron/files/aside.ts';
import { watchDisk } from '../../electron/files/disk.ts';
import { foldersUnder } from '../../electron/files/folders.ts';
import { copyStoreAtStart } from '../../electron/files/start-copy.ts';
import { asFault } from '../../electron/ipc/fault.ts';
import { readHeader } from '../../electron/journal/header.ts';
import { Journals } from '../../electron/journal/journals.ts';
import { encodeLine } from '../../electron/journal/line.ts';
import { scheduleSnapshots } from '../../electron/journal/schedule.ts';
import { Snapshots } from '../../electron/journal/snapshots.ts';
import { takeSnapshot } from '../../electron/journal/take-snapshot.ts';
import { freshFolder, openJournal, readAll } from './store-folder.ts';
import { someLines } from './store-lines.ts';

afterEach(() => vi.useRealTimers());

describe('the schedule of snapshots', () => {
  it('takes one of each open journal that has something new, reports what fails, and stops when told', async () => {
    const folders = foldersUnder(await freshFolder());
    const journals = new Journals(folders);
    const snapshots = new Snapshots(folders, async (job) => {
      if (job.journal.endsWith('class')) throw new Error('a bad disk');
      return takeSnapshot(job);
    });
    for (const workspace of ['work', 'class', 'sample'] as const) {
      const journal = await journals.open(workspace, { storeId: 's', formatVersion: 1 });
      if (workspace !== 'sample') await journal.append(someLines(4));
    }
    const failed: string[] = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    const stop = scheduleSnapshots(journals, snapshots, true, (workspace) => failed.push(workspace));
    vi.advanceTimersByTime(90_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await snapshots.list('work')).toMatchObject([{ reason: 'version', seq: 4 }]), 10_000);
    await vi.waitFor(() => expect(failed).toEqual(['class']), 10_000);
    expect(await snapshots.list('sample')).toEqual([]);
    stop();
    await journals.closeAll();
    // a backup may be asked for before the page came to open anything
    expect((await (await journals.present('work')).head()).seq).toBe(4);
    await journals.closeAll();
  });
});

describe('the journal notices', () => {
  it('that the file under it has shrunk or changed since it was opened, and gives back nothing untrue', async () => {
    const folder = await freshFolder();
    const journal = await openJournal(folder);
    await journal.append(someLines(6));
    const file = join(folder, '2026-11.log');
    const bytes = await readFile(file);
    const hurt = Buffer.from(bytes);
    hurt[hurt.length - 5] = hurt[hurt.length - 5]! ^ 1;
    await writeFile(file, hurt);
    expect((await readAll(journal).then(() => null, asFault))?.code).toBe('damaged');
    await truncate(file, bytes.length - 20);
    expect((await readAll(journal).then(() => null, asFault))?.code).toBe('damaged');
  });

  it('two different lines under one number: the first stands; the same line twice is harmless', async () => {
    const folder = await freshFolder();
    const journal = await openJournal(folder);
    const lines = someLines(3);
    await journal.append(lines);
    await journal.close();
    await appendFile(
      join(folder, '2026-11.log'),
      Buffer.concat([encodeLine(2, lines[1]!.json), encodeLine(2, '{"another":true}'), encodeLine(0, '{"no":"header"}')]),
    );
    const again = await openJournal(folder);
    expect(await readAll(again)).toEqual(lines);
    expect(await again.head()).toMatchObject({ seq: 3, count: 3, damaged: [] });
    expect(readHeader('{')).toBeNull();
  });

  it('that its first lines are gone, and takes them again before the rest', async () => {
    const folder = await freshFolder();
    const journal = await openJournal(folder);
    const lines = someLines(5);
    await journal.append(lines.slice(2));
    expect((await journal.head()).damaged.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await journal.repair(lines)).toBe(2);
    expect(await readAll(journal)).toEqual(lines);
  });
});

describe('evidence at the start', () => {
  it('is the store as it was before anything opened it, given once; afterwards the store as it stands', async () => {
    const root = await freshFolder();
    const [store, aside] = [join(root, 'store'), join(root, 'aside')];
    await copyStoreAtStart(store, aside);
    await mkdir(store);
    await writeFile(join(store, '000003.ldb'), 'table');
    await writeFile(join(store, '000004.log'), 'before');
    await writeFile(join(store, 'LOCK'), '');
    await copyStoreAtStart(store, aside);
    await writeFile(join(store, '000004.log'), 'after');
    const first = await keepEvidence(store, aside, 'lost');
    expect(await readFile(join(aside, first, '000004.log'), 'utf8')).toBe('before');
    const second = await keepEvidence(store, aside, 'lost');
    expect(await readFile(join(aside, second, '000004.log'), 'utf8')).toBe('after');
    expect((await copyAside(join(root, 'store', 'LOCK'), aside, 'x').then(() => null, asFault)) === null).toBe(true);
  });
});

describe('the disk', () => {
  it('is told of when it runs low, and again while it stays so', async () => {
    const told: string[] = [];
    const stop = watchDisk(await freshFolder(), { lowBytes: Number.MAX_SAFE_INTEGER, fullBytes: 0 }, ({ level }) => told.push(level), 5);
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(2), 10_000);
    stop();
    expect(new Set(told)).toEqual(new Set(['low']));
  });
});
