import { useVirtualizer } from '@tanstack/react-virtual';
import {
  lazy,
  Suspense,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../session/settings.ts';
import { readView, useViewState, writeView } from '../../session/view-state.ts';
import { BodyRow } from './BodyRow.tsx';
import { cellText, type Column, type LazyRows, type MenuEntry, type Sort } from './column.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { PaperTable } from './PaperTable.tsx';
import { usePaper } from './use-paper.ts';
import { lazyShown, useArrayRows, type ShownRows } from './use-rows.ts';
import { moved, rangeOf, useCursor } from './use-cursor.ts';
import './table.css';

const RowMenu = lazy(() => import('./RowMenu.tsx').then((m) => ({ default: m.RowMenu })));

export type TableHandle<R> = { rows: () => R[] };

type TableLook<R> = {
  /** what the table lists, for assistive technology */
  label: string;
  columns: readonly Column<R>[];
  rowKey: (row: R) => string;
  /** under this name sort, filter, widths and scroll are kept */
  stateKey: string;
  /** double click and Enter */
  onOpen?: (row: R) => void;
  /** the cursor came to this row */
  onAt?: (row: R) => void;
  rowMenu?: (row: R) => MenuEntry[];
  /** shown when there is no row at all */
  empty?: ReactNode;
  /** on paper: other columns than on screen, and a line under the title */
  paper?: { columns?: readonly Column<R>[]; note?: string };
  /** the rows as sorted and filtered now, for export and print */
  handle?: Ref<TableHandle<R>>;
};
export type DataTableProps<R> = TableLook<R> & { rows: readonly R[] | undefined; initialSort?: Sort };
export type LazyTableProps<R> = TableLook<R> & { lazy: LazyRows<R> };

/** A list of records in memory: sorted, filtered and scrolled here. `rows` undefined means still loading. */
export function DataTable<R>({ rows, initialSort = null, ...rest }: DataTableProps<R>) {
  const shown = useArrayRows(rows ?? (NONE as R[]), rest.columns, rest.stateKey, initialSort);
  return <Table {...rest} shown={shown} total={rows?.length} />;
}

/** A list too long for memory: the data layer sorts and filters and hands over what is on screen. */
export function LazyTable<R>({ lazy: source, ...rest }: LazyTableProps<R>) {
  return <Table {...rest} shown={lazyShown(source)} total={source.count} ask={source.ask} />;
}

const NONE: never[] = [];
const PRINTED_ROWS = 5000;
/** More than a tall window shows, so that the number of elements does not change while scrolling. */
const POOL = 80;

function Table<R>({
  label,
  columns: every,
  rowKey,
  stateKey,
  onOpen,
  onAt,
  rowMenu,
  empty,
  paper,
  handle,
  shown,
  total,
  ask,
}: TableLook<R> & { shown: ShownRows<R>; total: number | undefined; ask?: (first: number, last: number) => void }) {
  const { t } = useTranslation('ui');
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const rowHeight = useSettings((s) => (s.density === 'roomy' ? 40 : 32));
  const [width, setWidth] = useState(1200);
  const [sizes, setSizes] = useViewState<Record<string, number>>(`${stateKey}.sizes`, NO_SIZES);
  const { cursor, moved: visited, setCursor } = useCursor(stateKey);
  const [editing, setEditing] = useState(false);
  const [menu, setMenu] = useState<{ x: number; y: number; row: R } | null>(null);
  const printing = usePaper();
  useImperativeHandle(handle, () => ({ rows: shown.all }));

  const columns = useMemo(() => every.filter((c) => c.hideBelow === undefined || width >= c.hideBelow), [every, width]);
  const template = columns.map((c) => (sizes[c.key] ? `minmax(48px, ${sizes[c.key]}px)` : c.fixed ? `${c.width}px` : `minmax(64px, ${c.width}fr)`)).join(' ');

  const virtual = useVirtualizer({
    count: shown.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: () => readView(`${stateKey}.scroll`, 0),
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const items = virtual.getVirtualItems();
  // Row elements are used again for other rows while scrolling: changing text is far cheaper than making elements.
  const pool = Math.max(POOL, items.length);
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (ask && shown.count > 0) ask(first, last);
  }, [ask, first, last, shown.count]);

  useLayoutEffect(() => {
    const box = scroller.current!;
    const watch = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width));
    watch.observe(box);
    const keep = () => writeView(`${stateKey}.scroll`, box.scrollTop);
    box.addEventListener('scrollend', keep);
    return () => {
      watch.disconnect();
      keep();
      box.removeEventListener('scrollend', keep);
    };
  }, [stateKey]);

  const at = { row: Math.min(cursor.at.row, Math.max(0, shown.count - 1)), col: Math.min(cursor.at.col, columns.length - 1) };
  const range = rangeOf({ at, anchor: cursor.anchor });
  const many = range.top !== range.bottom || range.left !== range.right;

  const go = (next: typeof cursor) => {
    setCursor(next);
    setEditing(false);
    virtual.scrollToIndex(next.at.row);
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
      page: Math.floor((scroller.current!.clientHeight - rowHeight) / rowHeight),
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
      if (rowMenu && box) setMenu({ x: box.left + 8, y: box.bottom, row });
    }
  };
  const onCopy = (e: React.ClipboardEvent) => {
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
  const cellAt = (e: MouseEvent): { row: number; col: number } | null => {
    const cell = (e.target as Element).closest<HTMLElement>('[data-col]');
    const row = cell?.closest<HTMLElement>('[data-row]');
    return cell && row ? { row: Number(row.dataset['row']), col: Number(cell.dataset['col']) } : null;
  };
  const onClick = (e: MouseEvent) => {
    const cell = cellAt(e);
    if (cell && !editing) go({ at: cell, anchor: e.shiftKey ? cursor.anchor : cell });
  };
  const onDoubleClick = (e: MouseEvent) => {
    const cell = cellAt(e);
    const row = cell && shown.at(cell.row);
    if (cell === null || row === null || row === undefined) return;
    if (columns[cell.col]?.onEdit) setEditing(true);
    else onOpen?.(row);
  };
  const onContextMenu = (e: MouseEvent) => {
    const cell = cellAt(e);
    const row = cell && shown.at(cell.row);
    if (!rowMenu || cell === null || row === null || row === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    if (cell.row < range.top || cell.row > range.bottom) go({ at: cell, anchor: cell });
    setMenu({ x: e.clientX, y: e.clientY, row });
  };

  // Paper shows every row, not only those on screen.
  const onPaper = printing ? Array.from({ length: Math.min(PRINTED_ROWS, shown.count) }, (_, index) => shown.at(index) ?? []).flat() : [];
  return (
    <div className={`table${printing ? ' table-printing' : ''}`}>
      {printing && (
        <PaperTable
          title={label}
          {...(paper?.note ? { note: paper.note } : {})}
          columns={paper?.columns ?? every}
          rows={onPaper as R[]}
          rowKey={rowKey}
          left={shown.count - onPaper.length}
        />
      )}
      <div ref={scroller} className="table-scroll">
        {/* One focusable grid: the cursor is told by aria-activedescendant, so 100,000 rows need no focus of their own. */}
        <div
          ref={grid}
          className={`table-grid${visited ? ' table-visited' : ''}`}
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={shown.count + 1}
          aria-colcount={columns.length}
          {...(shown.count > 0 ? { 'aria-activedescendant': `${stateKey}-${at.row}` } : {})}
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onClick={onClick}
          onDoubleClick={onDoubleClick}
          onContextMenu={onContextMenu}
        >
          <div role="rowgroup" className="thead">
            <div role="row" aria-rowindex={1} className="tr-head" style={{ gridTemplateColumns: template }}>
              {columns.map((c, i) => (
                <HeaderCell
                  key={c.key}
                  column={c}
                  index={i}
                  sort={shown.sort}
                  onSort={shown.setSort}
                  filters={shown.filters}
                  onFilters={shown.setFilters}
                  choices={shown.choices}
                  onResize={(key, px) => setSizes({ ...sizes, [key]: px })}
                />
              ))}
            </div>
          </div>
          <div role="rowgroup" className="tbody" style={{ height: virtual.getTotalSize(), ['--columns' as string]: template }}>
            {items.map(({ index, start }) => {
              const row = shown.at(index);
              return (
                <BodyRow
                  key={index % pool}
                  rowId={row === undefined ? '' : rowKey(row)}
                  row={row}
                  columns={columns}
                  index={index}
                  top={start}
                  id={`${stateKey}-${index}`}
                  cursor={index === at.row ? at.col : null}
                  range={many && index >= range.top && index <= range.bottom ? RANGE(range.left, range.right) : null}
                  editing={editing && index === at.row}
                  onEdited={index === at.row ? edited : IGNORE}
                />
              );
            })}
          </div>
        </div>
        {total === 0 && <div className="table-empty">{empty}</div>}
        {total !== undefined && total > 0 && shown.count === 0 && (
          <div className="table-empty">
            <p>{t('table.none')}</p>
            <button type="button" className="link" onClick={() => shown.setFilters({})}>
              {t('table.clearAll')}
            </button>
          </div>
        )}
      </div>
      <div className="table-foot" aria-live="polite">
        {total !== undefined && total > 0 && (shown.count === total ? t('table.count', { count: total }) : t('table.filtered', { count: shown.count, total }))}
        {many && <span>{t('table.range', { rows: range.bottom - range.top + 1, columns: range.right - range.left + 1 })}</span>}
      </div>
      {menu && (
        <Suspense fallback={null}>
          <RowMenu x={menu.x} y={menu.y} entries={rowMenu!(menu.row)} onClose={() => setMenu(null)} />
        </Suspense>
      )}
    </div>
  );
}

const NO_SIZES: Record<string, number> = {};
const IGNORE = () => {};
const ranges = new Map<string, { left: number; right: number }>();
/** The same object for the same range, so that memoised rows stay still. */
function RANGE(left: number, right: number) {
  const key = `${left}-${right}`;
  let found = ranges.get(key);
  if (!found) ranges.set(key, (found = { left, right }));
  return found;
}
