import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/result.ts';
import { normalPdf } from '../../shared/valuation/normal.ts';
import { runChunk } from '../../shared/valuation/simulation/chunk.ts';
import { planOf, SIMULATIONS, type SimulationRequest } from '../../shared/valuation/simulation/plan.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { compareWords, flatten } from '../support/locales.ts';
import { randomRuns } from '../support/random.ts';
import { saidIn, valueOf } from './asked.ts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const simulated = (x: SimulationRequest): SimulationResult => {
  const plan = planOf(x);
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan));
  const result = summaryOf(
    plan,
    Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i)),
  );
  if (isRefusal(result)) throw new Error(JSON.stringify(result));
  for (const w of result.warnings) saidIn('method-simulation', `warnings.${w.key}`, w.params);
  return result;
};
const refusal = (x: unknown): string => {
  const plan = planOf(x);
  return isRefusal(plan) ? `${plan.key} ${plan.field}` : 'planned';
};
const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

describe('payments under limits', () => {
  const base = {
    upfront: 500,
    milestones: [{ amount: 200, year: 1.5, probability: 0.6 }],
    revenues: [8000, 12_000, 15_000],
    royaltyRate: 0.05,
    discountRate: 0.12,
  };

  it('with nothing uncertain are what the payment method says', () => {
    fc.assert(
      fc.property(
        fc.array(between(1e4, 1e5), { minLength: 1, maxLength: 10 }),
        between(0.01, 0.2),
        between(0, 0.4),
        fc.option(between(0, 500), { nil: undefined }),
        fc.option(between(500, 3000), { nil: undefined }),
        fc.option(between(0, 8000), { nil: undefined }),
        fc.constantFrom('end' as const, 'mid' as const),
        (revenues, royaltyRate, discountRate, least, most, totalCap, timing) => {
          const limits = {
            ...(least === undefined ? {} : { annualMinimums: [least] }),
            ...(most === undefined ? {} : { annualCaps: [most] }),
            ...(totalCap === undefined ? {} : { totalCap }),
          };
          const terms = { upfront: base.upfront, milestones: base.milestones, revenues, timing, ...limits };
          const { mean } = simulated({
            model: 'payment',
            base: { ...terms, royaltyRate, discountRate },
            uncertain: [{ variable: 'revenueLevel', distribution: { kind: 'constant', value: 1 } }],
            trials: 100,
            seed: 1,
          });
          const value = valueOf('payment-value', { ...terms, royaltyRates: [royaltyRate], sellerRate: discountRate, buyerRate: discountRate });
          expect(Math.abs(mean - value)).toBeLessThanOrEqual(1e-10 * value);
        },
      ),
      randomRuns(100),
    );
  });

  it('a minimum is worth something where the forecast alone says nothing, as the integral over the forecast', () => {
    // on the forecast itself the royalty is 50, above the minimum of 40
    const request = {
      model: 'payment',
      base: { revenues: [1000], royaltyRate: 0.05, discountRate: 0, annualMinimums: [40] },
      uncertain: [{ variable: 'revenueLevel', distribution: { kind: 'normal', mean: 1, sd: 0.3 } }],
      trials: 400_000,
      seed: 9,
    } satisfies SimulationRequest;
    const limited = simulated(request);
    let truth = 0;
    for (let i = 0; i < 40_000; i++) {
      const z = -8 + (16 * (i + 0.5)) / 40_000;
      truth += Math.max(50 * (1 + 0.3 * z), 40) * normalPdf(z) * (16 / 40_000);
    }
    expect(truth).toBeGreaterThan(52);
    expect(Math.abs(limited.mean - truth)).toBeLessThan(4 * limited.standardError);
    expect(limited.min).toBe(40);
    const capped = simulated({ ...request, base: { ...request.base, annualMinimums: [0], annualCaps: [60], totalCap: 55 } });
    expect(capped.max).toBe(55);
  });

  it('limits that contradict each other or the forecast are refused', () => {
    const asked = (more: object): unknown => ({
      model: 'payment',
      base: { ...base, ...more },
      uncertain: [{ variable: 'revenueLevel', distribution: { kind: 'uniform', low: 0, high: 2 } }],
      seed: 1,
    });
    expect(refusal(asked({ annualMinimums: [100], annualCaps: [500, 90, 500] }))).toBe('valuation.minimumOverCap annualMinimums');
    expect(refusal(asked({ annualCaps: [500, 90] }))).toBe('valuation.lengthsDiffer annualCaps');
    expect(refusal(asked({ discountRate: -1 }))).toBe('valuation.fieldTooSmall base.discountRate');
    expect(refusal({ ...(asked({}) as object), model: 'dice' })).toBe('valuation.fieldChoice model');
    expect(refusal(undefined)).toMatch(/^valuation/);
  });
});

describe('whether both sides meet', () => {
  it('P(deal) and the expected price of two normal reserves', () => {
    const result = simulated({
      model: 'deal',
      base: { sellerReserve: 400, buyerReserve: 500 },
      uncertain: [
        { variable: 'sellerReserve', distribution: { kind: 'normal', mean: 400, sd: 60 } },
        { variable: 'buyerReserve', distribution: { kind: 'normal', mean: 500, sd: 80 } },
      ],
      trials: 300_000,
      seed: 3,
    });
    // the room is normal with mean 100 and deviation 100: Φ(1) of the trials meet
    const chance = 0.8413447460685429;
    expect(Math.abs(result.outcomes.valued / 300_000 - chance)).toBeLessThan(0.003);
    expect(result.outcomes.valued + result.outcomes.noDeal).toBe(300_000);
    // E[price | room ≥ 0], price = midpoint: 450 + cov(midpoint, room)/var(room)·(E[room | room ≥ 0] − 100)
    const cov = (80 ** 2 - 60 ** 2) / 2;
    const price = 450 + (cov / 100 ** 2) * ((100 * normalPdf(1)) / chance);
    expect(Math.abs(result.mean - price)).toBeLessThan(5 * result.standardError);
    expect(result.warnings.map((w) => w.key)).toContain('trialsNoDeal');
  });

  it('sides that never meet have no price', () => {
    const plan = planOf({
      model: 'deal',
      base: { sellerReserve: 500, buyerReserve: 400 },
      uncertain: [{ variable: 'bargaining', distribution: { kind: 'uniform', low: 0, high: 1 } }],
      trials: 100,
      seed: 3,
    });
    if (isRefusal(plan)) throw new Error(plan.key);
    const none = summaryOf(plan, [runChunk(plan, 0)]);
    expect(none).toMatchObject({ key: 'valuation.noTrialValued', params: { noDeal: 100 } });
    if (isRefusal(none)) saidIn('refusal', none.key, none.params);
  });
});

it('every field of every simulation has its words, in both languages, and none is of a statutory report', () => {
  const read = (lang: string): never =>
    JSON.parse(readFileSync(new URL(`../../resources/locales/${lang}/method-simulation.json`, import.meta.url), 'utf8')) as never;
  expect(compareWords(read('zh'), read('en'))).toEqual([]);
  const words = flatten(read('zh'));
  expect([...words.values()].filter((text) => /评估值|评估报告|评估结论|评估师/.test(text))).toEqual([]);
  const asked = [...SIMULATIONS.values()].map((s) => JSON.stringify(z.toJSONSchema(s, { io: 'input' })));
  const fields = asked.flatMap((text) =>
    [...text.matchAll(/"properties":\{"(\w+)"|[}\]],"(\w+)":\{"(?:type|enum|anyOf|default|oneOf)/g)].map((m) => m[1] ?? m[2]!),
  );
  expect(new Set(fields).size).toBeGreaterThan(15);
  expect([...new Set(fields)].filter((f) => !words.has(`fields.${f}`) && f !== 'items')).toEqual([]);
});
