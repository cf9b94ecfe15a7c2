/** Where a record can be seen: its own room, or the tab of the deal or achievement it belongs to. */
import type { TableName } from '../../../shared/domain/tables.ts';
import { TABLE_NAMES } from '../../../shared/domain/tables.ts';
import type { Route } from '../../session/route.ts';
import { placeOf } from '../findings.ts';
import { db } from '../store.ts';

/** The place of one field of one record, or null where it cannot be told. */
export async function placeOfRecord(table: string, id: string, field?: string): Promise<Route | null> {
  if (!(TABLE_NAMES as string[]).includes(table)) return null;
  const row = (await db().records(table).get(id)) as { dealId?: string; achievementId?: string } | undefined;
  if (!row) return null;
  const where = { table: table as TableName, id, ...(field ? { field } : {}) };
  return placeOf(where, table === 'deals' ? id : row.dealId, row.achievementId) ?? null;
}

/** A draft's key is `table/id/field`. */
export function placeOfDraft(key: string): Promise<Route | null> {
  const [table = '', id = '', ...field] = key.split('/');
  return placeOfRecord(table, id, field.join('/'));
}
