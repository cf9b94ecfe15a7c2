/**
 * Attempts that may be guesses, counted in the database: several processes share the count, and a restart does not forgive
 * it. An attempt is counted before it is known to be wrong, and its row stays locked until then: many at once count one by
 * one. What turns out right is given back, so a whole class behind one address can come in.
 */
import { sql } from 'kysely';
import type { Tx } from './row.ts';

export type Limit = { most: number; minutes: number };

/** Counts an attempt under this name. Answers minutes to wait before the next, where this one may not be made; else 0. */
export async function takeTry(tx: Tx, name: string, { most, minutes }: Limit, now: Date): Promise<number> {
  const at = now.toISOString();
  const over = new Date(now.getTime() - minutes * 60_000).toISOString();
  // the time runs from the first of a series; a series that is over begins anew
  const { n, since } = await tx
    .insertInto('tries')
    .values({ name, n: 1, since: at })
    .onConflict((c) =>
      c
        .column('name')
        .doUpdateSet({
          n: sql<number>`case when tries.since <= ${over} then 1 else tries.n + 1 end`,
          since: sql<string>`case when tries.since <= ${over} then ${at} else tries.since end`,
        }),
    )
    .returning(['n', 'since'])
    .executeTakeFirstOrThrow();
  return Number(n) <= most ? 0 : Math.max(1, Math.ceil((Date.parse(since) + minutes * 60_000 - now.getTime()) / 60_000));
}

/** The attempt was right: it does not count. */
export async function giveTry(tx: Tx, name: string): Promise<void> {
  await tx
    .updateTable('tries')
    .set((eb) => ({ n: eb('n', '-', 1) }))
    .where('name', '=', name)
    .execute();
}

export async function forgetTries(tx: Tx, name: string): Promise<void> {
  await tx.deleteFrom('tries').where('name', '=', name).execute();
}
