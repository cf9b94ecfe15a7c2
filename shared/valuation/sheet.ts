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
const subscript = (k: number): string => String(k).replace(/\d/g, (d) => SUBSCRIPTS[Number(d)]!);

export class Sheet {
  readonly cells: Cell[] = [];
  readonly #ids = new Set<string>();

  #put(name: string, value: number, unit: Unit, made: Num | undefined, { symbol = name, k, item }: Naming): Num {
    const places = [item, k].filter((x) => x !== undefined);
    const id = [name, ...places].join('.');
    if (this.#ids.has(id)) throw new Error(`cell ${id} is there twice`);
    this.#ids.add(id);
    this.cells.push({
      id,
      name,
      symbol: `${symbol}${places.map(subscript).join(',')}`,
      ...(k === undefined ? {} : { k }),
      ...(item === undefined ? {} : { item }),
      unit,
      value,
      ...(made === undefined ? {} : { made }),
    });
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
