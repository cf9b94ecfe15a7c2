/** Long lists: ordered by the worker's own module behind a stand-in for the thread, with the same answer, and observed all the same. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AchievementFilter, AchievementSort } from '../../renderer/data/queries/achievement-order.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { Office } from './office.ts';

type Listener = (event: { data: unknown; message?: string }) => void;
let office: Office;
let asked: number;
let dies: boolean;

let inside: Promise<Listener> | null;
async function loadWorker(): Promise<Listener> {
  let heard!: Listener;
  vi.stubGlobal('addEventListener', (_type: string, listener: Listener) => void (heard = listener));
  await import('../../renderer/workers/order-worker.ts');
  return heard;
}

/** Its module is loaded once a test; `addEventListener` and `postMessage` are the worker's own while it runs. */
class OrderThread {
  readonly #outside = new Map<string, Listener>();
  readonly #inside: Promise<Listener>;
  #dead = false;

  constructor() {
    vi.stubGlobal('postMessage', (data: unknown) => this.#outside.get('message')!({ data: structuredClone(data) }));
    this.#inside = inside ??= loadWorker();
  }

  addEventListener(type: string, listener: Listener): void {
    this.#outside.set(type, listener);
  }

  postMessage(data: unknown): void {
    asked += 1;
    if (this.#dead) return;
    this.#dead = dies;
    if (dies) this.#outside.get('error')!({ data: null, message: 'out of memory' });
    else void this.#inside.then((tell) => tell({ data: structuredClone(data) }));
  }
}

beforeEach(async () => {
  [asked, dies, inside] = [0, false, null];
  vi.stubGlobal('Worker', OrderThread);
  office = await Office.open();
});
afterEach(async () => {
  await office.close();
  vi.unstubAllGlobals();
});
const load = () => import('../../renderer/data/queries/portfolio.ts');
/** As if the list were long: the kept count alone decides who orders it. */
const long = (live = 50_000) => office.program.store.db().derived_counts.put({ table: 'achievements', live });

it('gives the order of a short list, for every sort, direction and filter', async () => {
  const { achievementIds } = await load();
  await office.put(set('achievements', 'sample-achievement-3', { archived: true }));
  const all = async (): Promise<string[][]> => {
    const lists: string[][] = [];
    const filters: AchievementFilter[] = [{}, { archived: true }, { field: ['农业', '电子信息'], disclosure: ['public'] }, { maturity: ['没有'] }];
    for (const sort of ['newest', 'title', 'no', 'field', 'maturity'] satisfies AchievementSort[])
      for (const descending of [false, true]) for (const filter of filters) lists.push(await achievementIds(sort, descending, filter));
    return lists;
  };
  const short = await all();
  expect([asked, short.map((ids) => ids.length)]).toEqual([0, expect.arrayContaining([23, 24, 0])]);
  await long();
  expect(await all()).toEqual(short);
  expect(asked).toBe(short.length);
});

it('is given anew when what it was made from changes: a row made, renamed, put aside, numbered', async () => {
  const { achievementIds } = await load();
  const { watch } = await import('../../renderer/data/watch.ts');
  await long();
  let [newest, byNo]: [string[], string[]] = [[], []];
  const stops = [
    watch(
      () => achievementIds('newest', false, {}),
      (ids) => {
        newest = ids;
      },
    ),
    watch(
      () => achievementIds('no', false, { disclosure: ['internal'] }),
      (ids) => {
        byNo = ids;
      },
    ),
  ];
  await expect.poll(() => [newest.length, byNo]).toEqual([24, [SAMPLE_IDS.achievement]]);
  await office.put(make('achievements', { id: 'z-new', title: '新成果', no: 'A-001', disclosure: 'internal' }));
  await expect.poll(() => [newest[0], byNo]).toEqual(['z-new', ['z-new', SAMPLE_IDS.achievement]]);
  await office.put(set('achievements', 'z-new', { no: 'Z-001' }));
  await expect.poll(() => byNo).toEqual([SAMPLE_IDS.achievement, 'z-new']);
  await office.put(set('achievements', SAMPLE_IDS.achievement, { archived: true }));
  await expect.poll(() => [newest.includes(SAMPLE_IDS.achievement), byNo]).toEqual([false, ['z-new']]);
  for (const stop of stops) stop();
});

it('fails aloud: a thread that dies is started anew for the next list, and a fault inside is told', async () => {
  const { achievementIds } = await load();
  await long();
  dies = true;
  await expect(achievementIds('newest', false, {})).rejects.toThrow('out of memory');
  dies = false;
  await expect(achievementIds('nothing' as AchievementSort, false, {})).rejects.toThrow(/nothing/);
  expect(await achievementIds('newest', false, { field: ['没有'] })).toEqual([]);
});
