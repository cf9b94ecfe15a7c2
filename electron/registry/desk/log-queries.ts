/** What the log's page and the logs beside filings read. */
import type { Selectable } from 'kysely';
import type { Tx } from '../row.ts';
import type { AuditRow } from '../tables.ts';
import { isPosition, PAGE } from './newest.ts';

export type AuditLine = Selectable<AuditRow>;

/** Everything done to one thing, oldest first. */
export const logOf = (tx: Tx, about: string): Promise<AuditLine[]> => tx.selectFrom('audit').selectAll().where('about', '=', about).orderBy('n').execute();

/** The log, newest first; `by` is a name, `about` what it is about. */
export async function logView(tx: Tx, asked: { act: string; about: string; by: string }, before: string) {
  let query = tx
    .selectFrom('audit')
    .selectAll()
    .orderBy('n', 'desc')
    .limit(PAGE + 1);
  if (asked.act !== '') query = query.where('act', '=', asked.act);
  if (asked.about.trim() !== '') query = query.where('about', '=', asked.about.trim());
  if (asked.by.trim() !== '') query = query.where('by_name', '=', asked.by.trim());
  if (isPosition(before)) query = query.where('n', '<', Number(before));
  const rows = await query.execute();
  return { ...asked, rows: rows.slice(0, PAGE), next: rows.length > PAGE ? Number(rows[PAGE - 1]!.n) : null };
}
