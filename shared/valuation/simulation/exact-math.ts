/**
 * exp and ln made only of +, −, ×, ÷, so that a draw has the same digits on every machine: Math.exp and Math.log may
 * differ in the last bit between engines and processors. Method: argument reduction and the polynomials of FreeBSD's
 * msun; within one unit in the last place.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1.4426950408889634;
const LEAST_EXPONENT = -1022;
/** 2^k for k = −1022…1023 */
const POWERS = ((): Float64Array => {
  const powers = new Float64Array(2046);
  let down = 1;
  let up = 1;
  for (let k = 0; k <= 1023; k++) {
    powers[k - LEAST_EXPONENT] = up;
    up *= 2;
    if (k <= 1022) powers[-k - LEAST_EXPONENT] = down;
    down /= 2;
  }
  return powers;
})();

/** e^x; 0 below −708.4, ∞ above 709.78. */
export function exactExp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  // what is left out are numbers below 1e−307
  if (x < -708.3964185322641) return 0;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return k > 1023 ? y * 2 * POWERS[1023 - LEAST_EXPONENT]! : y * POWERS[k - LEAST_EXPONENT]!;
}

const WORD = new DataView(new ArrayBuffer(8));
const SQRT2 = 1.4142135623730951;

/** ln x; −∞ at 0, NaN below. */
export function exactLog(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return Number.NaN;
  if (x === Infinity) return x;
  let k = 0;
  let m = x;
  if (m < 2.2250738585072014e-308) {
    m *= 18014398509481984;
    k = -54;
  }
  WORD.setFloat64(0, m);
  const high = WORD.getInt32(0);
  k += (high >> 20) - 1023;
  WORD.setInt32(0, (high & 0xfffff) | 0x3ff00000);
  m = WORD.getFloat64(0);
  if (m > SQRT2) {
    m /= 2;
    k++;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const rest =
    z *
    (0.6666666666666735 +
      z *
        (0.3999999999940942 +
          z * (0.2857142874366239 + z * (0.22222198432149784 + z * (0.1818357216161805 + z * (0.15313837699209373 + z * 0.14798198605116586))))));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
}

/** x^y for x > 0. */
export const exactPow = (x: number, y: number): number => exactExp(y * exactLog(x));

/** v^t; products and a root where t is whole or a half. */
export function powerAt(v: number, t: number): number {
  if (t === 1) return v;
  if (t === 0.5) return Math.sqrt(v);
  if (t === 1.5) return v * Math.sqrt(v);
  return t === 2 ? v * v : exactPow(v, t);
}
