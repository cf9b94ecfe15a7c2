/** How narrow a grid may be before it scrolls sideways instead: every column keeps the room of a few words. */

/** px of a column that takes what is left, and of one in per cent */
const LEAST = 96;
/** px of the column of the row's menu, as in edit-grid.css */
const MENU = 36;

/** `width` of each column in px, in per cent of the grid, or empty for what the others leave. */
export function leastWidth(columns: readonly { width?: string }[], menu: boolean): number {
  let fixed = menu ? MENU : 0;
  let parts = 0;
  let least = 0;
  for (const { width = '' } of columns) {
    const figure = Number.parseFloat(width);
    if (width.endsWith('px')) fixed += figure;
    else if (width.endsWith('%')) {
      parts += figure / 100;
      least = Math.max(least, (LEAST * 100) / figure);
    } else fixed += LEAST;
  }
  return Math.ceil(Math.max(least, fixed / (1 - parts)));
}
