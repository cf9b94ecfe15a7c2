import { Button } from 'antd';
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

/** Rows an empty table begins with. */
const firstRows = (f: FieldOf<'table'>): number => (f.optional ? 0 : Math.min(f.most, Math.max(f.least, 3)));

/** Things of one kind, one row each; where a thing has things of its own, they stand below it. */
export function ItemTable({ field, path, label }: { field: FieldOf<'table'>; path: string; label: string }) {
  const { t } = useTranslation('methods');
  const { sheetId, applied, save, place } = useMethodForm();
  const typed = itemsAt(applied.request, path).length;
  const nested = field.columns.filter(isTable);
  const most = Math.min(field.most, MOST_ROWS);
  const rows = Math.max(typed, nested.length > 0 && !field.optional ? 1 : typed > 0 ? 0 : firstRows(field));
  const columns = field.columns.filter(isCell);
  const drop = (i: number): void => void editRequest(sheetId, applied.id, (r) => withoutItem(r, [path], i)).then(say);
  const table = (items: readonly number[]) => <Rows columns={columns} path={path} label={label} items={items} most={most} typed={typed} onDrop={drop} />;
  const numbers = Array.from({ length: rows }, (_, i) => i);
  return (
    <div className="item-table" data-field={place(path)} tabIndex={-1}>
      {nested.length === 0
        ? rows > 0 && table(numbers)
        : numbers.map((i) => (
            <section key={i} className="item-block" aria-label={t('item', { name: label, n: i + 1 })}>
              {table([i])}
              {nested.map((f) => (
                <Nested key={f.name} field={f} path={`${path}.${i}.${f.name}`} />
              ))}
            </section>
          ))}
      <div className="sheet-under">
        <UsualTree path={path} />
        <Button size="small" disabled={rows >= most} onClick={() => void save([[`${path}.${rows}`, {} as Typed]]).then(say)}>
          {t('addItem')}
        </Button>
        <span className="muted small">{columns.some((c) => c.kind === 'list') ? t('listHint') : t('pasteHint')}</span>
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

function Nested({ field, path }: { field: FieldOf<'table'>; path: string }) {
  const { t } = useTranslation('methods');
  const { method } = useMethodForm();
  const label = fieldName(t, method, field.name);
  return (
    <div className="item-nested">
      <h4>{label}</h4>
      <ItemTable field={field} path={path} label={label} />
    </div>
  );
}

type RowsProps = { columns: readonly Cell[]; path: string; label: string; items: readonly number[]; most: number; typed: number; onDrop: (i: number) => void };

function Rows({ columns, path, label, items, most, typed, onDrop }: RowsProps) {
  const { t } = useTranslation('methods');
  const { method, money, place, save } = useMethodForm();
  return (
    <div className="cells-scroll">
      <table className="sheet-table sheet-items" style={{ minWidth: 96 + columns.length * 104 }}>
        <thead>
          <tr>
            <th className="row-no">{t('period')}</th>
            {columns.map((f) => {
              const of = f.kind === 'list' ? f.of : f;
              const unit = of.kind === 'scalar' ? fieldUnit(t, of.quantity, money) : '';
              const name = fieldName(t, method, f.name);
              const words = of.kind !== 'scalar' || of.quantity === 'text' || of.quantity === 'words';
              return (
                <th key={f.name} className={words ? undefined : 'figure'}>
                  {withUnit(t, name, unit)}
                </th>
              );
            })}
            <th className="row-act">
              <span className="visually-hidden">{t('col.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((i) => (
            <tr key={i} data-field={place(`${path}.${i}`)}>
              <th scope="row" className="row-no">
                {i + 1}
              </th>
              {columns.map((f, c) => (
                <td key={f.name} className="cell-edit" data-field={place(`${path}.${i}.${f.name}`)}>
                  <TypedCell
                    field={f}
                    path={`${path}.${i}.${f.name}`}
                    label={`${label} ${t('nth', { n: i + 1 })} ${fieldName(t, method, f.name)}`}
                    at={[i, c]}
                    onPasteRows={(cells) =>
                      void save(
                        pastedPlaces(
                          cells,
                          columns.slice(c).map((x) => x.name),
                          (name, n) => (i + n < most ? `${path}.${i + n}.${name}` : undefined),
                        ),
                      ).then(say)
                    }
                  />
                </td>
              ))}
              <td className="row-act">
                {i < typed && (
                  <button type="button" className="link small" aria-label={t('dropNth', { n: i + 1 })} onClick={() => onDrop(i)}>
                    {t('remove')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
