/** A payment method of the worksheet as a simulation: what was typed is what is drawn, and what its limits are worth is told apart. */
import { describe, expect, it } from 'vitest';
import { appliedMethod, type AppliedMethod, type Typed } from '../../shared/domain/deal.ts';
import type { DrawnInput, Simulation } from '../../shared/domain/simulation.ts';
import { isRefusal } from '../../shared/result.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { runChunk } from '../../shared/valuation/simulation/chunk.ts';
import { finishedOf, limitsOf, type Found } from '../../shared/valuation/simulation/finished.ts';
import { paymentBaseOf, paymentSimulationOf, simulatesPayments } from '../../shared/valuation/simulation/payment-request.ts';
import { planOf, type SimulationRequest } from '../../shared/valuation/simulation/plan.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { swingsOf } from '../../shared/valuation/simulation/swings.ts';
import { valueApplied } from '../../shared/valuation/typed.ts';
import { yuanOf } from '../../shared/valuation/weigh.ts';

const LEVEL: DrawnInput = { variable: 'revenueLevel', kind: 'triangular', typed: { low: '0.4', mode: '1', high: '1.8' } };
const CERTAIN: DrawnInput = { variable: 'revenueLevel', kind: 'uniform', typed: { low: '1', high: '1' } };
const SETTINGS: Simulation = { uncertain: [LEVEL], trials: 20_000, seed: 21 };
const TERMS: Record<string, Typed> = { revenues: ['800', '1,200', '1500'], royaltyRates: ['5%'], sellerRate: '12%', buyerRate: '15%' };
const appliedOf = (request: Record<string, Typed>, simulation: Simulation = SETTINGS, method = 'payment-value'): AppliedMethod =>
  appliedMethod.parse({ id: 'p', method, money: '万元', request: { ...TERMS, ...request }, simulation });
const asked = (applied: AppliedMethod): SimulationRequest => {
  const request = paymentSimulationOf(applied);
  if (isRefusal(request)) throw new Error(`${request.key} ${request.field ?? ''}`);
  return request;
};
const found = (request: SimulationRequest): Found => {
  const plan = planOf(request);
  if (isRefusal(plan)) throw new Error(`${plan.key} ${plan.field ?? ''}`);
  const chunks = Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i));
  return { summary: summaryOf(plan, chunks) as SimulationResult, swings: swingsOf(plan) };
};

it('what is typed is what is drawn, in yuan', () => {
  const applied = appliedOf({
    upfront: '30',
    milestones: [
      { amount: '', year: '' },
      { amount: '20', year: '1.5', probability: '60%' },
    ],
    annualMinimums: '25',
    annualCaps: ['50', '55', '60'],
    totalCap: '150',
  });
  expect(asked(applied)).toEqual({
    model: 'payment',
    base: {
      upfront: 300_000,
      milestones: [{ amount: 200_000, year: 1.5, probability: 0.6 }],
      revenues: [8_000_000, 12_000_000, 15_000_000],
      royaltyRate: 0.05,
      annualMinimums: [250_000],
      annualCaps: [500_000, 550_000, 600_000],
      totalCap: 1_500_000,
      discountRate: 0.12,
      timing: 'end',
    },
    uncertain: [{ variable: 'revenueLevel', distribution: { kind: 'triangular', low: 0.4, mode: 1, high: 1.8 } }],
    correlations: [],
    repairCorrelations: false,
    trials: 20_000,
    seed: 21,
    draws: 'random',
  } satisfies SimulationRequest);
});

const FORMS: Record<string, Record<string, Typed>> = {
  plain: {},
  'fee and milestones': {
    upfront: '30',
    milestones: [
      { amount: '20', year: '1.5', probability: '60%' },
      { amount: '7', year: '0' },
    ],
  },
  'a minimum and a cap': { annualMinimums: '45', annualCaps: '70', totalCap: '160' },
  'a rate for every year': { royaltyRates: ['0', '5%', '3.5%'], annualMinimums: ['0', '20', '55'] },
  'the middle of the years': { timing: 'mid', annualCaps: '50' },
  'a short first period': { timing: 'mid', baseDate: '2026-05-28', firstPeriodEnd: '2026-12-31', upfront: '5', annualCaps: '50' },
  'a life that ends within a year': { economicYears: '2.4', annualMinimums: '45', annualCaps: ['50', '60', '70'], totalCap: '130' },
  'a life shorter than its short first period': { baseDate: '2026-05-28', firstPeriodEnd: '2026-12-31', economicYears: '0.3', annualMinimums: '45' },
};

describe.each(Object.entries(FORMS))('%s', (_, request) => {
  it.each(['payment-value', 'royalty-limits'])('without spread is the method itself: %s', (method) => {
    const terms = method === 'royalty-limits' ? { annualCaps: '1000', ...request } : request;
    const { upfront: _u, milestones: _m, ...royalties } = terms as Record<string, Typed>;
    const applied = appliedOf(method === 'royalty-limits' ? royalties : terms, { ...SETTINGS, uncertain: [CERTAIN], trials: 200 }, method);
    const own = valueApplied(METHODS.get(method)!, applied);
    if (isRefusal(own)) throw new Error(`${own.key} ${own.field ?? ''}`);
    const { summary, swings } = found(asked(applied));
    const value = yuanOf(own.outputs['sellerValue']!, own.money);
    for (const x of [summary.mean, summary.p50, swings!.base]) expect(Math.abs(x / value - 1)).toBeLessThan(1e-9);
    const limits = limitsOf(asked(applied));
    if (method !== 'royalty-limits') return;
    const effect = yuanOf(own.outputs['sellerEffect']!, own.money);
    expect(Math.abs(found(limits!).summary.mean - effect)).toBeLessThan(1e-9 * value);
  });
});

describe('what caps and minimums are worth', () => {
  const limited = appliedOf({ annualMinimums: '45', annualCaps: '70', totalCap: '150', upfront: '30' });

  it('is the payments with them less the payments without, over the same trials', () => {
    const request = asked(limited);
    const [both, only] = [found(request), found(limitsOf(request)!)];
    const without = found(asked(appliedOf({ upfront: '30' })));
    expect(Math.abs(both.summary.mean - without.summary.mean - only.summary.mean)).toBeLessThan(1e-9 * both.summary.mean);
    expect(Math.abs(both.swings!.base - without.swings!.base - only.swings!.base)).toBeLessThan(1e-9 * both.swings!.base);
    // trial by trial the spread of the forecast cancels: the error is the difference's own
    expect(only.summary.standardError).toBeLessThan(without.summary.standardError);
    const kept = finishedOf(request, both, only);
    expect(kept.limits).toEqual({ mean: only.summary.mean, standardError: only.summary.standardError, base: only.swings!.base });
    expect(appliedMethod.parse({ ...limited, simulation: { ...SETTINGS, result: kept } }).simulation!.result!.limits).toEqual(kept.limits);
  });

  it('is nothing where there are none, and more than the one forecast says where a minimum seldom binds', () => {
    expect(limitsOf(asked(appliedOf({ upfront: '30' })))).toBeUndefined();
    expect(limitsOf({ base: { revenues: [1] }, uncertain: [], seed: 1 })).toBeUndefined();
    const { summary, swings } = found(limitsOf(asked(appliedOf({ annualMinimums: '30' })))!);
    expect(swings!.base).toBe(0);
    expect(summary.mean).toBeGreaterThan(5 * summary.standardError);
  });

  it('revenue drawn below zero pays nothing, with limits or without', () => {
    const spread: DrawnInput = { variable: 'revenueLevel', kind: 'uniform', typed: { low: '-2', high: '0' } };
    const applied = appliedOf({ annualCaps: '70' }, { ...SETTINGS, uncertain: [spread] });
    expect(found(asked(applied)).summary.mean).toBe(0);
    expect(found(limitsOf(asked(applied))!).summary.mean).toBe(0);
  });
});

it('names the place that cannot be read, in the settings or in the form', () => {
  const refused = (applied: AppliedMethod): string => {
    const answer = paymentSimulationOf(applied);
    return isRefusal(answer) ? `${answer.key} ${answer.field}` : 'asked';
  };
  const { simulation: _none, ...bare } = appliedOf({});
  expect(refused(bare)).toBe('valuation.uncertainNone uncertain');
  expect(refused(appliedOf({}, { ...SETTINGS, uncertain: [{ ...LEVEL, typed: { low: '0.4', high: '1.8' } }] }))).toBe('valuation.missing uncertain.0.mode');
  expect(refused(appliedOf({ sellerRate: '高' }))).toBe('valuation.unreadable sellerRate');
  expect(refused(appliedOf({ milestones: [{ amount: '' }, { amount: '约二十', year: '1' }] }))).toBe('valuation.unreadable milestones.1.amount');
  expect(refused(appliedOf({}, SETTINGS, 'npv'))).toBe('valuation.methodUnknown undefined');
  expect(isRefusal(paymentBaseOf(appliedOf({ annualMinimums: '60', annualCaps: '50' })))).toBe(true);
  expect(['payment-value', 'royalty-limits', 'payment-solve'].map(simulatesPayments)).toEqual([true, true, false]);
});
