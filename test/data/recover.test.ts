import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveNewName } from '../../electron/files/restore.ts';
import { Lines } from '../../electron/journal/lines.ts';
import { plainRow } from '../../shared/change/cells.ts';
import { GapFold } from '../../shared/change/gaps.ts';
import type { Migration } from '../../shared/change/migrate.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { TABLE_NAMES } from '../../shared/domain/tables.ts';
import { Machine, type Program } from './machine.ts';

let machine: Machine;
beforeEach(async () => void (machine = await Machine.make()));
afterEach(() => machine.scrap());

async function begin(exit: 'clean' | 'killed' | 'powerLoss' | 'first' = 'first'): Promise<{ p: Program; notes: { kind: string }[] }> {
  const p = await machine.start(exit);
  const report = await p.open.openWorkspace('work');
  if (!report.ok) throw new Error(JSON.stringify(report.trouble));
  return { p, notes: report.notes };
}

async function five(p: Program): Promise<void> {
  await p.commit.commit({ intent: 'new' }, () => [make('demands', { id: 'd', title: '一' })]);
  for (const title of ['二', '三', '四', '五']) await p.commit.commit({ intent: 'edit' }, () => [set('demands', 'd', { title })]);
  await p.save.allSaved();
}

const title = async (p: Program): Promise<string | undefined> => (await p.store.db().demands.get('d'))?.title;

const fail = (): never => {
  throw new Error('killed');
};

/** The journal without line `n` and what followed it. */
async function cutFrom(whole: Buffer, n: number): Promise<void> {
  await writeFile(await journalFile(), whole.subarray(0, whole.indexOf(`\n${n}|`) + 1));
}

const LONG = '很长的会议纪要'.repeat(60);

/** The fields of every row, as a person sees them. */
async function rowsIn(p: Program): Promise<Record<string, unknown>> {
  const all = await Promise.all(
    TABLE_NAMES.map(async (t) => (await p.store.db().records(t).toArray()).map((row) => [`${t}/${row.id}`, plainRow(row)] as const)),
  );
  return Object.fromEntries(all.flat());
}

/** fold(changes) === rows, over the gap that is left. */
async function lawHolds(p: Program): Promise<void> {
  const fold = new GapFold([]);
  for (const c of await p.store.db().changes.orderBy('seq').toArray()) fold.take(c.seq, c);
  expect([fold.missing.size, fold.faults]).toEqual([0, []]);
  for (const t of TABLE_NAMES) {
    const rows = await p.store.db().records(t).toArray();
    expect(Object.fromEntries(rows.map((r) => [r.id, r]))).toEqual(Object.fromEntries(fold.state.rows.get(t) ?? []));
  }
}

async function journalFile(): Promise<string> {
  const folder = machine.journalFolder('work');
  const name = (await readdir(folder)).find((n) => n.endsWith('.log'))!;
  return path.join(folder, name);
}

async function spoilLine(n: number): Promise<void> {
  const file = await journalFile();
  const lines = (await readFile(file, 'utf8')).split('\n');
  const at = lines.findIndex((l) => l.startsWith(`${n}|`));
  lines[at] = lines[at]!.replace(/"who"/, '"wh0"');
  await writeFile(file, lines.join('\n'));
}

describe('reconciliation at the start', () => {
  it('sends what was committed but not yet journalled when the program died', async () => {
    const { p } = await begin();
    await five(p);
    machine.journalTrouble = 'io';
    await p.commit.commit({ intent: 'edit' }, () => [set('demands', 'd', { title: '六' })]);
    await expect(p.save.allSaved()).rejects.toThrow('storage: io');
    p.store.db().close();
    machine.journalTrouble = null;
    const again = await begin('killed');
    expect(again.notes).toEqual([{ kind: 'resent', count: 1 }]);
    expect(await title(again.p)).toBe('六');
    expect((await machine.journals.get('work')!.head()).seq).toBe(6);
  });

  it('says so where the journal lost lines it once had, not where a kill left a few unsent', async () => {
    const { p } = await begin();
    await five(p);
    p.store.db().close();
    const kept = await readFile(await journalFile());
    for (const [exit, damage, kind, count] of [
      ['killed', () => rm(machine.journalFolder('work'), { recursive: true }), 'journalLacked', 5],
      ['clean', () => cutFrom(kept, 3), 'journalLacked', 3],
      ['killed', () => cutFrom(kept, 5), 'resent', 1],
    ] as const) {
      await damage();
      const again = await begin(exit);
      expect(again.notes).toEqual([{ kind, count }]);
      again.p.store.db().close();
    }
  });

  it('says that data were here before where only files and keys are left of them', async () => {
    machine.emptied = true;
    expect((await begin()).notes).toEqual([{ kind: 'emptied' }]);
  });

  it('says once that an import broke off, how far it came, and nothing of one that ended or was taken back', async () => {
    const { p } = await begin();
    const edits = Array.from({ length: 200 }, (_, i) => make('demands', { id: `d${i}`, title: '一' }));
    const killed = { onProgress: (done: number) => done === 100 && fail() };
    await expect(p.bulk.commitBulk({ intent: 'demands.import', note: '需求.xlsx', origin: 'import' }, edits, killed)).rejects.toThrow('killed');
    await p.save.allSaved();
    p.store.db().close();
    // a rebuild in between keeps what was under way
    const again = await begin('powerLoss');
    expect(again.notes.at(-1)).toEqual({ kind: 'bulkBroken', done: 100, of: 200, what: '需求.xlsx' });
    again.p.store.db().close();
    const { p: q, notes } = await begin();
    expect(notes).toEqual([]);
    const more = edits.map((_, i) => make('demands', { id: `e${i}`, title: '二' }));
    await q.bulk.commitBulk({ intent: 'demands.import', origin: 'import' }, more.slice(0, 60));
    const stop = new AbortController();
    await q.bulk.commitBulk({ intent: 'demands.import', origin: 'import' }, more.slice(60), { signal: stop.signal, onProgress: () => stop.abort() });
    await q.save.allSaved();
    q.store.db().close();
    expect((await begin('killed')).notes).toEqual([]);
  });

  it('writes a damaged middle line again from IndexedDB', async () => {
    const { p } = await begin();
    await five(p);
    p.store.db().close();
    await spoilLine(3);
    const again = await begin();
    expect(again.notes).toEqual([{ kind: 'lineRepaired', count: 1 }]);
    again.p.store.db().close();
    expect((await begin()).notes).toEqual([]);
  });

  it('reports a damaged line with its record only where the store lost it too', async () => {
    const { p } = await begin();
    await five(p);
    p.store.db().close();
    await spoilLine(3);
    machine.loseDatabase();
    const again = await begin();
    expect(again.notes).toMatchObject([
      { kind: 'lineLost', lines: [{ seq: 3, line: 4 }], records: [{ table: 'demands', id: 'd', name: '五' }] },
      { kind: 'restored', why: 'lost' },
    ]);
    expect(await title(again.p)).toBe('五');
    again.p.store.db().close();
    // told at every start until somebody mends it
    expect((await begin()).notes).toMatchObject([{ kind: 'lineLost' }]);
  });

  it('names a record that nothing else knows by what is still legible of its line', async () => {
    const { p } = await begin();
    await five(p);
    await p.commit.commit({ intent: 'new' }, () => [make('deals', { id: 'x', name: '示例转让项目' })]);
    await p.commit.commit({ intent: 'new' }, () => [make('persons', { id: 'y', name: '某人' })]);
    await p.commit.commit({ intent: 'new' }, () => [make('achievements', { id: 'z' })]);
    await p.commit.commit({ intent: 'edit' }, () => [set('achievements', 'z', { title: '示例成果' })]);
    await p.commit.commit({ intent: 'edit' }, () => [set('demands', 'd', { title: '六' })]);
    await p.save.allSaved();
    p.store.db().close();
    for (const n of [6, 7, 9]) await spoilLine(n);
    machine.loseDatabase();
    const lost = (await begin()).notes.find((n) => n.kind === 'lineLost');
    expect(lost).toMatchObject({
      lines: [{ seq: 6 }, { seq: 7 }, { seq: 9 }],
      records: [
        { table: 'deals', id: 'x', name: '示例转让项目' },
        { table: 'persons', id: 'y', name: '' },
        { table: 'achievements', id: 'z', name: '示例成果' },
      ],
    });
  });

  it('takes what a line did that nobody has any more from a snapshot, once, and needs the snapshot no longer', async () => {
    const { p } = await begin();
    await five(p);
    await p.commit.commit({ intent: 'new' }, () => [make('deals', { id: 'x', name: '示例转让项目', note: LONG })]);
    await p.commit.commit({ intent: 'new' }, () => [make('filings', { id: 'f', dealId: 'x', state: 'draft' })]);
    await p.save.allSaved();
    await machine.snapshots.take('work', machine.journals.get('work')!, 'daily');
    await p.commit.commit({ intent: 'edit' }, () => [set('deals', 'x', { note: `${LONG}后来` })]);
    await p.commit.commit({ intent: 'edit' }, () => [set('demands', 'd', { title: '六' })]);
    await p.save.allSaved();
    const before = await rowsIn(p);
    p.store.db().close();
    await spoilLine(6);
    machine.loseDatabase();

    const again = await begin();
    expect(again.notes).toMatchObject([
      { kind: 'lineRecovered', lines: [{ seq: 6 }], records: [{ table: 'deals', id: 'x', name: '示例转让项目' }], from: expect.stringMatching(/^20/) },
      { kind: 'restored', why: 'lost', count: 9 },
    ]);
    expect(await rowsIn(again.p)).toEqual(before);
    await lawHolds(again.p);
    again.p.store.db().close();
    expect((await begin()).notes).toEqual([]);

    // the next snapshot is whole and agrees with the page; with no snapshot at all the journal alone gives the same
    await machine.snapshots.take('work', machine.journals.get('work')!, 'daily');
    const newest = (await machine.snapshots.list('work')).at(-1)!;
    expect(newest.whole).toBe(true);
    const { rows } = await machine.snapshots.rows('work', newest.file);
    expect(rows.get('deals')!.get('x')).toEqual(
      await again.p.store
        .db()
        .open()
        .then(() => again.p.store.db().records('deals').get('x')),
    );
    again.p.store.db().close();
    await rm(machine.snapshots.folder('work'), { recursive: true });
    machine.loseDatabase();
    const third = await begin();
    expect(third.notes).toMatchObject([{ kind: 'restored', why: 'lost', count: 9 }]);
    expect(await rowsIn(third.p)).toEqual(before);
    await machine.snapshots.take('work', machine.journals.get('work')!, 'daily');
    expect((await machine.snapshots.list('work')).at(-1)?.whole).toBe(true);
  });

  it('does the same for a store that had been written again without the line, unsent Changes included', async () => {
    const { p } = await begin();
    await five(p);
    await machine.snapshots.take('work', machine.journals.get('work')!, 'daily');
    machine.journalTrouble = 'io';
    await p.commit.commit({ intent: 'edit' }, () => [set('demands', 'd', { detail: '未送出' })]);
    await expect(p.save.allSaved()).rejects.toThrow('storage: io');
    machine.journalTrouble = null;
    await p.store.db().changes.delete(1);
    await p.store.db().demands.update('d', { title: '坏了' });
    p.store.db().close();
    await spoilLine(1);
    const again = await begin('killed');
    expect(again.notes).toMatchObject([{ kind: 'lineRecovered', lines: [{ seq: 1 }], records: [{ table: 'demands', id: 'd' }] }, { kind: 'restored' }]);
    expect(await again.p.store.db().demands.get('d')).toMatchObject({ title: '五', detail: '未送出' });
    await lawHolds(again.p);
    again.p.store.db().close();
    expect((await begin()).notes).toEqual([]);
  });

  it('a line whose number is illegible is not reported once its number is back', async () => {
    const { p } = await begin();
    await five(p);
    p.store.db().close();
    const file = await journalFile();
    await writeFile(file, (await readFile(file, 'utf8')).replace('\n3|', '\ns|'));
    expect((await begin()).notes).toEqual([{ kind: 'lineRepaired', count: 1 }]);
  });

  it('rebuilds every workspace after a power cut, drafts and choices included', async () => {
    const { p } = await begin();
    await five(p);
    await p.drafts.saveDraft('contract/1', '没写完的一句');
    p.store.db().close();
    const other = await p.open.openWorkspace('class');
    expect(other.ok).toBe(true);
    await p.commit.commit({ intent: 'new' }, () => [make('demands', { id: 'd', title: '课堂' })]);
    await p.save.allSaved();
    await p.drafts.saveDraft('note', '课堂草稿');
    p.store.db().close();
    const again = await begin('powerLoss');
    expect(again.notes).toMatchObject([{ kind: 'restored', why: 'powerLoss', count: 5, folder: 'evidence' }]);
    expect(await title(again.p)).toBe('五');
    expect((await again.p.drafts.readDraft('contract/1'))?.text).toBe('没写完的一句');
    expect((await again.p.drafts.allDrafts()).length).toBe(1);
    again.p.store.db().close();
    expect(await again.p.open.openWorkspace('class')).toMatchObject({ ok: true, notes: [] });
    expect(await title(again.p)).toBe('课堂');
    expect((await again.p.drafts.readDraft('note'))?.text).toBe('课堂草稿');
    await again.p.drafts.dropDraft('note');
    expect(await again.p.drafts.allDrafts()).toEqual([]);
  });

  it('a store with holes is written again', async () => {
    const { p } = await begin();
    await five(p);
    await p.store.db().changes.delete(2);
    p.store.db().close();
    expect((await begin()).notes).toMatchObject([{ kind: 'restored', why: 'holes', count: 5 }]);
  });

  it('a store that went another way than its journal is set aside, and the journal stands', async () => {
    const { p } = await begin();
    await five(p);
    await p.store.db().changes.update(5, { hash: 'another' });
    await p.store.db().demands.update('d', { title: '伪造' });
    p.store.db().close();
    const again = await begin();
    expect(again.notes).toMatchObject([{ kind: 'restored', why: 'fork' }]);
    expect(await title(again.p)).toBe('五');
  });

  it('keeps no evidence of a store whose every Change stands in the journal: after going back to a snapshot nothing is damaged', async () => {
    const { p } = await begin();
    await five(p);
    p.store.db().close();
    const folder = machine.journalFolder('work');
    await giveNewName(folder, await Lines.scan(folder), 1);
    expect((await begin()).notes).toEqual([{ kind: 'restored', count: 5, why: 'lost', folder: '' }]);
    expect(machine.setAsides).toBe(0);
  });

  it('keeps evidence of a store that holds what the journal does not, before it is emptied', async () => {
    const { p } = await begin();
    await five(p);
    p.store.db().close();
    const folder = machine.journalFolder('work');
    await truncate(await journalFile(), (await readFile(await journalFile())).lastIndexOf('\n5|') + 1);
    await giveNewName(folder, await Lines.scan(folder), 1);
    expect((await begin()).notes).toEqual([{ kind: 'restored', count: 4, why: 'lost', folder: 'evidence' }]);
    expect(machine.setAsides).toBe(1);
  });

  it('a written-again store chains under a new device, from one', async () => {
    const { p } = await begin();
    await five(p);
    const before = p.store.device();
    p.store.db().close();
    machine.loseDatabase();
    const { p: q } = await begin();
    expect(q.store.device()).not.toBe(before);
    await q.commit.commit({ intent: 'edit' }, () => [set('demands', 'd', { title: '六' })]);
    expect(await q.store.db().changes.orderBy('seq').last()).toMatchObject({ seq: 6, n: 1, prev: '' });
  });

  it('refuses a store newer than the program, and touches nothing', async () => {
    const { p } = await begin();
    await five(p);
    await p.store.db().meta.put({ key: 'formatVersion', value: '99' });
    p.store.db().close();
    const q = await machine.start();
    expect(await q.open.openWorkspace('work')).toMatchObject({ ok: false, trouble: { code: 'newerStore', detail: '99' } });
  });

  it('refuses a journal newer than the program', async () => {
    const { p } = await begin();
    await five(p);
    p.store.db().close();
    const file = await journalFile();
    const { encodeLine } = await import('../../electron/journal/line.ts');
    const { headerJson } = await import('../../electron/journal/header.ts');
    await writeFile(file, encodeLine(0, headerJson('x', 99)));
    machine.loseDatabase();
    const q = await machine.start();
    expect(await q.open.openWorkspace('work')).toMatchObject({ ok: false, trouble: { code: 'newerStore' } });
  });

  it('asks about letters of unknown fate after a recovery, not about answered ones', async () => {
    const { p } = await begin();
    const letter = { registry: 'simulated', lane: 'c1', kind: 'filing', body: { a: 1 } };
    const sent = await p.commit.commit({ intent: 'queue' }, () => ({ edits: [make('filings', { id: 'f1', state: 'queued' })], letters: [letter] }));
    await p.commit.commit({ intent: 'queue' }, () => ({ edits: [make('filings', { id: 'f2', state: 'queued' })], letters: [{ ...letter, lane: 'c2' }] }));
    const [first] = await p.store.db().outbox.where('lane').equals('c1').toArray();
    expect(sent).toMatchObject({ ok: true });
    await p.commit.commit({ intent: 'reply', origin: 'registry' }, () => [set('filings', 'f1', { state: 'accepted', letterId: first!.id })]);
    await p.save.allSaved();
    p.store.db().close();
    machine.loseDatabase();
    const { p: q } = await begin();
    const states = Object.fromEntries((await q.store.db().outbox.toArray()).map((o) => [o.lane, o.state]));
    expect(states).toEqual({ c1: 'done', c2: 'unknown' });
  });
});

describe('migrations', () => {
  it('brings stored rows up one format at a time', async () => {
    const { p } = await begin();
    await five(p);
    const { migrateRows } = await import('../../renderer/data/migrate-rows.ts');
    const m: Migration = { to: 0.5, steps: [{ table: 'demands', field: 'title', to: 'detail', convert: (v) => `旧：${String(v)}` }] };
    await migrateRows(p.store.db(), 0.1, [m]);
    const row = await p.store.db().records('demands').get('d');
    expect(row).toMatchObject({ detail: '旧：五' });
    expect(row).not.toHaveProperty('title');
    expect(Object.keys(row!.$.f ?? {})).toEqual(['detail']);
  });
});
