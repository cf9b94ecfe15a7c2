/** Decisions of the review desk on a filing. Each is one move of the machine, told to the office and written into the audit log. */
import { simulatedNumber } from '../../shared/registry/simulated.ts';
import { audit, type Actor, type AuditEntry } from './audit.ts';
import { nextNumbers, takeTurn } from './database.ts';
import { askedBy, byTwo, endingOf } from './endings.ts';
import { cleanReasons, type GivenReason } from './given-reasons.ts';
import { allowed, FILING_MOVES, type FilingAct } from './machine.ts';
import { makeReceipt } from './receipts.ts';
import { chinaDay, eventRow, replyOf, tally, type Tx } from './row.ts';
import { restartsOnSupplement } from './rules.ts';
import type { FilingRow } from './tables.ts';

export type Decision =
  | { act: 'accept' | 'resume' | 'register' | 'confirm' | 'end' }
  | { act: 'forward' | 'cancel' | 'keep'; why: string }
  | { act: 'supplement' | 'return' | 'refuse' | 'revoke'; reasons: GivenReason[] };
export type DeskRefusal = 'gone' | 'moved' | 'not-now' | 'outdated' | 'no-reason' | 'no-why' | 'same-person' | 'registered-before';

const LONGEST_WHY = 500;
const DAY_MS = 86_400_000;

/** Takes a decision on the filing as the reviewer saw it (`revision`); otherwise says why not and changes nothing. */
export async function decide(tx: Tx, id: string, revision: number, decision: Decision, by: Actor, now: Date): Promise<DeskRefusal | null> {
  await takeTurn(tx);
  const row = await tx.selectFrom('filings').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return 'gone';
  if (row.revision !== revision) return 'moved';
  const { act } = decision;
  if (!allowed(row, act)) return 'not-now';
  const why =
    'why' in decision
      ? decision.why
          .replace(/\p{Cc}+/gu, ' ')
          .trim()
          .slice(0, LONGEST_WHY)
      : '';
  const reasons = 'reasons' in decision ? cleanReasons(decision.reasons) : [];
  if ('why' in decision && why === '') return 'no-why';
  if ('reasons' in decision && reasons.length === 0) return 'no-reason';
  const asked = endingOf(row);
  if ((act === 'confirm' && row.first_reviewer === by.id) || (act === 'end' && asked?.by === by.id)) return 'same-person';
  if ((act === 'register' || act === 'confirm') && (await registeredBefore(tx, row))) return 'registered-before';
  const done = act === 'end' && asked !== null ? asked : { act, reasons, why: why || wordsOf(reasons) };
  if (done !== asked && (done.act === 'revoke' || done.act === 'cancel') && byTwo(row)) {
    const ending = askedBy(by, { ...done, act: done.act, on: chinaDay(now) });
    await moveFiling(tx, row, ending, { by, act: `ask-${done.act}`, why: done.why }, now);
    return null;
  }
  const next = { ...(await outcome(tx, row, done.act, by, now)), ending: '', reasons: JSON.stringify(done.reasons) };
  await moveFiling(tx, row, next, { by, act, why: done.why }, now);
  return null;
}

const wordsOf = (reasons: readonly { text: string }[]): string => reasons.map((r) => r.text).join('；');

async function outcome(tx: Tx, row: FilingRow, act: FilingAct, by: Actor, now: Date): Promise<Partial<FilingRow>> {
  const today = chinaDay(now);
  const status = FILING_MOVES[act].to;
  switch (act) {
    case 'accept':
      return { status, accepted_on: today };
    case 'resume': {
      const anew = row.accepted_on === null || restartsOnSupplement(row.received_on, row.region);
      return { status, supplement_on: today, ...(anew ? { accepted_on: today } : {}) };
    }
    case 'return':
      return { status, returned_on: today };
    case 'forward':
      return { status, first_reviewer: by.id, second_reason: withReason(row.second_reason, 'asked') };
    case 'register':
      return row.second_reason === '' ? registration(tx, row, now) : { status: 'SECOND_REVIEW', first_reviewer: by.id };
    case 'confirm':
      return registration(tx, row, now);
    case 'cancel':
      return { status, cancelled_on: today };
    case 'revoke':
      return { status, revoked_on: today };
    case 'supplement':
    case 'refuse':
    case 'end':
    case 'keep':
      return { status };
  }
}

async function registration(tx: Tx, row: FilingRow, now: Date): Promise<Partial<FilingRow>> {
  const today = chinaDay(now);
  const year = Number(today.slice(0, 4));
  const counter = `register-${year}`;
  const { [counter]: serial } = await nextNumbers(tx, counter);
  return {
    status: 'REGISTERED',
    registered_on: today,
    register_no: simulatedNumber(year, serial!),
    days_to_register: Math.round((Date.parse(today) - Date.parse(row.received_on)) / DAY_MS),
  };
}

/** Why a filing is decided by two, with one reason more. */
export const withReason = (list: string, reason: string): string => (list === '' ? reason : list.split(',').includes(reason) ? list : `${list},${reason}`);

/** Writes the filing as it stands next, with its event, its place in the tallies and its line in the audit log. */
export async function moveFiling(
  tx: Tx,
  row: FilingRow,
  change: Partial<FilingRow>,
  done: Pick<AuditEntry, 'by' | 'act' | 'why' | 'detail'>,
  now: Date,
): Promise<void> {
  const next = { ...change, revision: row.revision + 1 };
  const after: FilingRow = { ...row, ...next };
  await tx.updateTable('filings').set(next).where('id', '=', row.id).execute();
  const receipt = after.status === 'REGISTERED' && row.status !== 'REGISTERED' ? await makeReceipt(tx, after) : await receiptStored(tx, after);
  const { event } = await nextNumbers(tx, 'event');
  await tx
    .insertInto('events')
    .values(eventRow(event, after, replyOf(after, receipt), now))
    .execute();
  await tally(tx, row.point, row.status, after.status);
  await audit(tx, { ...done, about: row.id, from: row.status, to: after.status }, now);
}

const receiptStored = async (tx: Tx, row: FilingRow) =>
  row.registered_on === null ? undefined : tx.selectFrom('receipts').select(['sha256', 'size', 'name']).where('filing', '=', row.id).executeTakeFirst();

/** An objection marks the filing: it, or the version that follows it, is decided by two. */
export async function objected(tx: Tx, row: FilingRow): Promise<void> {
  await tx
    .updateTable('filings')
    .set({ disputed: 1, second_reason: withReason(row.second_reason, 'dispute') })
    .where('id', '=', row.id)
    .execute();
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

/**
 * Id of a registered filing with the same text, or the same parties, name and amounts, where one of the two has no contract
 * number. It may be another contract after all, so it blocks nothing.
 */
export async function registeredAlike(tx: Tx, row: FilingRow): Promise<string | undefined> {
  // the status is looked at afterwards: most of a register is registered, and few of it are alike
  const alike = await tx
    .selectFrom('filings')
    .select(['id', 'status', 'contract_no'])
    .where((eb) =>
      eb.or([
        ...(row.text_hash === '' ? [] : [eb('text_hash', '=', row.text_hash)]),
        eb.and([
          eb('parties', '=', row.parties),
          eb('project_name', '=', row.project_name),
          eb('total_cents', '=', row.total_cents),
          eb('technical_cents', '=', row.technical_cents),
        ]),
      ]),
    )
    .orderBy('arrival')
    .execute();
  return alike.find((o) => o.id !== row.id && o.status === 'REGISTERED' && (o.contract_no === '' || row.contract_no === ''))?.id;
}
