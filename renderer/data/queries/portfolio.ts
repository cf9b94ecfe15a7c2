/** 成果库: ids in an order (cheap, from indexes alone), rows only for what is on screen, and what belongs to one achievement. */
import type { Attachment } from '../../../shared/domain/contract.ts';
import type { Achievement, Contributor, Right } from '../../../shared/domain/portfolio.ts';
import { db } from '../store.ts';
import { orderAchievements, PREFIX, type AchievementFilter, type AchievementSort, type OrderQuery } from './achievement-order.ts';
import { orderElsewhere } from './order.ts';
import { rowById, rowsBy, rowsById } from './read.ts';

/** The newest ids alone: what the first screen needs. Index: primary key of `derived_text`. */
export const newestAchievementIds = async (limit: number): Promise<string[]> =>
  (await db().derived_text.where(':id').startsWith(PREFIX).reverse().limit(limit).primaryKeys()).map((k) => String(k).slice(PREFIX.length));

/** From here on a list is ordered by a worker: below, starting one would cost more than it saves. */
const LONG = 3000;

/**
 * Ids of the list as sorted and filtered, of those found where `among` is given, without loading a row. Observed are the indexes it is made from, by asking
 * each for a single key: to be told of a change one need not have read every key.
 */
export async function achievementIds(
  sort: AchievementSort | null,
  descending: boolean,
  filter: AchievementFilter,
  among: readonly string[] | null = null,
): Promise<string[]> {
  const query: OrderQuery = { sort, descending, filter };
  if ((await achievementCount()) < LONG) return orderAchievements(db(), query, among);
  await db().derived_text.where(':id').startsWith(PREFIX).limit(1).primaryKeys();
  const rows = db().records('achievements');
  if (filter.archived === true) await rows.limit(1).primaryKeys();
  if (sort === 'title') await db().derived_text.where('[table+sort]').between(['achievements', ''], ['achievements', '\uffff']).limit(1).primaryKeys();
  for (const index of ['no', 'field', 'maturity', 'disclosure'] as const) {
    if (index === sort || (index !== 'no' && filter[index] !== undefined)) await rows.orderBy(index).limit(1).primaryKeys();
  }
  return orderElsewhere(query, among);
}

/** What there is to filter by. Index: `field`, `maturity`. */
export async function achievementFacets(): Promise<{ fields: string[]; maturities: string[] }> {
  const [fields, maturities] = await Promise.all([
    db().records('achievements').orderBy('field').uniqueKeys(),
    db().records('achievements').orderBy('maturity').uniqueKeys(),
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
    rowsBy('rights', 'achievementId', id),
    rowsBy('contributors', 'achievementId', id),
    rowsBy('attachments', 'ownerId', id),
  ]);
  return { achievement, rights, contributors, attachments };
}

/** Index: `achievementId`. */
export const rightsOfAchievement = (id: string): Promise<Right[]> => rowsBy('rights', 'achievementId', id);
