/** A finished run as the worksheet keeps it, and back as the charts take it. */
import type { FinishedRun } from '../../domain/simulation.ts';
import type { Asked, SimulationRequest } from './plan.ts';
import { hashOf } from './sheet-request.ts';
import type { SimulationResult } from './summary.ts';
import type { Swings } from './swings.ts';

/** What a run and its tornado found. */
export type Found = { summary: SimulationResult; swings: Swings | undefined };

/** The same trials measured as what minimums and caps add or take; none where there are no limits. */
export function limitsOf(request: SimulationRequest): SimulationRequest | undefined {
  const { annualMinimums, annualCaps, totalCap } = request.base;
  if (request.model !== 'payment' || (annualMinimums ?? annualCaps ?? totalCap) === undefined) return undefined;
  const { floor: _floor, ...asked } = request;
  return { ...asked, base: { ...request.base, measure: 'limits' } };
}

/** What is kept of a run of `request`; `limits` is the same run measured as what minimums and caps add. */
export function finishedOf(request: SimulationRequest, { summary, swings }: Found, limits?: Found): FinishedRun {
  const { trials: _trials, seed: _seed, draws: _draws, settings: _settings, engineVersion, ...figures } = summary;
  return {
    engineVersion,
    inputHash: hashOf(request),
    request: JSON.parse(JSON.stringify(request)) as FinishedRun['request'],
    figures,
    ...(limits?.swings === undefined ? {} : { limits: { mean: limits.summary.mean, standardError: limits.summary.standardError, base: limits.swings.base } }),
    ...(swings === undefined ? {} : { swings }),
  };
}

/** The summary that was kept. */
export function resultOf({ figures, request, engineVersion }: FinishedRun): SimulationResult {
  const settings = request as unknown as Asked;
  return { ...figures, trials: settings.trials, seed: settings.seed, draws: settings.draws, settings, engineVersion } as SimulationResult;
}
