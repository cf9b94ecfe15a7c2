/**
 * Numbers that know how they were made. A method is written once with these; its value, the formula it shows, the
 * numbers put into it and the live formula in Excel all come from the same expression. Double precision: decimals
 * belong where money is typed, summed for payment and shown.
 */
import { inverseNormal, normalCdf } from './normal.ts';
import { median, quantile } from './order-statistics.ts';
import { irrNear } from './polynomial-roots.ts';

export type Num = { readonly value: number; readonly node: Node };
export type Node =
  | { readonly kind: 'const' }
  /** a named cell of the sheet */
  | { readonly kind: 'cell'; readonly id: string }
  | { readonly kind: 'call'; readonly fn: Fn; readonly args: readonly Num[] };
export type Operand = Num | number;

const sumOf = (a: readonly number[]): number => a.reduce((x, y) => x + y, 0);
const half = (a: readonly number[]): [number[], number[]] => [a.slice(0, a.length / 2), a.slice(a.length / 2)];

/** x·10^digits by moving the point, so that 1.005 is not 1.00499… */
function shifted(x: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(x).split('e') as [string, string?];
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

/** Half away from zero, as Excel's ROUND. Only what lies near a half needs its decimal digits looked at. */
function rounded(x: number, digits: number): number {
  const size = Math.abs(x) * 10 ** digits;
  const near = Math.abs(size - Math.floor(size) - 0.5) < 1e-6 || size > 1e9;
  return (Math.sign(x) * Math.round(near ? shifted(Math.abs(x), digits) : size)) / 10 ** digits;
}

/** Every function a formula may use, with its arithmetic. How each is written stands in formula-text.ts and excel.ts. */
const COMPUTE = {
  add: (a) => sumOf(a),
  sub: ([a, b]) => a! - b!,
  mul: (a) => a.reduce((x, y) => x * y, 1),
  div: ([a, b]) => a! / b!,
  pow: ([a, b]) => a! ** b!,
  neg: ([a]) => -a!,
  exp: ([a]) => Math.exp(a!),
  ln: ([a]) => Math.log(a!),
  sqrt: ([a]) => Math.sqrt(a!),
  abs: ([a]) => Math.abs(a!),
  sin: ([a]) => Math.sin(a!),
  asin: ([a]) => Math.asin(a!),
  min: (a) => Math.min(...a),
  max: (a) => Math.max(...a),
  sum: (a) => sumOf(a),
  /** the first half of the arguments times the second, summed */
  sumProduct: (a) => {
    const [x, y] = half(a);
    return sumOf(x.map((v, i) => v * y[i]!));
  },
  product: (a) => a.reduce((x, y) => x * y, 1),
  round: ([a, digits]) => rounded(a!, digits!),
  /** down to a whole number, as Excel's INT */
  floor: ([a]) => Math.floor(a!),
  /** a < b ? c : d */
  ifLess: ([a, b, c, d]) => (a! < b! ? c! : d!),
  normalCdf: ([a]) => normalCdf(a!),
  inverseNormal: ([a]) => inverseNormal(a!),
  median: (a) => median(a),
  /** last argument: 0…4 */
  quartile: (a) => quantile(a.slice(0, -1), a.at(-1)! / 4),
  /** last argument: the guess; the root nearest to it */
  irr: (a) => irrNear(a.slice(0, -1), a.at(-1)!),
} satisfies Record<string, (args: readonly number[]) => number>;
export type Fn = keyof typeof COMPUTE;

/** A bare number in a formula: 1, 2, 0.5. */
export const num = (x: Operand): Num => (typeof x === 'number' ? { value: x, node: { kind: 'const' } } : x);

/** Applies a function by name. */
export function call(fn: Fn, ...operands: Operand[]): Num {
  const args: Num[] = [];
  const values: number[] = [];
  for (const operand of operands) {
    const arg = num(operand);
    args.push(arg);
    values.push(arg.value);
  }
  return { value: COMPUTE[fn](values), node: { kind: 'call', fn, args } };
}

/** a < b ? c : d; a table of shares asks it of every pair. */
export const ifLess = (a: Num, b: Num, c: Num, d: Num): Num => ({
  value: a.value < b.value ? c.value : d.value,
  node: { kind: 'call', fn: 'ifLess', args: [a, b, c, d] },
});
export const ZERO: Num = { value: 0, node: { kind: 'const' } };
export const ONE: Num = { value: 1, node: { kind: 'const' } };

export const add = (...a: Operand[]): Num => call('add', ...a);
export const sub = (a: Operand, b: Operand): Num => call('sub', a, b);
export const mul = (...a: Operand[]): Num => call('mul', ...a);
export const div = (a: Operand, b: Operand): Num => call('div', a, b);
export const pow = (a: Operand, b: Operand): Num => call('pow', a, b);
export const neg = (a: Operand): Num => call('neg', a);
export const exp = (a: Operand): Num => call('exp', a);
export const ln = (a: Operand): Num => call('ln', a);
export const sqrt = (a: Operand): Num => call('sqrt', a);
export const sum = (a: readonly Operand[]): Num => call('sum', ...a);
export const min = (...a: Operand[]): Num => call('min', ...a);
export const max = (...a: Operand[]): Num => call('max', ...a);
export const product = (a: readonly Operand[]): Num => call('product', ...a);
/** Σ a_i·b_i; lists of one length. */
export const sumProduct = (a: readonly Operand[], b: readonly Operand[]): Num => call('sumProduct', ...a, ...b);

/** (1+r)^−t */
export const discount = (r: Operand, t: Operand): Num => pow(add(1, r), neg(t));

/** PVAF(r,n) = (1−(1+r)^−n)/r; n where r is 0. The case is decided here, so the formula shown is the one that was used. */
export const annuity = (r: Num, n: Operand): Num => (r.value === 0 ? num(n) : div(sub(1, pow(add(1, r), neg(n))), r));
