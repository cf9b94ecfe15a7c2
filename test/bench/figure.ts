/** One measured figure beside its yardstick, both from this run; only the ratio means anything on a noisy machine. */
export type Figure = {
  name: string;
  value: number;
  yardstick: number;
  unit: string;
  /** what the yardstick is, in words */
  against: string;
  ratio: number;
  /** what the ratio must not exceed (`most`) or fall below (`least`); none for figures that are only reported */
  bar?: { most: number } | { least: number };
  met: boolean | null;
  note?: string;
};

export function figure(f: Omit<Figure, 'ratio' | 'met'>): Figure {
  const ratio = f.value / f.yardstick;
  const met = f.bar === undefined ? null : 'most' in f.bar ? ratio <= f.bar.most : ratio >= f.bar.least;
  return { ...f, ratio, met };
}

/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/**
 * Median of times from a clock that only shows steps of `step` (a page's clock: 0.1 ms), interpolated within the
 * step it falls into; the plain median of such times is wrong by up to half a step.
 */
export function steppedMedian(samples: readonly number[], step: number): number {
  const steps = samples.map((s) => Math.round(s / step));
  const middle = median(steps);
  const below = steps.filter((s) => s < middle).length;
  const within = steps.filter((s) => s === middle).length;
  return (middle - 0.5 + (samples.length / 2 - below) / within) * step;
}

/** Milliseconds of one call. */
export function timed(body: () => unknown): number {
  const start = performance.now();
  body();
  return performance.now() - start;
}
