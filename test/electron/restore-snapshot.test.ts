import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersUnder, type Folders } from '../../electron/files/folders.ts';
import { setJournalAside } from '../../electron/files/restore.ts';
import { asFault } from '../../electron/ipc/fault.ts';
import type { Journal } from '../../electron/journal/journal.ts';
import { Journals } from '../../electron/journal/journals.ts';
import { restoreSnapshot } from '../../electron/journal/restore-snapshot.ts';
import { Snapshots } from '../../electron/journal/snapshots.ts';
import { takeSnapshot } from '../../electron/journal/take-snapshot.ts';
import { plainRow } from '../../shared/change/cells.ts';
import { chainFaults } from '../../shared/change/chain.ts';
import type { Change } from '../../shared/change/change.ts';
import { fold, rowsOf } from '../../shared/change/fold.ts';
import { Device } from '../change/device.ts';
import { freshFolder, readAll } from './store-folder.ts';
import { lineOf } from './store-lines.ts';

const workspace = 'work' as const;
const LONG = '很长的会议纪要'.repeat(60);

type Desk = { folders: Folders; journals: Journals; snapshots: Snapshots; journal: Journal; device: Device };

/** A store of some records, and what is written to it from now on by `save`. */
async function desk(): Promise<Desk & { save: () => Promise<void> }> {
  const folders = foldersUnder(await freshFolder());
  const journals = new Journals(folders);
  const snapshots = new Snapshots(folders, takeSnapshot, '9.9.9');
  const journal = await journals.open(workspace, { storeId: 's', formatVersion: 1 });
  const device = new Device('d1');
  const save = async (): Promise<void> => void (await journal.append(device.changes.map((c, i) => lineOf(c, i + 1))));
  device.make('deals', 'a', { title: '一', note: LONG });
  device.make('deals', 'b', { title: '二' });
  device.make('filings', 'f', { state: 'ready' });
  device.make('persons', 'p', { phone: { iv: '1' } });
  await save();
  return { folders, journals, snapshots, journal, device, save };
}

async function rowsNow(journals: Journals): Promise<Record<string, unknown>> {
  const lines = await readAll(await journals.present(workspace));
  const changes = lines.map(({ json }) => JSON.parse(json) as Change);
  expect(chainFaults(changes)).toEqual([]);
  const state = fold(changes);
  return Object.fromEntries([...state.rows.keys()].flatMap((t) => [...rowsOf(state, t)].map(([id, row]) => [`${t}/${id}`, plainRow(row)])));
}

describe('going back to a snapshot', () => {
  it('brings every record back, archives what came later, keeps the history, and the way forward again', async () => {
    const d = await desk();
    await d.snapshots.take(workspace, d.journal, 'daily');
    const before = await rowsNow(d.journals);
    const { file } = (await d.snapshots.list(workspace))[0]!;
    expect(await d.snapshots.look(workspace, file)).toMatchObject({ changes: 4, whole: true, app: '9.9.9', rows: { deals: 2, filings: 1, persons: 1 } });

    d.device.set('deals', 'a', 'title', '改了');
    d.device.set('deals', 'a', 'note', LONG.replace('会议', '另一'));
    d.device.set('deals', 'a', 'price', '1');
    d.device.set('deals', 'b', 'archived', true);
    d.device.make('deals', 'c', { title: '后来的' });
    await d.save();
    const after = await rowsNow(d.journals);
    const count = d.device.changes.length;

    expect(await restoreSnapshot(d, { workspace, file, who: '示例经理', label: '当时' })).toEqual({ records: 3 });
    expect(await rowsNow(d.journals)).toEqual({ ...before, 'deals/c': { id: 'c', title: '后来的', archived: true } });
    const lines = await readAll(await d.journals.present(workspace));
    expect(lines.length).toBe(count + 1);
    expect(JSON.parse(lines.at(-1)!.json)).toMatchObject({ who: '示例经理', why: { intent: 'snapshot.restore', origin: 'restore', note: '当时' } });
    // a store of another name: the page fills its own copy again
    expect((await d.journals.present(workspace)).storeId).toMatch(/^[0-9a-f-]{36}$/);

    const replace = (await d.snapshots.list(workspace)).find((s) => s.reason === 'replace')!;
    expect(replace).toMatchObject({ seq: count, rows: 5, app: '9.9.9' });
    await restoreSnapshot(d, { workspace, file: replace.file, who: '', label: '' });
    expect(await rowsNow(d.journals)).toEqual(after);
    await d.journals.closeAll();
  });

  it('leaves what lies with a registry and who was erased as they are, and does nothing where nothing differs', async () => {
    const d = await desk();
    await d.snapshots.take(workspace, d.journal, 'daily');
    const { file } = (await d.snapshots.list(workspace))[0]!;
    expect(await restoreSnapshot(d, { workspace, file, who: '', label: '' })).toEqual({ records: 0 });
    expect(d.journals.of(workspace)).toBe(d.journal);
    d.device.set('filings', 'f', 'state', 'registered');
    d.device.set('persons', 'p', 'phone', undefined);
    d.device.set('persons', 'p', 'erasedOn', '2026-11-22');
    await d.save();
    const after = await rowsNow(d.journals);
    expect(await restoreSnapshot(d, { workspace, file, who: '', label: '' })).toEqual({ records: 0 });
    expect(await rowsNow(d.journals)).toEqual(after);
    await d.journals.closeAll();
  });

  it('is refused, with nothing touched, where the snapshot is damaged or its name is none', async () => {
    const d = await desk();
    await d.snapshots.take(workspace, d.journal, 'daily');
    const { file } = (await d.snapshots.list(workspace))[0]!;
    d.device.set('deals', 'a', 'title', '改了');
    await d.save();
    const names = async (): Promise<string[]> => (await readdir(d.snapshots.folder(workspace))).sort();
    const listed = await names();
    await writeFile(join(d.snapshots.folder(workspace), file), 'x');
    for (const [name, code] of [
      [file, 'damaged'],
      ['../../../../etc/passwd', 'not-found'],
      [file.replace(/^0/, '7'), 'not-found'],
    ] as const)
      expect(asFault(await restoreSnapshot(d, { workspace, file: name, who: '', label: '' }).catch((e: unknown) => e)).code).toBe(code);
    expect(await names()).toEqual(listed);
    expect((await readAll(d.journal)).length).toBe(d.device.changes.length);
    await d.journals.closeAll();
  });

  it('works where the journal cannot be read at all: that one is kept aside, the snapshots stay listed', async () => {
    const d = await desk();
    await d.snapshots.take(workspace, d.journal, 'daily');
    const before = await rowsNow(d.journals);
    const { file } = (await d.snapshots.list(workspace))[0]!;
    await d.journals.replace(workspace, () => setJournalAside(d.folders, workspace));
    expect((await d.snapshots.list(workspace)).map((s) => s.file)).toEqual([file]);
    expect(await restoreSnapshot(d, { workspace, file, who: '', label: '' })).toEqual({ records: 4 });
    expect(await rowsNow(d.journals)).toEqual(before);
    await d.journals.closeAll();
  });
});
