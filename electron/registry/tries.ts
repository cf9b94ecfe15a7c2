/**
 * Wrong attempts, counted in the database: several processes share the count, and a restart does not forgive it. What is
 * counted are failures only, so a whole class behind one address can come in at once.
 */
import type { Tx } from './row.ts';

export type Limit = { most: number; minutes: number };

/** Minutes to wait before another attempt under this name; 0: now. */
export async function minutesToWait(tx: Tx, name: string, { most, minutes }: Limit, now: Date): Promise<number> {
  const row = await tx.selectFrom('tries').selectAll().where('name', '=', name).executeTakeFirst();
  if (row === undefined || Number(row.n) < most) return 0;
  const left = Date.parse(row.since) + minutes * 60_000 - now.getTime();
  return left <= 0 ? 0 : Math.ceil(left / 60_000);
}

/** Counts one failure; the time runs from the first of a series. */
export async function countFailure(tx: Tx, name: string, { minutes }: Limit, now: Date): Promise<void> {
  const over = new Date(now.getTime() - minutes * 60_000).toISOString();
  await tx.deleteFrom('tries').where('since', '<', over).where('name', '=', name).execute();
  await tx
    .insertInto('tries')
    .values({ name, n: 1, since: now.toISOString() })
    .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ n: eb('tries.n', '+', 1) })))
    .execute();
}

export async function forgetFailures(tx: Tx, name: string): Promise<void> {
  await tx.deleteFrom('tries').where('name', '=', name).execute();
}
