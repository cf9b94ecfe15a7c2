/** Hears when rows of a table come or go, so that what was counted on them is counted again. */
import { useEffect, useRef } from 'react';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import { rowCount } from '../../data/queries/import.ts';
import { watch } from '../../data/watch.ts';

/** A withdrawal of many thousand rows is hundreds of writes: counting anew after each would hold it up. */
const AT_MOST_EVERY_MS = 1000;

/** Calls back a while after rows have come or gone, and at most once a second; `of` null: nothing is counted on. */
export function useRowsChanged(of: TemplateName | null, changed: () => void): void {
  const call = useRef(changed);
  useEffect(() => {
    call.current = changed;
  });
  useEffect(() => {
    if (of === null) return;
    let known: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watch(
      () => rowCount(of),
      (count) => {
        if (known !== undefined && known !== count)
          timer ??= setTimeout(() => {
            timer = undefined;
            call.current();
          }, AT_MOST_EVERY_MS);
        known = count;
      },
    );
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [of]);
}
