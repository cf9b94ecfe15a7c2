/** The end of a Dexie transaction, before Dexie tells the screens of it: the journal is told first. */
import type { Dexie, Transaction } from 'dexie';

const afterwards = new WeakMap<object, () => void>();

/** Calls `then` once `tx` is on the disk; never where it was aborted. */
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
    }),
  });
}
