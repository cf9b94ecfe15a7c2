/** Hears when rows of a table come or go, so that what was counted on them is counted again. */
import { useEffect, useRef } from 'react';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import { rowCount } from '../../data/queries/import.ts';
import { watch } from '../../data/watch.ts';

/** A withdrawal of many thousand rows is hundreds of writes: counting anew after each would hold it and the window up. */
const QUIET_MS = 1000;

/** Calls back when rows have come or gone and a second has passed without another; `of` null: nothing is counted on. */
export function useRowsChanged(of: TemplateName | null, changed: () => void): void {
  const call = useRef(changed);
  useEffect(() => {
    call.current = changed;
  });
  useEffect(() => {
    if (of === null) return;
    let first = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watch(
      () => rowCount(of),
      () => {
        clearTimeout(timer);
        if (!first) timer = setTimeout(() => call.current(), QUIET_MS);
        first = false;
      },
    );
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [of]);
}
