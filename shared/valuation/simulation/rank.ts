/** Spearman's rank correlation; equal values share the mean of their ranks. 0 where one side does not move. */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [ranks(x), ranks(y)];
  const middle = (x.length + 1) / 2;
  let [both, one, other] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [p, q] = [a[i]! - middle, b[i]! - middle];
    both += p * q;
    one += p * p;
    other += q * q;
  }
  return one === 0 || other === 0 ? 0 : both / Math.sqrt(one * other);
}

function ranks(values: readonly number[]): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const result = new Float64Array(values.length);
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j + 1 < order.length && values[order[j + 1]!] === values[order[i]!]) j++;
    for (let k = i; k <= j; k++) result[order[k]!] = (i + j) / 2 + 1;
    i = j + 1;
  }
  return result;
}
