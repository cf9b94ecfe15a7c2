/** The ids of all achievements in an order, from indexes alone; runs in the window for short lists, in a worker for long ones. */
import type { KezhuanDb } from '../schema.ts';

export const ACHIEVEMENT_SORTS = ['newest', 'title', 'no', 'field', 'maturity'] as const;
export type AchievementSort = (typeof ACHIEVEMENT_SORTS)[number];
/** Values of which one must equal; `archived` also shows what was put aside. */
export type AchievementFilter = { field?: string[] | undefined; maturity?: string[] | undefined; disclosure?: string[] | undefined; archived?: boolean };
/** `sort` null keeps the order of `among`, or newest first where there is none. */
export type OrderQuery = { sort: AchievementSort | null; descending: boolean; filter: AchievementFilter };

const FILTERED = ['field', 'maturity', 'disclosure'] as const;
export const PREFIX = 'achievements/';
const bare = (keys: unknown[]): string[] => keys.map((k) => String(k).slice(PREFIX.length));

// `reverse()` would walk a cursor over every key; all keys at once and turned around take a fiftieth of that.

/** Live ids, newest first. Index: primary key of `derived_text`, which holds no archived record. */
const liveIds = async (db: KezhuanDb): Promise<string[]> => bare(await db.derived_text.where(':id').startsWith(PREFIX).primaryKeys()).reverse();

/** All ids in an order. Index: `[table+sort]` (pinyin), or the field's own; records without a value come last. */
async function ordered(db: KezhuanDb, sort: AchievementSort, descending: boolean): Promise<string[]> {
  const ids =
    sort === 'title'
      ? bare(await db.derived_text.where('[table+sort]').between(['achievements', ''], ['achievements', '\uffff']).primaryKeys())
      : ((await (sort === 'newest' ? db.records('achievements').toCollection() : db.records('achievements').orderBy(sort)).primaryKeys()) as string[]);
  const turned = sort === 'newest' ? !descending : descending;
  return turned ? ids.reverse() : ids;
}

/** Ids as sorted and filtered, of those found where `among` is given, without loading a row. Index: `field`, `maturity`, `disclosure` of achievements. */
export async function orderAchievements(db: KezhuanDb, { sort, descending, filter }: OrderQuery, among: readonly string[] | null): Promise<string[]> {
  const live = filter.archived === true ? await ordered(db, 'newest', false) : await liveIds(db);
  let ids = live;
  if (sort !== null && !(sort === 'newest' && !descending)) {
    const allowed = new Set(live);
    const inOrder = (await ordered(db, sort, descending)).filter((id) => allowed.delete(id));
    ids = [...inOrder, ...allowed];
  }
  for (const name of FILTERED) {
    const wanted = filter[name];
    if (wanted === undefined) continue;
    const matching = new Set(await db.records('achievements').where(name).anyOf(wanted).primaryKeys());
    ids = ids.filter((id) => matching.has(id));
  }
  if (among === null) return ids;
  const kept = new Set(sort === null ? ids : among);
  return (sort === null ? among : ids).filter((id) => kept.has(id));
}
