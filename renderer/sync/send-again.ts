/**
 * A registry was put back to an older copy of itself, or set up anew, and has no record of filings, or of what followed a
 * registration, that it had acknowledged: their frozen letters go out once more under their own ids, which is harmless where it
 * has them after all.
 */
import { set } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import type { Followup } from '../../shared/domain/followup.ts';
import { commitWith } from '../data/commit.ts';
import { rowsById } from '../data/queries/read.ts';
import type { OutboxRow } from '../data/schema.ts';
import { db } from '../data/store.ts';

/** Nothing was decided yet: what was decided (registered, returned …) stands here and is never filed a second time. */
const UNDECIDED: Record<'filings' | 'followups', readonly (Filing['state'] | Followup['state'])[]> = {
  filings: ['submitted', 'accepted', 'supplement', 'secondReview'],
  followups: ['submitted', 'accepted'],
};

export type SendableAgain = { table: 'filings' | 'followups'; id: string; letter: OutboxRow };

/** Those of these filings and followups that wait for a decision and whose letter is kept. Index: outbox.id. */
export async function sendableAgain(registry: string, ids: readonly string[]): Promise<SendableAgain[]> {
  const found = await Promise.all((['filings', 'followups'] as const).map((table) => waitingIn(table, registry, ids)));
  return found.flat();
}

async function waitingIn(table: SendableAgain['table'], registry: string, ids: readonly string[]): Promise<SendableAgain[]> {
  const rows: readonly (Filing | Followup)[] = await rowsById(table, [...ids]);
  const waiting = rows.filter((row) => UNDECIDED[table].includes(row.state) && row.letterId !== undefined);
  const letters = await db().outbox.bulkGet(waiting.map((row) => row.letterId!));
  return waiting.flatMap(({ id }, i) => {
    const letter = letters[i];
    return letter?.state === 'done' && letter.registry === registry ? [{ table, id, letter }] : [];
  });
}

/** 待报 again, in one act with their letters; each is asked about first. */
export async function sendAgain(registry: string): Promise<void> {
  const stop = (await db().cursors.get(registry))?.stop;
  const again = await sendableAgain(registry, stop?.missing ?? []);
  if (again.length === 0) return;
  const forgotten = { registryId: undefined, registryRevision: undefined, registryStatus: undefined, submittedAt: undefined, acceptedOn: undefined };
  await commitWith(
    { intent: 'filing.submit' },
    () => again.map(({ table, id }) => set(table, id, { state: 'queued' as const, ...forgotten })),
    async () => {
      // a person was told how many they are
      const here = (await db().cursors.get(registry)) ?? { registry, cursor: '' };
      await db().cursors.put({ ...here, cleared: Math.max(here.cleared ?? -1, ...again.map(({ letter }) => letter.seq)) });
      await db().outbox.bulkPut(again.map(({ letter }) => ({ ...letter, state: 'unknown' as const, attempts: 0, dueAt: 0, lastOutcome: 'absent' })));
    },
  );
}
