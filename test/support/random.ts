import fc from 'fast-check';

/** How many times longer the random suites run: 1, more for `npm run soak`, less for `npm run test:quick`. */
export const SOAK = Number(process.env['SOAK'] ?? '1') || 1;

/** The seed of this process: printed, and fixed by SEED to run the same histories again. */
export const SEED = Number(process.env['SEED'] ?? '') || (Date.now() ^ (process.pid << 8)) >>> 0;

let told = false;

/** Parameters for fast-check: `runs` times the soak factor, from a seed that is printed once. */
export function randomRuns<T = unknown>(runs: number): fc.Parameters<T> {
  if (!told) console.log(`seed ${SEED}, soak ×${SOAK} (SEED=${SEED} repeats these cases)`);
  told = true;
  return { numRuns: Math.ceil(runs * SOAK), seed: SEED | 0, endOnFailure: false };
}

/** A time limit that grows with the soak factor. */
export const soakMs = (ms: number): number => ms * Math.max(1, SOAK);
