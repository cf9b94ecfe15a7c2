/** Editing stops before the disk is full and goes on by itself when there is space. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Disk } from '../../shared/bridge.ts';
import { set } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { Office } from './office.ts';

let office: Office;
let disk: Disk;
let stop: () => void;
beforeEach(async () => {
  office = await Office.open();
  await office.program.save.allSaved();
  disk = { freeBytes: 5e9, level: 'ok' };
  office.system.set('disk.free', () => disk);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  stop = (await import('../../renderer/data/storage-watch.ts')).watchStorage();
});
afterEach(async () => {
  stop();
  vi.useRealTimers();
  await office.close();
});

const trouble = () => office.program.save.saveState().trouble;
const looks = (): number => office.asked.filter((a) => a.channel === 'disk.free').length;
const edit = (name: string) => office.program.commit.commit({ intent: 'edit' }, () => [set('deals', SAMPLE_IDS.deal, { name })]);
/** until what was asked has been answered; timers stand still meanwhile */
const settled = (what: () => unknown, to: unknown) =>
  vi.waitFor(
    () =>
      new Promise<void>((done, fail) =>
        setImmediate(() => {
          try {
            expect(what()).toEqual(to);
            done();
          } catch (e) {
            fail(e as Error);
          }
        }),
      ),
    { timeout: 5000 },
  );

it('looks once at the start, and not again while nothing is being saved', async () => {
  await settled(looks, 1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([looks(), trouble(), office.listening('disk')]).toEqual([1, null, 1]);
});

it('refuses edits from the moment the disk is full, looks each second, and takes them again when there is space', async () => {
  office.tell('disk', { freeBytes: 7, level: 'full' });
  expect(trouble()).toEqual({ code: 'full', freeBytes: 7 });
  expect(await edit('满了')).toMatchObject({ refused: true, key: 'storage.full' });
  disk = { freeBytes: 8, level: 'full' };
  await vi.advanceTimersByTimeAsync(1000);
  await settled(() => trouble()?.freeBytes, 8);
  const before = looks();
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks()).toBe(before + 1);
  disk = { freeBytes: 5e9, level: 'low' };
  await vi.advanceTimersByTimeAsync(1000);
  await settled(trouble, null);
  expect(await edit('又能写了')).toMatchObject({ ok: true });
});

it('a Change that still reaches the journal does not make a full disk any emptier', async () => {
  await edit('在途');
  office.tell('disk', { freeBytes: 7, level: 'full' });
  disk = { freeBytes: 7, level: 'full' };
  await settled(() => office.program.save.saveState().pending, 0);
  expect(await edit('满了')).toMatchObject({ refused: true, key: 'storage.full' });
});

it('opens a store that was closed under it, and sends the journal what it missed', async () => {
  office.machine.journalTrouble = 'disk-full';
  await edit('没有进日志');
  await settled(() => office.program.save.saveState(), expect.objectContaining({ pending: 1, trouble: expect.objectContaining({ code: 'full' }) }));
  office.program.store.db().close();
  office.machine.journalTrouble = null;
  await vi.advanceTimersByTimeAsync(1000);
  await settled(() => office.program.save.saveState(), expect.objectContaining({ pending: 0, trouble: null }));
  expect((await office.machine.journals.get('sample')!.head()).seq).toBe(2);
  expect(await edit('继续')).toMatchObject({ ok: true });
});

it('waits on while the store itself does not answer', async () => {
  const db = office.program.store.db();
  const open = vi.spyOn(db, 'open').mockRejectedValue(new Error('QuotaExceededError'));
  office.tell('disk', { freeBytes: 7, level: 'full' });
  db.close();
  await vi.advanceTimersByTimeAsync(1000);
  await settled(() => open.mock.calls.length > 0, true);
  expect(trouble()).not.toBeNull();
  open.mockRestore();
  await vi.advanceTimersByTimeAsync(1000);
  await settled(trouble, null);
});

it.each(['io', 'disk-full'] as const)(
  'a journal that could not be written (%s) is tried again each second, and the trouble stands until it was',
  async (code) => {
    office.machine.journalTrouble = code;
    await edit('一');
    await settled(() => trouble()?.code, code === 'io' ? 'io' : 'full');
    const { onSaveState, saveState } = office.program.save;
    const seen: unknown[] = [];
    const quiet = onSaveState(() => seen.push(saveState().trouble));
    await vi.advanceTimersByTimeAsync(1000);
    await settled(() => seen.length > 0, true);
    expect(seen).not.toContain(null);
    expect(await edit('二')).toMatchObject({ refused: true });
    office.machine.journalTrouble = null;
    await vi.advanceTimersByTimeAsync(1000);
    await settled(() => [trouble(), saveState().pending], [null, 0]);
    expect(await edit('三')).toMatchObject({ ok: true });
    quiet();
  },
);

it('survives a main process that does not answer for a while, and stops when told', async () => {
  office.system.set('disk.free', () => {
    throw new Error('gone');
  });
  office.tell('disk', { freeBytes: 7, level: 'full' });
  for (let i = 0; i < 2; i++) await vi.advanceTimersByTimeAsync(1000);
  expect(trouble()).not.toBeNull();
  office.system.set('disk.free', () => disk);
  await vi.advanceTimersByTimeAsync(1000);
  await settled(trouble, null);
  // one look was already planned when it is stopped
  office.tell('disk', { freeBytes: 7, level: 'full' });
  stop();
  const before = looks();
  office.program.save.setSaveState({ pending: 1 });
  await vi.advanceTimersByTimeAsync(5000);
  expect([looks(), office.listening('disk')]).toEqual([before, 0]);
});
