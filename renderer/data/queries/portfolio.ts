/** 成果库: ids in an order (cheap, from indexes alone), rows only for what is on screen, and what belongs to one achievement. */
import type { Attachment } from '../../../shared/domain/contract.ts';
import type { Achievement, Contributor, Right } from '../../../shared/domain/portfolio.ts';
import { db } from '../store.ts';
import { rowById, rowsBy, rowsById } from './read.ts';

export const ACHIEVEMENT_SORTS = ['newest', 'title', 'no', 'field', 'maturity'] as const;
export type AchievementSort = (typeof ACHIEVEMENT_SORTS)[number];
/** Values of which one must equal; `archived` also shows what was put aside. */
export type AchievementFilter = { field?: string[] | undefined; maturity?: string[] | undefined; disclosure?: string[] | undefined; archived?: boolean };

const PREFIX = 'achievements/';
const bare = (keys: unknown[]): string[] => keys.map((k) => String(k).slice(PREFIX.length));

// `reverse()` would walk a cursor over every key; all keys at once and turned around take a fiftieth of that.

/** Live ids, newest first. Index: primary key of `derived_text`, which holds no archived record. */
const liveIds = async (): Promise<string[]> => bare(await db().derived_text.where(':id').startsWith(PREFIX).primaryKeys()).reverse();

/** All ids in an order. Index: `[table+sort]` (pinyin), or the field's own; records without a value come last. */
async function ordered(sort: AchievementSort, descending: boolean): Promise<string[]> {
  const ids = sort === 'title'
    ? bare(await db().derived_text.where('[table+sort]').between(['achievements', ''], ['achievements', '\uffff']).primaryKeys())
    : ((await (sort === 'newest' ? db().records('achievements').toCollection() : db().records('achievements').orderBy(sort)).primaryKeys()) as string[]);
  const turned = sort === 'newest' ? !descending : descending;
  return turned ? ids.reverse() : ids;
}

/** The newest ids alone: what the first screen needs. Index: primary key of `derived_text`. */
export const newestAchievementIds = async (limit: number): Promise<string[]> =>
  bare(await db().derived_text.where(':id').startsWith(PREFIX).reverse().limit(limit).primaryKeys());

/** Ids of the list as sorted and filtered, without loading a row. Index: `field`, `maturity`, `disclosure` of achievements. */
export async function achievementIds(sort: AchievementSort, descending: boolean, filter: AchievementFilter): Promise<string[]> {
  const whole = filter.archived === true;
  const live = whole ? await ordered('newest', false) : await liveIds();
  let ids = live;
  if (!(sort === 'newest' && !descending)) {
    const allowed = new Set(live);
    const inOrder = (await ordered(sort, descending)).filter((id) => allowed.delete(id));
    ids = [...inOrder, ...allowed];
  }
  for (const name of ['field', 'maturity', 'disclosure'] as const) {
    const wanted = filter[name];
    if (wanted === undefined) continue;
    const matching = new Set(await db().records('achievements').where(name).anyOf(wanted).primaryKeys());
    ids = ids.filter((id) => matching.has(id));
  }
  return ids;
}

/** What there is to filter by. Index: `field`, `maturity`. */
export async function achievementFacets(): Promise<{ fields: string[]; maturities: string[] }> {
  const [fields, maturities] = await Promise.all([
    db().records('achievements').orderBy('field').uniqueKeys(), db().records('achievements').orderBy('maturity').uniqueKeys(),
  ]);
  const words = (keys: unknown[]): string[] => keys.map(String).filter((k) => k !== '');
  return { fields: words(fields), maturities: words(maturities) };
}

export const achievementRows = (ids: readonly string[]): Promise<Achievement[]> => rowsById('achievements', ids);

/** Kept by every commit; counting 100,000 rows would take 155 ms. */
export const achievementCount = async (): Promise<number> => (await db().derived_counts.get('achievements'))?.live ?? 0;

export type AchievementFile = { achievement: Achievement; rights: Right[]; contributors: Contributor[]; attachments: Attachment[] };

/** One achievement with what belongs to it. Index: `achievementId` of rights and contributors, `ownerId` of attachments. */
export async function achievementFile(id: string): Promise<AchievementFile | undefined> {
  const achievement = await rowById('achievements', id);
  if (!achievement) return undefined;
  const [rights, contributors, attachments] = await Promise.all([
    rowsBy('rights', 'achievementId', id), rowsBy('contributors', 'achievementId', id), rowsBy('attachments', 'ownerId', id),
  ]);
  return { achievement, rights, contributors, attachments };
}

/** Index: `achievementId`. */
export const rightsOfAchievement = (id: string): Promise<Right[]> => rowsBy('rights', 'achievementId', id);
