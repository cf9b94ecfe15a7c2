import { useMemo, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Method, MethodResult, ResultInput, ResultStep } from '../../../shared/valuation/method.ts';
import { useUnits } from '../../session/settings.ts';
import { useMethodForm } from './method-typing.ts';
import { cellName, exactFigure, figure, unitName, usualName, withUnit } from './method-words.ts';

/** Rows shown of a long series: the rest stands in the workbook. */
const MOST_SHOWN = 120;

type Series = { key: string; name: string; unit: ResultStep['unit']; at: Map<number, ResultStep> };
type Told = { single: ResultStep[]; series: Series[]; last: number };

/** Single steps in their order; those of a series by series, joined by their place. */
function tell(steps: readonly ResultStep[]): Told {
  const series = new Map<string, Series>();
  const single: ResultStep[] = [];
  let last = 0;
  for (const s of steps) {
    if (s.k === undefined) {
      single.push(s);
      continue;
    }
    const key = `${s.name}.${s.item ?? ''}`;
    const of = series.get(key) ?? { key, name: s.name, unit: s.unit, at: new Map<number, ResultStep>() };
    of.at.set(s.k, s);
    series.set(key, of);
    last = Math.max(last, s.k);
  }
  return { single, series: [...series.values()], last };
}

/** The way to the figure, written only when somebody looks. */
export function MethodSteps({ result }: { result: MethodResult }) {
  const { t } = useTranslation('methods');
  const [steps, showSteps] = useState(false);
  const [inputs, showInputs] = useState(false);
  return (
    <>
      <details className="method-more" onToggle={(e) => showSteps(e.currentTarget.open)}>
        <summary>{t('steps', { count: result.cells.filter((c) => c.made).length })}</summary>
        {steps && <Steps result={result} />}
      </details>
      <details className="method-more" onToggle={(e) => showInputs(e.currentTarget.open)}>
        <summary>{t('inputs')}</summary>
        {inputs && <Inputs result={result} />}
      </details>
    </>
  );
}

function Steps({ result }: { result: MethodResult }) {
  const { t } = useTranslation('methods');
  const { method } = useMethodForm();
  const { single, series, last } = useMemo(() => tell(result.steps), [result]);
  const money = result.money;
  const units = useUnits();
  const unit = (u: ResultStep['unit']): string => unitName(t, u, units);
  const shown = Math.min(last, MOST_SHOWN);
  const columns = series.slice(0, MOST_COLUMNS);
  return (
    <>
      {series.length > 0 && (
        <div className="cells-scroll" tabIndex={0} role="region" aria-label={t('series')}>
          <table className="sheet-table sheet-series" style={{ minWidth: 56 + columns.length * 112 }}>
            <caption className="visually-hidden">{t('series')}</caption>
            <thead>
              <tr>
                <th className="row-no">{t('period')}</th>
                {columns.map((s) => (
                  <th key={s.key} className="figure">
                    {withUnit(t, titled(cellName(t, method, s.name), s.key), unit(s.unit))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: shown }, (_, i) => i + 1).map((k) => (
                <tr key={k}>
                  <th scope="row" className="row-no">
                    {k}
                  </th>
                  {columns.map((s) => {
                    const step = s.at.get(k);
                    return (
                      <td key={s.key} className="figure" title={step && `${calledOf(t, method, result, step.id)}${step.formula} = ${step.substituted}`}>
                        {step && figure(step.result, step.unit, money, units)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(last > shown || series.length > columns.length) && <p className="muted small">{t('rowsLeft', { shown, count: last })}</p>}
      <table className="sheet-table sheet-steps">
        <thead>
          <tr>
            {(['name', 'formula', 'substituted', 'result'] as const).map((k) => (
              <th key={k} className={k === 'result' ? 'figure' : undefined}>
                {t(`step.${k}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {single.map((s) => (
            <tr key={s.id}>
              <th scope="row">{titled(cellName(t, method, s.name), s.item === undefined ? '' : `.${s.item}`)}</th>
              <td className="formula">{s.formula}</td>
              <td className="formula">{s.substituted}</td>
              <td className="figure" title={exactFigure(s.result, s.unit, money)}>
                {[figure(s.result, s.unit, money, units), unit(s.unit)].filter(Boolean).join(' ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
/** A lattice has hundreds of columns: they are for the workbook. */
const MOST_COLUMNS = 24;

/** 调整系数 2: one of several series of one name. */
const titled = (name: string, key: string): string => [name, key.split('.')[1] ?? ''].filter(Boolean).join(' ');

/** What somebody called the thing a figure is of. */
function calledOf(t: TFunction, m: Method, result: MethodResult, id: string): string {
  const names = result.facts['names'];
  const called: unknown = typeof names === 'object' && names !== null ? (names as Record<string, unknown>)[id] : undefined;
  return typeof called === 'string' ? `${usualName(t, m, called)}\n` : '';
}

/** One line an input: a series is told by its first value and how many there are. */
function Inputs({ result }: { result: MethodResult }) {
  const { t } = useTranslation('methods');
  const { method } = useMethodForm();
  const lines = useMemo(() => {
    const byName = new Map<string, ResultInput[]>();
    for (const i of result.inputs) byName.set(i.name, [...(byName.get(i.name) ?? []), i]);
    return [...byName.values()];
  }, [result]);
  const units = useUnits();
  const shown = (i: ResultInput): string => [figure(i.value, i.unit, result.money, units), unitName(t, i.unit, units)].filter(Boolean).join(' ');
  return (
    <table className="sheet-table sheet-used">
      <thead>
        <tr>
          {(['name', 'value', 'source', 'date', 'grade'] as const).map((k) => (
            <th key={k} className={k === 'value' ? 'figure' : undefined}>
              {t(`input.${k}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([first, ...rest]) => (
          <tr key={first!.name}>
            <th scope="row">{cellName(t, method, first!.name)}</th>
            <td className="figure">{rest.length === 0 ? shown(first!) : t('items', { first: shown(first!), count: rest.length + 1 })}</td>
            <td>{first!.source ?? <span className="muted">{t('noSource')}</span>}</td>
            <td>{first!.date ?? ''}</td>
            <td>{first!.grade ? t(`valuation:grade.${first!.grade}`) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
