/** The only reader for React: runs a query again whenever committed rows that it read have changed. */
import { liveQuery } from 'dexie';
import { startTransition, useEffect, useState } from 'react';
import { reportError } from './report.ts';

/** Answers `undefined` while loading. The query may read only through `db()`; results are never mutated. */
export function useObserve<T>(query: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<{ of: readonly unknown[]; value: T }>();
  useEffect(() => {
    const subscription = liveQuery(async () => query()).subscribe({
      // drawn in slices: what was read never holds up what is being typed
      next: (v) => startTransition(() => setValue({ of: deps, value: v })),
      error: (e: unknown) => reportError('observe', e),
    });
    return () => subscription.unsubscribe();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the query closes over exactly what `deps` lists
  }, deps);
  const current = value !== undefined && value.of.length === deps.length && value.of.every((d, i) => Object.is(d, deps[i]));
  return current ? value.value : undefined;
}
