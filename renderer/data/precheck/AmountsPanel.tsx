import { useTranslation } from 'react-i18next';
import { formatYuan } from '../../../shared/money.ts';
import type { AmountsSaid, DayCounts } from '../../../shared/domain/precheck/amounts-and-days.ts';
import { UnconfirmedMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';

const ROWS = ['total', 'nonTechnical', 'technical'] as const;

/** The amounts of contract and form side by side, and the days the application comes down to. */
export function AmountsPanel({ amounts, days }: { amounts: AmountsSaid; days: DayCounts }) {
  const { t } = useTranslation('precheck');
  const money = (text: string | undefined): string => (text === undefined ? t('amounts.unsaid') : formatYuan(text));
  const until = days.untilExpiry;
  const said = [
    days.sinceSigned !== undefined && days.sinceSigned >= 0 && t('amounts.sinceSigned', { days: days.sinceSigned }),
    days.sinceEffect !== undefined && days.sinceEffect < 0 && t('amounts.untilEffect', { days: -days.sinceEffect }),
    until !== undefined && (until >= 0 ? t('amounts.untilExpiry', { days: until }) : t('amounts.overdue', { days: -until })),
    days.registry && t('amounts.period', { days: days.registry.days, kind: t(`amounts.${days.registry.kind}`) }),
  ];
  return (
    <Panel title={t('amounts.title')}>
      <table className="precheck-amounts">
        <thead>
          <tr>
            <th />
            <th>{t('amounts.text')}</th>
            <th>{t('amounts.form')}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr
              key={row}
              className={amounts.text[row] !== undefined && amounts.form[row] !== undefined && amounts.text[row] !== amounts.form[row] ? 'differs' : undefined}
            >
              <th scope="row">{t(`amounts.${row}`)}</th>
              <td>{money(amounts.text[row])}</td>
              <td>{money(amounts.form[row])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">
        {said.filter(Boolean).join(t('amounts.between'))} {days.registry?.confirmed === false && <UnconfirmedMark />}
      </p>
    </Panel>
  );
}
