/** What the registry does with letters. Every function runs inside one transaction. */
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { arrivalReasons, type CodedReason } from '../../shared/registry/check.ts';
import type { FilingBody } from '../../shared/registry/letter.ts';
import { PROTOCOL } from '../../shared/registry/wire.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';
import { nextNumber } from './database.ts';
import type { FilingRow, Tables } from './tables.ts';

export type Tx = Transaction<Tables>;
export type Answer = { code: number; text: string };

/** The day in China (UTC+8, no summer time), whatever this machine's zone. */
export const chinaDay = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const bodyOf = (row: Pick<FilingRow, 'body'>): FilingBody => JSON.parse(row.body) as FilingBody;

/** A filing as its office sees it. */
export function replyOf(row: FilingRow): LetterReply {
  const { contentHash, filingId, version } = bodyOf(row);
  return {
    protocol: PROTOCOL,
    letter: row.letter_id,
    result: row.answer_code === 422 ? 'refused' : 'accepted',
    registryId: row.id,
    filingId,
    version,
    contentHash,
    status: row.status,
    revision: row.revision,
    receivedAt: row.received_at,
    ...(row.accepted_on ? { acceptedOn: row.accepted_on } : {}),
    ...(row.registered_on ? { registeredOn: row.registered_on } : {}),
    ...(row.register_no ? { registerNo: row.register_no } : {}),
    reasons: JSON.parse(row.reasons) as CodedReason[],
    simulated: true,
    notice: SIMULATED_NOTICE,
  };
}

/**
 * Takes a letter. The same letter again gets the same answer and changes nothing; another body under the same id is a
 * conflict. `canonical` is the body's canonical JSON.
 */
export async function submit(tx: Tx, office: string, letter: string, body: FilingBody, canonical: string, now: Date): Promise<Answer | 'conflict'> {
  const bodyHash = createHash('sha256').update(canonical, 'utf8').digest('hex');
  const known = await tx
    .selectFrom('filings')
    .select(['body_hash', 'answer_code', 'answer'])
    .where('office_id', '=', office)
    .where('letter_id', '=', letter)
    .executeTakeFirst();
  if (known) return known.body_hash === bodyHash ? { code: known.answer_code, text: known.answer } : 'conflict';
  const reasons = arrivalReasons(body);
  const arrival = await nextNumber(tx, 'arrival');
  const row: FilingRow = {
    id: `MN${chinaDay(now).slice(0, 4)}${String(arrival).padStart(8, '0')}`,
    office_id: office,
    letter_id: letter,
    body: canonical,
    body_hash: bodyHash,
    filing_id: body.filingId,
    version: body.version,
    contract_no: body.facts.contractNo?.trim() ?? '',
    project_name: body.form.projectName ?? '',
    seller_name: body.facts.sellerName ?? body.form.sellerName ?? '',
    buyer_name: body.form.buyerName ?? '',
    status: reasons.length > 0 ? 'RETURNED' : 'SUBMITTED',
    revision: 1,
    received_at: now.toISOString(),
    accepted_on: null,
    registered_on: null,
    register_no: null,
    reasons: JSON.stringify(reasons),
    answer_code: reasons.length > 0 ? 422 : 201,
    answer: '',
    arrival,
  };
  row.answer = JSON.stringify(replyOf(row));
  await tx.insertInto('filings').values(row).execute();
  await record(tx, row, now);
  return { code: row.answer_code, text: row.answer };
}

/** The filing of a letter, only for the office that sent it. */
export async function ask(tx: Tx, office: string, letter: string): Promise<LetterReply | undefined> {
  const row = await tx.selectFrom('filings').selectAll().where('office_id', '=', office).where('letter_id', '=', letter).executeTakeFirst();
  return row ? replyOf(row) : undefined;
}

/** Decisions after a position, oldest first. Positions are given in commit order, so none can appear behind a cursor. */
export async function statuses(tx: Tx, office: string, after: number, limit: number): Promise<{ items: unknown[]; last: number; more: boolean }> {
  const rows = await tx
    .selectFrom('events')
    .select(['position', 'snapshot'])
    .where('office_id', '=', office)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return {
    items: page.map((r) => ({ event: Number(r.position), ...(JSON.parse(r.snapshot) as LetterReply) })),
    last: page.length > 0 ? Number(page[page.length - 1]!.position) : after,
    more: rows.length > limit,
  };
}

/** Writes down a decision for the office to collect. */
export async function record(tx: Tx, row: FilingRow, now: Date): Promise<void> {
  const position = await nextNumber(tx, 'event');
  await tx
    .insertInto('events')
    .values({
      position,
      office_id: row.office_id,
      filing: row.id,
      revision: row.revision,
      status: row.status,
      at: now.toISOString(),
      snapshot: JSON.stringify(replyOf(row)),
    })
    .execute();
}
