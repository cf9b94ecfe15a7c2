/**
 * The shortest way of a save to the disk: puts by primary key and one log entry in a strict transaction that is ended with
 * its last request, below Dexie's layers, which would take a quarter of the save's time. Watchers are told as Dexie tells.
 */
import Dexie, { RangeSet, type IndexableType, type IndexSpec } from 'dexie';
import { db } from './store.ts';

/** A row put by its primary key; `before` as it lay there. */
export type PlainPut = { table: string; before: object | undefined; now: object };

/** A strict transaction over these tables. */
export function plainTransaction(tables: readonly string[]): IDBTransaction {
  const open = db().backendDB() as IDBDatabase | null;
  if (!open) throw new DOMException('the database was closed', 'InvalidStateError');
  return open.transaction([...new Set(tables)], 'readwrite', { durability: 'strict' });
}

/**
 * Asks for the puts and the log entry, then for the end; answers the entry's number. Nothing may be asked of `tx` afterwards.
 * Only into tables without unique indexes: a put that failed alone would not undo the others.
 */
export function putAll(tx: IDBTransaction, puts: readonly PlainPut[], log: string, entry: () => object): Promise<number> {
  try {
    for (const p of puts) tx.objectStore(p.table).put(p.now);
    // made while the store is already at work
    const added = tx.objectStore(log).add(entry());
    tx.commit();
    return new Promise((resolve, reject) => {
      added.addEventListener('success', () => resolve(added.result as number));
      tx.addEventListener('abort', () => reject(lostWrite(tx)));
    });
  } catch (e) {
    // else what was asked for so far would be kept
    tx.abort();
    throw e;
  }
}

/** Resolves when `tx` is on the disk. */
export function onDisk(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(lostWrite(tx)));
  });
}

/** Puts that break no rule are lost for the disk's sake alone, whatever name the browser gives it (a full disk: DataError, UnknownError, none). */
const lostWrite = (tx: IDBTransaction): DOMException => new DOMException(tx.error?.message ?? 'the write was not taken', 'AbortError');

/** Tells whoever watches rows of these puts, in this window and in the program's other pages. */
export function tellWatchers(puts: readonly PlainPut[]): void {
  const parts = new Map<string, RangeSet>();
  for (const { table, before, now } of puts) {
    const { primKey, indexes } = db().table(table).schema;
    const told = (part: string, keys: readonly IndexableType[]): void => {
      const name = `idb://${db().name}/${table}/${part}`;
      parts.set(name, (parts.get(name) ?? new RangeSet()).addKeys([...keys]));
    };
    told('', keysOf(primKey, now));
    told(':dels', keysOf(primKey, now));
    for (const index of indexes) {
      const [was, is] = [keysOf(index, before), keysOf(index, now)];
      if (was.length !== is.length || was.some((key, i) => indexedDB.cmp(key, is[i]) !== 0)) told(index.name, [...was, ...is]);
    }
  }
  Dexie.on.storagemutated.fire(Object.fromEntries(parts));
}

/** The keys under which an index has a row. */
function keysOf(index: IndexSpec, row: object | undefined): IndexableType[] {
  if (!row) return [];
  const field = (path: string): unknown => (row as Record<string, unknown>)[path];
  const value: unknown = Array.isArray(index.keyPath) ? index.keyPath.map(field) : field(index.keyPath ?? '');
  const found: unknown[] = index.multi && Array.isArray(value) ? value : [value];
  return found.filter((key): key is IndexableType => key !== undefined && key !== null);
}
