/** The Shapley split (valuation.md 2.13). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, missed, published, refusedOf, warningsOf, type Asked } from './asked.ts';

const sumOf = (a: readonly number[]): number => a.reduce((x, y) => x + y, 0);
const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const named = (n: number, of = '示例'): string[] => Array.from({ length: n }, (_, i) => `${of}${i + 1}`);

/** Every set of players as the method lists them, made here by sorting. */
const sets = (n: number): number[][] =>
  Array.from({ length: 2 ** n - 1 }, (_, m) => Array.from({ length: n }, (__, i) => i).filter((i) => (m + 1) & (1 << i))).sort(
    (a, b) => a.length - b.length || Number(a.map((x) => x.toString(16)).join('') > b.map((x) => x.toString(16)).join('')) * 2 - 1,
  );
const values = (id: string, request: Asked, name: string): number[] => {
  const { outputs } = answered(id, request);
  return Object.entries(outputs).flatMap(([k, v]) => (k.startsWith(`${name}.`) ? [v] : []));
};

describe('shapley', () => {
  const game = whole(2, 5).chain((n) => fc.tuple(fc.constant(n), fc.array(whole(-1000, 1000), { minLength: 2 ** n - 1, maxLength: 2 ** n - 1 })));

  it('COOP-01', () => {
    const { n, v } = published('COOP-01').inputs as unknown as { n: number; v: number[] };
    expect(missed('COOP-01', Object.fromEntries(values('shapley', { players: named(n), worths: v }, 'shapley').entries()))).toEqual([]);
  });

  it('is the mean over all orders of joining; what is shared out is all there is', () => {
    const orders = (rest: number[]): number[][] => (rest.length === 0 ? [[]] : rest.flatMap((x) => orders(rest.filter((y) => y !== x)).map((o) => [x, ...o])));
    fc.assert(
      fc.property(game, ([n, worths]) => {
        const list = sets(n);
        const worth = (set: number[]): number => (set.length === 0 ? 0 : worths[list.findIndex((s) => s.join() === set.toSorted((a, b) => a - b).join())]!);
        const all = orders(Array.from({ length: n }, (_, i) => i));
        const byOrders = Array.from(
          { length: n },
          (_, i) => sumOf(all.map((o) => worth(o.slice(0, o.indexOf(i) + 1)) - worth(o.slice(0, o.indexOf(i))))) / all.length,
        );
        const got = values('shapley', { players: named(n), worths }, 'shapley');
        got.forEach((x, i) => expect(x).toBeCloseTo(byOrders[i]!, 8));
        expect(sumOf(got)).toBeCloseTo(worths.at(-1)!, 8);
      }),
      randomRuns(100),
    );
  });

  it('gives equal parties the same, a party that adds nothing nothing, and two games together the sum', () => {
    fc.assert(
      fc.property(
        whole(2, 6),
        fc.array(whole(0, 1000), { minLength: 63, maxLength: 63 }),
        fc.array(whole(0, 1000), { minLength: 63, maxLength: 63 }),
        (n, a, b) => {
          const list = sets(n);
          const players = named(n);
          const by = (worth: (set: number[]) => number): number[] => values('shapley', { players, worths: list.map(worth) }, 'shapley');
          // of 0 and 1 only how many are in counts
          const alike = (set: number[]): number =>
            a[(set.includes(0) ? 1 : 0) + (set.includes(1) ? 1 : 0) + 3 * sumOf(set.filter((i) => i > 1).map((i) => 2 ** (i - 2)))] ?? 7;
          const [x, y] = by(alike);
          expect(x).toBeCloseTo(y!, 8);
          const without = (set: number[]): number => (set.some((i) => i > 0) ? a[sumOf(set.filter((i) => i > 0).map((i) => 2 ** (i - 1)))]! : 0);
          expect(by(without)[0]).toBeCloseTo(0, 8);
          const at = (v: number[]) => (set: number[]) => v[list.indexOf(set)]!;
          const together = by((set) => at(a)(set) + at(b)(set));
          by(at(a)).forEach((v, i) => expect(v + by(at(b))[i]!).toBeCloseTo(together[i]!, 7));
        },
      ),
      randomRuns(40),
    );
  });

  it('ten parties, in the order of the combinations', () => {
    // worth = sum of what each brings by itself: each gets just that
    const list = sets(10);
    const got = values('shapley', { players: named(10), worths: list.map((set) => sumOf(set.map((i) => i + 1))) }, 'shapley');
    got.forEach((x, i) => expect(x).toBeCloseTo(i + 1, 9));
    expect(refusedOf('shapley', { players: named(11), worths: [1, 2, 3] })).toBe('listLong players');
  });

  it('refuses a list that does not name every combination, warns of what parties may not accept', () => {
    expect(refusedOf('shapley', { players: named(3), worths: [1, 2, 3] })).toBe('coalitionCount worths');
    expect(refusedOf('shapley', { players: ['甲', '甲'], worths: [1, 2, 3] })).toBe('namesTwice players');
    expect(warningsOf('shapley', { players: ['甲', '乙'], worths: [3, 3, 4] })).toEqual(['betterApart', 'coalitionGetsLess']);
    expect(warningsOf('shapley', { players: ['甲', '乙'], worths: [1, -5, 1] })).toEqual(['negativeShare']);
    expect(warningsOf('shapley', { players: ['甲', '乙'], worths: [1, 1, 4] })).toEqual([]);
  });
});
