/** For what thousands of rows go into: looked at again after something changed, but not all the time, and drawn in slices. */
import { startTransition, useEffect, useState } from 'react';
import { onTouched } from './touched.ts';
import { reportError } from './report.ts';

/** of the page's time that goes into looking, while one change follows another */
const SHARE = 1 / 5;

/**
 * Runs `query` again whenever a row of `tables` changed: at once where it has been quiet, otherwise at most every `everyMs`, and less often
 * where looking takes long. Answers `undefined` while loading.
 */
export function useObserveSlowly<T>(tables: readonly string[], query: () => Promise<T>, everyMs: number, deps: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let [left, running, again, notBefore] = [false, false, false, 0];
    const later = (): void => {
      timer ??= setTimeout(look, Math.max(0, notBefore - performance.now()));
    };
    const look = (): void => {
      timer = null;
      running = true;
      const began = performance.now();
      query()
        .then((v) => (left ? undefined : startTransition(() => setValue(v))))
        .catch((e: unknown) => (left ? undefined : reportError('observe', e)))
        .finally(() => {
          running = false;
          const now = performance.now();
          notBefore = now + Math.max(everyMs, (now - began) / SHARE);
          // what changed while it was read may not be in it
          if (again && !left) later();
          again = false;
        });
    };
    const unwatch = onTouched(tables, () => {
      if (running) again = true;
      else later();
    });
    look();
    return () => {
      left = true;
      unwatch();
      if (timer !== null) clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the query closes over exactly what `deps` lists
  }, deps);
  return value;
}
