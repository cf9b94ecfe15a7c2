import { afterEach, beforeEach, expect, it } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { REFERENCES, type TableName } from '../../shared/domain/tables.ts';
import { Machine, type Program } from './machine.ts';

let machine: Machine;
let p: Program;
beforeEach(async () => {
  machine = await Machine.make();
  p = await machine.start('first');
  await p.open.openWorkspace('work');
});
afterEach(async () => {
  p.store.db().close();
  await machine.scrap();
});

const edit = (title: string): Promise<unknown> => p.commit.commit({ intent: 'edit' }, () => [set('demands', 'd', { title })]);
const title = async (): Promise<string | undefined> => (await p.store.db().demands.get('d'))?.title;

it('undoes and redoes step by step, and a new act ends the redoing', async () => {
  await p.commit.commit({ intent: 'new' }, () => [make('demands', { id: 'd', title: '一' })]);
  await edit('二');
  await edit('三');
  await p.undo.undoLast();
  expect(await title()).toBe('二');
  await p.undo.undoLast();
  expect(await title()).toBe('一');
  await p.undo.undoLast();
  expect(await title()).toBeUndefined();
  expect(await p.undo.undoLast()).toEqual({ ok: false });
  for (const t of ['一', '二', '三']) {
    expect(await p.undo.redoLast()).toMatchObject({ ok: true });
    expect(await title()).toBe(t);
  }
  expect(await p.undo.redoLast()).toEqual({ ok: false });
  await p.undo.undoLast();
  await edit('别的');
  expect(await p.undo.redoLast()).toEqual({ ok: false });
  expect(await title()).toBe('别的');
});

it('an import of many Changes is one undo', async () => {
  await p.bulk.commitBulk(
    { intent: 'import', origin: 'import' },
    Array.from({ length: 120 }, (_, i) => make('ledger', { id: `l${i}`, projectName: `项目${i}` })),
  );
  expect(await p.store.db().ledger.count()).toBe(120);
  expect(await p.undo.undoLast()).toMatchObject({ ok: true, undone: 120 });
  expect(await p.store.db().ledger.count()).toBe(0);
  await p.undo.redoLast();
  expect(await p.store.db().ledger.count()).toBe(120);
});

it('Ctrl Z while an import is running waits for it: no half of it is taken back', async () => {
  const during: ReturnType<typeof p.undo.undoLast>[] = [];
  await p.bulk.commitBulk(
    { intent: 'import', origin: 'import' },
    Array.from({ length: 200 }, (_, i) => make('ledger', { id: `l${i}`, projectName: `项目${i}` })),
    { onProgress: (done) => void (done === 50 && during.push(p.undo.undoLast())) },
  );
  expect(await during[0]).toMatchObject({ refused: true, key: 'undo.bulkRunning' });
  expect(await p.store.db().ledger.count()).toBe(200);
  expect(await p.undo.undoLast()).toMatchObject({ ok: true, undone: 200 });
});

it('counts rows, stops where it is told to, and goes on there with the next undo', async () => {
  const edits = Array.from({ length: 170 }, (_, i) => make('ledger', { id: `l${i}`, projectName: `项目${i}` }));
  const made = await p.bulk.commitBulk({ intent: 'import', origin: 'import' }, edits);
  if (!('ok' in made) || !made.ok) throw new Error('not imported');
  const stop = new AbortController();
  const told: [number, number][] = [];
  const onProgress = (done: number, of: number): void => {
    told.push([done, of]);
    if (done >= 70) stop.abort();
  };
  expect(await p.undo.undoLast({ onProgress, signal: stop.signal })).toEqual({ ok: true, undone: 70, left: 100 });
  expect(told).toEqual([
    [20, 170],
    [70, 170],
  ]);
  expect(await p.store.db().ledger.count()).toBe(100);
  expect(await p.undo.undoGroup(made.group)).toEqual({ ok: true, undone: 100 });
  expect(await p.undo.undoGroup(made.group)).toEqual({ ok: true, undone: 0 });
  expect(await p.store.db().ledger.count()).toBe(0);
  // each of the two comes back by itself, the later one first
  expect(await p.undo.redoLast()).toEqual({ ok: true, undone: 100 });
  expect(await p.undo.redoLast()).toEqual({ ok: true, undone: 70 });
  expect(await p.store.db().ledger.count()).toBe(170);
  expect(await p.undo.undoLast()).toEqual({ ok: true, undone: 170 });
});

it('a cancelled import says how many rows it had made, and how many stay where its taking back was stopped', async () => {
  const edits = (mark: string) => Array.from({ length: 300 }, (_, i) => make('ledger', { id: `${mark}${i}`, projectName: `项目${i}` }));
  const stoppedAt = (rows: number) => {
    const stop = new AbortController();
    return { signal: stop.signal, onProgress: (done: number) => done >= rows && stop.abort() };
  };
  expect(await p.bulk.commitBulk({ intent: 'import', origin: 'import' }, edits('a'), stoppedAt(150))).toMatchObject({ cancelled: true, done: 150, left: 0 });
  expect(await p.store.db().ledger.count()).toBe(0);
  const half = await p.bulk.commitBulk({ intent: 'import', origin: 'import' }, edits('b'), {
    ...stoppedAt(150),
    whileTakingBack: (takeBack) => takeBack(stoppedAt(50)),
  });
  expect(half).toMatchObject({ cancelled: true, done: 150, left: 100 });
  expect(await p.store.db().ledger.count()).toBe(100);
});

it('refuses to take back a row that another points to, a field that moved on, and a letter that was sent', async () => {
  await p.commit.commit({ intent: 'new' }, () => [make('achievements', { id: 'a', title: '成果' })]);
  const made = (await p.store.db().changes.orderBy('seq').last())!.id;
  await p.commit.commit({ intent: 'new' }, () => [make('rights', { id: 'r', achievementId: 'a' })]);
  expect(await p.undo.undoChange(made)).toMatchObject({ refused: true, key: 'undo.pointedTo' });
  await p.commit.commit({ intent: 'edit' }, () => [set('achievements', 'a', { title: '二' })]);
  const first = (await p.store.db().changes.orderBy('seq').last())!.id;
  await p.commit.commit({ intent: 'edit' }, () => [set('achievements', 'a', { title: '三' })]);
  expect(await p.undo.undoChange(first)).toMatchObject({ refused: true, key: 'undo.movedOn', params: { field: 'title' } });
  await p.commit.commit({ intent: 'queue' }, () => ({
    edits: [make('filings', { id: 'f' })],
    letters: [{ registry: 'x', lane: 'c', kind: 'filing', body: {} }],
  }));
  const queued = (await p.store.db().changes.orderBy('seq').last())!;
  await p.store.db().outbox.toCollection().modify({ state: 'sending' });
  expect(await p.undo.undoChange(queued.id)).toMatchObject({ refused: true, key: 'undo.letterSent' });
  await p.store.db().outbox.toCollection().modify({ state: 'waiting' });
  expect(await p.undo.undoChange(queued.id)).toMatchObject({ ok: true });
  expect(await p.store.db().outbox.count()).toBe(0);
  expect(await p.undo.undoChange('nobody')).toEqual({ ok: false });
});

it('a refusal half-way through a long import takes back what was written', async () => {
  const edits = Array.from({ length: 80 }, (_, i) => make('ledger', { id: `l${i}`, projectName: '项目' }));
  const doubled = [...edits, make('ledger', { id: 'l0', projectName: '重复' })];
  await expect(p.bulk.commitBulk({ intent: 'import', origin: 'import' }, doubled)).rejects.toThrow('already there');
  machine.journalTrouble = 'disk-full';
  await p.commit.commit({ intent: 'new' }, () => [make('demands', { id: 'd', title: '一' })]);
  await expect(p.save.allSaved()).rejects.toThrow();
  expect(await p.commit.commit({ intent: 'new' }, () => [make('demands', { id: 'e', title: '一' })])).toMatchObject({ refused: true, key: 'storage.full' });
  machine.journalTrouble = null;
  p.feed.retryJournal();
  await expect.poll(() => p.save.saveState()).toMatchObject({ pending: 0, trouble: null });
  expect(await edit('空间恢复')).toMatchObject({ ok: true });
});

it('seals, shows and erases a person; the chain still verifies', async () => {
  const { chainFaults } = await import('../../shared/change/chain.ts');
  const sealed = await p.seal.seal('p1', '440524188001010014');
  await p.commit.commit({ intent: 'person' }, () => [make('persons', { id: 'p1', name: '示例', idNumber: sealed })]);
  expect(await p.seal.unseal(sealed)).toBe('440524188001010014');
  expect(JSON.stringify(await p.store.db().changes.toArray())).not.toContain('440524188001010014');
  await p.seal.erasePerson('p1', '2026-11-22');
  expect(await p.seal.unseal(sealed)).toBeNull();
  expect(machine.keys.size).toBe(0);
  expect(await p.seal.erasePerson('nobody', '2026-11-22')).toMatchObject({ refused: true, key: 'person.gone' });
  expect(chainFaults(await p.store.db().changes.orderBy('seq').toArray())).toEqual([]);
});

it('three Ctrl Z in one breath take back three acts', async () => {
  for (const title of ['一', '二', '三']) await p.commit.commit({ intent: 'new' }, () => [make('demands', { id: title, title })]);
  const done = await Promise.all([p.undo.undoLast(), p.undo.undoLast(), p.undo.undoLast()]);
  expect(done).toEqual([
    { ok: true, undone: 1 },
    { ok: true, undone: 1 },
    { ok: true, undone: 1 },
  ]);
  expect(await p.store.db().demands.count()).toBe(0);
  await Promise.all([p.undo.redoLast(), p.undo.redoLast()]);
  expect((await p.store.db().demands.toArray()).map((d) => d.title).sort()).toEqual(['一', '二']);
});

it('takes back a Change that made a row and the row pointing to it; erasing a person is never taken back', async () => {
  await p.commit.commit({ intent: 'new' }, () => [make('contributors', { id: 'c', name: '甲' })]);
  const tied = await p.commit.commit({ intent: 'person.edit' }, () => [make('persons', { id: 'p2' }), set('contributors', 'c', { personId: 'p2' })]);
  expect(await p.undo.undoLast()).toEqual({ ok: true, undone: 2 });
  expect([await p.store.db().persons.get('p2'), (await p.store.db().contributors.get('c'))?.personId]).toEqual([undefined, undefined]);
  expect(tied).toMatchObject({ ok: true });
  await p.commit.commit({ intent: 'person.edit' }, () => [make('persons', { id: 'p3' }), set('contributors', 'c', { personId: 'p3' })]);
  const erased = await p.seal.erasePerson('p3', '2026-11-22');
  expect(await p.undo.undoChange('changeId' in erased ? erased.changeId : '')).toMatchObject({ refused: true, key: 'undo.final' });
});

/** What a row of a kind cannot be without. */
const LEAST: Partial<Record<TableName, object>> = {
  changeCards: { n: 1, group: 'substantive', change: 'changed', lines: [], reasons: [], tracked: 'tracked', remarks: [], values: [], keys: [] },
};

it.each(REFERENCES.map((r) => [`${r.from}.${r.field} → ${r.to}`, r] as const))('undoing the making of a row looks who points to it: %s', async (_, r) => {
  const made = await p.commit.commit({ intent: 'new' }, () => [make(r.to, { id: 'old' } as never)]);
  const pointing = await p.commit.commit({ intent: 'new' }, () => [make(r.from, { id: 'new', ...LEAST[r.from], [r.field]: 'old' } as never)]);
  if (!('ok' in made) || !('ok' in pointing)) throw new Error('not made');
  expect(await p.undo.undoChange(made.changeId)).toMatchObject({ key: 'undo.pointedTo', params: { table: r.to } });
  expect(await p.undo.undoChange(pointing.changeId)).toMatchObject({ ok: true });
  expect(await p.undo.undoChange(made.changeId)).toMatchObject({ ok: true });
  expect(await p.store.db().records(r.to).count()).toBe(0);
});

it('the making of a party that a contract names as 丙方 is not undone while it does', async () => {
  const made = await p.commit.commit({ intent: 'new' }, () => [make('parties', { id: 'c' })]);
  const naming = await p.commit.commit({ intent: 'new' }, () => [make('contracts', { id: 'v1', furtherParties: [{ partyId: 'c', role: '共有权利人' }] })]);
  if (!('ok' in made) || !('ok' in naming)) throw new Error('not made');
  expect(await p.undo.undoChange(made.changeId)).toMatchObject({ key: 'undo.pointedTo', params: { table: 'parties' } });
  expect(await p.undo.undoChange(naming.changeId)).toMatchObject({ ok: true });
  expect(await p.undo.undoChange(made.changeId)).toMatchObject({ ok: true });
});
