import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Method, MethodResult } from '../../shared/valuation/method.ts';
import { normalCdf, normalPdf } from '../../shared/valuation/normal.ts';
import { optionBinomial } from '../../shared/valuation/options/binomial.ts';
import { bivariate } from '../../shared/valuation/options/bivariate.ts';
import { optionBsm } from '../../shared/valuation/options/bsm.ts';
import { optionCompound } from '../../shared/valuation/options/compound.ts';
import { optionExchange } from '../../shared/valuation/options/exchange.ts';
import { randomRuns } from '../support/random.ts';
import { answered, published, refusedOf, warned, type Asked } from './asked.ts';

const valued = (m: Method, x: Asked): MethodResult => answered(m.id, x);
type Figures = Record<string, number>;

describe('published option values', () => {
  it.each(['QL-BS-01', 'QL-BS-02', 'QL-BS-03', 'QL-BS-04', 'QL-BS-05', 'HULL-BS-01'])('%s', (id) => {
    const { inputs, expected, tolerance } = published(id) as unknown as { inputs: Figures; expected: Figures; tolerance: Figures };
    const { outputs } = valued(optionBsm, {
      underlying: inputs['S'],
      strike: inputs['K'],
      riskFreeRate: inputs['r'],
      payoutRate: inputs['q'],
      volatility: inputs['sigma'],
      term: inputs['T'],
    });
    for (const [name, figure] of Object.entries(expected)) expect(Math.abs(outputs[name]! - figure), name).toBeLessThanOrEqual(tolerance[name]!);
  });

  it.each(['HULL-BT-01', 'HULL-BT-03', 'QL-AM-01'])('%s', (id) => {
    const { inputs: x, expected, tolerance } = published(id) as unknown as { inputs: Record<string, never>; expected: number; tolerance: number };
    const tree = {
      underlying: x['S'],
      strike: x['K'],
      riskFreeRate: x['r'],
      payoutRate: x['q'] ?? 0,
      term: x['T'],
      steps: x['steps'] ?? 2000,
      right: x['type'],
      style: x['style'] ?? 'american',
      ...(x['u'] === undefined ? { volatility: x['sigma'] } : { up: x['u'], down: x['d'] }),
    };
    expect(Math.abs(valued(optionBinomial, tree).value - expected)).toBeLessThanOrEqual(tolerance);
  });

  it('QL-CO-01', () => {
    const { inputs: x, expected, tolerance } = published('QL-CO-01') as unknown as { inputs: Figures; expected: number; tolerance: number };
    const terms = { underlying: x['S'], firstPayment: x['K1'], secondPayment: x['K2'], riskFreeRate: x['r'], payoutRate: x['q'], volatility: x['sigma'] };
    const result = valued(optionCompound, { ...terms, firstTerm: x['T1'], secondTerm: x['T2'], mother: 'put', daughter: 'call' });
    expect(Math.abs(result.value - expected)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(result.outputs['proof']!)).toBeLessThan(1e-9);
  });

  it('QL-BVN-01', () => {
    const { inputs, expected, tolerance } = published('QL-BVN-01') as unknown as { inputs: { points: number[][] }; expected: number[]; tolerance: number };
    inputs.points.forEach(([a, b, correlation], i) => {
      expect(Math.abs(valued(bivariate, { a, b, correlation }).value - expected[i]!)).toBeLessThanOrEqual(tolerance);
    });
  });

  it('QL-MG-01', () => {
    const { inputs: x, expected, tolerance } = published('QL-MG-01') as unknown as { inputs: Figures; expected: number; tolerance: number };
    const { value } = valued(optionExchange, {
      received: x['S1'],
      given: x['S2'],
      receivedPayout: x['q1'],
      givenPayout: x['q2'],
      receivedVolatility: x['sigma1'],
      givenVolatility: x['sigma2'],
      correlation: x['rho'],
      term: x['T'],
    });
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance);
  });
});

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const world = fc.record({
  underlying: between(50, 200),
  strike: between(50, 200),
  riskFreeRate: between(-0.02, 0.12),
  payoutRate: between(0, 0.1),
  volatility: between(0.1, 0.9),
  term: between(0.1, 5),
});

describe('identities', () => {
  it('the put by parity is the put by its own formula, and call less put is the forward', () => {
    fc.assert(
      fc.property(world, (x) => {
        const { outputs } = valued(optionBsm, x);
        const forward = x.underlying * Math.exp(-x.payoutRate * x.term) - x.strike * Math.exp(-x.riskFreeRate * x.term);
        expect(outputs['call']! - outputs['put']!).toBeCloseTo(forward, 8);
        const d2 = outputs['d2']!;
        const own =
          x.strike * Math.exp(-x.riskFreeRate * x.term) * normalCdf(-d2) - x.underlying * Math.exp(-x.payoutRate * x.term) * normalCdf(-outputs['d1']!);
        expect(outputs['put']).toBeCloseTo(own, 8);
      }),
      randomRuns(200),
    );
  });

  it('the call as the integral of its payoff over the normal figure', () => {
    fc.assert(
      fc.property(world, ({ underlying: s, strike: k, riskFreeRate: r, payoutRate: q, volatility: v, term: t }) => {
        const n = 20_000;
        let sum = 0;
        for (let i = 0; i < n; i++) {
          const z = -10 + (20 * (i + 0.5)) / n;
          sum += Math.max(s * Math.exp((r - q - (v * v) / 2) * t + v * Math.sqrt(t) * z) - k, 0) * normalPdf(z) * (20 / n);
        }
        expect(valued(optionBsm, { underlying: s, strike: k, riskFreeRate: r, payoutRate: q, volatility: v, term: t }).value).toBeCloseTo(
          Math.exp(-r * t) * sum,
          2,
        );
      }),
      randomRuns(20),
    );
  });

  it('without payouts an American call is the European one; the lattice comes to the formula', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 61, max: 200 }), (w, steps) => {
        const x = { ...w, payoutRate: 0, riskFreeRate: Math.abs(w.riskFreeRate), steps, right: 'call' };
        const american = valued(optionBinomial, { ...x, style: 'american' }).value;
        const european = valued(optionBinomial, { ...x, style: 'european' }).value;
        expect(american).toBeCloseTo(european, 9);
        const { steps: _, right: __, ...plain } = x;
        expect(Math.abs(european - valued(optionBsm, plain).value)).toBeLessThan((2 * x.underlying * x.volatility * Math.sqrt(x.term)) / steps + 1e-9);
      }),
      randomRuns(40),
    );
  });

  it('the lattice in cells is the lattice on arrays, for every right', () => {
    const rights = [
      { right: 'call', strike: 100 },
      { right: 'put', strike: 100 },
      { right: 'defer', strike: 90 },
      { right: 'expand', expandFactor: 1.3, expandCost: 20 },
      { right: 'contract', contractFactor: 0.9, contractSaving: 25 },
      { right: 'abandon', salvage: 100 },
      { right: 'choose', expandFactor: 1.3, expandCost: 20, contractFactor: 0.9, contractSaving: 25, salvage: 100 },
    ];
    // 60 steps are shown, 61 are not: the two ways must agree as nearly as two neighbouring lattices do
    for (const right of rights)
      for (const style of ['american', 'european'] as const) {
        const x = { underlying: 100, riskFreeRate: 0.05, payoutRate: 0.02, volatility: 0.2, term: 5, style, ...right };
        const shown = valued(optionBinomial, { ...x, steps: 60 });
        const others = [59, 61].map((steps) => valued(optionBinomial, { ...x, steps }));
        expect(warned(others[1]!)).toContain('latticeNotShown');
        expect(warned(shown)).not.toContain('latticeNotShown');
        expect(Math.abs(others[0]!.value - others[1]!.value)).toBeLessThan(0.05);
        expect(byRecursion({ ...x, steps: 12 })).toBeCloseTo(valued(optionBinomial, { ...x, steps: 12 }).value, 9);
        expect(byRecursion({ ...x, steps: 12 })).toBeGreaterThan(0);
        expect(Math.abs(shown.value - others[1]!.value)).toBeLessThan(0.5);
      }
  });

  it('a long lattice, of which only what can be reached is visited, comes to what all its nodes come to', () => {
    fc.assert(
      fc.property(
        fc.record({ volatility: between(0.05, 0.9), term: between(0.2, 20), payoutRate: between(0, 0.08), salvage: between(10, 150) }),
        fc.integer({ min: 61, max: 900 }),
        fc.constantFrom('american', 'european'),
        fc.boolean(),
        (w, steps, style, mirrored) => {
          const own = { expandFactor: 1.3, expandCost: 20, contractFactor: 0.8, contractSaving: 25, salvage: w.salvage };
          const step = w.volatility * Math.sqrt(w.term / steps);
          const moves = mirrored ? { volatility: w.volatility } : { up: Math.exp(1.05 * step), down: Math.exp(-step) };
          const asked = { underlying: 100, riskFreeRate: 0.05, payoutRate: w.payoutRate, term: w.term, steps, style, right: 'choose', ...moves, ...own };
          fc.pre(refusedOf('option-binomial', asked) === 'not refused');
          const { value, outputs } = valued(optionBinomial, asked);
          const [u, d, p] = [outputs['up']!, outputs['down']!, outputs['riseChance']!];
          const off = Math.exp((-0.05 * w.term) / steps);
          const taken = (x: number): number => Math.max(1.3 * x - 20, 0.8 * x + 25, w.salvage);
          const at = (j: number, i: number): number => 100 * u ** i * d ** (j - i);
          let values = Array.from({ length: steps + 1 }, (_, i) => Math.max(at(steps, i), taken(at(steps, i))));
          for (let j = steps - 1; j >= 0; j--) {
            const later = values;
            values = Array.from({ length: j + 1 }, (_, i) => {
              const goingOn = off * (p * later[i + 1]! + (1 - p) * later[i]!);
              return style === 'american' ? Math.max(goingOn, taken(at(j, i))) : goingOn;
            });
          }
          expect(Math.abs(value / values[0]! - 1)).toBeLessThan(1e-11);
        },
      ),
      randomRuns(30),
    );
  });

  it('a right to choose is worth at least each right alone, and no less than nothing', () => {
    const all = { expandFactor: 1.3, expandCost: 20, contractFactor: 0.9, contractSaving: 25, salvage: 100 };
    fc.assert(
      fc.property(between(60, 160), between(0.1, 0.6), (underlying, volatility) => {
        const x = { underlying, volatility, riskFreeRate: 0.05, term: 5, steps: 20 };
        const choose = valued(optionBinomial, { ...x, ...all, right: 'choose' }).outputs['optionValue']!;
        const each = [
          { right: 'expand', expandFactor: 1.3, expandCost: 20 },
          { right: 'contract', contractFactor: 0.9, contractSaving: 25 },
          { right: 'abandon', salvage: 100 },
        ].map((o) => valued(optionBinomial, { ...x, ...o }).outputs['optionValue']!);
        for (const one of each) expect(choose).toBeGreaterThanOrEqual(one - 1e-9);
        expect(Math.min(...each)).toBeGreaterThanOrEqual(-1e-9);
      }),
      randomRuns(30),
    );
  });

  it('compound parity: call on an option less put on it is the option less its price', () => {
    fc.assert(
      fc.property(world, between(0.05, 0.95), between(1, 10), fc.constantFrom('call', 'put'), (w, part, firstPayment, daughter) => {
        const { strike, term, ...x } = w;
        const stages = { ...x, firstPayment, secondPayment: strike, firstTerm: term * part, secondTerm: term, daughter };
        const [onCall, onPut] = ['call', 'put'].map((mother) => valued(optionCompound, { ...stages, mother }).value) as [number, number];
        const option = valued(optionBsm, { ...w, kind: daughter }).value;
        expect(onCall - onPut).toBeCloseTo(option - firstPayment * Math.exp(-x.riskFreeRate * term * part), 7);
      }),
      randomRuns(150),
    );
  });

  it('a call on a call as the integral of what the first payment buys', () => {
    const x = { underlying: 500, riskFreeRate: 0.08, payoutRate: 0.03, volatility: 0.35 };
    for (const [firstTerm, secondTerm] of [
      [0.25, 0.5],
      [1.9, 2],
      [0.05, 3],
    ] as const) {
      const n = 4000;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const z = -8 + (16 * (i + 0.5)) / n;
        const at = 500 * Math.exp((0.05 - 0.35 ** 2 / 2) * firstTerm + 0.35 * Math.sqrt(firstTerm) * z);
        const later = valued(optionBsm, { ...x, underlying: at, strike: 520, term: secondTerm - firstTerm }).value;
        sum += Math.max(later - 50, 0) * normalPdf(z) * (16 / n);
      }
      const { value } = valued(optionCompound, { ...x, firstPayment: 50, secondPayment: 520, firstTerm, secondTerm });
      expect(value).toBeCloseTo(Math.exp(-0.08 * firstTerm) * sum, 2);
    }
  });

  it('M(a,b;ρ) as the integral of Φ, on both sides of the change of formula, and its symmetries', () => {
    fc.assert(
      fc.property(between(-3, 3), between(-3, 3), between(-0.99, 0.99), (a, b, correlation) => {
        const m = (p: number, q: number, rho: number): number => valued(bivariate, { a: p, b: q, correlation: rho }).value;
        const n = 8000;
        const low = -9;
        let sum = 0;
        // Simpson
        for (let i = 0; i <= n; i++) {
          const x = low + ((a - low) * i) / n;
          const inner = normalCdf((b - correlation * x) / Math.sqrt(1 - correlation ** 2));
          sum += (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * normalPdf(x) * inner;
        }
        expect(m(a, b, correlation)).toBeCloseTo((sum * (a - low)) / n / 3, 11);
        expect(m(b, a, correlation)).toBeCloseTo(m(a, b, correlation), 13);
        expect(m(a, b, correlation) + m(a, -b, -correlation)).toBeCloseTo(normalCdf(a), 13);
      }),
      randomRuns(60),
    );
    for (const [a, b] of [
      [0.3, 0.8],
      [-1, 2],
      [1.2, -1.2],
    ] as const) {
      expect(valued(bivariate, { a, b, correlation: 1 }).value).toBeCloseTo(normalCdf(Math.min(a, b)), 15);
      expect(valued(bivariate, { a, b, correlation: -1 }).value).toBeCloseTo(Math.max(normalCdf(a) + normalCdf(b) - 1, 0), 15);
      expect(valued(bivariate, { a, b, correlation: 0 }).value).toBeCloseTo(normalCdf(a) * normalCdf(b), 15);
    }
  });

  it('an exchange for a certain cost is a call on what is received', () => {
    fc.assert(
      fc.property(world, between(-1, 1), (x, correlation) => {
        const call = valued(optionBsm, { ...x, riskFreeRate: 0.04 }).value;
        const { value } = valued(optionExchange, {
          received: x.underlying,
          given: x.strike,
          receivedPayout: x.payoutRate,
          givenPayout: 0.04,
          receivedVolatility: x.volatility,
          givenVolatility: 0,
          correlation,
          term: x.term,
        });
        expect(value).toBeCloseTo(call, 8);
      }),
      randomRuns(100),
    );
  });

  it('ten thousand times the money is ten thousand times the value', () => {
    fc.assert(
      fc.property(world, (x) => {
        const big = { ...x, underlying: x.underlying * 1e4, strike: x.strike * 1e4 };
        expect(valued(optionBsm, big).value / 1e4).toBeCloseTo(valued(optionBsm, { ...x, money: '万元' }).value, 8);
        const tree = { right: 'put', steps: 30 };
        const least = Math.ceil(((x.riskFreeRate - x.payoutRate) / x.volatility) ** 2 * x.term) + 30;
        expect(valued(optionBinomial, { ...big, ...tree, steps: least }).value / 1e4).toBeCloseTo(
          valued(optionBinomial, { ...x, ...tree, steps: least }).value,
          8,
        );
      }),
      randomRuns(50),
    );
  });
});

/** Plain recursion over the lattice, nothing shared with the method but its definition. */
function byRecursion(x: {
  underlying: number;
  riskFreeRate: number;
  payoutRate: number;
  volatility: number;
  term: number;
  steps: number;
  style: 'american' | 'european';
  right: string;
  strike?: number;
  expandFactor?: number;
  expandCost?: number;
  contractFactor?: number;
  contractSaving?: number;
  salvage?: number;
}): number {
  const dt = x.term / x.steps;
  const u = Math.exp(x.volatility * Math.sqrt(dt));
  const p = (Math.exp((x.riskFreeRate - x.payoutRate) * dt) - 1 / u) / (u - 1 / u);
  const take = (s: number): number => {
    const expand = (x.expandFactor ?? 0) * s - (x.expandCost ?? 0);
    const contract = (x.contractFactor ?? 0) * s + (x.contractSaving ?? 0);
    const choices: Record<string, number> = { expand, contract, abandon: x.salvage ?? 0, choose: Math.max(expand, contract, x.salvage ?? 0) };
    return choices[x.right] ?? (x.right === 'put' ? x.strike! - s : s - x.strike!);
  };
  const isOption = ['call', 'put', 'defer'].includes(x.right);
  const at = (j: number, s: number): number => {
    if (j === x.steps) return Math.max(isOption ? 0 : s, take(s));
    const on = Math.exp(-x.riskFreeRate * dt) * (p * at(j + 1, s * u) + (1 - p) * at(j + 1, s / u));
    return x.style === 'american' ? Math.max(on, take(s)) : on;
  };
  return at(0, x.underlying);
}
