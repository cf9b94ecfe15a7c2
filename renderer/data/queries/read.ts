/** What every query needs: rows without the bookkeeping of the store. */
import { plainRow } from '../../../shared/change/cells.ts';
import type { RowOf, TableName } from '../../../shared/domain/tables.ts';
import { db } from '../store.ts';

/** rows read at once: a few hundred are some milliseconds of the page's time */
const AT_ONCE = 150;

/** Index: primary key. */
export async function rowById<T extends TableName>(table: T, id: string | undefined): Promise<RowOf<T> | undefined> {
  if (id === undefined || id === '') return undefined;
  const row = await db().records(table).get(id);
  return row && (plainRow(row) as unknown as RowOf<T>);
}

/** Rows of these ids in their order; what is not there is left out. Index: primary key. */
export async function rowsById<T extends TableName>(table: T, ids: readonly string[]): Promise<RowOf<T>[]> {
  const found: RowOf<T>[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await db()
      .records(table)
      .bulkGet(ids.slice(at, at + AT_ONCE));
    for (const r of rows) if (r) found.push(plainRow(r) as unknown as RowOf<T>);
  }
  return found;
}

/** Rows whose indexed field has this value, archived ones left out unless asked for; in order of making. */
export async function rowsBy<T extends TableName>(table: T, field: string, value: string, archived = false): Promise<RowOf<T>[]> {
  const rows = await db().records(table).where(field).equals(value).toArray();
  return rows.flatMap((r) => (archived || r['archived'] !== true ? [plainRow(r) as unknown as RowOf<T>] : []));
}

/** Live rows whose indexed field has one of these values, in order of making. */
export async function rowsOf<T extends TableName>(table: T, field: string, values: readonly string[]): Promise<RowOf<T>[]> {
  const rows = await db().records(table).where(field).anyOf(values).toArray();
  return rows.flatMap((r) => (r['archived'] === true ? [] : [plainRow(r) as unknown as RowOf<T>])).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A whole table, newest first: only for kinds an office has hundreds of. Index: primary key (UUIDv7 grows with time). */
export async function newestRows<T extends TableName>(table: T): Promise<RowOf<T>[]> {
  return (await db().records(table).toCollection().reverse().toArray()).map((r) => plainRow(r) as unknown as RowOf<T>);
}

/** The next rows of a table, newest first, after the one of this id; archived ones too. Index: primary key. */
export async function newestBefore<T extends TableName>(table: T, before: string | undefined, most: number): Promise<RowOf<T>[]> {
  const rows = db().records(table);
  const from = before === undefined ? rows.toCollection() : rows.where(':id').below(before);
  return (await from.reverse().limit(most).toArray()).map((r) => plainRow(r) as unknown as RowOf<T>);
}
