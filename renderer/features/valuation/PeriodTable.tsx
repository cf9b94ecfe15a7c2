import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldOf } from '../../../shared/valuation/form.ts';
import { itemsAt, withoutItem } from '../../../shared/valuation/typed-path.ts';
import { editRequest, MOST_ROWS } from './edit-methods.ts';
import { asColumn, pastedPlaces, say } from './method-paste.ts';
import { useMethodForm } from './method-typing.ts';
import { fieldName, fieldUnit, withUnit } from './method-words.ts';
import { TypedCell } from './TypedCell.tsx';

/** Rows that stand there in any case: none goes away under somebody who is typing down the column. */
const FIRST_ROWS = 5;

/** Series side by side: one row a period, one column a series. */
export function PeriodTable({ lists }: { lists: readonly FieldOf<'list'>[] }) {
  const { t } = useTranslation('methods');
  const { sheetId, method, applied, money, place, save } = useMethodForm();
  const most = Math.min(MOST_ROWS, Math.max(...lists.map((l) => l.most)));
  const typed = Math.max(...lists.map((l) => itemsAt(applied.request, l.name).length));
  const rows = Math.max(typed, Math.min(most, FIRST_ROWS));
  const names = lists.map((l) => fieldName(t, method, l.name));
  const numbers = Array.from({ length: rows }, (_, k) => k);
  return (
    <div className="cells-scroll">
      <table className="sheet-table sheet-series" style={{ minWidth: 72 + lists.length * 112 }}>
        <thead>
          <tr>
            <th className="row-no">{t('period')}</th>
            {lists.map((l, c) => {
              const unit = l.of.kind === 'scalar' ? fieldUnit(t, l.of.quantity, money) : '';
              return (
                <th key={l.name} className="figure" data-field={place(l.name)} tabIndex={-1}>
                  {withUnit(t, names[c]!, unit)}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {numbers.map((k) => (
            <tr key={k}>
              <th scope="row" className="row-no">
                {k + 1}
              </th>
              {lists.map((l, c) => (
                <td key={l.name} className="cell-edit" data-field={place(`${l.name}.${k}`)}>
                  <TypedCell
                    item
                    field={l}
                    path={`${l.name}.${k}`}
                    label={`${names[c]} ${t('nth', { n: k + 1 })}`}
                    at={[k, c]}
                    onPasteRows={(cells) =>
                      void save(
                        pastedPlaces(
                          asColumn(cells),
                          lists.slice(c).map((x) => x.name),
                          (name, n) => (k + n < most ? `${name}.${k + n}` : undefined),
                        ),
                      ).then(say)
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="sheet-under">
        <Button size="small" disabled={rows >= most} onClick={() => void save([[`${lists[0]!.name}.${rows}`, '']]).then(say)}>
          {t('addRow')}
        </Button>
        <Button
          size="small"
          disabled={typed === 0}
          onClick={() =>
            void editRequest(sheetId, applied.id, (r) =>
              withoutItem(
                r,
                lists.map((l) => l.name),
                typed - 1,
              ),
            ).then(say)
          }
        >
          {t('dropRow')}
        </Button>
        <span className="muted small">{t('pasteHint')}</span>
      </div>
    </div>
  );
}
