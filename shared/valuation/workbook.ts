/** How a method's sheet lies in a workbook: one row a name, periods across, our own figures in the row below. */
import { excelFormula, reference, type Place } from './excel.ts';
import type { Num } from './expr.ts';
import { latticeBlock, type LatticeBlock } from './lattice-block.ts';
import { MOST_LIVE } from './options/lattice-value.ts';
import { symbolOf, type Cell, type Unit } from './sheet.ts';

/** `still`: a number that no formula of the sheet follows, so that it is not drawn as one to be changed. */
export type LiveCell = { id: string; place: Place; value: number; formula?: string; still?: true };
/** A name's row: live cells, and under it the row of our own results where it is computed. */
export type LiveRow = { name: string; item?: number; symbol: string; unit: Unit; from: number; cells: LiveCell[]; own: number | null };
export type Layout = { rows: LiveRow[]; lastRow: number; columns: number; block?: LatticeBlock };

/** Columns before the figures: name, symbol, unit, difference. */
export const FIRST_FIGURE = 5;
/** A longer series goes on in a further row. */
export const MOST_ACROSS = 120;

/** Inputs that say how many rows the sheet has. */
const SHAPES: ReadonlySet<string> = new Set(['steps']);

type Call = Extract<Num, { kind: 'call' }>;
const latticeIn = (cell: Cell): Call | undefined => (cell.made?.kind === 'call' && cell.made.fn === 'lattice' ? cell.made : undefined);

/** Inputs nothing follows: no formula reads them, they make the rows, or the sheet's value is too large a lattice to be written. */
function stillOnes(cells: readonly Cell[]): ReadonlySet<Cell> {
  const isFrozen = cells.some((c) => (latticeIn(c)?.args[5]!.value ?? 0) > MOST_LIVE);
  const read = new Set<number>();
  const look = (x: Num): void => {
    if (x.kind === 'cell') read.add(x.at);
    else if (x.kind === 'call') x.args.forEach(look);
  };
  for (const c of cells) if (c.made) look(c.made);
  return new Set(cells.filter((c, at) => (c.made ? isFrozen && latticeIn(c) !== undefined : isFrozen || SHAPES.has(c.name) || !read.has(at))));
}

/**
 * Lays all cells of a sheet out from row `top` on, in the order in which the method wrote them. A lattice stands below them,
 * under as many rows as the sheet's `notes` take.
 */
export function layOut(cells: readonly Cell[], top: number, notes = 0): Layout {
  const groups: Cell[][] = [];
  const open = new Map<string, Cell[]>();
  for (const cell of cells) {
    const series = `${cell.name}/${cell.item ?? ''}`;
    const found = cell.k === undefined ? undefined : open.get(series);
    if (found && found.length < MOST_ACROSS) {
      found.push(cell);
      continue;
    }
    const group = [cell];
    groups.push(group);
    if (cell.k !== undefined) open.set(series, group);
  }
  const places = new Map<Cell, Place>();
  let row = top;
  const placed = groups.map((group) => {
    const computed = group.some((c) => c.made);
    const at = row;
    group.forEach((c, i) => places.set(c, { row: at, column: FIRST_FIGURE + i }));
    row += computed ? 2 : 1;
    return { group, at, computed };
  });
  const still = stillOnes(cells);
  const placeOf = (nth: number): Place => places.get(cells[nth]!)!;
  const tree = cells.map(latticeIn).find((x) => x !== undefined);
  const root: Place = { row: row + notes + 3, column: FIRST_FIGURE };
  const live = (c: Cell): Partial<LiveCell> => {
    if (still.has(c)) return { still: true };
    if (!c.made) return {};
    return { formula: latticeIn(c) ? reference(root) : excelFormula(c.made, placeOf) };
  };
  const rows = placed.map(({ group, at, computed }) => ({
    name: group[0]!.name,
    ...(group[0]!.item === undefined ? {} : { item: group[0]!.item }),
    symbol: group.length > 1 && group[0]!.k !== undefined ? `${symbolOf(group[0]!)} … ${symbolOf(group.at(-1)!)}` : symbolOf(group[0]!),
    unit: group[0]!.unit,
    from: at,
    own: computed ? at + 1 : null,
    cells: group.map((c): LiveCell => ({ id: c.id, place: places.get(c)!, value: c.value, ...live(c) })),
  }));
  const block = tree && tree.args[5]!.value <= MOST_LIVE ? { block: latticeBlock(tree.args, root, placeOf) } : {};
  return { rows, lastRow: row - 1, columns: Math.max(0, ...groups.map((g) => g.length)), ...block };
}
