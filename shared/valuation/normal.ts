/** The normal distribution. */

const TWO_PI = 2 * Math.PI;
export const normalPdf = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(TWO_PI);

/** Φ(x) to about 1e−15 also in the tails. Method: Hart's double-precision rational, with its continued fraction beyond 7.07. */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const z = Math.abs(x);
  if (z > 38) return x > 0 ? 1 : 0;
  const e = Math.exp((-z * z) / 2);
  let tail: number;
  if (z < 7.07106781186547) {
    const up = [3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];
    const down = [
      8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752,
    ];
    const horner = (c: readonly number[]): number => c.reduce((a, b) => a * z + b, 0);
    tail = (e * horner(up)) / horner(down);
  } else {
    const fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
    tail = e / fraction / Math.sqrt(TWO_PI);
  }
  return x > 0 ? 1 - tail : tail;
}

/** Φ⁻¹(p), 0 < p < 1; ±∞ at the ends. Acklam's rational first guess, then Halley steps on our own Φ. */
export function inverseNormal(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  // the tail is computed on the side where no digits are lost
  if (p > 0.5) return -inverseNormal(1 - p);
  let x = firstGuess(p);
  for (let i = 0; i < 2; i++) {
    const miss = (normalCdf(x) - p) * Math.sqrt(TWO_PI) * Math.exp((x * x) / 2);
    x -= miss / (1 + (x * miss) / 2);
  }
  return x;
}

function firstGuess(p: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  const horner = (coefficients: readonly number[], at: number): number => coefficients.reduce((s, k) => s * at + k, 0);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return horner(c, q) / horner(d, q);
  }
  const q = p - 0.5;
  return (horner(a, q * q) * q) / horner(b, q * q);
}
