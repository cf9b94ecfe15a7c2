import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/result.ts';
import { valueBy, type Method, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { optionBinomial } from '../../shared/valuation/options/binomial.ts';
import { bivariate } from '../../shared/valuation/options/bivariate.ts';
import { optionBsm } from '../../shared/valuation/options/bsm.ts';
import { optionCompound } from '../../shared/valuation/options/compound.ts';
import { optionExchange } from '../../shared/valuation/options/exchange.ts';
import { answered, refusedOf, warned, type Asked } from './asked.ts';

const valued = (m: Method, x: Asked): MethodResult => answered(m.id, x);
const refusal = (m: Method, x: Asked): string => refusedOf(m.id, x).split(' ')[0]!;

describe('edges', () => {
  const bsm = { underlying: 100, strike: 90, riskFreeRate: 0.05, payoutRate: 0.02, volatility: 0.3, term: 2 };
  const tree = { underlying: 100, strike: 90, riskFreeRate: 0.05, volatility: 0.3, term: 2, steps: 10 };
  const stages = { underlying: 500, firstPayment: 50, secondPayment: 520, riskFreeRate: 0.08, volatility: 0.35, firstTerm: 0.25, secondTerm: 0.5 };

  it('σ → 0 and τ = 0 are their limits, and said so', () => {
    const certain = valued(optionBsm, { ...bsm, volatility: 0 });
    expect(certain.value).toBeCloseTo(100 * Math.exp(-0.04) - 90 * Math.exp(-0.1), 12);
    expect(certain.value).toBeCloseTo(valued(optionBsm, { ...bsm, volatility: 1e-6 }).value, 9);
    expect(warned(certain)).toContain('sigmaZero');
    const now = valued(optionBsm, { ...bsm, term: 0 });
    expect(now.value).toBe(10);
    expect(now.outputs['put']).toBeCloseTo(0, 12);
    expect(warned(now)).toContain('termZero');
    expect(valued(optionBsm, { ...bsm, underlying: 50, volatility: 0 }).value).toBe(0);
    const both = { received: 100, given: 90, receivedVolatility: 0.3, givenVolatility: 0.3, correlation: 1, term: 1 };
    expect(valued(optionExchange, both).value).toBeCloseTo(10, 12);
    expect(warned(valued(optionExchange, both))).toContain('sigmaZero');
  });

  it('S or K at or below zero is refused', () => {
    for (const wrong of [{ underlying: 0 }, { underlying: -1 }, { strike: 0 }, { strike: -5 }])
      expect(refusal(optionBsm, { ...bsm, ...wrong })).toBe('fieldTooSmall');
    expect(refusal(optionCompound, { ...stages, firstPayment: 0 })).toBe('fieldTooSmall');
  });

  it('a patent: q is 1/remaining life, and the NPV if forced now stands beside it', () => {
    const { payoutRate: _, ...open } = bsm;
    const patent = valued(optionBsm, { ...open, term: 17, delayCost: 'perYearOfLife' });
    expect(patent.steps.find((s) => s.name === 'payoutRate')?.result).toBeCloseTo(1 / 17, 15);
    expect(patent.outputs['forcedNow']).toBe(10);
    expect(patent.value).toBeCloseTo(valued(optionBsm, { ...open, term: 17, payoutRate: 1 / 17 }).value, 12);
    expect(warned(patent)).toEqual(expect.arrayContaining(['sigmaWeakest', 'replacesNpv', 'delayCostAssumed']));
    expect(warned(valued(optionBsm, { ...bsm, kind: 'put' }))).toContain('addedToNpv');
    expect(refusal(optionBsm, { ...bsm, delayCost: 'perYearOfLife' })).toBe('delayCostTwice');
    expect(refusal(optionBsm, { ...open, term: 0, delayCost: 'perYearOfLife' })).toBe('delayCostNoLife');
  });

  it('shows the same option at other σ, rising with it', () => {
    const table = valued(optionBsm, bsm).steps.filter((s) => s.name === 'tableValue');
    expect(table).toHaveLength(5);
    expect(table[2]!.result).toBeCloseTo(valued(optionBsm, bsm).value, 12);
    for (let i = 1; i < table.length; i++) expect(table[i]!.result).toBeGreaterThan(table[i - 1]!.result);
    expect(table[4]!.result).toBeCloseTo(valued(optionBsm, { ...bsm, volatility: 0.45 }).value, 10);
  });

  it('a yearly rate is turned into the continuous one', () => {
    const yearly = valued(optionBsm, { ...bsm, riskFreeRate: Math.expm1(0.05), compounding: 'annual' });
    expect(yearly.value).toBeCloseTo(valued(optionBsm, bsm).value, 10);
  });

  it('p outside 0…1 is refused with the bound, and the number of steps it names will do', () => {
    const steep = { ...tree, riskFreeRate: 0.5, volatility: 0.2, steps: 2 };
    const answer = valueBy(optionBinomial, steep);
    expect(answer).toMatchObject({ key: 'valuation.binomialChance', params: { most: 0.16 } });
    const least = isRefusal(answer) ? Number(answer.params!['least']) : 0;
    expect(refusal(optionBinomial, { ...steep, steps: least })).toBe('not');
    expect(refusal(optionBinomial, { ...steep, steps: least - 1 })).toBe('binomialChance');
    const { volatility: _, ...bare } = tree;
    expect(refusal(optionBinomial, { ...bare, up: 1.001, down: 0.9 })).toBe('upDownArbitrage');
    expect(refusal(optionBinomial, { ...bare, up: 0.9, down: 1.1 })).toBe('upBelowDown');
  });

  it('what does not fit the right is refused by name', () => {
    expect(refusal(optionBinomial, { ...tree, right: 'abandon' })).toBe('missing');
    expect(refusal(optionBinomial, { ...tree, salvage: 50 })).toBe('notForThisRight');
    expect(refusal(optionBinomial, { ...tree, up: 1.2, down: 0.8 })).toBe('volatilityOrUpDown');
    const { volatility: _, ...bare } = tree;
    expect(refusal(optionBinomial, bare)).toBe('volatilityOrUpDown');
    expect(refusal(optionBinomial, { ...bare, up: 1.2 })).toBe('missing');
    expect(refusal(optionBinomial, { ...tree, volatility: 0 })).toBe('volatilityZero');
  });

  it('a compound without order, without σ, or without a critical value is refused', () => {
    expect(refusal(optionCompound, { ...stages, secondTerm: 0.25 })).toBe('termsOrder');
    expect(refusal(optionCompound, { ...stages, volatility: 0 })).toBe('volatilityZero');
    expect(refusal(optionCompound, { ...stages, daughter: 'put', firstPayment: 600 })).toBe('compoundNoBoundary');
  });

  it('every method is registered', () => {
    for (const m of [optionBsm, optionBinomial, optionCompound, bivariate, optionExchange]) expect(METHODS.get(m.id)).toBe(m);
  });
});
