/** Search through its own door: the real worker module, run here behind a stand-in for the thread. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { Office } from './office.ts';

type Listener = (event: { data: unknown }) => void;
let started: SearchThread[];
let threads = 0;

/** A thread as the window sees it; inside, `addEventListener` and `postMessage` are the worker's own while its module loads. */
class SearchThread {
  readonly #outside: Listener[] = [];
  readonly #inside: Promise<Listener>;
  ended = false;
  /** what still came after its end */
  late = 0;
  /** too busy to hear anything */
  deaf = false;
  constructor(url: URL) {
    expect(url.pathname).toMatch(/search-worker\.ts$/);
    started.push(this);
    this.#inside = this.#load();
  }

  async #load(): Promise<Listener> {
    let inside!: Listener;
    vi.stubGlobal('addEventListener', (_type: string, listener: Listener) => void (inside = listener));
    vi.stubGlobal('postMessage', (data: unknown) => {
      if (!this.ended) for (const tell of this.#outside) tell({ data: structuredClone(data) });
    });
    threads += 1;
    // under its own name each time, as every thread has its own modules
    await import(/* @vite-ignore */ `../../renderer/workers/search-worker.ts?thread=${threads}`);
    return inside;
  }

  addEventListener(_type: 'message', listener: Listener): void {
    this.#outside.push(listener);
  }

  postMessage(data: unknown): void {
    if (this.ended) this.late += 1;
    if (!this.deaf)
      void this.#inside.then((tell) => {
        if (!this.ended) tell({ data: structuredClone(data) });
      });
  }

  terminate(): void {
    this.ended = true;
  }
}

let office: Office;
beforeEach(async () => {
  started = [];
  vi.stubGlobal('Worker', SearchThread);
  office = await Office.open();
});
afterEach(async () => {
  await office.close();
  vi.unstubAllGlobals();
});
const load = () => import('../../renderer/data/queries/search.ts');

it('finds R-017 by two characters, by pinyin initials and by several words, folded as a person would', async () => {
  const { searchTable } = await load();
  const r017 = [SAMPLE_IDS.achievement];
  expect((await searchTable('achievements', '种子')).ids).toContain(SAMPLE_IDS.achievement);
  for (const words of ['dwdlztzzclzz', '低温 种子处理', '低温　ｒ-０１７', 'R-017', '发芽率'])
    expect((await searchTable('achievements', words)).ids, words).toEqual(r017);
  expect(await searchTable('achievements', '没有这样的成果')).toEqual({ ids: [], total: 0 });
  expect(await searchTable('achievements', '  ')).toEqual({ ids: [], total: 0 });
  expect(await searchTable('rounds', '低温')).toEqual({ ids: [], total: 0 });
  // of all 24, the titles first
  const all = await searchTable('achievements', '示例');
  expect(all.ids).toHaveLength(24);
  expect((await searchTable('achievements', '示例', 5)).ids).toHaveLength(5);
  expect(started).toHaveLength(1);
});

it('offers every kind of record with its title', async () => {
  const { searchAll } = await load();
  const found = await searchAll('低温等离子体种子');
  expect(found).toEqual(
    expect.arrayContaining([
      { table: 'achievements', id: SAMPLE_IDS.achievement, title: '低温等离子体种子处理装置' },
      { table: 'deals', id: SAMPLE_IDS.deal, title: '低温等离子体种子处理装置' },
    ]),
  );
  expect((await searchAll('示例种业')).map((f) => f.table)).toEqual(['parties']);
  expect((await searchAll('zzbqcl')).map((f) => f.id)).toEqual([SAMPLE_IDS.demand]);
});

it('finds a contract and a patent by their numbers, however they are written, and nothing by a word', async () => {
  const { searchNumbers } = await import('../../renderer/data/queries/search-numbers.ts');
  await office.put(make('signings', { id: 'paper', dealId: SAMPLE_IDS.deal, contractNo: 'LNSN-2026-031' }));
  const contract = { key: 'signings/paper', table: 'signings', number: 'LNSN-2026-031', to: { room: 'deals', id: SAMPLE_IDS.deal, tab: 'signing' } };
  for (const words of ['LNSN-2026-031', 'lnsn-2026', '2026-031']) expect(await searchNumbers(words, 12), words).toEqual([contract]);
  const patent = {
    key: 'rights/sample-r017-patent',
    table: 'rights',
    number: '202010000000.7',
    to: { room: 'portfolio', id: SAMPLE_IDS.achievement, focus: 'rights/sample-r017-patent/number' },
  };
  for (const words of ['202010000000.7', 'ZL 2020 1 0000000.7', 'ＺＬ２０２０１０００']) expect(await searchNumbers(words, 12), words).toEqual([patent]);
  expect(await searchNumbers('种子', 12)).toEqual([]);
});

it('follows what is written, renamed, put aside and brought back, without loading again', async () => {
  const { searchTable } = await load();
  const ids = async (text: string): Promise<string[]> => (await searchTable('achievements', text)).ids;
  expect(await ids('磁悬浮')).toEqual([]);
  await office.put(make('achievements', { id: 'new', title: '磁悬浮离心机' }));
  expect([await ids('磁悬浮'), await ids('cxflxj')]).toEqual([['new'], ['new']]);
  await office.put(set('achievements', 'new', { title: '气浮离心机' }));
  expect([await ids('磁悬浮'), await ids('气浮')]).toEqual([[], ['new']]);
  await office.put(set('achievements', 'new', { archived: true }));
  expect(await ids('气浮')).toEqual([]);
  await office.program.undo.undoLast();
  expect(await ids('气浮')).toEqual(['new']);
  expect(started).toHaveLength(1);
});

it('ends with its workspace: another one has its own, and who still waits is told that there is nothing', async () => {
  const { searchTable, startSearch } = await load();
  await searchTable('achievements', '种子');
  started[0]!.deaf = true;
  const waiting = searchTable('achievements', '种子');
  office.program.store.db().close();
  await office.program.open.openWorkspace('class');
  startSearch();
  expect(await waiting).toEqual({ ids: [], total: 0 });
  await office.put(make('achievements', { id: 'class', title: '课堂成果' }));
  expect(started.map((t) => [t.ended, t.late])).toEqual([
    [true, 0],
    [false, 0],
  ]);
  expect((await searchTable('achievements', '课堂')).ids).toEqual(['class']);
  expect(await searchTable('achievements', '种子')).toEqual({ ids: [], total: 0 });
});
