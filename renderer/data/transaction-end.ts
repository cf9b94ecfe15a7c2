/**
 * What happens at a transaction's end, below Dexie's layers: a write may end it with its last request instead of after
 * the answers, which spares a save one way between the processes, and the journal is told before anyone else.
 * `complete` still comes only when everything is on the disk.
 */
import type { Dexie, Transaction } from 'dexie';

/** Writes each such transaction has still to ask for. */
const left = new WeakMap<object, number>();
const afterwards = new WeakMap<object, () => void>();

/**
 * Promises that `tx` asks for exactly so many more writes and then for nothing.
 * Only for writes by primary key into tables without unique indexes: one that failed alone would not undo the others.
 */
export function endAfter(tx: Transaction, writes: number): void {
  left.set(tx.idbtrans, writes);
}

/** Calls `then` once `tx` is on the disk, before Dexie tells the screens; never where it was aborted. */
export function onceComplete(tx: Transaction, then: () => void): void {
  afterwards.set(tx.idbtrans, then);
}

/** Watches the ends of the transactions of `db`; level −1 is where requests are handed to IndexedDB. */
export function watchEnds(db: Dexie): void {
  db.use({
    stack: 'dbcore',
    name: 'ends',
    level: -1,
    create: (core) => ({
      ...core,
      transaction(stores, mode, options) {
        const tx = core.transaction(stores, mode, options);
        if (mode === 'readwrite') (tx as IDBTransaction).addEventListener('complete', () => afterwards.get(tx)?.());
        return tx;
      },
      table(name) {
        const table = core.table(name);
        return {
          ...table,
          mutate(request) {
            const answer = table.mutate(request);
            const promised = left.get(request.trans);
            if (promised !== undefined) left.set(request.trans, promised - 1);
            if (promised === 1) (request.trans as IDBTransaction).commit();
            return answer;
          },
        };
      },
    }),
  });
}
