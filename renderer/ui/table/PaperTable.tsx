import { useTranslation } from 'react-i18next';
import { cellText, type Column } from './column.ts';
import './paper.css';

/** A list on paper: every column, cells that wrap, the header again on each page. */
export function PaperTable<R>({
  title,
  note,
  columns,
  rows,
  rowKey,
  left,
}: {
  title: string;
  /** what else a reader of the paper has to know, e.g. the sum with its unit */
  note?: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** rows that are not on the paper */
  left: number;
}) {
  const { t } = useTranslation('ui');
  const share = (c: Column<R>): number => (c.fixed ? c.width / PX_OF_SHARE : c.width);
  const whole = columns.reduce((sum, c) => sum + share(c), 0);
  return (
    <section className="paper-list">
      <h1>{title}</h1>
      <p>{[note, t('table.count', { count: rows.length }), left > 0 ? t('table.notPrinted', { count: left }) : ''].filter(Boolean).join(' · ')}</p>
      <table>
        <colgroup>
          {columns.map((c) => (
            <col key={c.key} style={{ width: `${(share(c) / whole) * 100}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.key} className={c.align}>
                {c.unit ? t('inUnit', { name: c.header, unit: c.unit }) : c.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((c) => (
                <td key={c.key} className={c.align}>
                  {c.cell ? c.cell(row) : cellText(c.value(row))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** so many pixels of a fixed column weigh as much as one share of the others */
const PX_OF_SHARE = 88;
