/** What happened to a record: Changes that touch it (index `touch`), newest first. */
import type { StoredChange } from '../../../shared/change/change.ts';
import { db } from '../store.ts';

export async function historyOf(table: string, id: string): Promise<StoredChange[]> {
  return (await db().changes.where('touch').equals(`${table}/${id}`).sortBy('seq')).reverse();
}

/** The newest Changes of the store (primary key), for the evidence list and 今日. */
export async function latestChanges(limit: number): Promise<StoredChange[]> {
  return db().changes.orderBy('seq').reverse().limit(limit).toArray();
}
