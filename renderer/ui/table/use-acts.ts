/** What a person does in the grid with keys, mouse and clipboard: the cursor, a range, editing a cell, opening a row, its menu. */
import { useState, type ClipboardEvent, type HTMLAttributes, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { cellText, type Column } from './column.ts';
import { moved, rangeOf, useCursor, type Cell } from './use-cursor.ts';
import type { ShownRows } from './use-rows.ts';
import type { Viewport } from './use-viewport.ts';

type Acting<R> = {
  stateKey: string;
  columns: readonly Column<R>[];
  shown: ShownRows<R>;
  viewport: Viewport;
  scroller: RefObject<HTMLDivElement | null>;
  grid: RefObject<HTMLDivElement | null>;
  onOpen: ((row: R) => void) | undefined;
  onAt: ((row: R) => void) | undefined;
  hasMenu: boolean;
};
export type Acts<R> = {
  at: Cell;
  range: ReturnType<typeof rangeOf>;
  /** more than one cell is chosen */
  many: boolean;
  /** somebody has been here */
  visited: boolean;
  editing: boolean;
  /** the cell's text was left; null gives it up */
  edited: (text: string | null) => void;
  menu: { x: number; y: number; row: R } | null;
  closeMenu: () => void;
  /** for the grid */
  handlers: Pick<HTMLAttributes<HTMLDivElement>, 'onKeyDown' | 'onCopy' | 'onClick' | 'onDoubleClick' | 'onContextMenu'>;
};

export function useActs<R>({ stateKey, columns, shown, viewport, scroller, grid, onOpen, onAt, hasMenu }: Acting<R>): Acts<R> {
  const { cursor, moved: visited, setCursor } = useCursor(stateKey);
  const [editing, setEditing] = useState(false);
  const [menu, setMenu] = useState<Acts<R>['menu']>(null);
  const at = { row: Math.min(cursor.at.row, Math.max(0, shown.count - 1)), col: Math.min(cursor.at.col, columns.length - 1) };
  const range = rangeOf({ at, anchor: cursor.anchor });

  const go = (next: typeof cursor) => {
    setCursor(next);
    setEditing(false);
    viewport.virtual.scrollToIndex(next.at.row);
    const row = shown.at(next.at.row);
    if (row !== undefined) onAt?.(row);
  };
  const edited = (text: string | null) => {
    setEditing(false);
    const row = shown.at(at.row);
    if (text !== null && row !== undefined) void columns[at.col]?.onEdit?.(row, text);
    grid.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (e: KeyboardEvent<HTMLDivElement>) => {
    if (e.nativeEvent.isComposing || editing || shown.count === 0) return;
    const next = moved({ at, anchor: cursor.anchor }, e.key, e.ctrlKey || e.metaKey, e.shiftKey, {
      rows: shown.count,
      cols: columns.length,
      page: Math.floor((scroller.current!.clientHeight - viewport.rowHeight) / viewport.rowHeight),
    });
    if (next) {
      e.preventDefault();
      go(next);
      return;
    }
    const row = shown.at(at.row);
    if (row === undefined) return;
    const canEdit = columns[at.col]?.onEdit !== undefined;
    if ((e.key === 'F2' || e.key === 'Enter') && canEdit) {
      e.preventDefault();
      setEditing(true);
    } else if (e.key === 'Enter') {
      e.preventDefault();
      onOpen?.(row);
    } else if ((e.key === 'F10' && e.shiftKey) || e.key === 'ContextMenu') {
      e.preventDefault();
      const box = scroller.current!.querySelector('.td-at')?.getBoundingClientRect();
      if (hasMenu && box) setMenu({ x: box.left + 8, y: box.bottom, row });
    }
  };
  const onCopy = (e: ClipboardEvent) => {
    if (editing || (window.getSelection()?.toString() ?? '') !== '') return;
    const lines: string[] = [];
    for (let i = range.top; i <= range.bottom; i += 1) {
      const row = shown.at(i);
      if (row !== undefined)
        lines.push(
          columns
            .slice(range.left, range.right + 1)
            .map((c) => cellText(c.value(row)).replace(/[\t\r\n]+/g, ' '))
            .join('\t'),
        );
    }
    e.clipboardData.setData('text/plain', lines.join('\r\n'));
    e.preventDefault();
  };
  const rowAt = (cell: Cell | null): R | undefined => (cell ? shown.at(cell.row) : undefined);
  const onClick = (e: MouseEvent) => {
    const cell = cellAt(e);
    if (cell && !editing) go({ at: cell, anchor: e.shiftKey ? cursor.anchor : cell });
  };
  const onDoubleClick = (e: MouseEvent) => {
    const cell = cellAt(e);
    const row = rowAt(cell);
    if (cell === null || row === undefined) return;
    if (columns[cell.col]?.onEdit) setEditing(true);
    else onOpen?.(row);
  };
  const onContextMenu = (e: MouseEvent) => {
    const cell = cellAt(e);
    const row = rowAt(cell);
    if (!hasMenu || cell === null || row === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    if (cell.row < range.top || cell.row > range.bottom) go({ at: cell, anchor: cell });
    setMenu({ x: e.clientX, y: e.clientY, row });
  };
  return {
    at,
    range,
    many: range.top !== range.bottom || range.left !== range.right,
    visited,
    editing,
    edited,
    menu,
    closeMenu: () => setMenu(null),
    handlers: { onKeyDown, onCopy, onClick, onDoubleClick, onContextMenu },
  };
}

/** The cell an event of the mouse fell on. */
function cellAt(e: MouseEvent): Cell | null {
  const cell = (e.target as Element).closest<HTMLElement>('[data-col]');
  const row = cell?.closest<HTMLElement>('[data-row]');
  return cell && row ? { row: Number(row.dataset['row']), col: Number(cell.dataset['col']) } : null;
}
