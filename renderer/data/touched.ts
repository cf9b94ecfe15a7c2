/** That rows of a table changed, without asking which: costs nothing, however many rows the table has. */
import Dexie, { type ObservabilitySet } from 'dexie';
import { db } from './store.ts';

/** Calls back after every committed change of these tables, this window's and the program's other pages'; answers how to stop. */
export function onTouched(tables: readonly string[], listener: () => void): () => void {
  const places = tables.map((table) => `idb://${db().name}/${table}/`);
  const told = (parts: ObservabilitySet): void => {
    if ('all' in parts || places.some((place) => place in parts)) listener();
  };
  Dexie.on('storagemutated', told);
  return () => Dexie.on.storagemutated.unsubscribe(told);
}
