/** What the simulation panel refuses is told as its boxes have it: rates in per cent. */
import { expect, it } from 'vitest';
import { loadWords } from '../../electron/cli/resources.ts';
import type { DrawnInput, Simulation } from '../../shared/domain/simulation.ts';
import { isRefusal } from '../../shared/result.ts';
import { simulationOf } from '../../shared/valuation/simulation/sheet-request.ts';
import { planOf } from '../../shared/valuation/simulation/plan.ts';
import { WORKSHEET } from './worksheet-rows.ts';

it('a most likely rate outside its bounds, and bounds out of order', async () => {
  const { simulationRefusal } = await import('../../renderer/features/valuation/simulation/simulation-words.ts');
  const t = await loadWords('zh');
  const said = (drawn: DrawnInput): string => {
    const settings: Simulation = { uncertain: [drawn], trials: 1000, seed: 1 };
    const request = simulationOf({ ...WORKSHEET, simulation: settings });
    const refusal = isRefusal(request) ? request : planOf(request);
    return isRefusal(refusal) ? simulationRefusal(t, 'royalty', settings, refusal) : '';
  };
  expect(said({ variable: 'royaltyRate', kind: 'triangular', typed: { low: '0.09', mode: '0.05', high: '0.08' } })).toMatch(/5% 应在 9% 与 8% 之间/);
  expect(said({ variable: 'discountRate', kind: 'uniform', typed: { low: '0.2', high: '0.1' } })).toMatch(/20%.*10%/);
  expect(said({ variable: 'revenueLevel', kind: 'uniform', typed: { low: '1.2', high: '0.8' } })).toMatch(/1\.2.*0\.8/);
});
