/**
 * Numbers that know how they were made. A method is written once with these; its value, the formula it shows, the
 * numbers put into it and the live formula in Excel all come from the same expression. Double precision: decimals
 * belong where money is typed, summed for payment and shown.
 */
import { inverseNormal, normalCdf } from './normal.ts';
import { latticeNumbers, latticeValue } from './options/lattice-value.ts';
import { median, quantile } from './order-statistics.ts';
import { irrNear } from './polynomial-roots.ts';

export type Num =
  | { readonly value: number; readonly kind: 'const' }
  /** a named cell of the sheet, by its place among all */
  | { readonly value: number; readonly kind: 'cell'; readonly at: number }
  | { readonly value: number; readonly kind: 'call'; readonly fn: Fn; readonly args: readonly Num[] };
export type Operand = Num | number;

const valueOf = (x: Num): number => x.value;
function sumOf(a: readonly Num[]): number {
  let total = 0;
  for (const x of a) total += x.value;
  return total;
}
function productOf(a: readonly Num[]): number {
  let total = 1;
  for (const x of a) total *= x.value;
  return total;
}

function leastOf(a: readonly Num[]): number {
  let least = Infinity;
  for (const x of a) least = Math.min(least, x.value);
  return least;
}
function greatestOf(a: readonly Num[]): number {
  let greatest = -Infinity;
  for (const x of a) greatest = Math.max(greatest, x.value);
  return greatest;
}

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

/**
 * Every function a formula may use, with its arithmetic; a sheet has thousands of cells, so few lists are made for it.
 * How each is written stands in formula-text.ts and excel.ts.
 */
const COMPUTE = {
  add: (a) => sumOf(a),
  sub: (a) => a[0]!.value - a[1]!.value,
  mul: (a) => productOf(a),
  div: (a) => a[0]!.value / a[1]!.value,
  pow: (a) => a[0]!.value ** a[1]!.value,
  neg: (a) => -a[0]!.value,
  exp: (a) => Math.exp(a[0]!.value),
  ln: (a) => Math.log(a[0]!.value),
  sqrt: (a) => Math.sqrt(a[0]!.value),
  abs: (a) => Math.abs(a[0]!.value),
  sin: (a) => Math.sin(a[0]!.value),
  asin: (a) => Math.asin(a[0]!.value),
  min: (a) => leastOf(a),
  max: (a) => greatestOf(a),
  sum: (a) => sumOf(a),
  /** the first half of the arguments times the second, summed */
  sumProduct: (a) => {
    const n = a.length / 2;
    let total = 0;
    for (let i = 0; i < n; i++) total += a[i]!.value * a[n + i]!.value;
    return total;
  },
  product: (a) => productOf(a),
  round: (a) => rounded(a[0]!.value, a[1]!.value),
  /** down to a whole number, as Excel's INT */
  floor: (a) => Math.floor(a[0]!.value),
  /** a < b ? c : d */
  ifLess: (a) => (a[0]!.value < a[1]!.value ? a[2]!.value : a[3]!.value),
  normalCdf: (a) => normalCdf(a[0]!.value),
  inverseNormal: (a) => inverseNormal(a[0]!.value),
  median: (a) => median(a.map(valueOf)),
  /** last argument: 0…4 */
  quartile: (a) => quantile(a.slice(0, -1).map(valueOf), a.at(-1)!.value / 4),
  /** last argument: the guess; the root nearest to it */
  irr: (a) => irrNear(a.slice(0, -1).map(valueOf), a.at(-1)!.value),
  /** flows, as many day numbers, and the guess; 365 days are a year */
  xirr: (a) => {
    const n = (a.length - 1) / 2;
    const years = a.slice(n, 2 * n).map((day) => (day.value - a[n]!.value) / 365);
    return irrNear(a.slice(0, n).map(valueOf), a.at(-1)!.value, years);
  },
  /** S, u, d, p, v, steps, whether it ends as the project, whether it may be taken early; then slope and constant of each right */
  lattice: (a) => latticeValue(latticeNumbers(a.map(valueOf))),
} satisfies Record<string, (args: readonly Num[]) => number>;
export type Fn = keyof typeof COMPUTE;

/** A bare number in a formula: 1, 2, 0.5. */
export const num = (x: Operand): Num => (typeof x === 'number' ? { value: x, kind: 'const' } : x);

/** Applies a function by name. */
export const call = (fn: Fn, ...operands: Operand[]): Num => applied(fn, operands);

/** Keeps the list it is given for its arguments. */
function applied(fn: Fn, operands: Operand[]): Num {
  for (let i = 0; i < operands.length; i++) operands[i] = num(operands[i]!);
  const args = operands as Num[];
  return { value: COMPUTE[fn](args), kind: 'call', fn, args };
}

/** A number whose formula is long and seldom read: its arguments are written when they are, and must come to `value`. */
export function writtenLater(value: number, fn: Fn, write: () => readonly Num[]): Num {
  let args: readonly Num[] | undefined;
  return {
    value,
    kind: 'call',
    fn,
    get args() {
      return (args ??= write());
    },
  };
}

/** a < b ? c : d */
export const ifLess = (a: Num, b: Num, c: Num, d: Num): Num => ({
  value: a.value < b.value ? c.value : d.value,
  kind: 'call',
  fn: 'ifLess',
  args: [a, b, c, d],
});
export const ZERO: Num = num(0);
export const ONE: Num = num(1);

export const add = (...a: Operand[]): Num => applied('add', a);
export const sub = (a: Operand, b: Operand): Num => call('sub', a, b);
export const mul = (...a: Operand[]): Num => applied('mul', a);
export const div = (a: Operand, b: Operand): Num => call('div', a, b);
export const pow = (a: Operand, b: Operand): Num => call('pow', a, b);
export const neg = (a: Operand): Num => call('neg', a);
export const exp = (a: Operand): Num => call('exp', a);
export const ln = (a: Operand): Num => call('ln', a);
export const sqrt = (a: Operand): Num => call('sqrt', a);
export const sum = (a: readonly Operand[]): Num => applied('sum', [...a]);
export const min = (...a: Operand[]): Num => applied('min', a);
export const max = (...a: Operand[]): Num => applied('max', a);
export const product = (a: readonly Operand[]): Num => applied('product', [...a]);
/** Σ a_i·b_i; lists of one length. */
export const sumProduct = (a: readonly Operand[], b: readonly Operand[]): Num => applied('sumProduct', [...a, ...b]);

/** (1+r)^−t */
export const discount = (r: Operand, t: Operand): Num => pow(add(1, r), neg(t));

/** PVAF(r,n) = (1−(1+r)^−n)/r; n where r is 0. There the formula has both cases, so that another rate may be put in. */
export function annuity(r: Num, n: Operand): Num {
  const pvaf = div(sub(1, pow(add(1, r), neg(n))), r);
  return r.value === 0 ? ifLess(call('abs', r), num(NO_RATE), num(n), pvaf) : pvaf;
}
/** A rate smaller than this is none. */
const NO_RATE = 1e-12;
