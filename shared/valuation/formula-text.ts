/** Formulas as a person reads them: with symbols, or with the numbers put in. */
import type { Fn, Num } from './expr.ts';

/** How a cell of the sheet, told by its place among all, is written: its symbol, or its number. */
export type Naming = (at: number) => string;

const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;
type Written = { text: string; binds: number };

const wrap = (w: Written, least: number): string => (w.binds < least ? `(${w.text})` : w.text);
const list = (args: readonly Written[]): string => args.map((a) => a.text).join(', ');
const named =
  (name: string) =>
  (args: readonly Written[]): Written => ({ text: `${name}(${list(args)})`, binds: ATOM });

/** Long sums are shortened in the middle: the cells themselves stand in the table. */
const MOST_TERMS = 6;
const terms = (args: readonly string[], sign: string): string =>
  (args.length <= MOST_TERMS ? args : [...args.slice(0, 3), '…', args.at(-1)!]).join(` ${sign} `);

const pairs = (args: readonly Written[]): string[] => {
  const n = args.length / 2;
  return args.slice(0, n).map((a, i) => `${wrap(a, PRODUCT)}×${wrap(args[n + i]!, PRODUCT)}`);
};

const WRITE: Record<Fn, (args: readonly Written[]) => Written> = {
  add: (a) => ({
    text: terms(
      a.map((x) => wrap(x, SUM)),
      '+',
    ),
    binds: SUM,
  }),
  sub: ([a, b]) => ({ text: `${wrap(a!, SUM)} − ${wrap(b!, PRODUCT)}`, binds: SUM }),
  mul: (a) => ({
    text: terms(
      a.map((x) => wrap(x, PRODUCT)),
      '×',
    ),
    binds: PRODUCT,
  }),
  div: ([a, b]) => ({ text: `${wrap(a!, PRODUCT)} ÷ ${wrap(b!, POWER)}`, binds: PRODUCT }),
  pow: ([a, b]) => ({ text: `${wrap(a!, ATOM)}^${wrap(b!, ATOM)}`, binds: POWER }),
  neg: ([a]) => ({ text: `−${wrap(a!, POWER)}`, binds: SUM }),
  exp: ([a]) => ({ text: `e^${wrap(a!, ATOM)}`, binds: POWER }),
  ln: named('ln'),
  sqrt: ([a]) => ({ text: `√${wrap(a!, ATOM)}`, binds: POWER }),
  abs: ([a]) => ({ text: `|${a!.text}|`, binds: ATOM }),
  sin: named('sin'),
  asin: named('arcsin'),
  min: named('min'),
  max: named('max'),
  sum: (a) => ({
    text: `Σ(${terms(
      a.map((x) => x.text),
      '+',
    )})`,
    binds: ATOM,
  }),
  sumProduct: (a) => ({ text: `Σ(${terms(pairs(a), '+')})`, binds: ATOM }),
  product: (a) => ({
    text: terms(
      a.map((x) => wrap(x, PRODUCT)),
      '×',
    ),
    binds: PRODUCT,
  }),
  round: named('round'),
  floor: ([a]) => ({ text: `⌊${a!.text}⌋`, binds: ATOM }),
  ifLess: ([a, b, c, d]) => ({ text: `(${a!.text} < ${b!.text} ? ${c!.text} : ${d!.text})`, binds: ATOM }),
  normalCdf: named('Φ'),
  inverseNormal: named('Φ⁻¹'),
  median: named('median'),
  quartile: named('quartile'),
  irr: named('IRR'),
  xirr: named('XIRR'),
  lattice: (a) => named('lattice')(a.slice(0, 6)),
};

/** Up to ten digits, no thousands separators; a negative number says so with the minus of formulas. */
export function plainNumber(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  const text = String(Number(x.toPrecision(10)));
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}

function write(x: Num, name: Naming): Written {
  if (x.kind === 'const') return { text: plainNumber(x.value), binds: x.value < 0 ? SUM : ATOM };
  if (x.kind === 'cell') {
    const text = name(x.at);
    return { text, binds: text.startsWith('−') ? SUM : ATOM };
  }
  const { fn, args } = x;
  // of a long sum only what is shown is written
  const n = SHORTENED.has(fn) ? args.length : fn === 'sumProduct' ? args.length / 2 : 0;
  const shown = (i: number): boolean => n <= MOST_TERMS || i % n < 3 || i % n === n - 1;
  return WRITE[fn](args.map((a, i) => (shown(i) ? write(a, name) : LEFT_OUT)));
}
const SHORTENED: ReadonlySet<Fn> = new Set<Fn>(['add', 'mul', 'sum', 'product']);
const LEFT_OUT: Written = { text: '', binds: ATOM };

/** The formula with cells written as `name` says. */
export const formulaText = (x: Num, name: Naming): string => write(x, name).text;
