import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FinishedRun } from '../../../../shared/domain/simulation.ts';
import { formatYuan } from '../../../../shared/money.ts';
import { isRefusal, type Refusal } from '../../../../shared/result.ts';
import { METHODS_VERSION } from '../../../../shared/valuation/method.ts';
import { resultOf } from '../../../../shared/valuation/simulation/finished.ts';
import { changedIn, hashOf, isRateVariable } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { StaleMark, ToneIcon } from '../../../ui/marks.tsx';
import { useMoney } from '../../../ui/Money.tsx';
import { histogramFigure } from '../charts/histogram.ts';
import { OneChart } from '../charts/MethodChart.tsx';
import { percentText } from '../charts/scale.ts';
import { tornadoFigure, tornadoRows } from '../charts/tornado.ts';
import { chartWords } from '../charts/words.ts';
import { LimitsWorth } from './LimitsWorth.tsx';
import { countText, placeName, rhoText, variableName } from './simulation-words.ts';
import type { Subject } from './subject.ts';

type Props = { subject: Subject; run: FinishedRun };

/** P10 and P90 as they are read. */
const short = (value: number): number => Number(value.toPrecision(3));
/** Already said before the run, about the sheet as it stands. */
const SAID: ReadonlySet<string> = new Set(['riskInRateAndDraws']);

/** What the last run found: the figures with their error, how the trials lie, which input moves the value. */
export function RunResult({ subject, run }: Props) {
  const { model, settings, request } = subject;
  const { t } = useTranslation('simulation');
  const units = useMoney();
  const said = JSON.stringify(run);
  const result = useMemo(() => resultOf(JSON.parse(said) as FinishedRun), [said]);
  const charts = useMemo(() => {
    const words = { ...chartWords(t as never, 'simulation', units.units), field: (variable: string) => variableName(t, model, variable) };
    const { swings } = JSON.parse(said) as FinishedRun;
    const unitOf = (field: string) => (isRateVariable(field) ? ('rate' as const) : ('other' as const));
    const bars = (swings?.bars ?? []).map((b) => ({ ...b, low: short(b.low), high: short(b.high), atLow: b.atLow ?? NONE, atHigh: b.atHigh ?? NONE }));
    const tornado = swings && tornadoFigure(swings.base, tornadoRows({ base: swings.base, bars }, words, unitOf), 'money', '元', words);
    return [histogramFigure(result, '元', words), tornado].filter((f) => f !== undefined);
  }, [said, result, model, t, units]);
  const stale = useMemo(() => {
    if (run.engineVersion !== METHODS_VERSION) return t('staleEngine', { was: run.engineVersion, now: METHODS_VERSION });
    if (isRefusal(request)) return t('staleRefused');
    if (hashOf(request) === run.inputHash) return undefined;
    const names = changedIn(run.request, request).map((field) => placeName(t, model, settings, field));
    return t('staleChanged', { names: [...new Set(names)].join(t('and')) });
  }, [run, request, model, settings, t]);
  const { figures } = run;
  const amount = (yuan: number): string => units.figure(yuan.toFixed(2));
  const exact = (yuan: number): string => `${formatYuan(yuan.toFixed(2))} ${t('ui:unit.yuan')}`;
  const money = (['p5', 'p10', 'p50', 'p90', 'p95'] as const).map((k) => [k, figures[k]] as const);
  const refused = (['lifeOver', 'rateTooLow', 'rateNotAboveGrowth'] as const).filter((k) => (figures.outcomes[k] ?? 0) > 0);
  return (
    <section className="run-result" aria-label={t('result')} data-stale={stale !== undefined}>
      <header className="run-head">
        <h3>{t('result')}</h3>
        <span className="muted small">
          {t('drawnAs', { trials: countText(result.trials), seed: result.seed, draws: t(`method-simulation:fields.${result.draws}`) })}
        </span>
        {stale !== undefined && <StaleMark changed={stale} />}
      </header>
      <div className="run-figures">
        <div className="result-main">
          <span className="result-label">{t('mean')}</span>
          <span title={`${exact(figures.mean)} ± ${exact(figures.standardError)}`}>
            <span className="result-figure" data-figure="simulated">
              {amount(figures.mean)}
            </span>{' '}
            <span className="result-unit" data-figure="standardError">
              ± {amount(figures.standardError)} {units.unit}
            </span>
          </span>
        </div>
        {money.map(([k, value]) => (
          <div key={k} className="result-main">
            <span className="result-label">{t(`figure.${k}`)}</span>
            <span title={exact(value)}>
              <span className="run-figure" data-figure={k}>
                {amount(value)}
              </span>{' '}
              <span className="result-unit">{units.unit}</span>
            </span>
          </div>
        ))}
        {figures.belowFloor !== undefined && (
          <div className="result-main">
            <span className="result-label">{t('figure.belowFloor')}</span>
            <span className="run-figure" data-figure="belowFloor">
              {percentText(figures.belowFloor)}
            </span>
          </div>
        )}
      </div>
      {model === 'payment' && <LimitsWorth run={run} />}
      <ul className="simulation-warnings" aria-label={t('warnings')}>
        {figures.warnings
          .filter((w) => !SAID.has(w.key))
          .map((w) => (
            <li key={`${w.key}${String(w.params?.['variable'] ?? '')}`}>
              <ToneIcon tone="attention" />
              {t(`method-simulation:warnings.${w.key}`, {
                ...w.params,
                ...(w.params?.['variable'] ? { variable: variableName(t, model, String(w.params['variable'])) } : {}),
              })}
            </li>
          ))}
        {refused.length === 0 && (
          <li className="muted">
            <ToneIcon tone="done" />
            {t('noneRefused', { count: figures.valued, shown: countText(figures.valued) })}
          </li>
        )}
      </ul>
      <div className="run-charts">
        {charts.map((figure) => (
          <OneChart key={figure.id} figure={figure} />
        ))}
      </div>
      <table className="sheet-table sheet-ranks">
        <caption>{t('ranks', { kept: countText(figures.kept) })}</caption>
        <thead>
          <tr>
            <th>{t('col.input')}</th>
            <th className="figure">{t('rank')}</th>
          </tr>
        </thead>
        <tbody>
          {[...figures.rankCorrelations]
            .sort((a, b) => Math.abs(b.rho) - Math.abs(a.rho))
            .map((r) => (
              <tr key={r.variable}>
                <th scope="row">{variableName(t, model, r.variable)}</th>
                <td className="figure">{rhoText(r.rho)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

const NONE: Refusal = { refused: true, key: 'valuation.noValue' };
