/** A worksheet's forecast as the simulation takes it: without spread it is the worksheet's own figure, to the digit of a double. */
import { describe, expect, it } from 'vitest';
import type { Worksheet } from '../../shared/domain/deal.ts';
import { worksheet } from '../../shared/domain/deal.ts';
import type { DrawnInput, Simulation } from '../../shared/domain/simulation.ts';
import { isRefusal } from '../../shared/result.ts';
import { runChunk } from '../../shared/valuation/simulation/chunk.ts';
import { planOf, type SimulationRequest } from '../../shared/valuation/simulation/plan.ts';
import { baseOf, canVary, changedIn, hashOf, knownOf, readParameter, SHEET_VARIABLES, simulationOf } from '../../shared/valuation/simulation/sheet-request.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { swingsOf } from '../../shared/valuation/simulation/swings.ts';
import { royaltyInputOf } from '../../shared/valuation/royalty-input.ts';
import { valueByRoyalty } from '../../shared/valuation/royalty.ts';

const drawn = (variable: string, kind: DrawnInput['kind'], typed: DrawnInput['typed']): DrawnInput => ({ variable, kind, typed });
const SETTINGS: Simulation = { uncertain: [drawn('royaltyRate', 'triangular', { low: '0.03', mode: '0.05', high: '0.08' })], trials: 20_000, seed: 11 };
const sheetOf = (inputs: Record<string, string>, more: Partial<Worksheet> = {}): Worksheet =>
  worksheet.parse({
    id: 'w',
    baseDate: '2026-05-28',
    revenues: ['3000000', '5000000', '8000000', '9000000', '10000000'],
    inputs: Object.fromEntries(Object.entries({ royaltyRate: '0.05', discountRate: '0.15', ...inputs }).map(([k, value]) => [k, { value }])),
    simulation: SETTINGS,
    ...more,
  });
const asked = (sheet: Worksheet): SimulationRequest => {
  const request = simulationOf(sheet);
  if (isRefusal(request)) throw new Error(`${request.key} ${request.field ?? ''}`);
  return request;
};
const run = (request: SimulationRequest): SimulationResult => {
  const plan = planOf(request);
  if (isRefusal(plan)) throw new Error(`${plan.key} ${plan.field ?? ''}`);
  return summaryOf(
    plan,
    Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i)),
  ) as SimulationResult;
};

const FORECASTS: Record<string, Record<string, string>> = {
  plain: {},
  'middle of the year, taxed': { timing: 'mid', taxRate: '0.25', flowBasis: 'postTax', rateBasis: 'postTax' },
  'falling by a share': { decay: 'geometric', decayRate: '0.1' },
  'falling to nothing': { decay: 'linear', economicYears: '4' },
  'a rate for every year': { decay: 'table', decayTable: '6%、5%、4%' },
  'a life that ends within a year': { economicYears: '3.4', maintenance: '9000 12000 15000 18000' },
  'a short first period': { firstPeriodEnd: '2026-12-31', legalEnd: '2030-03-01' },
  'written off by the buyer': { taxRate: '0.25', flowBasis: 'postTax', tabYears: '10' },
};

describe('a worksheet as a simulation', () => {
  it.each(Object.entries(FORECASTS))('is the worksheet itself where nothing is spread: %s', (_, inputs) => {
    const same = { level: drawn('revenueLevel', 'uniform', { low: '1', high: '1' }) };
    const sheet = sheetOf(inputs, { simulation: { ...SETTINGS, trials: 200, uncertain: [same.level] } });
    const own = valueByRoyalty(royaltyInputOf(sheet) as never);
    if (isRefusal(own)) throw new Error(own.key);
    const { mean, p50 } = run(asked(sheet));
    expect(mean / Number(own.value)).toBeCloseTo(1, 12);
    expect(p50 / Number(own.value)).toBeCloseTo(1, 12);
    const base = baseOf(sheet) as never;
    expect(swingsOf(planOf(asked(sheet)) as never)!.base / Number(own.value)).toBeCloseTo(1, 12);
    for (const v of SHEET_VARIABLES) if (canVary(base, v) && v !== 'taxRate' && v !== 'decayRate') expect([v, knownOf(base, v)]).not.toContain(undefined);
  });

  it('ranks the swings at P10 and P90 of each input', () => {
    const uncertain = [
      drawn('royaltyRate', 'uniform', { low: '0.049', high: '0.051' }),
      drawn('revenueLevel', 'uniform', { low: '0.5', high: '1.5' }),
      drawn('discountRate', 'uniform', { low: '0.10', high: '0.20' }),
    ];
    const plan = planOf(asked(sheetOf({}, { simulation: { ...SETTINGS, uncertain } })));
    const { base, bars } = swingsOf(plan as never)!;
    expect(bars.map((b) => b.field)).toEqual(['revenueLevel', 'discountRate', 'royaltyRate']);
    expect(bars[0]!.low).toBeCloseTo(0.6, 12);
    expect(bars[0]!.atLow! / base).toBeCloseTo(0.6, 12);
    expect(bars[0]!.atHigh! / base).toBeCloseTo(1.4, 12);
    expect(bars[1]!.atLow!).toBeGreaterThan(bars[1]!.atHigh!);
  });

  it('names the place it cannot read', () => {
    const refused = (part: Partial<Simulation>): string | undefined => {
      const answer = simulationOf(sheetOf({}, { simulation: { ...SETTINGS, ...part } }));
      return isRefusal(answer) ? `${answer.key} ${answer.field}` : undefined;
    };
    expect(refused({ uncertain: [] })).toBe('valuation.uncertainNone uncertain');
    expect(refused({ uncertain: [drawn('growth', 'normal', { mean: '0.05' })] })).toBe('valuation.missing uncertain.0.sd');
    expect(refused({ uncertain: [...SETTINGS.uncertain, drawn('growth', 'normal', { mean: '五', sd: '0.1' })] })).toBe('valuation.unreadable uncertain.1.mean');
    expect(refused({ floor: '八十左右' })).toBe('valuation.unreadable floor');
    const two = [...SETTINGS.uncertain, drawn('growth', 'normal', { mean: '0.05', sd: '0.02' })];
    expect(refused({ uncertain: two, correlations: [{ a: 'growth', b: 'royaltyRate', rho: '1.2' }] })).toBe('valuation.correlationRange correlations.0.rho');
    expect(refused({ uncertain: two, correlations: [{ a: 'growth', b: 'royaltyRate', rho: '强' }] })).toBe('valuation.unreadable correlations.0.rho');
    expect(refused({ uncertain: two, correlations: [{ a: 'growth', b: 'life', rho: '0.5' }] })).toBeUndefined();
    const bare = simulationOf(sheetOf({ discountRate: '高' }));
    expect(bare).toMatchObject({ refused: true, field: 'discountRate' });
  });

  it('reads what people type', () => {
    expect(readParameter('discountRate', '15')).toBe('0.15');
    expect(readParameter('discountRate', '0.5')).toBe('0.005');
    expect(readParameter('discountRate', '1')).toBe('0.01');
    expect(readParameter('growth', '−3%')).toBe('-0.03');
    expect(readParameter('revenueLevel', '90%')).toBe('0.9');
    expect(readParameter('revenueLevel', '1.2')).toBe('1.2');
    expect(readParameter('life', '6.5')).toBe('6.5');
  });

  it('knows the same request again, and says what another one changed', () => {
    const sheet = sheetOf({}, { simulation: { ...SETTINGS, floor: '80万' } });
    const request = asked(sheet);
    expect(request.floor).toBe(800_000);
    const turned = Object.fromEntries(Object.entries(request).reverse()) as unknown as SimulationRequest;
    expect(hashOf(turned)).toBe(hashOf(request));
    expect(changedIn(turned as never, request)).toEqual([]);
    const dearer = sheetOf(
      { discountRate: '0.12' },
      { simulation: { ...SETTINGS, seed: 12, uncertain: [drawn('royaltyRate', 'pert', { low: '0.03', mode: '0.05', high: '0.08' })] } },
    );
    expect(changedIn(request as never, asked(dearer))).toEqual(['discountRate', 'royaltyRate', 'seed', 'floor']);
    expect(hashOf(asked(dearer))).not.toBe(hashOf(request));
  });
});
