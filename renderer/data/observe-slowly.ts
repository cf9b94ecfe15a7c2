/** For what thousands of rows go into: looked at again a while after something changed, and drawn in slices. */
import { startTransition, useEffect, useState } from 'react';
import { reportError } from './report.ts';
import { watch } from './watch.ts';

/** `signal` reads, cheaply, what `query` depends on; whenever that changes `query` runs again, at most every `everyMs`. Answers `undefined` while loading. */
export function useObserveSlowly<T>(signal: () => Promise<unknown>, query: () => Promise<T>, everyMs: number, deps: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let [left, running, again, seen] = [false, false, false, false];
    const later = (ms: number): void => {
      timer ??= setTimeout(look, ms);
    };
    const look = (): void => {
      timer = null;
      running = true;
      query()
        .then((v) => (left ? undefined : startTransition(() => setValue(v))))
        .catch((e: unknown) => (left ? undefined : reportError('observe', e)))
        .finally(() => {
          running = false;
          // what changed while it was read may not be in it
          if (again && !left) later(everyMs);
          again = false;
        });
    };
    const unwatch = watch(signal, () => {
      if (running) again = true;
      else later(seen ? everyMs : 0);
      seen = true;
    });
    return () => {
      left = true;
      unwatch();
      if (timer !== null) clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the query closes over exactly what `deps` lists
  }, deps);
  return value;
}
