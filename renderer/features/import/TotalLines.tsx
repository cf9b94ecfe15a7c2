import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TotalLine } from '../../../shared/domain/import/plan.ts';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import { formatWan } from '../../../shared/money.ts';
import { Panel } from '../../ui/Panel.tsx';
import { problemWords } from './problem-words.ts';

const SHOWN = 200;

/** Lines that look like a sum of others, why, and the way to take one in that is none. */
export function TotalLines({
  totals,
  template,
  onTake,
}: {
  totals: readonly TotalLine[];
  template: TemplateName;
  onTake: (lines: readonly number[], on: boolean) => void;
}) {
  const { t } = useTranslation('import');
  const taken = totals.filter((l) => l.taken).length;
  const ledger = template === 'ledger';
  return (
    <Panel
      title={t('totals.title')}
      extra={
        totals.length > 1 && (
          <Checkbox
            checked={taken === totals.length}
            indeterminate={taken > 0 && taken < totals.length}
            onChange={(e) =>
              onTake(
                totals.map((l) => l.row.line),
                e.target.checked,
              )
            }
          >
            {t('totals.all')}
          </Checkbox>
        )
      }
    >
      <p className="muted small import-hint">{t('totals.hint')}</p>
      <div className="import-columns">
        <table className="plain-table" aria-label={t('totals.title')}>
          <thead>
            <tr>
              <th>{t('check.row')}</th>
              <th>{t('totals.name')}</th>
              {ledger && <th className="figure">{t('totals.amount')}</th>}
              <th>{t('totals.why')}</th>
              <th>{t('check.level')}</th>
            </tr>
          </thead>
          <tbody>
            {totals.slice(0, SHOWN).map(({ row, why, taken: on }) => (
              <tr key={row.line} data-total={row.line}>
                <td>{row.line}</td>
                <td>{row.fields[ledger ? 'projectName' : 'title']}</td>
                {ledger && <td className="figure">{formatWan(row.fields['amount'])}</td>}
                <td>{problemWords(t, why)}</td>
                <td>
                  <Checkbox checked={on} onChange={(e) => onTake([row.line], e.target.checked)}>
                    {t('totals.take')}
                  </Checkbox>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {totals.length > SHOWN && <p className="muted small">{t('totals.more', { count: totals.length - SHOWN })}</p>}
    </Panel>
  );
}
