/** What a Rule answers: effects on rows, never intents to be replayed. */
import type { ChangeLetter } from '../change/change.ts';
import type { RowOf, TableName } from './tables.ts';

export type MakeEdit<T extends TableName = TableName> = { op: 'make'; table: T; row: RowOf<T> };
/** Fields to change; `undefined` takes the field away. */
export type SetEdit<T extends TableName = TableName> = { op: 'set'; table: T; id: string; fields: Partial<RowOf<T>> };
/** An edit of a row that is there. */
export type RowEdit = { [T in TableName]: SetEdit<T> }[TableName];
export type Edit = { [T in TableName]: MakeEdit<T> }[TableName] | RowEdit;
export type Plan = { edits: Edit[]; letters?: ChangeLetter[] };

export const make = <T extends TableName>(table: T, row: RowOf<T>): Edit => ({ op: 'make', table, row }) as Edit;
export const set = <T extends TableName>(table: T, id: string, fields: Partial<RowOf<T>>): RowEdit => ({ op: 'set', table, id, fields }) as RowEdit;
