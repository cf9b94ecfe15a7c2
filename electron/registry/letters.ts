/** What the registry does with letters of any kind. Every function runs inside one transaction. */
import { createHash } from 'node:crypto';
import { FILING_SUBMIT, type FilingBody } from '../../shared/registry/letter.ts';
import type { FollowupBody } from '../../shared/registry/followup-letter.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import { takeTurn } from './database.ts';
import { arrive, writeArrival } from './filings.ts';
import { holdings, type Holdings } from './holdings.ts';
import { arriveFollowup } from './followups.ts';
import { followupReplyOf, replyOf, type Incoming, type Tx } from './row.ts';

export type Answer = { code: number; text: string };
/** A letter that was just taken, by its registry id. */
export type Taken = { id: string; office: string };
/** Called with the letters a transaction took, inside it; not for repeats. */
export type OnArrival = (tx: Tx, taken: readonly Taken[], now: Date) => Promise<void>;

/**
 * Takes letters in their order. The same letter again gets the same answer and changes nothing; another body under the
 * same id is a conflict.
 */
export async function submitAll(tx: Tx, letters: readonly Incoming[], now: Date, onArrival?: OnArrival): Promise<(Answer | 'conflict')[]> {
  if (letters.length === 0) return [];
  await takeTurn(tx);
  const known = await answered(tx, letters);
  const held = await holdings(tx, letters, now);
  const answers: (Answer | 'conflict')[] = [];
  const taken: Taken[] = [];
  for (const incoming of letters) {
    const at = `${incoming.office.id} ${incoming.letter}`;
    let earlier = known.get(at);
    if (earlier === undefined) {
      const row = await take(tx, incoming, now, held);
      taken.push({ id: row.id, office: incoming.office.id });
      earlier = { bodyHash: incoming.bodyHash, code: row.answer_code, text: row.answer };
      known.set(at, earlier);
    }
    answers.push(earlier.bodyHash === incoming.bodyHash ? { code: earlier.code, text: earlier.text } : 'conflict');
  }
  if (taken.length > 0) await onArrival?.(tx, taken, now);
  return answers;
}

/** One letter by itself. */
export const submit = async (tx: Tx, incoming: Incoming, now: Date): Promise<Answer | 'conflict'> => (await submitAll(tx, [incoming], now))[0]!;

async function take(tx: Tx, incoming: Incoming, now: Date, held: Holdings): Promise<{ id: string; answer_code: number; answer: string }> {
  const { body } = incoming;
  if (!isFiling(body)) return arriveFollowup(tx, { ...incoming, body }, now);
  const arrived = await arrive(tx, { ...incoming, body }, now, held);
  await writeArrival(tx, arrived, incoming.office, now);
  held.filings.push(arrived.row);
  return arrived.row;
}

const isFiling = (body: FilingBody | FollowupBody): body is FilingBody => body.kind === FILING_SUBMIT;

async function answered(tx: Tx, letters: readonly Incoming[]): Promise<Map<string, Answer & { bodyHash: string }>> {
  const [offices, ids] = [[...new Set(letters.map((l) => l.office.id))], letters.map((l) => l.letter)];
  const columns = ['office_id', 'letter_id', 'body_hash', 'answer_code', 'answer'] as const;
  const rows = await tx
    .selectFrom('filings')
    .select(columns)
    .where('office_id', 'in', offices)
    .where('letter_id', 'in', ids)
    .unionAll(tx.selectFrom('followups').select(columns).where('office_id', 'in', offices).where('letter_id', 'in', ids))
    .execute();
  return new Map(rows.map((r) => [`${r.office_id} ${r.letter_id}`, { bodyHash: r.body_hash, code: r.answer_code, text: r.answer }]));
}

/** A letter as it stands now, only for the office that sent it. */
export async function ask(tx: Tx, office: string, letter: string): Promise<LetterReply | undefined> {
  const row = await tx.selectFrom('filings').selectAll().where('office_id', '=', office).where('letter_id', '=', letter).executeTakeFirst();
  if (row) return replyOf(row, await tx.selectFrom('receipts').select(['sha256', 'size', 'name']).where('filing', '=', row.id).executeTakeFirst());
  const followup = await tx.selectFrom('followups').selectAll().where('office_id', '=', office).where('letter_id', '=', letter).executeTakeFirst();
  return followup ? followupReplyOf(followup) : undefined;
}

/** Where an office's reading stands: the last event it was given, and that event's mark. */
export type Place = { position: number; mark: string };
const BEGINNING: Place = { position: 0, mark: '' };
const markOf = (event: { at: string; snapshot: string }): string =>
  createHash('sha256').update(`${event.at} ${event.snapshot}`, 'utf8').digest('hex').slice(0, 12);

/**
 * Decisions after a place, oldest first. Positions are given in commit order, so none can appear behind a cursor. Undefined
 * where the event read last is not there, or is another: this database is an older copy that was put back.
 */
export async function statuses(
  tx: Tx,
  office: string,
  after: Place | null,
  limit: number,
): Promise<{ items: unknown[]; last: Place; more: boolean } | undefined> {
  const from = after ?? BEGINNING;
  const rows = await tx
    .selectFrom('events')
    .select(['position', 'snapshot', 'at'])
    .where('office_id', '=', office)
    .where('position', '>=', from.position)
    .orderBy('position')
    .limit(limit + 2)
    .execute();
  if (from.position > 0) {
    const known = rows.shift();
    if (known === undefined || Number(known.position) !== from.position || markOf(known) !== from.mark) return undefined;
  }
  const page = rows.slice(0, limit);
  const end = page.at(-1);
  return {
    items: page.map((r) => ({ event: Number(r.position), ...(JSON.parse(r.snapshot) as LetterReply) })),
    last: end === undefined ? from : { position: Number(end.position), mark: markOf(end) },
    more: rows.length > limit,
  };
}

/** The receipt of the office's own registered filing. */
export async function receiptOf(tx: Tx, office: string, registryId: string): Promise<{ name: string; bytes: Buffer } | undefined> {
  const found = await tx
    .selectFrom('receipts')
    .innerJoin('filings', 'filings.id', 'receipts.filing')
    .select(['receipts.name', 'receipts.pdf'])
    .where('receipts.filing', '=', registryId)
    .where('filings.office_id', '=', office)
    .executeTakeFirst();
  return found && { name: found.name, bytes: Buffer.from(found.pdf, 'base64') };
}
