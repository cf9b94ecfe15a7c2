/** How a method's sheet lies in a workbook: one row a name, periods across, our own figures in the row below. */
import { excelFormula, type Place } from './excel.ts';
import { symbolOf, type Cell, type Unit } from './sheet.ts';

export type LiveCell = { id: string; place: Place; value: number; formula?: string };
/** A name's row: live cells, and under it the row of our own results where it is computed. */
export type LiveRow = { name: string; item?: number; symbol: string; unit: Unit; from: number; cells: LiveCell[]; own: number | null };
export type Layout = { rows: LiveRow[]; lastRow: number; columns: number };

/** Columns before the figures: name, symbol, unit, difference. */
export const FIRST_FIGURE = 5;
/** A longer series goes on in a further row. */
export const MOST_ACROSS = 120;

/** Lays all cells of a sheet out from row `top` on, in the order in which the method wrote them. */
export function layOut(cells: readonly Cell[], top: number): Layout {
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
  const rows = placed.map(({ group, at, computed }) => ({
    name: group[0]!.name,
    ...(group[0]!.item === undefined ? {} : { item: group[0]!.item }),
    symbol: group.length > 1 && group[0]!.k !== undefined ? `${symbolOf(group[0]!)} … ${symbolOf(group.at(-1)!)}` : symbolOf(group[0]!),
    unit: group[0]!.unit,
    from: at,
    own: computed ? at + 1 : null,
    cells: group.map((c) => ({
      id: c.id,
      place: places.get(c)!,
      value: c.value,
      ...(c.made ? { formula: excelFormula(c.made, (nth) => places.get(cells[nth]!)!) } : {}),
    })),
  }));
  return { rows, lastRow: row - 1, columns: Math.max(0, ...groups.map((g) => g.length)) };
}
