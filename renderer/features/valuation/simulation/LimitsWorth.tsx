import { useTranslation } from 'react-i18next';
import type { FinishedRun } from '../../../../shared/domain/simulation.ts';
import { useMoney } from '../../../ui/Money.tsx';
import { limitRows } from './limit-rows.ts';

/** The payments on the one forecast beside their mean over all, with minimums and caps and without: the difference is what these are worth. */
export function LimitsWorth({ run }: { run: FinishedRun }) {
  const { t } = useTranslation('simulation');
  const money = useMoney();
  const rows = limitRows(run);
  if (rows.length === 0) return null;
  const amount = (yuan: number): string => money.figure(yuan.toFixed(2)).replace('-', '−');
  return (
    <table className="sheet-table run-limits">
      <caption>{t('payment.title', { unit: money.unit })}</caption>
      <thead>
        <tr>
          <th>
            <span className="visually-hidden">{t('payment.what')}</span>
          </th>
          <th className="figure">{t('payment.forecast')}</th>
          <th className="figure">{t('payment.mean')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, one, many]) => (
          <tr key={name} className={name === 'worth' ? 'run-worth' : undefined}>
            <th scope="row">{t(`payment.${name}`)}</th>
            <td className="figure" data-figure={`${name}Forecast`}>
              {amount(one)}
            </td>
            <td className="figure" data-figure={`${name}Mean`}>
              {amount(many)}
              {name === 'worth' && <span className="result-unit"> ± {amount(run.limits!.standardError)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
