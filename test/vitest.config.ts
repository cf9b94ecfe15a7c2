import { defineConfig } from 'vitest/config';
import { PROJECT } from '../electron/runtime/paths.ts';

const SOAK = Math.max(1, Number(process.env['SOAK'] ?? '1') || 1);

// vitest's reporter needs it to print a failure, and Node 20 does not have it
function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
if (!('groupBy' in Map)) Object.assign(Map, { groupBy });

/** Lines covered, in percent, below which the run fails; KEZHUAN_COVERAGE=report only tells. */
const LINES = 95;
const HELD = ['shared/**/*.ts', 'renderer/data/**/*.ts', 'renderer/sync/**/*.ts', 'electron/journal/**/*.ts'];

/** A busy machine answers later than a second; a wait that is fulfilled costs nothing. */
const PATIENT = { poll: { timeout: 30_000 } };
const globalSetup = 'test/runner/temporary-folder.ts';

/**
 * Three projects: `node` (rules, data in fake-indexeddb, journal, registry, runtime …), `chromium` (real Chromium),
 * `e2e` (the real Electron, three files at a time).
 */
export default defineConfig({
  root: PROJECT,
  test: {
    allowOnly: false,
    passWithNoTests: false,
    coverage: {
      provider: 'v8',
      include: HELD,
      reporter: ['json-summary', 'text-summary'],
      reportsDirectory: 'coverage',
      reportOnFailure: true,
      thresholds: { lines: process.env['KEZHUAN_COVERAGE'] === 'report' ? 0 : LINES },
    },
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          globalSetup,
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/chromium/**', 'test/e2e/**', 'test/bench/**', 'test/demo/**'],
          // many of them wait for LibreOffice, a child process or the disk
          maxWorkers: 2,
          testTimeout: 120_000 * SOAK,
          hookTimeout: 60_000,
          expect: PATIENT,
        },
      },
      {
        test: {
          name: 'chromium',
          environment: 'node',
          globalSetup,
          include: ['test/chromium/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 600_000 * SOAK,
          hookTimeout: 600_000,
          expect: PATIENT,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          globalSetup,
          include: ['test/e2e/**/*.test.ts'],
          // they wait more than they compute; each file has its own profile, screen and ports
          maxWorkers: 3,
          testTimeout: 600_000 * SOAK,
          hookTimeout: 600_000,
          expect: PATIENT,
        },
      },
    ],
  },
});
