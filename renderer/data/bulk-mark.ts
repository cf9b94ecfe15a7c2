/** Says beside the records that bulk work is under way: what is still said at the next start broke off in the middle. */
import { db } from './store.ts';
import type { KezhuanDb } from './schema.ts';

/** Key in `meta`. */
export const BULK_MARK = 'bulk';

/** `of`: edits in all; `chunk`: edits a Change. */
type Mark = { group: string; of: number; chunk: number; what: string };

let running = 0;
/** Whether bulk work of this window is under way, however it will end. */
export const bulkRunning = (): boolean => running > 0;
export async function whileBulk<T>(work: () => Promise<T>): Promise<T> {
  running++;
  try {
    return await work();
  } finally {
    running--;
  }
}

export async function markBulk(mark: Mark): Promise<void> {
  await db().meta.put({ key: BULK_MARK, value: JSON.stringify(mark) });
}

/** The work has come to its end, or all of it was taken back. */
export async function clearBulkMark(): Promise<void> {
  await db().meta.delete(BULK_MARK);
}

/** The bulk work that broke off and still stands in part; told once. */
export async function takeBrokenBulk(database: KezhuanDb): Promise<{ done: number; of: number; what: string } | null> {
  const stored = await database.meta.get(BULK_MARK);
  if (!stored) return null;
  await database.meta.delete(BULK_MARK);
  const { group, of, chunk, what } = JSON.parse(stored.value) as Mark;
  const changes = await database.changes.where('bulk').equals(group).count();
  const done = Math.min(changes * chunk, of);
  return changes === 0 || done === of ? null : { done, of, what };
}
