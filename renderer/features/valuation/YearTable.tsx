import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { decimal, formatRate, Decimal } from '../../../shared/money.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { useMoney } from '../../ui/Money.tsx';
import { CellInput } from './CellInput.tsx';
import type { Figures } from './compute.ts';
import { dropLastYear, editRevenues, MAX_YEARS } from './edit-worksheet.ts';

/** The forecast year by year, with what each year contributes beside it. */
export function YearTable({ sheet, figures }: { sheet: Worksheet; figures: Figures | Refusal }) {
  const { t } = useTranslation('valuation');
  const money = useMoney();
  const { unit } = money;
  const years = sheet.revenues ?? [];
  const rows = isRefusal(figures) ? [] : figures.result.rows;
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  // only years at the end are left out of the rows: a blank one before a filled one is refused
  const rowOf = (i: number) => rows[i];
  const sum = (pick: (r: (typeof rows)[number]) => Decimal): string => money.figure(rows.reduce((s, r) => s.plus(pick(r)), new Decimal(0)).toFixed());
  return (
    <div data-field={`worksheets/${sheet.id}/revenues`}>
      <table className="sheet-table sheet-years">
        <thead>
          <tr>
            <th>{t('year.head')}</th>
            {(['revenue', 'rate', 'royalty', 'factor', 'pv'] as const).map((k) => (
              <th key={k} className="figure">
                {t(`year.${k}`, { unit })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((v, i) => {
            const r = rowOf(i);
            const unread = v.trim() !== '' && decimal(v) === undefined;
            return (
              <tr key={i}>
                <th scope="row">{t('year.n', { n: i + 1 })}</th>
                <td className="cell-edit">
                  <CellInput
                    figure
                    unread={unread ? t('ui:field.money.unread') : undefined}
                    at={[i, 0]}
                    value={v}
                    show={money.box}
                    read={money.read}
                    label={`${t('year.revenue', { unit })} ${t('year.n', { n: i + 1 })}`}
                    understood={money.understood}
                    onSave={(next) => editRevenues(sheet.id, i, [next ?? ''])}
                    onPasteCells={(cells) =>
                      void editRevenues(sheet.id, i, cells.slice(0, MAX_YEARS - i).map(money.read)).then((a) => {
                        say(a);
                        if (!isRefusal(a)) notify(t('year.pasted', { count: cells.length }), 'done');
                      })
                    }
                  />
                </td>
                {unread ? (
                  <td colSpan={4} className="field-error">
                    {t('year.unread', { n: i + 1 })}
                  </td>
                ) : (
                  <>
                    <td className="figure">{r ? formatRate(r.rate) : ''}</td>
                    <td className="figure">{r ? money.figure(new Decimal(r.revenue).times(r.rate).toFixed()) : ''}</td>
                    <td className="figure">{r ? new Decimal(r.factor).toFixed(4) : ''}</td>
                    <td className="figure">{r ? money.figure(r.present) : ''}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
        {rows.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row">{t('year.total')}</th>
              <td className="figure">{sum((r) => new Decimal(r.revenue))}</td>
              <td />
              <td className="figure">{sum((r) => new Decimal(r.revenue).times(r.rate))}</td>
              <td />
              <td className="figure">{sum((r) => new Decimal(r.present))}</td>
            </tr>
          </tfoot>
        )}
      </table>
      <div className="sheet-under">
        <Button size="small" disabled={years.length >= MAX_YEARS} onClick={() => void editRevenues(sheet.id, years.length, ['']).then(say)}>
          {t('year.add')}
        </Button>
        <Button size="small" disabled={years.length === 0} onClick={() => void dropLastYear(sheet.id).then(say)}>
          {t('year.remove')}
        </Button>
        <span className="muted small">{t('hint.revenues', { unit })}</span>
      </div>
    </div>
  );
}
