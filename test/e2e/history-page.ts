/** An achievement with a long life: forty rights, and thousands of edits of them. */
import { storedChange } from '../../renderer/data/write.ts';
import { commit } from '../../renderer/data/commit.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { historyPage } from '../../renderer/data/queries/history.ts';
import { db } from '../../renderer/data/store.ts';
import type { Change, StoredChange } from '../../shared/change/change.ts';
import { make } from '../../shared/domain/edit.ts';

const RIGHTS = 40;

export const open = (): Promise<unknown> => openWorkspace('work');

/** `n` edits beside the rows' own, laid into the store as they would lie there. */
export async function live(n: number): Promise<void> {
  const rights = Array.from({ length: RIGHTS }, (_, i) => make('rights', { id: `r${i}`, achievementId: 'old', name: `示例专利${i}` }));
  await commit({ intent: 'achievements.create' }, () => [make('achievements', { id: 'old', title: '示例久远成果' }), ...rights]);
  const { seq: _seq, hash: _hash, touch: _touch, bulk: _bulk, ...model }: StoredChange = (await db().changes.orderBy('seq').last())!;
  const edits = Array.from({ length: n }, (_, i): Change => ({
    ...model,
    id: `c${i}`,
    group: `c${i}`,
    n: model.n + 1 + i,
    why: { intent: 'rights.edit', origin: 'person', note: `示例专利${i % RIGHTS}` },
    patches: [{ op: 'set', table: 'rights', id: `r${i % RIGHTS}`, field: 'number', from: `${i}`, to: `${i + 1}`, over: [] }],
  }));
  await db().changes.bulkAdd(edits.map((c) => storedChange(c, '') as StoredChange));
}

/** How many Changes each page of the history shows and how long it took, the main thread's own work and its waiting together. */
export async function turnPages(pages: number): Promise<{ total: number; shown: number[]; times: number[] }> {
  const known = new Map<number, StoredChange>();
  const times: number[] = [];
  const shown: number[] = [];
  let total = 0;
  for (let page = 1; page <= pages; page++) {
    const from = performance.now();
    const read = await historyPage('achievements', 'old', page * 20, known);
    times.push(performance.now() - from);
    total = read.total;
    shown.push(read.lines.length);
  }
  return { total, shown, times };
}

/** Milliseconds of reading as many of the same Changes by their keys alone. */
export async function readPlain(pages: number): Promise<number[]> {
  const keys = await db().changes.orderBy('seq').reverse().primaryKeys();
  const times: number[] = [];
  for (let page = 0; page < pages; page++) {
    const from = performance.now();
    await db().changes.bulkGet(keys.slice(page * 20, page * 20 + 20));
    times.push(performance.now() - from);
  }
  return times;
}
