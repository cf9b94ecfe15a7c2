import { lazy, Suspense, useEffect, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { isAdrift } from '../focus-page.ts';
import { BodyRow } from './BodyRow.tsx';
import type { Column, LazyRows, MenuEntry, Sort } from './column.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { PaperTable } from './PaperTable.tsx';
import { useActs } from './use-acts.ts';
import { useColumns } from './use-columns.ts';
import { usePaper } from './use-paper.ts';
import { lazyShown, useArrayRows, type ShownRows } from './use-rows.ts';
import { useViewport } from './use-viewport.ts';
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
  const printing = usePaper();
  useImperativeHandle(handle, () => ({ rows: shown.all }));
  const viewport = useViewport(scroller, stateKey, shown.count, ask);
  const { virtual, items, pool } = viewport;
  const { columns, template, resize } = useColumns(every, viewport.width, stateKey);
  const acts = useActs({ stateKey, columns, shown, viewport, scroller, grid, onOpen, onAt, hasMenu: rowMenu !== undefined });
  const cameBack = useRef(acts.visited);
  const { at, range, many, menu } = acts;
  // coming back, the keys go on from the row that was left
  useEffect(() => {
    if (cameBack.current && isAdrift()) grid.current!.focus({ preventScroll: true });
  }, []);

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
          className={`table-grid${acts.visited ? ' table-visited' : ''}`}
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={shown.count + 1}
          aria-colcount={columns.length}
          {...(shown.count > 0 ? { 'aria-activedescendant': `${stateKey}-${at.row}` } : {})}
          aria-multiselectable="true"
          {...acts.handlers}
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
                  onResize={resize}
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
                  top={start - virtual.options.scrollMargin}
                  id={`${stateKey}-${index}`}
                  cursor={index === at.row ? at.col : null}
                  range={many && index >= range.top && index <= range.bottom ? RANGE(range.left, range.right) : null}
                  editing={acts.editing && index === at.row}
                  onEdited={index === at.row ? acts.edited : IGNORE}
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
          <RowMenu x={menu.x} y={menu.y} entries={rowMenu!(menu.row)} onClose={acts.closeMenu} />
        </Suspense>
      )}
    </div>
  );
}

const IGNORE = () => {};
const ranges = new Map<string, { left: number; right: number }>();
/** The same object for the same range, so that memoised rows stay still. */
function RANGE(left: number, right: number) {
  const key = `${left}-${right}`;
  let found = ranges.get(key);
  if (!found) ranges.set(key, (found = { left, right }));
  return found;
}
