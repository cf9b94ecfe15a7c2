/** The normal distribution for draws: the same digits on every machine, and fast over columns. */
import { exactExp, exactLog } from './exact-math.ts';

/** Φ⁻¹(p), 0 < p < 1, to about 1e−16: Wichura's rational approximations (AS 241, PPND16). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    const up =
      ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r + 13731.69376550946) * r + 1971.5909503065513) *
        r +
        133.14166789178438) *
        r +
      3.3871328727963665;
    const down =
      ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r + 5394.196021424751) * r + 687.1870074920579) *
        r +
        42.31333070160091) *
        r +
      1;
    return (q * up) / down;
  }
  const tail = Math.sqrt(-exactLog(q < 0 ? p : 1 - p));
  let up: number;
  let down: number;
  if (tail <= 5) {
    const r = tail - 1.6;
    up =
      ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r + 3.6478483247632045) * r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
      1.4234371107496835;
    down =
      ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) * r + 0.6897673349851) * r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
      1;
  } else {
    const r = tail - 5;
    up =
      ((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r + 0.026532189526576124) * r + 0.29656057182850487) * r +
        1.7848265399172913) *
        r +
        5.463784911164114) *
        r +
      6.657904643501103;
    down =
      ((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r + 0.0007868691311456133) * r + 0.014875361290850615) * r +
        0.1369298809227358) *
        r +
        0.599832206555888) *
        r +
      1;
  }
  return q < 0 ? -up / down : up / down;
}

/** Φ(x), Hart's rational as in normal.ts on exact exp. */
export function normalShare(x: number): number {
  const z = x < 0 ? -x : x;
  if (z > 38) return x > 0 ? 1 : 0;
  const e = exactExp((-z * z) / 2);
  let tail: number;
  if (z < 7.07106781186547) {
    const up =
      (((((0.0352624965998911 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871) * z + 221.213596169931) * z +
      220.206867912376;
    const down =
      ((((((0.0883883476483184 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674) * z + 637.333633378831) * z +
        793.826512519948) *
        z +
      440.413735824752;
    tail = (e * up) / down;
  } else tail = e / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.5066282746310002;
  return x > 0 ? 1 - tail : tail;
}

/** Uniform figures turned into normal ones, in place. */
export function toNormal(column: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) column[i] = normalQuantile(column[i]!);
}
