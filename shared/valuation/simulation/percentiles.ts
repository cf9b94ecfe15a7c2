/** Percentiles of many values without sorting them all: only the neighbours of each asked place are put in order. */

/** R-7 percentiles (Excel's PERCENTILE) at `shares`, ascending. `values` is left as it is. */
export function percentiles(values: Float64Array, shares: readonly number[]): number[] {
  const work = values.slice();
  let from = 0;
  return shares.map((share) => {
    const at = (work.length - 1) * share;
    const low = Math.floor(at);
    const below = select(work, low, from, work.length - 1);
    from = low;
    if (low + 1 >= work.length || at === low) return below;
    let next = Infinity;
    for (let i = low + 1; i < work.length; i++) if (work[i]! < next) next = work[i]!;
    return below + (at - low) * (next - below);
  });
}

/** The k-th smallest of a[left…right], which then stands at k with the smaller before it (Floyd and Rivest). */
function select(a: Float64Array, k: number, left: number, right: number): number {
  while (right > left) {
    if (right - left > 600) {
      const n = right - left + 1;
      const i = k - left + 1;
      const reach = Math.round(3 * Math.sqrt(n));
      // narrows to where the answer almost surely is; being wrong costs time only
      const shift = Math.floor((i * reach) / n);
      select(a, k, Math.max(left, k - shift - reach), Math.min(right, k + reach - shift + reach));
    }
    const pivot = a[k]!;
    let i = left;
    let j = right;
    swap(a, left, k);
    if (a[right]! > pivot) swap(a, right, left);
    while (i < j) {
      swap(a, i, j);
      i++;
      j--;
      while (a[i]! < pivot) i++;
      while (a[j]! > pivot) j--;
    }
    if (a[left] === pivot) swap(a, left, j);
    else swap(a, ++j, right);
    if (j <= k) left = j + 1;
    if (k <= j) right = j - 1;
  }
  return a[k]!;
}

function swap(a: Float64Array, i: number, j: number): void {
  const x = a[i]!;
  a[i] = a[j]!;
  a[j] = x;
}
