/** A registry's answers become Changes of the filing, in the same transaction as what caused them to be read. */
import { commitWith, type Reader } from '../data/commit.ts';
import type { OutboxRow } from '../data/schema.ts';
import { db, workspace } from '../data/store.ts';
import type { Outcome } from '../../shared/bridge.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { answerEdits, readReply } from '../../shared/registry/answer.ts';
import { isRefusal } from '../../shared/result.ts';

type Answered = Extract<Outcome, { kind: 'accepted' | 'refused' }>;

/** Closes a letter with the registry's answer; false where storage refused, and the letter stays as it is. */
export async function closeLetter(row: OutboxRow, outcome: Answered): Promise<boolean> {
  const done = await commitWith(
    { intent: outcome.kind === 'accepted' ? 'filing.received' : 'filing.returned', origin: 'registry' },
    async (read) => (await editsOf(read, [outcome.reply])).edits,
    async () => {
      const now = await db().outbox.get(row.id);
      if (now) await db().outbox.put({ ...now, state: 'done', dueAt: 0, lastOutcome: outcome.kind });
    },
  );
  return !isRefusal(done);
}

/** Edits of a list of answers in their order, each seeing what the ones before it did; `unplaced` are those whose filing is not here. */
export async function editsOf(read: Reader, raws: readonly unknown[]): Promise<{ edits: Edit[]; unplaced: unknown[] }> {
  const rows = new Map<string, Filing>();
  const edits: Edit[] = [];
  const unplaced: unknown[] = [];
  for (const raw of raws) {
    const reply = readReply(raw);
    // not an answer we can read: it must not block the page, and without a filing's id there is nowhere to show it
    if (!reply) continue;
    const row = rows.get(reply.filingId) ?? (await read.get('filings', reply.filingId));
    if (!row) {
      unplaced.push(raw);
      continue;
    }
    const found = answerEdits(row, reply, raw, workspace());
    edits.push(...found);
    rows.set(
      row.id,
      found.reduce<Filing>((r, e) => (e.op === 'set' ? { ...r, ...(e.fields as Partial<Filing>) } : r), row),
    );
  }
  return { edits, unplaced };
}
