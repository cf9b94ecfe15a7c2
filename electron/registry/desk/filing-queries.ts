/** What the page of one filing reads: all of it, what deserves a look, and what became of it. */
import { hintsFor, type CodedReason } from '../../../shared/registry/check.ts';
import { registeredAlike, registeredBefore } from '../decide.ts';
import { bodyOf, chinaDay, type Tx } from '../row.ts';
import type { FilingRow, FollowupRow, RiskRow } from '../tables.ts';
import { logOf, type AuditLine } from './log-queries.ts';
import { inScope } from './newest.ts';
import type { Person } from './roles.ts';

const DECIDED = new Set(['REGISTERED', 'RETURNED', 'REFUSED', 'CANCELLED', 'REVOKED']);

export type OneView = {
  row: FilingRow;
  office: string;
  point: string;
  hints: CodedReason[];
  risks: RiskRow[];
  followups: FollowupRow[];
  log: AuditLine[];
  templates: { id: string; name: string; rows: string }[];
};

/** One filing with its history; hints only while something can still be decided. */
export async function oneView(tx: Tx, person: Person, id: string, now: Date): Promise<OneView | null> {
  const row = await tx.selectFrom('filings').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || !inScope(person, row.point)) return null;
  const office = await tx.selectFrom('offices').select('name').where('id', '=', row.office_id).executeTakeFirstOrThrow();
  const held = async () => ({ registeredBefore: await registeredBefore(tx, row), registeredAlike: await registeredAlike(tx, row) });
  const hints = DECIDED.has(row.status) ? [] : hintsFor(bodyOf(row), { today: chinaDay(now), ...(await held()) });
  return {
    row,
    office: office.name,
    point: await pointName(tx, row.point),
    hints,
    risks: await tx.selectFrom('risks').selectAll().where('filing', '=', id).orderBy('rule').execute(),
    followups: await tx.selectFrom('followups').selectAll().where('filing', '=', id).orderBy('arrival').execute(),
    log: await logOf(tx, id),
    templates: await tx.selectFrom('return_templates').select(['id', 'name', 'rows']).orderBy('name').execute(),
  };
}

const pointName = async (tx: Tx, id: string): Promise<string> =>
  (await tx.selectFrom('points').select('name').where('id', '=', id).executeTakeFirst())?.name ?? id;

export async function registeredRow(tx: Tx, person: Person, id: string): Promise<FilingRow | undefined> {
  const row = await tx.selectFrom('filings').selectAll().where('id', '=', id).where('register_no', 'is not', null).executeTakeFirst();
  return row !== undefined && inScope(person, row.point) ? row : undefined;
}
