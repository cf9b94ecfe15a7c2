import { useEffect, useState } from 'react';
import { latestWorksheet, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Methods } from '../../shared/valuation/weigh.ts';

let loaded: Methods | undefined;

/** Every method, once it is wanted; the methods and their schemas come after the forecast is on screen. */
export function useMethods(wanted: boolean): Methods | undefined {
  const [methods, set] = useState(loaded);
  useEffect(() => {
    if (!wanted || methods) return;
    let gone = false;
    void import('../../shared/valuation/methods.ts').then((m) => {
      loaded = m.METHODS;
      if (!gone) set(loaded);
    });
    return () => {
      gone = true;
    };
  }, [wanted, methods]);
  return methods;
}

/** Whether the worksheet that counts of any of these deals has methods to compute. */
export const appliesMethods = (files: readonly DealFile[]): boolean => files.some((f) => (latestWorksheet(f)?.applied ?? []).length > 0);
