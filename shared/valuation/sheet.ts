/** The sheet a method writes while it computes: its inputs and steps in order, each a named cell. */
import type { Num } from './expr.ts';

/** Money is in the unit the request names (元 or 万元); rates are decimals; `years` may be fractions; `factor` has no unit. */
export type Unit = 'money' | 'rate' | 'years' | 'factor' | 'count' | 'days' | 'months';
export type Cell = {
  /** unique in the sheet: the name, for a table its row, for a series its place from 1 */
  id: string;
  /** words: `methods` namespace, `cells.<name>` */
  name: string;
  /** without its places; with them it is `symbolOf` */
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
const subscript = (n: number): string => String(n).replace(/\d/g, (d) => SUBSCRIPTS[Number(d)]!);

/** What the cell is called in formulas: K, t₃, S₂,₁. */
export function symbolOf({ symbol, item, k }: Cell): string {
  const places = [item, k].filter((n) => n !== undefined).map(subscript);
  return `${symbol}${places.join(',')}`;
}

/** name, name.place, or name.item.place */
const idOf = (name: string, item: number | undefined, k: number | undefined): string => [name, item, k].filter((x) => x !== undefined).join('.');

/** Cells of one name beside one another; only the first knows its place. */
type Run = { name: string; symbol: string; unit: Unit; k: number | undefined; item: number | undefined; from: number; upTo: number };

const goesOn = (run: Run, name: string, symbol: string, unit: Unit, item: number | undefined): boolean =>
  run.name === name && run.item === item && run.symbol === symbol && run.unit === unit && run.k !== undefined;

/** What is computed is kept bare: figures, expressions and runs of names. Cells with ids are made of them when somebody reads them. */
export class Sheet {
  readonly #values: number[] = [];
  readonly #made: (Num | undefined)[] = [];
  readonly #runs: Run[] = [];
  #cells: readonly Cell[] | undefined;

  #put(name: string, value: number, unit: Unit, made: Num | undefined, symbol = name, k?: number, item?: number): Num {
    const at = this.#values.push(value) - 1;
    this.#made.push(made);
    const last = this.#runs.at(-1);
    if (last !== undefined && goesOn(last, name, symbol, unit, item) && last.k! + at - last.from === k) last.upTo = at;
    else this.#runs.push({ name, symbol, unit, k, item, from: at, upTo: at });
    return { value, kind: 'cell', at };
  }

  /** Every cell in the order it was written; none is written after the first reading. */
  get cells(): readonly Cell[] {
    return (this.#cells ??= this.#runs.flatMap((run) => this.#cellsOf(run)));
  }

  #cellsOf({ name, symbol, unit, k: first, item, from, upTo }: Run): Cell[] {
    const cells: Cell[] = [];
    for (let at = from; at <= upTo; at++) {
      const k = first === undefined ? undefined : first + at - from;
      const cell: Cell = { id: idOf(name, item, k), name, symbol, unit, value: this.#values[at]! };
      if (k !== undefined) cell.k = k;
      if (item !== undefined) cell.item = item;
      const made = this.#made[at];
      if (made !== undefined) cell.made = made;
      cells.push(cell);
    }
    return cells;
  }

  /** The name of the first cell that is no finite number. */
  endless(): string | undefined {
    const at = this.#values.findIndex((x) => !Number.isFinite(x));
    return this.#runs.find((run) => run.from <= at && at <= run.upTo)?.name;
  }

  /** A number somebody gave. */
  input(name: string, value: number, unit: Unit, { symbol, k, item }: Naming = NAMED_AS_IS): Num {
    return this.#put(name, value, unit, undefined, symbol, k, item);
  }

  /** One input per period or item, numbered from 1. */
  inputs(name: string, values: readonly number[], unit: Unit, symbol?: string, item?: number): Num[] {
    return values.map((v, i) => this.#put(name, v, unit, undefined, symbol, i + 1, item));
  }

  /** A step of the computation; the answer stands for its cell in later formulas. */
  step(name: string, made: Num, unit: Unit, { symbol, k, item }: Naming = NAMED_AS_IS): Num {
    return this.#put(name, made.value, unit, made, symbol, k, item);
  }

  /** One step per period or item, numbered from 1. */
  steps<T>(name: string, items: readonly T[], make: (item: T, i: number) => Num, unit: Unit, symbol?: string, item?: number): Num[] {
    return items.map((of, i) => {
      const made = make(of, i);
      return this.#put(name, made.value, unit, made, symbol, i + 1, item);
    });
  }
}
const NAMED_AS_IS: Naming = {};
