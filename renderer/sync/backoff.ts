/** How long to wait before the next attempt: 2 s·2ⁿ up to 5 minutes, anywhere in that span (full jitter), for ever. */
const FIRST_MS = 2_000;
const CAP_MS = 300_000;
/** below this a wait is none, and a broken answer would be asked for in a tight loop */
const LEAST_MS = 100;
/** no wait may be longer than this: a clock that was set back must not silence a letter */
export const LONGEST_WAIT_MS = 3_600_000;

/** Milliseconds after the n-th failed attempt (n ≥ 1); `random` in [0, 1). */
export function backoff(attempts: number, random: number): number {
  const span = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.max(LEAST_MS, Math.round(span * random));
}

/** Whether a letter's turn has come; a due time implausibly far ahead comes from another clock and counts as come. */
export const isDue = (dueAt: number, now: number): boolean => dueAt <= now || dueAt > now + LONGEST_WAIT_MS;

/** Why nothing goes to a registry whoever answers there: it is of the wrong kind for this library, or all network is forbidden. */
const BARRED = ['not-simulated', 'simulated', 'forbidden'];
/** What is remembered of a letter that went nowhere: why it was not even tried, or why nobody was reached. */
export const notReached = (reason: string): string => (BARRED.includes(reason) ? reason : isOff(reason) ? 'off' : `unreachable-${reason}`);

/** Not even tried: 联网 is off for this registry, or for all. */
export const isOff = (reason: string): boolean => ['switched-off', 'not-configured', 'forbidden'].includes(reason);
