import type { FinishedRun } from '../../../../shared/domain/simulation.ts';

/** The payments on the one forecast and their mean over all trials, in 元: with minimums and caps, without, and what these are worth; without limits the payments alone. */
export function limitRows({ figures, limits, swings }: FinishedRun): [name: 'payments' | 'with' | 'without' | 'worth', one: number, many: number][] {
  if (!swings) return [];
  if (!limits) return [['payments', swings.base, figures.mean]];
  return [
    ['with', swings.base, figures.mean],
    ['without', swings.base - limits.base, figures.mean - limits.mean],
    ['worth', limits.base, limits.mean],
  ];
}
