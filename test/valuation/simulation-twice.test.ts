/** The same risk in the discount rate and in the draws is asked about before a run. */
import { expect, it } from 'vitest';
import type { AppliedMethod, Typed, Worksheet } from '../../shared/domain/deal.ts';
import { risksTwice } from '../../shared/valuation/simulation/double-count.ts';

const sheet = (variables: string[], applied: AppliedMethod[] = []): Worksheet => ({
  id: 'w',
  applied,
  simulation: { uncertain: variables.map((variable) => ({ variable, kind: 'uniform', typed: {} })), trials: 1000, seed: 1 },
});
const keys = (s: Worksheet): string[] => risksTwice(s).map((w) => w.key);
const built = (risks: Typed): AppliedMethod => ({ id: 'a', method: 'risk-build-up', request: { riskFreeRate: '2.5%', risks } });

it('asks where the business is drawn and nothing says what the rate holds', () => {
  expect(keys(sheet([]))).toEqual([]);
  expect(keys(sheet(['discountRate', 'taxRate']))).toEqual([]);
  expect(keys(sheet(['revenueLevel']))).toEqual(['premiumAsked']);
  expect(keys(sheet(['revenueLevel', 'discountRate']))).toEqual(['premiumAsked', 'rateAndDraws']);
});

it('names the premiums that the sheet itself adds to the rate', () => {
  const risks: Typed = [
    { key: 'market', premium: '5%', reason: '新市场' },
    { key: 'technology', premium: '0' },
    { key: '政策', factors: [{ score: '60' }] },
    { key: 'capital', premium: '' },
  ];
  expect(risksTwice(sheet(['growth', 'life'], [built(risks)]))).toEqual([
    { key: 'premiumAndDraws', params: { risks: 'market、政策', variables: 'growth、life' } },
  ]);
  const capm: AppliedMethod = { id: 'b', method: 'capm', request: { specificPremium: '3' } };
  expect(risksTwice(sheet(['growth'], [capm]))[0]).toEqual({ key: 'premiumAndDraws', params: { risks: 'specificPremium', variables: 'growth' } });
  expect(keys(sheet(['discountRate'], [built(risks), capm]))).toEqual([]);
});
