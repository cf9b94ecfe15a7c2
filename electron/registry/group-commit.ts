/**
 * Work that comes in while the disk is busy shares the next transaction: one wait for the disk makes all of it durable, and
 * each is answered only after that. Where a shared transaction fails, its members are tried one by one, so nobody fails
 * for another's sake.
 */
import type { RegistryDatabase } from './database.ts';
import type { Tx } from './row.ts';

/** `look` may refuse by throwing and writes nothing; `write` is given what it found. */
export type Steps<I, L, R> = { look(tx: Tx, item: I): Promise<L>; write(tx: Tx, looked: L): Promise<R>; isRefusal(error: unknown): boolean };
type Waiting<I, R> = { item: I; resolve(result: R): void; reject(error: unknown): void };
type Outcome<R> = { result: R } | { refusal: unknown };

const MOST = 32;
const STILL_TURNS = 4;

export function groupCommit<I, L, R>(database: RegistryDatabase, steps: Steps<I, L, R>): (item: I) => Promise<R> {
  const queue: Waiting<I, R>[] = [];
  let busy = false;

  const together = (group: readonly Waiting<I, R>[]): Promise<Outcome<R>[]> =>
    database.run(async (tx) => {
      // all looks first: whoever writes keeps other processes waiting
      const looked: ({ found: L } | { refusal: unknown })[] = [];
      for (const { item } of group) {
        try {
          looked.push({ found: await steps.look(tx, item) });
        } catch (error) {
          if (!steps.isRefusal(error)) throw error;
          looked.push({ refusal: error });
        }
      }
      const outcomes: Outcome<R>[] = [];
      for (const one of looked) outcomes.push('found' in one ? { result: await steps.write(tx, one.found) } : one);
      return outcomes;
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
