import { Button, Dropdown } from 'antd';
import { Fragment, type ReactNode } from 'react';
import type { Choice } from './fields/SelectField.tsx';
import type { Saved } from './fields/use-saved-text.ts';
import { GridCell, GridSelect, type CellKind } from './GridCell.tsx';
import type { MenuEntry } from './table/column.ts';
import { leastWidth } from './grid-width.ts';
import { useNewRow } from './use-new-row.ts';
import './edit-grid.css';

export type GridColumn<R> = {
  key: string;
  header: string;
  kind: CellKind | 'select';
  width?: string;
  options?: readonly Choice<string>[];
  value: (row: R) => string | undefined;
  shown?: (row: R) => ReactNode;
  /** without it the column is read only, figures to the right as ever */
  onSave?: ((row: R, value: string | undefined) => Promise<Saved>) | undefined;
  issue?: (row: R) => { error?: string; warning?: string } | undefined;
};

type Props<R> = {
  label: string;
  table: string;
  columns: readonly GridColumn<R>[];
  /** what does not fit beside: a second line of each row, each field under its own label */
  under?: readonly GridColumn<R>[];
  rows: readonly (R & { id: string })[];
  addLabel: string;
  /** none where no row may be added any more */
  onAdd?: (() => void) | undefined;
  empty: ReactNode;
  rowMenu?: (row: R) => MenuEntry[];
  /** a range pasted into a cell: text by row and column, counted from that cell */
  onPaste?: (at: { row: R & { id: string }; index: number; column: string }, cells: string[][]) => void;
  foot?: ReactNode;
};

/** A few rows edited in place: Tab, Enter and arrows move, a range pastes, right click for the rest. */
export function EditGrid<R>({ label, table, columns, under, rows, addLabel, onAdd, empty, rowMenu, onPaste, foot }: Props<R>) {
  const adding = useNewRow(table, rows);
  return (
    <div className="edit-grid">
      {rows.length === 0 ? (
        <p className="muted edit-grid-empty">{empty}</p>
      ) : (
        <div className="edit-grid-scroll">
          <table aria-label={label} style={{ minWidth: leastWidth(columns, rowMenu !== undefined) }}>
            <colgroup>
              {columns.map((c) => (
                <col key={c.key} {...(c.width ? { style: { width: c.width } } : {})} />
              ))}
              {rowMenu && <col className="edit-grid-more-col" />}
            </colgroup>
            <thead>
              <tr>
                {columns.map((c) => (
                  <th key={c.key} scope="col" className={isFigure(c) ? 'right' : undefined}>
                    {c.header}
                  </th>
                ))}
                {rowMenu && <th aria-hidden="true" />}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, r) => {
                const line = (
                  <tr key={row.id} className={under && 'edit-grid-over'}>
                    {columns.map((c, col) => (
                      <td key={c.key}>
                        <Cell
                          table={table}
                          column={c}
                          row={row}
                          at={[r, col]}
                          {...(onPaste ? { onPaste: (cells) => onPaste({ row, index: r, column: c.key }, cells) } : {})}
                        />
                      </td>
                    ))}
                    {rowMenu && (
                      <td className="edit-grid-more">
                        <Dropdown menu={menuOf(rowMenu(row))} trigger={['click']}>
                          <button
                            type="button"
                            aria-label={rowMenu(row)
                              .map((m) => m.label)
                              .join(' / ')}
                          >
                            ⋯
                          </button>
                        </Dropdown>
                      </td>
                    )}
                  </tr>
                );
                const first = rowMenu ? (
                  <Dropdown key={row.id} menu={menuOf(rowMenu(row))} trigger={['contextMenu']}>
                    {line}
                  </Dropdown>
                ) : (
                  line
                );
                return under ? (
                  <Fragment key={row.id}>
                    {first}
                    <tr className="edit-grid-under">
                      <td colSpan={columns.length + (rowMenu ? 1 : 0)}>
                        <UnderLine table={table} columns={under} row={row} r={r} />
                      </td>
                    </tr>
                  </Fragment>
                ) : (
                  first
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <div className="edit-grid-foot">
        {onAdd && (
          <Button
            size="small"
            data-field={`${table}//add`}
            onClick={(e) => {
              adding(e);
              onAdd();
            }}
          >
            {addLabel}
          </Button>
        )}
        {foot}
      </div>
    </div>
  );
}

/** Numbered far from the columns, so that Enter and the arrows go to the same field of the next row. */
const UNDER = 100;
function UnderLine<R>({ table, columns, row, r }: { table: string; columns: readonly GridColumn<R>[]; row: R & { id: string }; r: number }) {
  return (
    <div className="edit-grid-under-fields">
      {columns.map((c, i) => (
        <div key={c.key} style={{ flex: c.width ? `0 0 ${c.width}` : '1 1 140px' }}>
          <span className="edit-grid-under-label" aria-hidden="true">
            {c.header}
          </span>
          <Cell table={table} column={c} row={row} at={[r, UNDER + i]} />
        </div>
      ))}
    </div>
  );
}

const isFigure = (c: { kind: GridColumn<never>['kind'] }): boolean => c.kind === 'money' || c.kind === 'rate';

const menuOf = (entries: MenuEntry[]) => ({
  items: entries.map((e) => ({ key: e.key, label: e.label, danger: e.danger === true, disabled: e.disabled === true })),
  onClick: ({ key }: { key: string }) => entries.find((e) => e.key === key)?.onClick(),
});

function Cell<R>({
  table,
  column: c,
  row,
  at,
  onPaste,
}: {
  table: string;
  column: GridColumn<R>;
  row: R & { id: string };
  at: [number, number];
  onPaste?: (cells: string[][]) => void;
}) {
  const name = `${table}/${row.id}/${c.key}`;
  const { onSave } = c;
  if (!onSave)
    return (
      <div className={isFigure(c) ? 'grid-shown grid-figure' : 'grid-shown'} data-field={name}>
        {c.shown ? c.shown(row) : c.value(row)}
      </div>
    );
  const save = (v: string | undefined) => onSave(row, v);
  if (c.kind === 'select') return <GridSelect label={c.header} value={c.value(row)} options={c.options ?? []} name={name} onSave={save} />;
  const issue = c.issue?.(row);
  return (
    <GridCell
      kind={c.kind}
      label={c.header}
      value={c.value(row)}
      name={name}
      row={at[0]}
      col={at[1]}
      error={issue?.error}
      warning={issue?.warning}
      onSave={save}
      onPasteCells={onPaste}
      draftKey={name}
    />
  );
}
