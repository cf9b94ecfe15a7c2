/** The outbox as delivering sees it. States of letters are local; what the registry says goes through commit. */
import { recallFiling } from '../../shared/domain/filing-rules.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { refuse, type Refusal } from '../../shared/result.ts';
import { commitWith, type Committed } from '../data/commit.ts';
import { isUnsent, type OutboxRow } from '../data/schema.ts';
import { db } from '../data/store.ts';
import type { Placed } from './lanes.ts';

const OPEN: readonly OutboxRow['state'][] = ['waiting', 'sending', 'unknown', 'held'];

/** Every letter without an answer, with its place in the list of Changes. Index: outbox.state, changes.id. */
export async function openLetters(): Promise<Placed[]> {
  const rows = await db().outbox.where('state').anyOf(OPEN).toArray();
  const changes = await db()
    .changes.where('id')
    .anyOf([...new Set(rows.map((r) => r.changeId))])
    .toArray();
  const seqs = new Map(changes.map((c) => [c.id, c.seq]));
  return rows.map((row) => ({ row, seq: seqs.get(row.changeId) ?? Number.MAX_SAFE_INTEGER }));
}

/**
 * Changes a letter's local state where it still is as it was read; false where it is not (taken back, answered, already
 * on its way). On disk when it resolves, so that `sending` stands before the network is touched.
 */
export async function move(seen: OutboxRow, to: Partial<Pick<OutboxRow, 'state' | 'attempts' | 'dueAt' | 'lastOutcome'>>): Promise<OutboxRow | null> {
  return db().transaction('rw', ['outbox'], async () => {
    const row = await db().outbox.get(seen.id);
    if (!row || row.state !== seen.state || row.attempts !== seen.attempts) return null;
    const moved = { ...row, ...to };
    await db().outbox.put(moved);
    return moved;
  });
}

/** Nothing waits any longer: the network is back, the machine woke up, or somebody signed in. Held letters stay held. */
export async function hurry(): Promise<void> {
  await db().transaction('rw', ['outbox'], async () => {
    const rows = await db().outbox.where('state').anyOf(['waiting', 'unknown']).toArray();
    await db().outbox.bulkPut(rows.filter((r) => r.dueAt > 0).map((r) => ({ ...r, dueAt: 0, attempts: 0 })));
  });
}

/** A person looked at a held letter and lets it go on: asked about first, then sent as it is. */
export async function release(letter: string): Promise<boolean> {
  const row = await db().outbox.get(letter);
  return row?.state === 'held' && (await move(row, { state: 'unknown', attempts: 0, dueAt: 0 })) !== null;
}

/**
 * Takes a queued filing back into the draft together with its letter, in one act; refused once the letter may be with the
 * registry. `typed` are the form's values that were typed by hand.
 */
export async function recall(id: string, typed: Readonly<Record<string, string>>): Promise<Committed | Refusal> {
  const letters: OutboxRow[] = [];
  return commitWith(
    { intent: 'filing.recall' },
    async (read) => {
      const filing = await read.get('filings', id);
      if (!filing) return refuse('row.gone');
      letters.push(...(await lettersOf(filing)));
      return letters.length > 0 && letters.every(isUnsent) ? recallFiling(filing, typed) : refuse('filing.sent');
    },
    () => db().outbox.bulkDelete(letters.map((o) => o.id)),
  );
}

/** Whether a queued filing's letter is certainly with nobody but us. Index: outbox.lane. */
export async function isStillHere(filing: Filing): Promise<boolean> {
  if (filing.state !== 'queued') return false;
  const letters = await lettersOf(filing);
  return letters.length > 0 && letters.every(isUnsent);
}

/** Letters of this version without an answer. Index: outbox.lane. */
async function lettersOf(filing: Filing): Promise<OutboxRow[]> {
  const lane = await db()
    .outbox.where('lane')
    .equals(filing.dealId ?? '')
    .toArray();
  return lane.filter((o) => o.state !== 'done' && isOf(o, filing));
}

function isOf(row: OutboxRow, filing: Filing): boolean {
  const body = JSON.parse(row.body) as { filingId?: unknown; version?: unknown };
  return body.filingId === filing.id && body.version === (filing.version ?? 1);
}

/** Registries that have ever been given a letter here: those to ask for statuses. */
export async function knownRegistries(): Promise<string[]> {
  const [letters, cursors] = [await db().outbox.toArray(), await db().cursors.toArray()];
  return [...new Set([...letters.map((r) => r.registry), ...cursors.map((c) => c.registry)])].sort();
}
