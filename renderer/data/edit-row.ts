/** The everyday edits of a screen: set fields, put a row aside, make one. Anything that needs a rule has its own commit. */
import { make, set } from '../../shared/domain/edit.ts';
import type { RowOf, TableName } from '../../shared/domain/tables.ts';
import type { Refusal } from '../../shared/result.ts';
import { commit, commitEdits } from './commit.ts';

type Committed = Awaited<ReturnType<typeof commit>>;

/** Sets fields of one row; `note` is what the history shows, e.g. the row's title. Refused where the row is gone. */
export function editRow<T extends TableName>(
  table: T,
  id: string,
  fields: Partial<RowOf<T>>,
  why: { intent?: string; note?: string } = {},
): Promise<Committed | Refusal> {
  return commitEdits({ intent: why.intent ?? `${table}.edit`, ...(why.note ? { note: why.note } : {}) }, [set(table, id, fields)]);
}

/** Nothing is deleted: archived rows leave the lists and can be brought back. */
export function archiveRow(table: TableName, id: string, archived: boolean, note?: string): Promise<Committed | Refusal> {
  return editRow(table, id, { archived: archived ? true : undefined } as Partial<RowOf<TableName>>, {
    intent: archived ? `${table}.archive` : `${table}.restore`,
    ...(note ? { note } : {}),
  });
}

export function makeRow<T extends TableName>(table: T, row: RowOf<T>, why: { intent?: string; note?: string } = {}): Promise<Committed | Refusal> {
  return commit({ intent: why.intent ?? `${table}.create`, ...(why.note ? { note: why.note } : {}) }, () => [make(table, row)]);
}
