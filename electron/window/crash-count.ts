/** A list of moments within a sliding window; pure, so that the laws of reloading can be tested without a crash. */
export type CrashRule = { most: number; withinMs: number };

/** Reloading: at most three times a minute. Three GPU crashes in half a minute: go on without the GPU. */
export const RELOADS: CrashRule = { most: 3, withinMs: 60_000 };
export const GPU_CRASHES: CrashRule = { most: 2, withinMs: 30_000 };

/** Adds a crash at `now` (ms of a monotonic clock) and says whether it is still within the rule. */
export function countCrash(earlier: readonly number[], now: number, rule: CrashRule): { crashes: number[]; within: boolean } {
  const crashes = [...earlier.filter((at) => now - at < rule.withinMs), now];
  return { crashes, within: crashes.length <= rule.most };
}
