/** What is pasted into a method's tables, and where it goes. */
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';

/** Refusals of buttons and pastes have no line of their own. */
export function say(answer: unknown): void {
  if (isRefusal(answer)) showRefusal(answer);
}

/** A single row of cells goes down: years stand side by side in a spreadsheet, and below each other here. */
export const asColumn = (cells: readonly string[][]): readonly string[][] => (cells.length === 1 ? cells[0]!.map((cell) => [cell]) : cells);

/** Rows of cells over the columns from here on. `at` answers none beyond the end. */
export function pastedPlaces(
  rows: readonly string[][],
  columns: readonly string[],
  at: (column: string, row: number) => string | undefined,
): [string, string][] {
  return rows.flatMap((row, n) =>
    row.slice(0, columns.length).flatMap((text, c): [string, string][] => {
      const path = at(columns[c]!, n);
      return path === undefined ? [] : [[path, text]];
    }),
  );
}
