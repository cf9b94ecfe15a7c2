/** Opening a workspace that does not open, and leaving one for good. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rm } from 'node:fs/promises';
import { make } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { Dexie } from 'dexie';
import { Office } from './office.ts';

let office: Office;
beforeEach(async () => void (office = await Office.open()));
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await office.close();
});
const title = async (): Promise<string | undefined> => (await office.program.store.db().deals.get(SAMPLE_IDS.deal))?.name;

/** Opens while IndexedDB fails the first `times` tries; a rename by an antivirus is over after a few. */
async function openFailing(times: number, workspace: 'sample' | 'class' = 'sample') {
  const p = await office.machine.start('killed');
  const { KezhuanDb } = await import('../../renderer/data/schema.ts');
  const open = vi.spyOn(KezhuanDb.prototype, 'open');
  for (let i = 0; i < times; i++) open.mockImplementationOnce((() => Promise.reject(new Error('UnknownError: backing store'))) as never);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const opening = p.open.openWorkspace(workspace);
  for (let i = 0; i < 5; i++) await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  office.program = p;
  return { report: await opening, tries: () => open.mock.calls.length };
}

describe('a store that does not open', () => {
  beforeEach(async () => {
    await office.program.save.allSaved();
    office.program.store.db().close();
  });

  it('is tried again, and nothing of it is touched when it then opens', async () => {
    const { report, tries } = await openFailing(4);
    expect(report).toMatchObject({ ok: true, notes: [] });
    expect([tries(), office.machine.rebuilds, await title()]).toEqual([5, 0, '低温等离子体种子处理装置']);
  });

  it('is replaced from the journal after five tries, its folder kept as evidence', async () => {
    const { report } = await openFailing(5);
    expect(report).toMatchObject({
      ok: true,
      notes: [
        { kind: 'unreadable', folder: 'evidence' },
        { kind: 'restored', why: 'lost', count: 1 },
      ],
    });
    expect([office.machine.rebuilds, await title()]).toEqual([1, '低温等离子体种子处理装置']);
  });

  it('is left alone where the journal holds nothing to replace it with', async () => {
    const { report } = await openFailing(5, 'class');
    expect(report).toEqual({ ok: false, trouble: { code: 'cannotOpen', detail: 'UnknownError: backing store' } });
    expect(office.machine.rebuilds).toBe(0);
  });
});

it('a journal that cannot be opened stops the start, and says so; the store is closed again', async () => {
  await office.program.save.allSaved();
  office.program.store.db().close();
  const p = await office.machine.start('clean');
  const below = window.bridge.call;
  Object.assign(window.bridge, {
    call: ((channel: string, request: never) =>
      channel === 'journal.open' ? Promise.resolve({ ok: false, code: 'io', detail: 'EACCES' }) : below(channel as never, request)) as never,
  });
  expect(await p.open.openWorkspace('sample')).toEqual({ ok: false, trouble: { code: 'journal', detail: 'journal.open: io EACCES' } });
  expect(p.store.openedWorkspace()).toBeNull();
  expect(() => p.store.db()).toThrow('no workspace is open');
  expect(() => p.store.workspace()).toThrow('no workspace is open');
  expect(() => p.store.device()).toThrow('no workspace is open');
  p.store.setWho('nobody');
  expect(p.store.who()).toBe('');
  // a fault of our own is not hidden behind words
  Object.assign(window.bridge, { call: () => Promise.reject(new TypeError('our bug')) });
  await expect(p.open.openWorkspace('sample')).rejects.toThrow('our bug');
  Object.assign(window.bridge, { call: below });
  expect(await p.open.openWorkspace('sample')).toMatchObject({ ok: true, notes: [] });
  office.program = p;
});

describe('dropping', () => {
  it('the open 示例库 leaves nothing of it, closes it, and touches no other workspace', async () => {
    const { dropWorkspace } = await import('../../renderer/data/drop-workspace.ts');
    const dropped: unknown[] = [];
    office.system.set('workspace.drop', async (q) => {
      dropped.push(q['workspace']);
      // the journal goes before the store does: otherwise the next opening would write it again
      expect(await Dexie.exists('kezhuan-sample')).toBe(true);
      await office.machine.journals.get('sample')!.close();
      office.machine.journals.delete('sample');
      await rm(office.machine.journalFolder('sample'), { recursive: true });
      return null;
    });
    await office.program.open.openWorkspace('class');
    await office.put(make('demands', { id: 'd', title: '课堂' }));
    await office.program.save.allSaved();
    office.program.store.db().close();
    await office.program.open.openWorkspace('sample');
    await dropWorkspace('sample');
    expect([dropped, office.program.store.openedWorkspace(), await Dexie.exists('kezhuan-sample'), await Dexie.exists('kezhuan-class')]).toEqual([
      ['sample'],
      null,
      false,
      true,
    ]);
    expect(await office.program.open.openWorkspace('sample')).toMatchObject({ ok: true, notes: [] });
    expect(await title()).toBeUndefined();
    const { fillSampleLibrary } = await import('../../renderer/data/sample-library.ts');
    await fillSampleLibrary();
    expect(await title()).toBe('低温等离子体种子处理装置');
  });

  it('another than the open one leaves the open one open', async () => {
    const { dropWorkspace } = await import('../../renderer/data/drop-workspace.ts');
    office.system.set('workspace.drop', () => null);
    await dropWorkspace('class');
    expect([office.program.store.openedWorkspace(), await title()]).toEqual(['sample', '低温等离子体种子处理装置']);
  });
});
