import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/result.ts';
import { valueBy } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { runChunk, benchFor, type ChunkResult } from '../../shared/valuation/simulation/chunk.ts';
import { momentsOf, shapeOf, type Distribution } from '../../shared/valuation/simulation/distributions.ts';
import { CHUNK, planOf, type Plan, type SimulationRequest } from '../../shared/valuation/simulation/plan.ts';
import { rankCorrelation } from '../../shared/valuation/simulation/rank.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { randomRuns } from '../support/random.ts';
import { saidIn } from './asked.ts';

const planned = (x: SimulationRequest): Plan => {
  const plan = planOf(x);
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan));
  return plan;
};
const all = (plan: Plan): ChunkResult[] => Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i));
const simulated = (x: SimulationRequest): SimulationResult => {
  const plan = planned(x);
  const result = summaryOf(plan, all(plan));
  if (isRefusal(result)) throw new Error(JSON.stringify(result));
  return result;
};
const refusal = (x: unknown): string => {
  const plan = planOf(x);
  if (!isRefusal(plan)) return 'planned';
  saidIn('refusal', plan.key, plan.params);
  return plan.key;
};
const keys = (r: SimulationResult): string[] => {
  for (const w of r.warnings) saidIn('method-simulation', `warnings.${w.key}`, w.params);
  return r.warnings.map((w) => w.key);
};
const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

const TEN_YEARS: SimulationRequest = {
  base: { revenues: [1000], periods: 10, royaltyRate: 0.05, discountRate: 0.2, taxRate: 0.25 },
  uncertain: [
    { variable: 'revenueLevel', distribution: { kind: 'lognormal', mean: 1, sd: 0.3 } },
    { variable: 'growth', distribution: { kind: 'normal', mean: 0.05, sd: 0.03 } },
    { variable: 'royaltyRate', distribution: { kind: 'pert', low: 0.03, mode: 0.05, high: 0.08 } },
    { variable: 'discountRate', distribution: { kind: 'triangular', low: 0.15, mode: 0.2, high: 0.28 } },
  ],
  correlations: [{ a: 'growth', b: 'discountRate', rho: 0.3 }],
  trials: 50_000,
  seed: 20_080_531,
  floor: 120,
};
const constant = (variable: 'revenueLevel', value: number): SimulationRequest['uncertain'][number] => ({ variable, distribution: { kind: 'constant', value } });

describe('the same seed', () => {
  it('gives these digits on every machine', () => {
    const { mean, sd, p5, p10, p50, p90, p95, min, max } = simulated(TEN_YEARS);
    expect({ mean, sd, p5, p10, p50, p90, p95, min, max }).toEqual({
      max: 838.8683605796596,
      mean: 185.3610671502558,
      min: 41.17693412171541,
      p10: 108.28670627930286,
      p5: 95.18615053656505,
      p50: 173.5759542983485,
      p90: 276.46031420321845,
      p95: 315.88483215562076,
      sd: 69.97551898032755,
    });
    const halton = simulated({ ...TEN_YEARS, draws: 'halton' });
    expect([halton.mean, halton.p50]).toEqual([185.34168971452706, 173.64676778518486]);
  });

  it('gives the same chunks in any order, from any bench', () => {
    const plan = planned(TEN_YEARS);
    const bench = benchFor(plan);
    const backwards = Array.from({ length: plan.chunks }, (_, i) => plan.chunks - 1 - i).map((i) => runChunk(planned(TEN_YEARS), i, bench));
    expect(summaryOf(plan, backwards)).toEqual(simulated(TEN_YEARS));
    const halton = planned({ ...TEN_YEARS, draws: 'halton' });
    expect(runChunk(halton, 2).values).toEqual(all(halton)[2]!.values);
    expect(() => summaryOf(plan, backwards.slice(1))).toThrow('missing');
  });

  it('gives a longer run the trials of the shorter one first; another seed gives others', () => {
    const values = (x: SimulationRequest): number[] => all(planned(x)).flatMap((c) => [...c.values]);
    const short = values({ ...TEN_YEARS, trials: CHUNK + 700 });
    expect(short).toHaveLength(CHUNK + 700);
    expect(
      values({ ...TEN_YEARS, trials: CHUNK + 5000 })
        .slice(0, short.length)
        .join(),
    ).toBe(short.join());
    const other = values({ ...TEN_YEARS, trials: 1000, seed: 1 });
    expect(other.filter((v, i) => v === short[i])).toHaveLength(0);
    expect(new Set(short).size).toBeGreaterThan(short.length - 3);
  });
});

describe('the model', () => {
  it('with nothing uncertain is relief from royalty', () => {
    const method = METHODS.get('relief-from-royalty')!;
    fc.assert(
      fc.property(
        fc.array(between(1e4, 1e6), { minLength: 2, maxLength: 15 }),
        between(0.001, 0.3),
        between(-0.1, 0.6),
        between(0, 0.5),
        between(0, 0.4),
        fc.constantFrom('end' as const, 'mid' as const),
        between(0.3, 20),
        fc.boolean(),
        (revenues, royaltyRate, discountRate, taxRate, decayRate, timing, life, upkept) => {
          const maintenance = upkept ? revenues.map((r) => r / 500) : [];
          const result = simulated({
            base: { revenues, royaltyRate, discountRate, taxRate, decayRate, timing, life, maintenance },
            uncertain: [constant('revenueLevel', 1)],
            trials: 100,
            seed: 1,
          });
          const answer = valueBy(method, {
            revenues,
            royaltyRate,
            discountRate,
            taxRate,
            decay: 'geometric',
            decayRate,
            timing,
            economicYears: life,
            maintenance,
            flowBasis: taxRate > 0 ? 'postTax' : 'preTax',
            rateBasis: taxRate > 0 ? 'postTax' : 'preTax',
          });
          if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
          expect(Math.abs(result.mean - answer.value)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(answer.value)));
          expect(result.sd).toBeCloseTo(0, 6);
        },
      ),
      randomRuns(100),
    );
  });

  it('with a stub, growth, upkeep, a tabled royalty, amortisation and growth for ever is the sum written out', () => {
    fc.assert(
      fc.property(
        between(0.1, 1),
        between(-0.1, 0.2),
        between(0.05, 0.4),
        fc.constantFrom('end' as const, 'mid' as const),
        fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined }),
        fc.option(between(-0.05, 0.04), { nil: undefined }),
        fc.option(between(0.2, 6), { nil: undefined }),
        (stub, growth, r, timing, tabYears, terminalGrowth, life) => {
          const revenues = [500, 1000, 1100, 1300, 900];
          const royaltyShape = [1, 0.8, 0.6, 0.4, 0.2];
          const maintenance = [2, 3, 4];
          const tax = 0.25;
          const cut = terminalGrowth === undefined ? life : undefined;
          const base = { revenues, royaltyShape, maintenance, royaltyRate: 0.05, growth, discountRate: r, taxRate: tax, timing, stub, tabYears };
          const result = simulated({
            base: { ...base, ...(cut === undefined ? {} : { life: cut }), ...(terminalGrowth === undefined ? {} : { terminalGrowth, terminalReason: '示例' }) },
            uncertain: [constant('revenueLevel', 1.5)],
            trials: 100,
            seed: 1,
          });
          let sum = 0;
          let last = 0;
          for (let k = 0; k < 5; k++) {
            const start = k === 0 ? 0 : stub + k - 1;
            const end = Math.min(stub + k, cut ?? Infinity);
            if (end <= start) break;
            const part = (end - start) / (stub + k - start);
            const t = timing === 'end' ? end : (start + end) / 2;
            const flow = 1.5 * revenues[k]! * (1 + growth) ** k * 0.05 * royaltyShape[k]! - (maintenance[k] ?? 0);
            last = flow * (1 - tax) * part * (1 + r) ** -t;
            sum += last;
          }
          if (terminalGrowth !== undefined) sum += (last * (1 + terminalGrowth)) / (r - terminalGrowth);
          if (tabYears !== undefined) {
            const annuity = ((1 - (1 + r) ** -tabYears) / r) * (timing === 'mid' ? Math.sqrt(1 + r) : 1);
            sum /= 1 - (tax / tabYears) * annuity;
          }
          expect(result.mean).toBeCloseTo(sum, 8);
        },
      ),
      randomRuns(200),
    );
  });

  it('the mean of a product of independent inputs is the product of their means; Halton comes nearer', () => {
    const level: Distribution = { kind: 'lognormal', mean: 1, sd: 0.4 };
    const royalty: Distribution = { kind: 'pert', low: 0.02, mode: 0.03, high: 0.09 };
    const tax: Distribution = { kind: 'triangular', low: 0.1, mode: 0.15, high: 0.3 };
    const request: SimulationRequest = {
      base: { revenues: [800, 900], royaltyRate: 0.05, discountRate: 0.1 },
      uncertain: [
        { variable: 'revenueLevel', distribution: level },
        { variable: 'royaltyRate', distribution: royalty },
        { variable: 'taxRate', distribution: tax },
      ],
      trials: 200_000,
      seed: 5,
    };
    const mean = (d: Distribution): number => momentsOf(shapeOf(d)).mean;
    const truth = (800 / 1.1 + 900 / 1.21) * mean(level) * mean(royalty) * (1 - mean(tax));
    const random = simulated(request);
    expect(Math.abs(random.mean - truth)).toBeLessThan(4 * random.standardError);
    expect(random.standardError).toBeCloseTo(random.sd / Math.sqrt(200_000), 12);
    const halton = simulated({ ...request, draws: 'halton' });
    expect(Math.abs(halton.mean - truth)).toBeLessThan(random.standardError / 3);
    expect(keys(halton)).toContain('haltonError');
    expect(keys(random)).not.toContain('haltonError');
  });

  it('ten thousand times the money is ten thousand times every figure', () => {
    const { correlations, ...rest } = TEN_YEARS;
    const one = simulated({ ...rest, trials: 3000 });
    const big = simulated({ ...rest, trials: 3000, base: { ...rest.base, revenues: [1e7] }, floor: 1_200_000 });
    for (const name of ['mean', 'sd', 'p5', 'p50', 'p95', 'standardError'] as const) expect(big[name] / 1e4 / one[name]).toBeCloseTo(1, 12);
    expect(big.belowFloor).toBe(one.belowFloor);
    expect(correlations).toHaveLength(1);
  });
});

describe('correlated draws', () => {
  it('have the rank correlation 6/π·asin(ρ/2) of their copula, and marginals as they were', () => {
    for (const rho of [-0.8, 0.5, 0.95]) {
      const plan = planned({
        ...TEN_YEARS,
        trials: 10_000,
        correlations: [
          { a: 'royaltyRate', b: 'revenueLevel', rho },
          { a: 'growth', b: 'discountRate', rho: -0.4 },
        ],
      });
      const { kept } = runChunk(plan, 0);
      const column = (j: number): number[] => Array.from({ length: 10_000 }, (_, i) => kept[i * 5 + j]!);
      const spearman = (x: number): number => (6 / Math.PI) * Math.asin(x / 2);
      expect(rankCorrelation(column(0), column(2))).toBeCloseTo(spearman(rho), 1);
      expect(Math.abs(rankCorrelation(column(0), column(2)) - spearman(rho))).toBeLessThan(0.03);
      expect(Math.abs(rankCorrelation(column(1), column(3)) - spearman(-0.4))).toBeLessThan(0.04);
      expect(Math.abs(rankCorrelation(column(0), column(1)))).toBeLessThan(0.04);
      plan.asked.uncertain.forEach(({ distribution }, j) => {
        const { mean, variance } = momentsOf(shapeOf(distribution));
        expect(Math.abs(column(j).reduce((s, x) => s + x, 0) / 10_000 - mean)).toBeLessThan(5 * Math.sqrt(variance / 10_000));
      });
    }
  });

  it('joined in a chain keep every link', () => {
    const links = [
      ['revenueLevel', 'growth', 0.7],
      ['growth', 'royaltyRate', 0.6],
      ['royaltyRate', 'discountRate', -0.5],
      ['revenueLevel', 'royaltyRate', 0.3],
    ] as const;
    const plan = planned({ ...TEN_YEARS, trials: 10_000, correlations: links.map(([a, b, rho]) => ({ a, b, rho })) });
    const { kept } = runChunk(plan, 0);
    const column = (variable: string): number[] => {
      const j = TEN_YEARS.uncertain.findIndex((u) => u.variable === variable);
      return Array.from({ length: 10_000 }, (_, i) => kept[i * 5 + j]!);
    };
    for (const [a, b, rho] of links)
      expect(Math.abs(rankCorrelation(column(a), column(b)) - (6 / Math.PI) * Math.asin(rho / 2)), `${a} ${b}`).toBeLessThan(0.04);
    expect(Math.abs(rankCorrelation(column('growth'), column('discountRate')))).toBeLessThan(0.04);
  });

  it('that contradict each other are refused, or repaired and said so', () => {
    const contradiction = {
      ...TEN_YEARS,
      trials: 1000,
      correlations: [
        { a: 'growth', b: 'royaltyRate', rho: 0.9 },
        { a: 'growth', b: 'revenueLevel', rho: -0.9 },
        { a: 'royaltyRate', b: 'revenueLevel', rho: 0.9 },
      ],
    } satisfies SimulationRequest;
    expect(refusal(contradiction)).toBe('valuation.correlationNotPsd');
    const mended = simulated({ ...contradiction, repairCorrelations: true });
    expect(mended.warnings.find((w) => w.key === 'correlationRepaired')?.params?.['change']).toBeGreaterThan(0.1);
  });
});

describe('what is told', () => {
  it('every trial is accounted for, with or without a value', () => {
    const life = simulated({ ...TEN_YEARS, correlations: [], uncertain: [{ variable: 'life', distribution: { kind: 'normal', mean: 1, sd: 1 } }] });
    expect(life.outcomes.lifeOver).toBeGreaterThan(5000);
    expect(life.outcomes.lifeOver + life.outcomes.valued).toBe(50_000);
    expect(life.valued).toBe(50_000);
    expect(life.min).toBe(0);
    expect(keys(life)).toContain('trialsLifeOver');
    const growing = { ...TEN_YEARS.base, terminalGrowth: 0.02, terminalReason: '示例' };
    const rate = simulated({
      ...TEN_YEARS,
      base: growing,
      correlations: [],
      uncertain: [{ variable: 'discountRate', distribution: { kind: 'uniform', low: -0.02, high: 0.18 } }],
    });
    expect(rate.outcomes.rateNotAboveGrowth / 50_000).toBeCloseTo(0.2, 1);
    expect(rate.valued + rate.outcomes.rateNotAboveGrowth).toBe(50_000);
    expect(Number.isFinite(rate.mean)).toBe(true);
    expect(rate.histogram.counts.reduce((a, b) => a + b) + rate.histogram.below + rate.histogram.above).toBe(rate.valued);
    expect(keys(rate)).toContain('trialsRateNotAboveGrowth');
    const low = simulated({
      ...TEN_YEARS,
      correlations: [],
      uncertain: [{ variable: 'discountRate', distribution: { kind: 'uniform', low: -1.5, high: 0.5 } }],
    });
    expect(low.outcomes.rateTooLow / 50_000).toBeCloseTo(0.25, 1);
    expect(keys(low)).toContain('trialsRateTooLow');
    const none = planned({ ...TEN_YEARS, correlations: [], uncertain: [{ variable: 'discountRate', distribution: { kind: 'constant', value: -2 } }] });
    expect(summaryOf(none, all(none))).toMatchObject({ refused: true, key: 'valuation.noTrialValued' });
  });

  it('the chance of falling below the floor, the order of percentiles, the bars, the settings', () => {
    const result = simulated(TEN_YEARS);
    const values = all(planned(TEN_YEARS)).flatMap((c) => [...c.values]);
    expect(result.belowFloor).toBe(values.filter((v) => v < 120).length / values.length);
    const sorted = [...values].sort((a, b) => a - b);
    expect([result.min, result.max]).toEqual([sorted[0], sorted.at(-1)]);
    for (const [name, share] of [
      ['p5', 0.05],
      ['p10', 0.1],
      ['p50', 0.5],
      ['p90', 0.9],
      ['p95', 0.95],
    ] as const) {
      const at = share * (sorted.length - 1);
      const low = Math.floor(at);
      expect(result[name]).toBeCloseTo(sorted[low]! + (at - low) * (sorted[low + 1]! - sorted[low]!), 10);
    }
    const { counts, below, above, from, width } = result.histogram;
    expect(counts.reduce((a, b) => a + b) + below + above).toBe(50_000);
    expect(counts[10]).toBe(values.filter((v) => v >= from + 10 * width && v < from + 11 * width).length);
    expect(result.settings.correlations).toEqual(TEN_YEARS.correlations);
    expect([result.trials, result.seed, result.draws]).toEqual([50_000, 20_080_531, 'random']);
    const rho = Object.fromEntries(result.rankCorrelations.map((r) => [r.variable, r.rho]));
    expect(rho['revenueLevel']).toBeGreaterThan(0.6);
    expect(rho['royaltyRate']).toBeGreaterThan(0.3);
    expect(keys(result)).toEqual(expect.arrayContaining(['correlationScale', 'riskInRateAndDraws']));
  });

  it('what cannot be meant is refused by name', () => {
    const with_ = (more: Record<string, unknown>): unknown => ({ ...TEN_YEARS, correlations: [], ...more });
    const base = (more: Record<string, unknown>): unknown => with_({ base: { ...TEN_YEARS.base, ...more } });
    expect(refusal(with_({ trials: 0 }))).toBe('valuation.fieldTooSmall');
    expect(refusal(with_({ seed: undefined }))).toBe('valuation.missing');
    expect(refusal(with_({ colour: 1 }))).toBe('valuation.fieldUnknown');
    expect(refusal(with_({ uncertain: [...TEN_YEARS.uncertain, TEN_YEARS.uncertain[0]] }))).toBe('valuation.uncertainTwice');
    expect(refusal(with_({ uncertain: [{ variable: 'growth', distribution: { kind: 'pert', low: 0, mode: 2, high: 1 } }] }))).toBe(
      'valuation.distributionMode',
    );
    expect(refusal(with_({ uncertain: [{ variable: 'maintenanceLevel', distribution: { kind: 'uniform', low: 1, high: 2 } }] }))).toBe('valuation.missing');
    expect(refusal(with_({ correlations: [{ a: 'life', b: 'growth', rho: 0.1 }] }))).toBe('valuation.correlationNames');
    expect(refusal(base({ terminalGrowth: 0.02 }))).toBe('valuation.terminalReason');
    expect(refusal(base({ terminalGrowth: 0.02, terminalReason: '示例', life: 5 }))).toBe('valuation.terminalWithLife');
    const certainRate = { base: { ...TEN_YEARS.base, terminalGrowth: 0.3, terminalReason: '示例' }, uncertain: TEN_YEARS.uncertain.slice(0, 1) };
    expect(refusal(with_(certainRate))).toBe('valuation.rateNotAboveGrowth');
    const percent = simulated({
      ...TEN_YEARS,
      correlations: [],
      trials: 100,
      uncertain: [{ variable: 'royaltyRate', distribution: { kind: 'triangular', low: 3, mode: 5, high: 8 } }],
    });
    expect(keys(percent)).toContain('meanOutside');
  });
});
