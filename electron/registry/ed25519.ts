/**
 * Whether 32 bytes are a public key somebody can have: a point of the curve of RFC 8032 that is not of low order. Signatures
 * that hold for a point of low order can be made by anybody, and the verifier of the system lets them pass.
 */
const P = 2n ** 255n - 19n;
type Point = readonly [x: bigint, y: bigint];

const mod = (n: bigint): bigint => ((n % P) + P) % P;
function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}
const inverse = (n: bigint): bigint => power(n, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** RFC 8032, 5.1.3; null where the bytes are the encoding of no point. */
function decoded(raw: Uint8Array): Point | null {
  const number = raw.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const [sign, y] = [number >> 255n, number & (2n ** 255n - 1n)];
  if (y >= P) return null;
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(v * x * x) !== u || (x === 0n && sign === 1n)) return null;
  return [(x & 1n) === sign ? x : mod(-x), y];
}

function doubled([x, y]: Point): Point {
  const both = mod(D * x * x * y * y);
  return [mod(2n * x * y * inverse(1n + both)), mod((y * y + x * x) * inverse(1n - both))];
}

export function isPublicKeyPoint(raw: Uint8Array): boolean {
  const point = raw.length === 32 ? decoded(raw) : null;
  if (point === null) return false;
  const [x, y] = doubled(doubled(doubled(point)));
  return x !== 0n || y !== 1n;
}
