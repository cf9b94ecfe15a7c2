/** The outbox as delivering sees it. States of letters are local; what the registry says goes through commit. */
import type { OutboxRow } from '../data/schema.ts';
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

/** Registries that have ever been given a letter here: those to ask for statuses. */
export async function knownRegistries(): Promise<string[]> {
  const [letters, cursors] = [await db().outbox.toArray(), await db().cursors.toArray()];
  return [...new Set([...letters.map((r) => r.registry), ...cursors.map((c) => c.registry)])].sort();
}
