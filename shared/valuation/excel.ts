/** Formulas as Excel and LibreOffice compute them. Only functions both have had since 2010, so that no prefix is needed. */
import type { Fn, Num } from './expr.ts';

/** Where a cell of the sheet stands. Rows and columns count from 1. */
export type Place = { row: number; column: number };
/** By the cell's place among all of its sheet. */
export type Places = (at: number) => Place;

export function columnLetters(column: number): string {
  const i = column - 1;
  return i < 26 ? String.fromCharCode(65 + i) : columnLetters(Math.floor(i / 26)) + columnLetters((i % 26) + 1);
}
export const reference = ({ row, column }: Place): string => `${columnLetters(column)}${row}`;

/** Excel's own number syntax; 17 digits bring the same double back. */
export function excelNumber(x: number): string {
  const text = Number(x.toPrecision(15)) === x ? String(Number(x.toPrecision(15))) : String(x);
  return text.replace('e', 'E').replace('E+', 'E');
}

type Written = { text: string; atom: boolean; places: Place | null };

const bracket = (w: Written): string => (w.atom ? w.text : `(${w.text})`);
const joined =
  (sign: string) =>
  (args: readonly Written[]): string =>
    args.map(bracket).join(sign);
const named =
  (name: string) =>
  (args: readonly Written[]): string =>
    `${name}(${args.map((a) => a.text).join(',')})`;

/** One range where the cells stand side by side, otherwise each by itself. */
function cells(args: readonly Written[]): string {
  const range = rangeOf(args);
  return range ?? args.map((a) => a.text).join(',');
}

function rangeOf(args: readonly Written[]): string | null {
  const first = args[0]?.places;
  if (args.length < 2 || !first) return null;
  const beside = args.every((a, i) => a.places?.row === first.row && a.places.column === first.column + i);
  return beside ? `${reference(first)}:${reference(args.at(-1)!.places!)}` : null;
}

/** For functions that take a list only as one range. */
function range(args: readonly Written[], name: string): string {
  const found = rangeOf(args) ?? (args.length === 1 && args[0]!.places ? args[0]!.text : null);
  if (found === null) throw new Error(`${name} needs cells that stand side by side`);
  return found;
}

const WRITE: Record<Fn, (args: readonly Written[]) => string> = {
  add: joined('+'),
  sub: joined('-'),
  mul: joined('*'),
  div: joined('/'),
  pow: joined('^'),
  // in brackets: Excel takes −2^2 for (−2)^2
  neg: ([a]) => `(-${bracket(a!)})`,
  exp: named('EXP'),
  floor: named('INT'),
  ln: named('LN'),
  sqrt: named('SQRT'),
  abs: named('ABS'),
  sin: named('SIN'),
  asin: named('ASIN'),
  min: (a) => `MIN(${cells(a)})`,
  max: (a) => `MAX(${cells(a)})`,
  sum: (a) => `SUM(${cells(a)})`,
  product: (a) => `PRODUCT(${cells(a)})`,
  sumProduct: (a) => {
    const n = a.length / 2;
    const [x, y] = [rangeOf(a.slice(0, n)), rangeOf(a.slice(n))];
    if (x && y) return `SUMPRODUCT(${x},${y})`;
    return a
      .slice(0, n)
      .map((w, i) => `${bracket(w)}*${bracket(a[n + i]!)}`)
      .join('+');
  },
  round: named('ROUND'),
  ifLess: ([a, b, c, d]) => `IF(${bracket(a!)}<${bracket(b!)},${c!.text},${d!.text})`,
  normalCdf: named('NORMSDIST'),
  inverseNormal: named('NORMSINV'),
  median: (a) => `MEDIAN(${cells(a)})`,
  quartile: (a) => `QUARTILE(${range(a.slice(0, -1), 'QUARTILE')},${a.at(-1)!.text})`,
  irr: (a) => `IRR(${range(a.slice(0, -1), 'IRR')},${a.at(-1)!.text})`,
  xirr: (a) => {
    const n = (a.length - 1) / 2;
    return `XIRR(${range(a.slice(0, n), 'XIRR')},${range(a.slice(n, 2 * n), 'XIRR')},${a.at(-1)!.text})`;
  },
  lattice: () => {
    throw new Error('a lattice is a block of cells, laid out by workbook.ts');
  },
};

/** What of these is one word already: a call, or something in brackets. */
const CALLS: readonly Fn[] = [
  'neg',
  'exp',
  'floor',
  'ln',
  'sqrt',
  'abs',
  'sin',
  'asin',
  'min',
  'max',
  'sum',
  'product',
  'round',
  'ifLess',
  'normalCdf',
  'inverseNormal',
  'median',
  'quartile',
  'irr',
  'xirr',
];

function write(x: Num, places: Places): Written {
  if (x.kind === 'const') return { text: excelNumber(x.value), atom: x.value >= 0, places: null };
  if (x.kind === 'cell') {
    const place = places(x.at);
    return { text: reference(place), atom: true, places: place };
  }
  return { text: WRITE[x.fn](x.args.map((a) => write(a, places))), atom: CALLS.includes(x.fn), places: null };
}

/** The formula without its leading equals sign. */
export const excelFormula = (x: Num, places: Places): string => write(x, places).text;
