import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { chartsOf, type Beside } from './charts-of.ts';
import type { Figure } from './figure.ts';
import type { ChartWords } from './words.ts';
import './charts.css';

// ECharts is only fetched when there is a chart to draw
const ChartPicture = lazy(() => import('./ChartPicture.tsx').then((m) => ({ default: m.ChartPicture })));

function ChartTable({ figure, hidden }: { figure: Figure; hidden: boolean }) {
  return (
    <table className={hidden ? 'visually-hidden' : 'chart-table'}>
      <caption className="visually-hidden">{figure.title}</caption>
      <thead>
        <tr>
          {figure.table.columns.map((c, i) => (
            <th key={i} scope="col">
              {c}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figure.table.rows.map((row, r) => (
          <tr key={r}>
            {row.map((cell, i) =>
              i === 0 ? (
                <th key={i} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={i}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One chart with its table behind. */
export function OneChart({ figure }: { figure: Figure }) {
  const { t } = useTranslation('valuation-charts');
  const [tabled, setTabled] = useState(false);
  return (
    <section className="chart" aria-label={figure.title}>
      <header className="chart-head">
        <h3>{figure.title}</h3>
        <Button size="small" type="text" aria-pressed={tabled} onClick={() => setTabled(!tabled)}>
          {t(tabled ? 'picture' : 'table')}
        </Button>
      </header>
      {!tabled && (
        <Suspense fallback={<Loading label={t('loading')} />}>
          <ChartPicture figure={figure} />
        </Suspense>
      )}
      <ChartTable figure={figure} hidden={!tabled} />
    </section>
  );
}

/** The charts a result deserves, each with its answer above and its table behind; nothing where there is none. */
export function MethodChart({ result, words, beside }: { result: MethodResult; words: ChartWords; beside?: Beside }) {
  const charts = useMemo(() => chartsOf(result, words, beside), [result, words, beside]);
  return charts.map((figure) => <OneChart key={figure.id} figure={figure} />);
}
