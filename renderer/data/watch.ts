/** Reading outside React: runs a query again whenever committed rows that it read have changed. */
import { liveQuery } from 'dexie';
import { reportError } from './report.ts';

/** Calls back with each answer; answers how to stop. The query may read only through `db()`. */
export function watch<T>(query: () => Promise<T>, listener: (value: T) => void): () => void {
  const subscription = liveQuery(async () => query()).subscribe({ next: listener, error: (e: unknown) => reportError('watch', e) });
  return () => subscription.unsubscribe();
}
