/** The sheet a method writes while it computes: its inputs and steps in order, each a named cell. */
import type { Num } from './expr.ts';

/** Money is in the unit the request names (元 or 万元); rates are decimals; `years` may be fractions; `factor` has no unit. */
export type Unit = 'money' | 'rate' | 'years' | 'factor' | 'count' | 'days' | 'months';
export type Cell = {
  /** unique in the sheet: the name, for a table its row, for a series its place from 1 */
  id: string;
  /** words: `methods` namespace, `cells.<name>` */
  name: string;
  symbol: string;
  k?: number;
  /** which of several series of one name, from 1: the asset, the comparable */
  item?: number;
  unit: Unit;
  value: number;
  /** none for an input */
  made?: Num;
};
/** A name in formulas where it differs from the id. */
type Naming = { symbol?: string; k?: number; item?: number };

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const written: string[] = [];
const subscript = (k: number): string => (written[k] ??= String(k).replace(/\d/g, (d) => SUBSCRIPTS[Number(d)]!));
/** name, name·place, or name·item·place; sheets have thousands of cells, so no lists are made for it */
function placed(name: string, mark: string, item: number | undefined, k: number | undefined, sign: (n: number) => string | number, between: string): string {
  if (k === undefined) return item === undefined ? name : `${name}${mark}${sign(item)}`;
  return item === undefined ? `${name}${mark}${sign(k)}` : `${name}${mark}${sign(item)}${between}${sign(k)}`;
}
const asIs = (n: number): number => n;

export class Sheet {
  readonly cells: Cell[] = [];
  readonly #ids = new Set<string>();

  #put(name: string, value: number, unit: Unit, made: Num | undefined, { symbol = name, k, item }: Naming): Num {
    const id = placed(name, '.', item, k, asIs, '.');
    if (this.#ids.has(id)) throw new Error(`cell ${id} is there twice`);
    this.#ids.add(id);
    const cell: Cell = { id, name, symbol: placed(symbol, '', item, k, subscript, ','), unit, value };
    if (k !== undefined) cell.k = k;
    if (item !== undefined) cell.item = item;
    if (made !== undefined) cell.made = made;
    this.cells.push(cell);
    return { value, node: { kind: 'cell', id } };
  }

  /** A number somebody gave. */
  input(name: string, value: number, unit: Unit, naming: Naming = {}): Num {
    return this.#put(name, value, unit, undefined, naming);
  }

  /** One input per period or item, numbered from 1. */
  inputs(name: string, values: readonly number[], unit: Unit, symbol?: string, item?: number): Num[] {
    return values.map((v, i) => this.input(name, v, unit, { symbol, k: i + 1, item }));
  }

  /** A step of the computation; the answer stands for its cell in later formulas. */
  step(name: string, made: Num, unit: Unit, naming: Naming = {}): Num {
    return this.#put(name, made.value, unit, made, naming);
  }

  /** One step per period or item, numbered from 1. */
  steps<T>(name: string, items: readonly T[], make: (item: T, i: number) => Num, unit: Unit, symbol?: string, item?: number): Num[] {
    return items.map((of, i) => this.step(name, make(of, i), unit, { symbol, k: i + 1, item }));
  }
}
