import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRate, Decimal } from '../../../shared/money.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useMoney } from '../../ui/Money.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { swingsOf, type Figures } from './compute.ts';

// ECharts is 188 kB: only fetched when there is a figure to draw.
const SwingChart = lazy(() => import('./SwingChart.tsx').then((m) => ({ default: m.SwingChart })));

/** Which input moves the value most: the answer in the title, bars from zero, the figures in a table. */
export function Sensitivity({ figures }: { figures: Figures }) {
  const { t } = useTranslation('valuation');
  const money = useMoney();
  const swings = useMemo(() => swingsOf(figures), [figures]);
  const cases = useMemo(() => {
    const one = (key: string, label: string, value: string, base = false) => ({
      key,
      name: t(`chart.bar.${key}`, { v: label === '' ? '' : formatRate(label) }),
      value: new Decimal(value).toNumber(),
      label: money.figure(value),
      base,
    });
    return [
      one('base', '', figures.result.value, true),
      ...swings.flatMap((s) => [one(`${s.factor}Low`, s.low.label, s.low.value), one(`${s.factor}High`, s.high.label, s.high.value)]),
    ];
  }, [figures, swings, t, money]);
  const widest = swings[0];
  if (!widest) return null;
  const title = t('chart.title', {
    unit: money.unit,
    years: figures.result.rows.length,
    base: money.figure(figures.result.value),
    factor: t(`chart.factor.${widest.factor}`),
    low: money.figure(Decimal.min(widest.low.value, widest.high.value).toFixed()),
    high: money.figure(Decimal.max(widest.low.value, widest.high.value).toFixed()),
  });
  return (
    <Panel title={title}>
      <Suspense fallback={<Loading label={t('chart.loading')} />}>
        <SwingChart bars={cases} title={title} />
      </Suspense>
      <p className="muted small chart-note">{t('chart.note')}</p>
      <table className="visually-hidden">
        <caption>{t('chart.table')}</caption>
        <thead>
          <tr>
            <th>{t('chart.case')}</th>
            <th>{t('chart.value', { unit: money.unit })}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((c) => (
            <tr key={c.key}>
              <th scope="row">{c.name}</th>
              <td>{c.label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
