/** Decisions of the review desk: accept, return with coded reasons, register. */
import { cleanReasons, type GivenReason } from './given-reasons.ts';
import { nextNumber } from './database.ts';
import { chinaDay, record, type Tx } from './filings.ts';
import { simulatedNumber } from '../../shared/registry/simulated.ts';
import type { FilingRow } from './tables.ts';

export type Decision = { act: 'accept' } | { act: 'return'; reasons: GivenReason[] } | { act: 'register' };
export type DeskRefusal = 'gone' | 'moved' | 'not-now' | 'no-reason' | 'registered-before';

const ALLOWED: Record<Decision['act'], readonly string[]> = { accept: ['SUBMITTED'], return: ['SUBMITTED', 'ACCEPTED'], register: ['ACCEPTED'] };
export const allowed = (status: string, act: Decision['act']): boolean => ALLOWED[act].includes(status);

/** Takes a decision on the filing as the reviewer saw it (`revision`); otherwise says why not and changes nothing. */
export async function decide(tx: Tx, id: string, revision: number, decision: Decision, now: Date): Promise<DeskRefusal | null> {
  const row = await tx.selectFrom('filings').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return 'gone';
  if (row.revision !== revision) return 'moved';
  if (!allowed(row.status, decision.act)) return 'not-now';
  const next = await outcome(tx, row, decision, now);
  if (typeof next === 'string') return next;
  await tx.updateTable('filings').set(next).where('id', '=', id).where('revision', '=', revision).execute();
  await record(tx, { ...row, ...next }, now);
  return null;
}

async function outcome(tx: Tx, row: FilingRow, decision: Decision, now: Date): Promise<Partial<FilingRow> | DeskRefusal> {
  const revision = row.revision + 1;
  switch (decision.act) {
    case 'accept':
      return { status: 'ACCEPTED', revision, accepted_on: chinaDay(now) };
    case 'return': {
      const reasons = cleanReasons(decision.reasons);
      return reasons.length === 0 ? 'no-reason' : { status: 'RETURNED', revision, reasons: JSON.stringify(reasons) };
    }
    case 'register': {
      if (await registeredBefore(tx, row)) return 'registered-before';
      const year = Number(chinaDay(now).slice(0, 4));
      const serial = await nextNumber(tx, `register-${year}`);
      return { status: 'REGISTERED', revision, registered_on: chinaDay(now), register_no: simulatedNumber(year, serial) };
    }
  }
}

/** One registration per contract: the office has another registered filing under this contract number. */
export async function registeredBefore(tx: Tx, row: FilingRow): Promise<boolean> {
  if (row.contract_no === '') return false;
  const other = await tx
    .selectFrom('filings')
    .select('id')
    .where('office_id', '=', row.office_id)
    .where('contract_no', '=', row.contract_no)
    .where('status', '=', 'REGISTERED')
    .where('id', '!=', row.id)
    .executeTakeFirst();
  return other !== undefined;
}
