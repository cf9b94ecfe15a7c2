/**
 * Work that comes in while the disk is busy shares the next transaction: one wait for the disk makes all of it durable, and
 * each is answered only after that. Where a shared transaction fails, its members are tried one by one, so nobody fails
 * for another's sake.
 */
import type { RegistryDatabase } from './database.ts';
import type { Tx } from './row.ts';

/** Each answers in the order of what it was given. `look` writes nothing and may refuse some; `write` is given the others. */
export type Steps<I, L, R> = {
  look(tx: Tx, items: readonly I[]): Promise<({ found: L } | { refusal: Error })[]>;
  write(tx: Tx, found: readonly L[]): Promise<R[]>;
};
type Waiting<I, R> = { item: I; resolve(result: R): void; reject(error: unknown): void };
type Outcome<R> = { result: R } | { refusal: Error };

const MOST = 32;
const STILL_TURNS = 4;

export function groupCommit<I, L, R>(database: RegistryDatabase, steps: Steps<I, L, R>): (item: I) => Promise<R> {
  const queue: Waiting<I, R>[] = [];
  let busy = false;

  const together = (group: readonly Waiting<I, R>[]): Promise<Outcome<R>[]> =>
    database.run(async (tx) => {
      // all looks first: whoever writes keeps other processes waiting
      const looked = await steps.look(
        tx,
        group.map(({ item }) => item),
      );
      const found = looked.flatMap((one) => ('found' in one ? [one.found] : []));
      const results = found.length === 0 ? [] : await steps.write(tx, found);
      let next = 0;
      return looked.map((one) => ('found' in one ? { result: results[next++]! } : one));
    });

  async function settle(group: readonly Waiting<I, R>[]): Promise<void> {
    try {
      const outcomes = await together(group);
      for (const [i, outcome] of outcomes.entries()) {
        if ('result' in outcome) group[i]!.resolve(outcome.result);
        else group[i]!.reject(outcome.refusal);
      }
    } catch (error) {
      if (group.length === 1) return group[0]!.reject(error);
      for (const one of group) await settle([one]);
    }
  }

  /** The embedded engine lets nothing in while it works, and connections come in one by one: waits as long as more arrive at every turn. */
  async function gather(): Promise<void> {
    for (let still = 0; still < STILL_TURNS && queue.length < MOST;) {
      const before = queue.length;
      await new Promise((resolve) => setImmediate(resolve));
      still = queue.length > before ? 0 : still + 1;
    }
  }

  async function drain(): Promise<void> {
    busy = true;
    while (queue.length > 0) {
      await gather();
      await settle(queue.splice(0, MOST));
    }
    busy = false;
  }

  return (item) =>
    new Promise<R>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (!busy) void drain();
    });
}
