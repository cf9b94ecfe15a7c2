/** A registry's answers become Changes of the filing or of what follows it, in the same transaction as what caused them to be read. */
import { commitWith, type Reader } from '../data/commit.ts';
import type { OutboxRow, WantedReceipt } from '../data/schema.ts';
import { db, workspace } from '../data/store.ts';
import type { Outcome } from '../../shared/bridge.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import type { RowOf } from '../../shared/domain/tables.ts';
import { answerEdits, readReply } from '../../shared/registry/answer.ts';
import { followupAnswerEdits } from '../../shared/registry/followup-answer.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import { isForeign } from '../../shared/registry/take-reply.ts';
import { isRefusal } from '../../shared/result.ts';
import { wantedReceipt, withReceipts } from './wanted-receipts.ts';

type Answered = Extract<Outcome, { kind: 'accepted' | 'refused' }>;

/** Of a registry whose answers this library does not take in. */
export function isForeignReply({ reply }: Answered): boolean {
  const read = readReply(reply);
  return read !== undefined && isForeign(workspace(), read);
}

/** Closes a letter with the registry's answer; false where storage refused, and the letter stays as it is. */
export async function closeLetter(row: OutboxRow, outcome: Answered): Promise<boolean> {
  let receipts: WantedReceipt[] = [];
  const done = await commitWith(
    { intent: outcome.kind === 'accepted' ? 'filing.received' : 'filing.returned', origin: 'registry' },
    async (read) => {
      const taken = await editsOf(read, [outcome.reply]);
      receipts = taken.receipts;
      return taken.edits;
    },
    async () => {
      const now = await db().outbox.get(row.id);
      if (now) await db().outbox.put({ ...now, state: 'done', dueAt: 0, lastOutcome: outcome.kind });
      if (receipts.length === 0) return;
      const here = (await db().cursors.get(row.registry)) ?? { registry: row.registry, cursor: '' };
      await db().cursors.put(withReceipts(here, receipts));
    },
  );
  return !isRefusal(done);
}

/** Letters of ours that these statuses speak of are answered, whoever sent them: another computer with the same library may have. In a transaction over the outbox. */
export async function closeTold(registry: string, raws: readonly unknown[]): Promise<void> {
  const told = raws.flatMap((raw) => readReply(raw) ?? []).filter((reply) => !isForeign(workspace(), reply));
  const rows = await db().outbox.bulkGet(told.map((reply) => reply.letter));
  const closed = rows.flatMap((row, i): OutboxRow[] => {
    const reply = told[i]!;
    const is =
      row && row.state !== 'done' && row.registry === registry && row.subject === (reply.followupId ?? reply.filingId) && row.version === reply.version;
    return is ? [{ ...row, state: 'done', dueAt: 0, lastOutcome: reply.result }] : [];
  });
  if (closed.length > 0) await db().outbox.bulkPut(closed);
}

/** `unplaced`: answers whose filing is not here; `receipts`: files that lie ready for filings that have none. */
export type Taken = { edits: Edit[]; unplaced: unknown[]; receipts: WantedReceipt[] };

/** Edits of a list of answers in their order, each seeing what the ones before it did. */
export async function editsOf(read: Reader, raws: readonly unknown[]): Promise<Taken> {
  const rows = new RowsSeen(read);
  const taken: Taken = { edits: [], unplaced: [], receipts: [] };
  for (const raw of raws) {
    const reply = readReply(raw);
    // not an answer we can read: it must not block the page, and without a filing's id there is nowhere to show it
    if (!reply) continue;
    const found = await editsOfReply(rows, reply, raw);
    if (found === null) {
      taken.unplaced.push(raw);
      continue;
    }
    taken.edits.push(...found);
    rows.apply(found);
    const filing = await rows.get('filings', reply.filingId);
    const wanted = filing && wantedReceipt(filing, reply, workspace());
    if (wanted) taken.receipts.push(wanted);
  }
  return taken;
}

/** Null where what the answer is about is not here. */
async function editsOfReply(rows: RowsSeen, reply: LetterReply, raw: unknown): Promise<Edit[] | null> {
  const filing = await rows.get('filings', reply.filingId);
  if (reply.followupId === undefined) return filing ? answerEdits(filing, reply, raw, workspace()) : null;
  const followup = await rows.get('followups', reply.followupId);
  return followup ? followupAnswerEdits(followup, filing, reply, raw, workspace()) : null;
}

/** Rows as the answers before this one leave them. */
class RowsSeen {
  readonly #read: Reader;
  readonly #rows = new Map<string, RowOf<'filings'> | RowOf<'followups'> | undefined>();

  constructor(read: Reader) {
    this.#read = read;
  }

  async get<T extends 'filings' | 'followups'>(table: T, id: string): Promise<RowOf<T> | undefined> {
    const key = `${table}/${id}`;
    if (!this.#rows.has(key)) this.#rows.set(key, await this.#read.get(table, id));
    return this.#rows.get(key) as RowOf<T> | undefined;
  }

  apply(edits: readonly Edit[]): void {
    for (const e of edits) {
      if (e.op !== 'set') continue;
      const key = `${e.table}/${e.id}`;
      const before = this.#rows.get(key);
      if (before) this.#rows.set(key, { ...before, ...(e.fields as Partial<Filing>) });
    }
  }
}
