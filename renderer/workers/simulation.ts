/** Simulations off the page, on as many workers as the machine has processors. */
import type { Refusal } from '../../shared/result.ts';
import type { Found } from '../../shared/valuation/simulation/finished.ts';
import { SimulationPool, type RunOptions } from './simulation-pool.ts';

const pool = new SimulationPool(() => new Worker(new URL('./simulation-worker.ts', import.meta.url), { type: 'module', name: 'simulation' }));

/** Never holds the window up; see SimulationPool.run. */
export const runSimulation = (request: unknown, options: Omit<RunOptions, 'workers'> = {}): Promise<Found | Refusal> =>
  pool.run(request, { ...options, workers: navigator.hardwareConcurrency });
