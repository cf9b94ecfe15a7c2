import { memo, startTransition, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { formOf } from '../../../shared/valuation/form.ts';
import type { MethodResult } from '../../../shared/valuation/method.ts';
import type { Unit } from '../../../shared/valuation/sheet.ts';
import { keptTyped, valueApplied } from '../../../shared/valuation/typed.ts';
import { withTyped } from '../../../shared/valuation/typed-path.ts';
import { useUnits } from '../../session/settings.ts';
import { ToneIcon } from '../../ui/marks.tsx';
import { focusField } from '../../ui/focus-field.ts';
import { MethodChart } from './charts/MethodChart.tsx';
import { chartWords, type ChartWords } from './charts/words.ts';
import { MethodSteps } from './MethodSteps.tsx';
import { useMethodForm, useTyping } from './method-typing.ts';
import { exactFigure, figure, methodRefusal, outputCell, outputName, unitName, warningWords } from './method-words.ts';

/** The result of what stands in the form now, the keystroke that is not saved yet among it. */
function useLiveResult(): MethodResult | Refusal {
  const { method, applied, typing } = useMethodForm();
  const now = useDeferredValue(useTyping(typing));
  return useMemo(
    () => valueApplied(method, now ? { ...applied, request: withTyped(applied.request, now.path, keptTyped(formOf(method), now.path, now.text)) } : applied),
    [method, applied, now],
  );
}

/** The result in front, the form below it, and behind the form the way to the result. */
export function MethodResultView({ children }: { children: ReactNode }) {
  const result = useLiveResult();
  if (isRefusal(result))
    return (
      <>
        <Refused refusal={result} />
        {children}
      </>
    );
  return (
    <>
      <Summary result={result} />
      {children}
      <Way result={result} />
    </>
  );
}

/** How long nothing is typed before a picture is drawn anew. */
const PAUSE_MS = 250;

/** The result once the typing has paused: a picture is not drawn at every keystroke. */
function useSettled(result: MethodResult): MethodResult {
  const [settled, settle] = useState(result);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => settle(result)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [result]);
  return settled;
}

/** Charts and steps: what explains the figure follows it a moment later. */
const Way = memo(function Way({ result }: { result: MethodResult }) {
  const { t } = useTranslation('methods');
  const { method } = useMethodForm();
  const units = useUnits();
  const words = useMemo(() => chartWords(t as TFunction, method.family, units), [t, method, units]);
  return <Explained result={useSettled(result)} words={words} />;
});
const Explained = memo(function Explained({ result, words }: { result: MethodResult; words: ChartWords }) {
  return (
    <>
      <MethodChart result={result} words={words} />
      <MethodSteps result={result} />
    </>
  );
});

const Summary = memo(function Summary({ result }: { result: MethodResult }) {
  const { t } = useTranslation('methods');
  const { method } = useMethodForm();
  const { value, unit, money } = result;
  const units = useUnits();
  const further = Object.entries(result.outputs).filter(([, v]) => v !== value);
  return (
    <div className="method-result" aria-live="polite">
      <div className="method-figures">
        <div className="result-main">
          <span className="result-label">{t('resultTitle')}</span>
          <span title={exactFigure(value, unit, money)}>
            <span className="result-figure" data-figure="method">
              {figure(value, unit, money, units)}
            </span>{' '}
            <span className="result-unit">{unitName(t, unit, units)}</span>
          </span>
        </div>
        {further.map(([name, v]) => (
          <Further key={name} name={name} called={outputName(t, method, result, name)} value={v} unit={outputCell(result, name)?.unit ?? unit} money={money} />
        ))}
      </div>
      {result.warnings.length > 0 && (
        <ul className="method-warnings" aria-label={t('warnings')}>
          {result.warnings.map((w, i) => (
            <li key={i}>
              <ToneIcon tone="attention" />
              {warningWords(t, method, w)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});

type FurtherProps = { name: string; called: string; value: number; unit: Unit; money: '元' | '万元' };

/** A table of shares has hundreds: those that stay as they were are not drawn again. */
const Further = memo(function Further({ name, called, value, unit, money }: FurtherProps) {
  const { t } = useTranslation('methods');
  const units = useUnits();
  return (
    <div className="result-main">
      <span className="result-label">{called}</span>
      <span title={exactFigure(value, unit, money)}>
        <span className="method-further" data-figure={name}>
          {figure(value, unit, money, units)}
        </span>{' '}
        <span className="result-unit">{unitName(t, unit, units)}</span>
      </span>
    </div>
  );
});

function Refused({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation('methods');
  const { method, place } = useMethodForm();
  const own = useRef<HTMLDivElement>(null);
  const lead = (): void => {
    const form = own.current?.closest<HTMLElement>('.method-panel');
    if (!form || refusal.field === undefined) return;
    // the nearest thing on screen that the refusal speaks of
    for (let path = refusal.field; path !== ''; path = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '') {
      const found = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(place(path))}"]`);
      if (!found) continue;
      const fold = found.closest('details');
      if (fold) fold.open = true;
      focusField(form, place(path));
      return;
    }
  };
  return (
    <div className="method-result" ref={own} role="status">
      <p className="method-refused">
        <strong className="result-none">{t('noResult')}</strong>
        <span>{methodRefusal(t, method, refusal)}</span>
        {refusal.field !== undefined && (
          <button type="button" className="link" onClick={lead}>
            {t('goThere')}
          </button>
        )}
      </p>
    </div>
  );
}
