/** A grid scrolls sideways before a column of it becomes too narrow to read. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leastWidth } from '../../renderer/ui/grid-width.ts';
import { randomRuns } from '../support/random.ts';

/** As a browser lays out a table with fixed columns: what px and per cent leave is divided among the rest. */
function laidOut(columns: readonly { width?: string }[], menu: boolean, grid: number): number[] {
  const own = columns.map(({ width = '' }) =>
    width === '' ? undefined : width.endsWith('%') ? (grid * Number.parseFloat(width)) / 100 : Number.parseFloat(width),
  );
  const left = grid - (menu ? 36 : 0) - own.reduce<number>((sum, w) => sum + (w ?? 0), 0);
  return own.map((w) => w ?? left / own.filter((x) => x === undefined).length);
}

const width = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 104, max: 200 }).map((px) => `${px}px`),
  fc.integer({ min: 8, max: 30 }).map((p) => `${p}%`),
);

it('at its least width every column has room for a few words', () => {
  expect(leastWidth([{ width: '22%' }, { width: '116px' }, {}, { width: '160px' }, { width: '150px' }, { width: '150px' }], true)).toBe(908);
  fc.assert(
    fc.property(fc.array(width, { minLength: 1, maxLength: 3 }), fc.array(width, { maxLength: 4 }), fc.boolean(), fc.nat(600), (some, more, menu, wider) => {
      const parts = [...some, ...more].filter((w, i, all) => !w.endsWith('%') || all.slice(0, i).filter((x) => x.endsWith('%')).length < 2);
      const columns = parts.map((w) => ({ width: w }));
      expect(Math.min(...laidOut(columns, menu, leastWidth(columns, menu) + wider))).toBeGreaterThanOrEqual(95.9);
    }),
    randomRuns(200),
  );
});
