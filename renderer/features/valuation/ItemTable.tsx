import { Button } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Typed } from '../../../shared/domain/deal.ts';
import type { Field, FieldOf } from '../../../shared/valuation/form.ts';
import { itemsAt, withoutItem } from '../../../shared/valuation/typed-path.ts';
import { usualTyped } from '../../../shared/valuation/usual.ts';
import { editRequest, MOST_ROWS } from './edit-methods.ts';
import { pastedPlaces, say } from './method-paste.ts';
import { useMethodForm } from './method-typing.ts';
import { fieldName, fieldUnit, withUnit } from './method-words.ts';
import { TypedCell } from './TypedCell.tsx';

type Cell = Exclude<Field, { kind: 'table' | 'group' }>;
const isCell = (f: Field): f is Cell => f.kind !== 'table' && f.kind !== 'group';
const isTable = (f: Field): f is FieldOf<'table'> => f.kind === 'table';

/** Rows that stand there in any case: none goes away under somebody who is typing down a column. */
const firstRows = (f: FieldOf<'table'>): number => (f.optional ? 0 : f.columns.some(isTable) ? Math.max(1, f.least) : Math.min(f.most, Math.max(f.least, 3)));

/** Things of one kind, one row each; where a thing has things of its own, they stand below its row. */
export function ItemTable({ field, path, label }: { field: FieldOf<'table'>; path: string; label: string }) {
  const { t } = useTranslation('methods');
  const { applied, save, place } = useMethodForm();
  const typed = itemsAt(applied.request, path).length;
  const most = Math.min(field.most, MOST_ROWS);
  const rows = Math.max(typed, firstRows(field));
  return (
    <div className="item-table" data-field={place(path)} tabIndex={-1}>
      {rows > 0 && <Items field={field} path={path} label={label} rows={rows} most={most} />}
      <div className="sheet-under">
        <UsualTree path={path} />
        <Button size="small" disabled={rows >= most} onClick={() => void save([[`${path}.${rows}`, {} as Typed]]).then(say)}>
          {t('addItem')}
        </Button>
        <span className="muted small">{t(field.columns.some((c) => c.kind === 'list') ? 'listHint' : 'pasteHint')}</span>
      </div>
    </div>
  );
}

/** Fills an empty table with what is usually scored. */
function UsualTree({ path }: { path: string }) {
  const { t } = useTranslation('methods');
  const { method, applied, save } = useMethodForm();
  const usual = usualTyped(method);
  if (usual?.field !== path || itemsAt(applied.request, path).length > 0) return null;
  return (
    <Button size="small" title={t('usualHint')} onClick={() => void save([[path, usual.typed]]).then(say)}>
      {t('usual')}
    </Button>
  );
}

type ItemsProps = { field: FieldOf<'table'>; path: string; label: string; rows: number; most: number };

function Items({ field, path, label, rows, most }: ItemsProps) {
  const { t } = useTranslation('methods');
  const { method, money, applied } = useMethodForm();
  const columns = field.columns.filter(isCell);
  const nested = field.columns.filter(isTable);
  return (
    <div className="cells-scroll">
      <table className="sheet-table sheet-items" aria-label={label} style={{ minWidth: (nested.length > 0 ? 184 : 120) + columns.length * 88 }}>
        <thead>
          <tr>
            <th className="row-no">{t('period')}</th>
            {columns.map((f) => {
              const of = f.kind === 'list' ? f.of : f;
              const words = of.kind !== 'scalar' || of.quantity === 'text' || of.quantity === 'words';
              return (
                <th key={f.name} className={words ? undefined : 'figure'}>
                  {withUnit(t, fieldName(t, method, f.name), of.kind === 'scalar' ? fieldUnit(t, of.quantity, money) : '')}
                </th>
              );
            })}
            <th className={nested.length > 0 ? 'row-acts' : 'row-act'}>
              <span className="visually-hidden">{t('col.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, i) => {
            const own = `${path}.${i}`;
            // what has to be there is shown at once, the rest when somebody asks for it
            const [shown, offered] = [true, false].map((yes) =>
              nested.filter((f) => (!f.optional || itemsAt(applied.request, `${own}.${f.name}`).length > 0) === yes),
            );
            return (
              <Fragment key={i}>
                <ItemRow columns={columns} path={path} label={label} i={i} most={most} offered={offered!} />
                {shown!.map((f) => (
                  <tr key={f.name} className="item-nested">
                    <td />
                    <td colSpan={columns.length + 1}>
                      <h4>{fieldName(t, method, f.name)}</h4>
                      <ItemTable field={f} path={`${own}.${f.name}`} label={`${label} ${t('nth', { n: i + 1 })} ${fieldName(t, method, f.name)}`} />
                    </td>
                  </tr>
                ))}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { columns: readonly Cell[]; path: string; label: string; i: number; most: number; offered: readonly FieldOf<'table'>[] };

function ItemRow({ columns, path, label, i, most, offered }: RowProps) {
  const { t } = useTranslation('methods');
  const { sheetId, method, applied, place, save } = useMethodForm();
  const own = `${path}.${i}`;
  const paste = (cells: string[][], from: number): void => {
    const names = columns.slice(from).map((f) => f.name);
    void save(pastedPlaces(cells, names, (name, n) => (i + n < most ? `${path}.${i + n}.${name}` : undefined))).then(say);
  };
  return (
    <tr data-field={place(own)}>
      <th scope="row" className="row-no">
        {i + 1}
      </th>
      {columns.map((f, c) => (
        <td key={f.name} className="cell-edit" data-field={place(`${own}.${f.name}`)}>
          <TypedCell
            field={f}
            path={`${own}.${f.name}`}
            label={`${label} ${t('nth', { n: i + 1 })} ${fieldName(t, method, f.name)}`}
            at={[i, c]}
            onPasteRows={(cells) => paste(cells, c)}
          />
        </td>
      ))}
      <td className="row-act">
        {offered.map((f) => (
          <button key={f.name} type="button" className="link small" onClick={() => void save([[`${own}.${f.name}.0`, {} as Typed]]).then(say)}>
            {t('addNamed', { name: fieldName(t, method, f.name) })}
          </button>
        ))}
        {i < itemsAt(applied.request, path).length && (
          <button
            type="button"
            className="link small"
            aria-label={t('dropNth', { n: i + 1 })}
            onClick={() => void editRequest(sheetId, applied.id, (r) => withoutItem(r, [path], i)).then(say)}
          >
            {t('remove')}
          </button>
        )}
      </td>
    </tr>
  );
}
