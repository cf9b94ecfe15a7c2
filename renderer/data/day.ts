/** Today for what stands on the screen: a window that is open at midnight in China goes on with the new day. */
import { useMemo, useSyncExternalStore } from 'react';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { untilChinaMidnight } from '../../shared/time.ts';
import { packInForce, rulesAt, today } from './rules.ts';

/** A machine that slept, or whose clock was set, has not counted on: the day is looked at again at least this often. */
const LOOK_MS = 600_000;

/** Calls back when it may be another day; answers how to end. */
export function onNewDay(tell: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    timer = setTimeout(
      () => {
        tell();
        wait();
      },
      Math.min(LOOK_MS, untilChinaMidnight(Date.now())),
    );
  };
  wait();
  window.addEventListener('focus', tell);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('focus', tell);
  };
}

/** ISO day in China; what is computed from it is computed anew when it changes. */
export const useToday = (): string => useSyncExternalStore(onNewDay, today);

/** The rules of the day at a place (6-digit division); the same object until the day, the place or the pack changes. */
export function useRules(region?: string): RuleBook {
  const day = useToday();
  const pack = packInForce();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the rules are those of the pack in force
  return useMemo(() => rulesAt(day, region), [day, region, pack]);
}
