import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/result.ts';
import { inverseNormal, normalCdf } from '../../shared/valuation/normal.ts';
import { quantile } from '../../shared/valuation/order-statistics.ts';
import { betaQuantile, betaShare, logGamma } from '../../shared/valuation/simulation/beta.ts';
import { drawColumn, drawOf } from '../../shared/valuation/simulation/columns.ts';
import { cholesky, correlationMatrix, eigen, repaired, type Matrix } from '../../shared/valuation/simulation/copula.ts';
import { distributionRefusal, momentsOf, quantileOf, shapeOf, type Distribution } from '../../shared/valuation/simulation/distributions.ts';
import { exactExp, exactLog } from '../../shared/valuation/simulation/exact-math.ts';
import { fillUniform, jump, nextWord, seeded } from '../../shared/valuation/simulation/generator.ts';
import { fillHalton, radicalInverse } from '../../shared/valuation/simulation/halton.ts';
import { normalQuantile, normalShare } from '../../shared/valuation/simulation/normal-draw.ts';
import { percentiles } from '../../shared/valuation/simulation/percentiles.ts';
import { rankCorrelation } from '../../shared/valuation/simulation/rank.ts';
import { randomRuns } from '../support/random.ts';

const words = (state: Uint32Array, n: number): number[] => Array.from({ length: n }, () => nextWord(state));
const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
/** Units in the last place between two figures. */
const apart = (a: number, b: number): number => Math.abs(a - b) / (Math.abs(b) * 2 ** -52 || 2 ** -1074);

describe('the generator', () => {
  // from the authors' C program, compiled: state {1,2,3,4}, the same after jump(), and a state by splitmix32 from 42
  it('gives the reference words', () => {
    const from = Uint32Array.of(1, 2, 3, 4);
    expect(words(from, 10)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]);
    const jumped = Uint32Array.of(1, 2, 3, 4);
    jump(jumped);
    expect([...jumped]).toEqual([2843103750, 2038079848, 1533207345, 44816753]);
    expect(words(jumped, 4)).toEqual([1194304935, 745561276, 25819468, 3320478005]);
    expect([...seeded(42)]).toEqual([939911724, 3948730756, 321366731, 3317318717]);
    expect(words(seeded(42), 4)).toEqual([2837322924, 544945897, 479756282, 3500138142]);
  });

  it('fills a column with the same words, two a figure, and leaves the state behind them', () => {
    const column = new Float64Array(3);
    const state = seeded(42);
    fillUniform(state, column, 3);
    expect([...column]).toEqual([0.660615714294912, 0.11170196257441367, 0.0791056458108158]);
    const behind = seeded(42);
    words(behind, 6);
    expect([...state]).toEqual([...behind]);
  });

  it('is uniform: sixteen bins, and pairs of neighbours', () => {
    const n = 1 << 18;
    const column = new Float64Array(n);
    fillUniform(seeded(20080531), column, n);
    const bins = new Float64Array(16);
    const pairs = new Float64Array(256);
    for (let i = 0; i < n; i++) {
      bins[Math.floor(column[i]! * 16)]!++;
      if (i % 2 === 1) pairs[Math.floor(column[i - 1]! * 16) * 16 + Math.floor(column[i]! * 16)]!++;
    }
    const chi = (counts: Float64Array, all: number): number => counts.reduce((s, c) => s + (c - all / counts.length) ** 2 / (all / counts.length), 0);
    // 99.99 % points of χ² with 15 and 255 degrees of freedom
    expect(chi(bins, n)).toBeLessThan(44.3);
    expect(chi(pairs, n / 2)).toBeLessThan(347.7);
    expect(Math.min(...column.subarray(0, 1000))).toBeGreaterThan(0);
  });

  it('Halton points are digits mirrored, shifted round the interval', () => {
    expect([1, 2, 3, 4, 5].map((i) => radicalInverse(i, 2))).toEqual([0.5, 0.25, 0.75, 0.125, 0.625]);
    expect([1, 2, 3, 4].map((i) => radicalInverse(i, 3))).toEqual([1 / 3, 2 / 3, 1 / 9, 4 / 9]);
    const column = new Float64Array(1000);
    fillHalton(4, 0.7, 5000, column, 1000);
    for (let i = 0; i < 1000; i++) expect(column[i]).toBeCloseTo((radicalInverse(5001 + i, 11) + 0.7) % 1, 15);
  });
});

describe('functions with the same digits everywhere', () => {
  it('use no function of Math that an engine may round its own way', () => {
    const folder = new URL('../../shared/valuation/simulation/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const code = readFileSync(new URL(file, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      // sqrt is rounded correctly by the standard of the numbers themselves
      expect(code.match(/Math\.(?!abs|min|max|floor|ceil|round|imul|sqrt)\w+|\*\*/g), file).toBeNull();
    }
  });

  it('exp and ln are within an ulp of the engine’s', () => {
    fc.assert(
      fc.property(between(-700, 700), between(1e-300, 1e300), between(0.5, 2), (x, big, near) => {
        expect(apart(exactExp(x), Math.exp(x))).toBeLessThanOrEqual(1.01);
        for (const y of [big, near]) expect(Math.abs(exactLog(y) - Math.log(y))).toBeLessThanOrEqual(Math.abs(Math.log(y)) * 2 ** -51);
      }),
      randomRuns(2000),
    );
    expect([exactExp(0), exactExp(-800), exactExp(800), exactLog(1), exactLog(0)]).toEqual([1, 0, Infinity, 0, -Infinity]);
    expect(exactLog(-1)).toBeNaN();
    expect(exactExp(709.7)).toBeCloseTo(Math.exp(709.7), -295);
    expect(exactLog(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
  });

  it('Φ⁻¹ by known figures, and back through Φ', () => {
    const known = [
      [1e-16, -8.222082216130435],
      [1e-5, -4.264890793922825],
      [0.02, -2.053748910631823],
      [0.3, -0.5244005127080409],
      [0.98, 2.0537489106318225],
    ] as const;
    for (const [p, z] of known) expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-14);
    fc.assert(
      fc.property(between(1e-15, 1 - 1e-15), (p) => {
        expect(normalQuantile(p)).toBeCloseTo(inverseNormal(p), 7);
        expect(Math.abs(normalShare(normalQuantile(p)) - p)).toBeLessThan(1e-14);
        expect(normalShare(-normalQuantile(p))).toBeCloseTo(normalCdf(-normalQuantile(p)), 14);
      }),
      randomRuns(1000),
    );
  });

  // scipy.stats.beta.ppf
  it.each([
    [1, 5, [2.00000000008e-11, 0.00020008004803362555, 0.020851637639023212, 0.12944943670387585, 0.36904265551980675, 0.748811356849042]],
    [5, 1, [0.009999999999999997, 0.251188643150958, 0.6309573444801932, 0.8705505632961241, 0.9791483623609768, 0.9997999199519664]],
    [3, 3, [0.00021546668244899075, 0.04755189817545767, 0.2466364532884666, 0.5, 0.7533635467115334, 0.9524481018245423]],
    [2.2, 3.8, [0.000009761256018268926, 0.01503338675332437, 0.13619996256367142, 0.35099948494911815, 0.6207544856651201, 0.8963691376284508]],
    [1.0004, 4.9996, [2.018923129928438e-11, 0.00020067587056437383, 0.02087599447532047, 0.12952189946987874, 0.3691426825295738, 0.7488802541506605]],
  ] as const)('the beta inverse of %d and %d', (a, b, expected) => {
    [1e-10, 0.001, 0.1, 0.5, 0.9, 0.999].forEach((p, i) => expect(Math.abs(betaQuantile(p, a, b) / expected[i]! - 1)).toBeLessThan(1e-12));
  });

  it('beta share and inverse undo each other; Γ of whole numbers', () => {
    fc.assert(
      fc.property(between(1, 30), between(1, 30), between(1e-6, 1 - 1e-6), (a, b, p) => {
        expect(betaShare(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 11);
      }),
      randomRuns(300),
    );
    expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9);
    expect(betaShare(0.3, 3, 1)).toBeCloseTo(0.027, 14);
  });
});

const WIDE: Distribution[] = [
  { kind: 'constant', value: 3 },
  { kind: 'uniform', low: -2, high: 5 },
  { kind: 'triangular', low: 1, mode: 2, high: 6 },
  { kind: 'triangular', low: 1, mode: 1, high: 6 },
  { kind: 'triangular', low: 1, mode: 6, high: 6 },
  { kind: 'pert', low: 0, mode: 1, high: 10 },
  { kind: 'pert', low: 2, mode: 2, high: 4 },
  { kind: 'pert', low: 2, mode: 4, high: 4 },
  { kind: 'normal', mean: 0.2, sd: 0.05 },
  { kind: 'lognormal', mean: 100, sd: 60 },
  { kind: 'lognormalRange', p10: 50, p90: 200 },
];

describe('distributions', () => {
  it.each(WIDE.map((d) => [JSON.stringify(d), d] as const))('%s: draws have its mean, variance and shares', (_, d) => {
    const shape = shapeOf(d);
    const draw = drawOf(shape);
    const n = 1 << 17;
    const column = new Float64Array(n);
    fillUniform(seeded(11), column, n);
    const shares = column.slice();
    if (draw.wants === 'normal') for (let i = 0; i < n; i++) column[i] = normalQuantile(column[i]!);
    drawColumn(draw, column, n);
    const { mean, variance } = momentsOf(shape);
    const width = quantileOf(shape, 0.999) - quantileOf(shape, 0.001);
    for (let i = 0; i < 2000; i++) expect(Math.abs(column[i]! - quantileOf(shape, shares[i]!))).toBeLessThanOrEqual(1e-10 * width);
    const drawnMean = column.reduce((s, x) => s + x, 0) / n;
    expect(Math.abs(drawnMean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / n) + 1e-12);
    const drawnVariance = column.reduce((s, x) => s + (x - mean) ** 2, 0) / n;
    expect(Math.abs(drawnVariance - variance)).toBeLessThanOrEqual(variance * 0.05 + 1e-12);
  });

  it('PERT: mean (a+4m+b)/6, and the variance of its beta, which ((b−a)/6)² is not', () => {
    const skew = momentsOf(shapeOf({ kind: 'pert', low: 0, mode: 1, high: 10 }));
    expect(skew.mean).toBeCloseTo((0 + 4 + 10) / 6, 12);
    // mean and variance again from its own inverse
    const shape = shapeOf({ kind: 'pert', low: 0, mode: 1, high: 10 });
    const at = Array.from({ length: 20_000 }, (_, i) => quantileOf(shape, (i + 0.5) / 20_000));
    const mean = at.reduce((s, x) => s + x, 0) / at.length;
    expect(at.reduce((s, x) => s + (x - mean) ** 2, 0) / at.length).toBeCloseTo(skew.variance, 3);
    expect(Math.abs(skew.variance - (10 / 6) ** 2)).toBeGreaterThan(0.2);
    // with shapes 3 and 3 the beta's variance is 1/28 of the range squared, not 1/36
    expect(momentsOf(shapeOf({ kind: 'pert', low: 0, mode: 5, high: 10 })).variance).toBeCloseTo(100 / 28, 12);
  });

  it('lognormal by P10 and P90 has them', () => {
    const shape = shapeOf({ kind: 'lognormalRange', p10: 50, p90: 200 });
    expect(quantileOf(shape, 0.1)).toBeCloseTo(50, 9);
    expect(quantileOf(shape, 0.9)).toBeCloseTo(200, 9);
    expect(quantileOf(shape, 0.5)).toBeCloseTo(100, 9);
  });

  it('no width is a constant; bounds out of order are refused', () => {
    for (const d of [
      { kind: 'uniform', low: 4, high: 4 },
      { kind: 'triangular', low: 4, mode: 4, high: 4 },
      { kind: 'pert', low: 4, mode: 4, high: 4 },
      { kind: 'normal', mean: 4, sd: 0 },
      { kind: 'lognormal', mean: 4, sd: 0 },
      { kind: 'lognormalRange', p10: 4, p90: 4 },
    ] as const)
      expect(shapeOf(d)).toEqual({ kind: 'constant', value: 4 });
    expect(distributionRefusal({ kind: 'uniform', low: 2, high: 1 }, 'growth')?.key).toBe('valuation.distributionOrder');
    expect(distributionRefusal({ kind: 'lognormalRange', p10: 2, p90: 1 }, 'growth')?.key).toBe('valuation.distributionOrder');
    expect(distributionRefusal({ kind: 'triangular', low: 0, mode: 3, high: 2 }, 'growth')?.key).toBe('valuation.distributionMode');
    expect(distributionRefusal({ kind: 'pert', low: 0, mode: -1, high: 2 }, 'growth')?.key).toBe('valuation.distributionMode');
    for (const d of WIDE) expect(distributionRefusal(d, 'growth')).toBeUndefined();
  });
});

describe('correlations', () => {
  const product = (root: Float64Array, n: number): Matrix =>
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (__, j) => Array.from({ length: n }, (___, k) => root[i * n + k]! * root[j * n + k]!).reduce((a, b) => a + b)),
    );

  it('the root of a correlation matrix gives it back; so does its eigensystem', () => {
    fc.assert(
      fc.property(fc.array(fc.array(between(-1, 1), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }), (rows) => {
        const vectors = rows.map((row, i) => row.map((x, j) => x + (i === j ? 0.7 : 0)));
        const dot = (a: number[], b: number[]): number => a.reduce((s, x, i) => s + x * b[i]!, 0);
        fc.pre(vectors.every((v) => dot(v, v) > 1e-3));
        const matrix = vectors.map((a, i) => vectors.map((b, j) => (i === j ? 1 : dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)))));
        const root = cholesky(matrix);
        expect(root).toBeDefined();
        const { values, vectors: e } = eigen(matrix);
        const back = product(root!, 4);
        for (let i = 0; i < 4; i++)
          for (let j = 0; j < 4; j++) {
            expect(back[i]![j]).toBeCloseTo(matrix[i]![j]!, 4);
            expect(values.reduce((s, v, k) => s + v * e[i]![k]! * e[j]![k]!, 0)).toBeCloseTo(matrix[i]![j]!, 10);
          }
      }),
      randomRuns(200),
    );
  });

  it('ρ = ±1 has a root; a contradiction has none, and its repair has', () => {
    expect(
      cholesky([
        [1, 1],
        [1, 1],
      ]),
    ).toBeDefined();
    expect(
      cholesky([
        [1, -1],
        [-1, 1],
      ]),
    ).toBeDefined();
    const contradiction: Matrix = [
      [1, 0.9, -0.9],
      [0.9, 1, 0.9],
      [-0.9, 0.9, 1],
    ];
    expect(cholesky(contradiction)).toBeUndefined();
    const mended = repaired(contradiction);
    expect(cholesky(mended.matrix)).toBeDefined();
    expect(mended.change).toBeGreaterThan(0.1);
    mended.matrix.forEach((row, i) => {
      expect(row[i]).toBe(1);
      for (const x of row) expect(Math.abs(x)).toBeLessThanOrEqual(1);
    });
    expect(Math.min(...eigen(mended.matrix).values)).toBeGreaterThan(-1e-12);
  });

  it('pairs that name nothing, themselves, or come twice are refused', () => {
    const key = (pairs: { a: string; b: string; rho: number }[]): string | undefined => {
      const answer = correlationMatrix(['x', 'y'], pairs);
      return isRefusal(answer) ? answer.key : undefined;
    };
    expect(key([{ a: 'x', b: 'z', rho: 0.1 }])).toBe('valuation.correlationNames');
    expect(key([{ a: 'x', b: 'x', rho: 1 }])).toBe('valuation.correlationNames');
    expect(
      key([
        { a: 'x', b: 'y', rho: 0.1 },
        { a: 'y', b: 'x', rho: 0.1 },
      ]),
    ).toBe('valuation.correlationTwice');
    expect(correlationMatrix(['x', 'y'], [{ a: 'y', b: 'x', rho: 0.3 }])).toEqual([
      [1, 0.3],
      [0.3, 1],
    ]);
  });
});

describe('order', () => {
  it('percentiles without sorting are those with sorting', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(between(-1e6, 1e6), fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 3000 }), (values) => {
        const shares = [0.05, 0.1, 0.5, 0.9, 0.95];
        // 0 and −0 are one number
        const plain = values.map((v) => v + 0);
        expect(percentiles(Float64Array.from(plain), shares)).toEqual(shares.map((s) => quantile(plain, s)));
      }),
      randomRuns(200),
    );
    const many = new Float64Array(200_000);
    fillUniform(seeded(3), many, many.length);
    expect(percentiles(many, [0.05, 0.5, 0.95, 1])).toEqual([0.05, 0.5, 0.95, 1].map((s) => quantile([...many], s)));
  });

  it('rank correlation: order alone counts, equal values share their rank', () => {
    expect(rankCorrelation([1, 2, 3, 4], [1, 8, 27, 64])).toBeCloseTo(1, 15);
    expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 15);
    // scipy.stats.spearmanr([1,2,2,4],[1,3,2,4])
    expect(rankCorrelation([1, 2, 2, 4], [1, 3, 2, 4])).toBeCloseTo(0.9486832980505138, 14);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0);
  });
});
