/** A finished run as the worksheet keeps it, and back as the charts take it. */
import type { FinishedRun } from '../../domain/simulation.ts';
import type { Asked, SimulationRequest } from './plan.ts';
import { hashOf } from './sheet-request.ts';
import type { SimulationResult } from './summary.ts';
import type { Swings } from './swings.ts';

/** What is kept of a run of `request`. */
export function finishedOf(request: SimulationRequest, summary: SimulationResult, swings: Swings | undefined): FinishedRun {
  const { trials: _trials, seed: _seed, draws: _draws, settings: _settings, engineVersion, ...figures } = summary;
  return {
    engineVersion,
    inputHash: hashOf(request),
    request: JSON.parse(JSON.stringify(request)) as FinishedRun['request'],
    figures,
    ...(swings === undefined ? {} : { swings }),
  };
}

/** The summary that was kept. */
export function resultOf({ figures, request, engineVersion }: FinishedRun): SimulationResult {
  const settings = request as unknown as Asked;
  return { ...figures, trials: settings.trials, seed: settings.seed, draws: settings.draws, settings, engineVersion } as SimulationResult;
}
