/** The beta distribution, which PERT rests on; the same digits on every machine. */
import { exactExp, exactLog } from './exact-math.ts';

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012, 0.000009984369578019572,
  1.5056327351493116e-7,
];
const HALF_LN_TWO_PI = 0.9189385332046727;

/** ln Γ(x), x ≥ 0.5; Lanczos with g = 7. */
export function logGamma(x: number): number {
  let sum = 0.9999999999998099;
  for (let i = 0; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x + i);
  const t = x + 6.5;
  return HALF_LN_TWO_PI + (x - 0.5) * exactLog(t) - t + exactLog(sum);
}
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** I_x(a,b): the continued fraction on the side where it converges fast. */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const front = exactExp(a * exactLog(x) + b * exactLog(1 - x) - logBeta(a, b)) / a;
  // Lentz
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return front * h;
}
const nonZero = (x: number): number => (Math.abs(x) < 1e-300 ? 1e-300 : x);

/** The density at x, 0 < x < 1, given ln B(a,b). */
export const betaDensity = (x: number, a: number, b: number, logB: number): number => exactExp((a - 1) * exactLog(x) + (b - 1) * exactLog(1 - x) - logB);

/** x with I_x(a,b) = p; a, b ≥ 1. Newton kept within a bracket, from the power law of the lower end. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p > 0)) return p === 0 ? 0 : Number.NaN;
  if (p >= 1) return p === 1 ? 1 : Number.NaN;
  // searched from the nearer end, where small figures keep their digits
  if (p > 0.5) return 1 - betaQuantile(1 - p, b, a);
  const logB = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = Math.min(exactExp((exactLog(p) + exactLog(a) + logB) / a), a / (a + b));
  for (let i = 0; i < 200; i++) {
    const miss = betaShare(x, a, b) - p;
    if (miss === 0) return x;
    if (miss > 0) high = x;
    else low = x;
    let next = x - miss / betaDensity(x, a, b, logB);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * next) return next;
    x = next;
  }
  return x;
}
