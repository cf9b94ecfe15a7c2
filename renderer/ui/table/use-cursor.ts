/** The cell cursor and the range from its anchor, moved by keys as in a spreadsheet. */
import { useViewState } from '../../session/view-state.ts';

export type Cell = { row: number; col: number };
export type Cursor = { at: Cell; anchor: Cell };

const clamp = (n: number, last: number) => Math.max(0, Math.min(last, n));

/** Where a key leads, or null when the key moves nothing. `page` is the number of rows on screen. */
export function moved(cursor: Cursor, key: string, ctrl: boolean, shift: boolean, size: { rows: number; cols: number; page: number }): Cursor | null {
  const { row, col } = cursor.at;
  const lastRow = size.rows - 1;
  const lastCol = size.cols - 1;
  const to: Record<string, Cell> = {
    ArrowDown: { row: ctrl ? lastRow : row + 1, col },
    ArrowUp: { row: ctrl ? 0 : row - 1, col },
    ArrowRight: { row, col: ctrl ? lastCol : col + 1 },
    ArrowLeft: { row, col: ctrl ? 0 : col - 1 },
    PageDown: { row: row + size.page, col },
    PageUp: { row: row - size.page, col },
    Home: { row: ctrl ? 0 : row, col: 0 },
    End: { row: ctrl ? lastRow : row, col: lastCol },
  };
  const target = to[key];
  if (!target) return null;
  const at = { row: clamp(target.row, lastRow), col: clamp(target.col, lastCol) };
  return { at, anchor: shift ? cursor.anchor : at };
}

const AT_START: Cursor = { at: { row: 0, col: 0 }, anchor: { row: 0, col: 0 } };

/** Kept under the table's name, so that Back finds the row that was opened; `moved` false: nobody has been here yet. */
export function useCursor(stateKey: string): { cursor: Cursor; moved: boolean; setCursor: (cursor: Cursor) => void } {
  const [kept, setCursor] = useViewState<Cursor | null>(`${stateKey}.cursor`, null);
  return { cursor: kept ?? AT_START, moved: kept !== null, setCursor };
}

/** Rows and columns of the range, both inclusive. */
export function rangeOf({ at, anchor }: Cursor): { top: number; bottom: number; left: number; right: number } {
  return { top: Math.min(at.row, anchor.row), bottom: Math.max(at.row, anchor.row), left: Math.min(at.col, anchor.col), right: Math.max(at.col, anchor.col) };
}
