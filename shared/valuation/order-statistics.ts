/** Medians and quantiles by position. */

/** R-7 (Excel's PERCENTILE/QUARTILE): linear between the two nearest. `share` 0…1. */
export function quantile(values: readonly number[], share: number): number {
  return sortedQuantile(
    [...values].sort((a, b) => a - b),
    share,
  );
}

/** As quantile, of values already in ascending order. */
export function sortedQuantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
