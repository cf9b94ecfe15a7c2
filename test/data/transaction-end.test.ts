/** How a save ends: with its last request where nothing follows, told to the journal first, and never by halves. */
import { Dexie, liveQuery } from 'dexie';
import { IDBTransaction } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { make, set, type Edit } from '../../shared/domain/edit.ts';
import { Machine, type Program } from './machine.ts';

let machine: Machine;
let p: Program;
const commits = vi.spyOn(IDBTransaction.prototype, 'commit');
beforeEach(async () => {
  machine = await Machine.make();
  p = await machine.start('first');
  await p.open.openWorkspace('work');
  await put(make('achievements', { id: 'a', title: '示例成果' }));
  await p.save.allSaved();
  commits.mockClear();
});
afterEach(async () => {
  p.store.db().close();
  await machine.scrap();
});

const put = (...edits: Edit[]): Promise<unknown> => p.commit.commit({ intent: 'test.put' }, () => edits);
const stored = async (): Promise<{ title: unknown; changes: number; journal: number }> => ({
  title: (await p.store.db().achievements.get('a'))?.title,
  changes: await p.store.db().changes.count(),
  journal: machine.journals.get('work') ? (await machine.journals.get('work')!.head()).seq : 0,
});

it('ends the transaction of an edit itself, with and without a change of what is searched', async () => {
  await put(set('achievements', 'a', { title: '示例成果二' }));
  await put(set('achievements', 'a', { note: '记事' }));
  await p.undo.undoLast();
  expect(commits).toHaveBeenCalledTimes(3);
  await p.save.allSaved();
  expect(await stored()).toEqual({ title: '示例成果二', changes: 4, journal: 4 });
});

it('leaves the end to the store where more is asked for than the puts of an edit', async () => {
  await put(make('achievements', { id: 'b', title: '另一示例' }));
  await put(set('achievements', 'b', { archived: true }));
  await p.commit.commitWith(
    { intent: 'test.put' },
    () => [set('achievements', 'a', { note: '一' })],
    async () => void (await p.store.db().drafts.put({ key: 'k', text: '', at: '' })),
  );
  expect(commits).not.toHaveBeenCalled();
  expect(await p.store.db().drafts.count()).toBe(1);
});

it('writes no half where a row does not stand its check, and tells the journal nothing', async () => {
  await expect(put(set('achievements', 'a', { title: 5 as unknown as string }))).rejects.toThrow();
  expect(commits).not.toHaveBeenCalled();
  await p.save.allSaved();
  expect(await stored()).toEqual({ title: '示例成果', changes: 1, journal: 1 });
});

it('tells the journal before the screens', async () => {
  const order: string[] = [];
  const seen = liveQuery(() => p.store.db().achievements.get('a')).subscribe((row) => void (row?.note && order.push('screen')));
  const { call } = window.bridge;
  window.bridge.call = (channel, request) => {
    if (channel === 'journal.append') order.push('journal');
    return call(channel, request);
  };
  await put(set('achievements', 'a', { note: '记事' }));
  await vi.waitFor(() => expect(order).toContain('screen'), 10_000);
  expect(order).toEqual(['journal', 'screen']);
  seen.unsubscribe();
});

it('never lets what was decided for one workspace land in the next', async () => {
  const before = p.store.db();
  let go = (): void => {};
  const slow = new Promise<void>((resolve) => (go = resolve));
  // the turn before it is still running when the workspace is left
  let begun = false;
  const first = p.commit.transact(async () => {
    begun = true;
    await Dexie.waitFor(slow);
    return { ok: false, reason: 'test.refused' } as never;
  });
  const second = put(make('achievements', { id: 'late', title: '来迟的示例' })).catch((e: unknown) => e);
  await vi.waitFor(() => expect(begun).toBe(true), 10_000);
  await p.open.openWorkspace('class');
  go();
  await first.catch(() => undefined);
  expect(String(await second)).toContain('the workspace was left');
  expect(await p.store.db().achievements.count()).toBe(0);
  before.close();
});
