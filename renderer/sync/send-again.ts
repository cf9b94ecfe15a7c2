/**
 * A registry was put back to an older copy of itself, or set up anew, and has no record of filings it had acknowledged: their
 * frozen letters go out once more under their own ids, which is harmless where it has them after all.
 */
import { set } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { commitWith } from '../data/commit.ts';
import { rowsById } from '../data/queries/read.ts';
import type { OutboxRow } from '../data/schema.ts';
import { db } from '../data/store.ts';

/** Nothing was decided yet: what was decided (registered, returned …) stands here and is never filed a second time. */
const UNDECIDED: readonly Filing['state'][] = ['submitted', 'accepted', 'supplement', 'secondReview'];

/** Those of these filings that wait for a decision and whose letter is kept. Index: outbox.id. */
export async function sendableAgain(registry: string, ids: readonly string[]): Promise<{ filing: Filing; letter: OutboxRow }[]> {
  const waiting = (await rowsById('filings', [...ids])).filter((f) => UNDECIDED.includes(f.state) && f.letterId !== undefined);
  const letters = await db().outbox.bulkGet(waiting.map((f) => f.letterId!));
  return waiting.flatMap((filing, i) => {
    const letter = letters[i];
    return letter?.state === 'done' && letter.registry === registry ? [{ filing, letter }] : [];
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
    () => again.map(({ filing }) => set('filings', filing.id, { state: 'queued' as const, ...forgotten })),
    async () => {
      // a person was told how many they are
      const here = (await db().cursors.get(registry)) ?? { registry, cursor: '' };
      await db().cursors.put({ ...here, cleared: Math.max(here.cleared ?? -1, ...again.map(({ letter }) => letter.seq)) });
      await db().outbox.bulkPut(again.map(({ letter }) => ({ ...letter, state: 'unknown' as const, attempts: 0, dueAt: 0, lastOutcome: 'absent' })));
    },
  );
}
