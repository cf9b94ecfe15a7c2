/** The short way of a save: whoever watches sees what a fresh reader sees, and what cannot be written whole is not written. */
import fc from 'fast-check';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { Machine, type Program } from './machine.ts';

const runs = Number(process.env['SOAK'] ?? 1);
let machine: Machine;
let p: Program;
beforeEach(async () => {
  machine = await Machine.make();
  p = await machine.start('first');
  await p.open.openWorkspace('work');
  await p.commit.commit({ intent: 'test.put' }, () => [
    ...['a', 'b', 'c'].map((id) => make('achievements', { id, title: `示例成果${id}` })),
    ...['d', 'e'].map((id) => make('rounds', { id, dealId: 'one' })),
  ]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  p.store.db().close();
  await machine.scrap();
});

/** Every kind of question a screen asks: one row, some rows, by an index, a count, in an order, the history of a row. */
const questions: Record<string, () => Promise<unknown>> = {
  one: () => p.store.db().achievements.get('a'),
  some: () => p.store.db().achievements.bulkGet(['a', 'b']),
  all: () => p.store.db().achievements.toArray(),
  ofDeal: () => p.store.db().rounds.where('dealId').equals('one').toArray(),
  countOfDeal: () => p.store.db().rounds.where('dealId').equals('two').count(),
  order: () => p.store.db().derived_text.where('[table+sort]').between(['achievements', ''], ['achievements', '\uffff']).primaryKeys(),
  history: () => p.store.db().changes.where('touch').equals('achievements/b').count(),
  last: () => p.store.db().changes.orderBy('seq').last(),
};

const edit = fc.oneof(
  fc.record({ table: fc.constant('achievements' as const), id: fc.constantFrom('a', 'b', 'c'), fields: fc.record({ title: fc.string({ maxLength: 6 }) }) }),
  fc.record({ table: fc.constant('achievements' as const), id: fc.constantFrom('a', 'b', 'c'), fields: fc.record({ note: fc.string({ maxLength: 6 }) }) }),
  fc.record({ table: fc.constant('rounds' as const), id: fc.constantFrom('d', 'e'), fields: fc.record({ dealId: fc.constantFrom('one', 'two') }) }),
);

it('shows every watcher what a fresh reader sees', { timeout: 120_000 }, async () => {
  const { watch } = await import('../../renderer/data/watch.ts');
  const seen = new Map<string, unknown>();
  const stops = Object.entries(questions).map(([name, ask]) => watch(ask, (value) => void seen.set(name, value)));
  const agree = async (): Promise<void> => {
    const fresh = Object.fromEntries(await Promise.all(Object.entries(questions).map(async ([name, ask]) => [name, await ask()] as const)));
    await vi.waitFor(() => expect(Object.fromEntries(seen)).toEqual(fresh), 10_000);
  };
  await agree();
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 2 }), async (edits) => {
      await p.commit.commitEdits(
        { intent: 'test.edit' },
        edits.map((e) => set(e.table, e.id, e.fields)),
      );
      await agree();
    }),
    { numRuns: 80 * runs },
  );
  for (const stop of stops) stop();
});

it('keeps nothing of a write whose log entry could not be made', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('示例', 'DataCloneError');
  });
  await expect(p.commit.commitEdits({ intent: 'test.edit' }, [set('achievements', 'a', { note: '一' })])).rejects.toThrow('示例');
  vi.restoreAllMocks();
  expect((await p.store.db().achievements.get('a'))?.note).toBeUndefined();
  // and the next one finds its place in the chain
  await p.commit.commitEdits({ intent: 'test.edit' }, [set('achievements', 'a', { note: '二' })]);
  await p.save.allSaved();
  expect((await p.store.db().changes.toArray()).map((c) => c.n)).toEqual([1, 2]);
});

it('stops editing where the store was closed under it', async () => {
  const open = p.store.db().backendDB();
  vi.spyOn(p.store.db(), 'backendDB').mockReturnValue(open);
  open.close();
  expect(await p.commit.commitEdits({ intent: 'test.edit' }, [set('achievements', 'a', { note: '一' })])).toMatchObject({ key: 'storage.full' });
  expect(p.save.saveState().trouble?.code).toBe('full');
});

it('refuses an edit of a row that is not there', async () => {
  expect(await p.commit.commitEdits({ intent: 'test.edit' }, [set('achievements', 'z', { note: '一' })])).toMatchObject({ key: 'row.gone' });
  expect(await p.store.db().changes.count()).toBe(1);
});
