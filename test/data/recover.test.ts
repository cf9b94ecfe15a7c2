import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveNewName } from '../../electron/files/restore.ts';
import { Lines } from '../../electron/journal/lines.ts';
import type { Migration } from '../../shared/change/migrate.ts';
import { make, set } from '../../shared/domain/edit.ts';
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
    const lost = again.notes.find((n) => n.kind === 'lineLost') as { seq: number; excerpt: string } | undefined;
    expect(lost?.seq).toBe(3);
    expect(lost?.excerpt).toContain('demands');
    expect(await title(again.p)).toBe('五');
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
