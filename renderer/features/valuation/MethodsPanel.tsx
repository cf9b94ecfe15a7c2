import { Button } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppliedMethod, Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { Method } from '../../../shared/valuation/method.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { simulatesPayments } from '../../../shared/valuation/simulation/payment-request.ts';
import { valueApplied } from '../../../shared/valuation/typed.ts';
import { undoChange } from '../../data/undo.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { useUnits } from '../../session/settings.ts';
import { useViewState } from '../../session/view-state.ts';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { addMethod, MOST_METHODS, removeMethod } from './edit-methods.ts';
import { MethodChooser } from './MethodChooser.tsx';
import { MethodPanel } from './MethodPanel.tsx';
import { methodName, methodRefusal, resultWords } from './method-words.ts';
import './methods.css';

const PaymentSimulation = lazy(() => import('./simulation/PaymentSimulation.tsx').then((m) => ({ default: m.PaymentSimulation })));

const NONE: readonly AppliedMethod[] = [];

/** 其他方法: what else the worksheet measures by, each with its result; one is open at a time. */
export function MethodsPanel({ sheet }: { sheet: Worksheet }) {
  const { t } = useTranslation('methods');
  const units = useUnits();
  const applied = sheet.applied ?? NONE;
  const [open, show] = useViewState(`methods.${sheet.dealId ?? ''}`, '');
  const [choosing, choose] = useState(false);
  const shown = applied.find((a) => a.id === open);
  const own = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState('');
  useEffect(() => {
    if (added === '' || !applied.some((a) => a.id === added)) return;
    setAdded('');
    const panel = own.current?.querySelector<HTMLElement>(`[data-applied="${added}"]`);
    panel?.scrollIntoView({ block: 'start' });
    panel?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
  }, [added, applied]);
  const add = async (m: Method) => {
    const id = await addMethod(sheet, m, units);
    if (isRefusal(id)) return showRefusal(id);
    choose(false);
    show(id);
    setAdded(id);
  };
  return (
    <div ref={own} className="methods">
      <Panel
        title={t('title')}
        extra={
          <Button
            size="small"
            type={choosing ? 'default' : 'primary'}
            disabled={applied.length >= MOST_METHODS}
            aria-expanded={choosing}
            onClick={() => choose(!choosing)}
          >
            {t(choosing ? 'close' : 'add')}
          </Button>
        }
      >
        {choosing && <MethodChooser onChoose={(m) => void add(m)} />}
        {applied.length === 0 && !choosing && (
          <p className="muted methods-none">
            <strong>{t('none')}</strong> {t('noneText')}
          </p>
        )}
        {applied.length > 0 && (
          <table className="sheet-table sheet-methods">
            <thead>
              <tr>
                {(['method', 'result', 'state', 'act'] as const).map((k) => (
                  <th key={k} className={k === 'result' ? 'figure' : undefined}>
                    {t(`col.${k}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {applied.map((a) => (
                <Line key={a.id} sheet={sheet} applied={a} open={a.id === open} onOpen={() => show(a.id === open ? '' : a.id)} />
              ))}
            </tbody>
          </table>
        )}
        {shown && <Opened key={shown.id} sheet={sheet} applied={shown} />}
      </Panel>
    </div>
  );
}

/** Every write of the worksheet brings new objects: only what differs is computed again. */
function useSame(fresh: AppliedMethod): AppliedMethod {
  const said = JSON.stringify(fresh);
  return useMemo(() => JSON.parse(said) as AppliedMethod, [said]);
}

function Opened({ sheet, applied: fresh }: { sheet: Worksheet; applied: AppliedMethod }) {
  const applied = useSame(fresh);
  const method = METHODS.get(applied.method);
  if (!method) return null;
  return (
    <>
      <MethodPanel sheetId={sheet.id} method={method} applied={applied} />
      {simulatesPayments(method.id) && (
        <Suspense fallback={<Loading />}>
          <PaymentSimulation sheet={sheet} applied={applied} />
        </Suspense>
      )}
    </>
  );
}

type LineProps = { sheet: Worksheet; applied: AppliedMethod; open: boolean; onOpen: () => void };

function Line({ sheet, applied: fresh, open, onOpen }: LineProps) {
  const { t } = useTranslation('methods');
  const units = useUnits();
  const applied = useSame(fresh);
  const method = METHODS.get(applied.method);
  const result = useMemo(() => method && valueApplied(method, applied), [method, applied]);
  const name = method ? methodName(t, method) : t('unknown', { id: applied.method });
  const remove = async () => {
    const done = await removeMethod(sheet.id, applied);
    if (isRefusal(done)) return showRefusal(done);
    notify(t('removed', { name }), 'done', { label: t('undo'), run: () => void undoChange(done.changeId) });
  };
  return (
    <tr data-line={applied.method} className={open ? 'line-open' : undefined}>
      <th scope="row">{name}</th>
      <td className="figure" data-figure="line">
        {result && !isRefusal(result) ? resultWords(t, result, units) : ''}
      </td>
      <td>
        {method && result && isRefusal(result) && (
          <StatusTag tone="neutral" title={methodRefusal(t, method, result)}>
            {t('state.incomplete')}
          </StatusTag>
        )}
        {result && !isRefusal(result) && result.warnings.length > 0 && (
          <StatusTag tone="attention">{t('state.warned', { count: result.warnings.length })}</StatusTag>
        )}
        {result && !isRefusal(result) && result.warnings.length === 0 && <StatusTag tone="done">{t('state.done')}</StatusTag>}
      </td>
      <td className="line-acts">
        {method && (
          <button type="button" className="link" aria-expanded={open} aria-label={t(open ? 'foldNamed' : 'openNamed', { name })} onClick={onOpen}>
            {t(open ? 'fold' : 'open')}
          </button>
        )}
        <button type="button" className="link" aria-label={t('removeNamed', { name })} onClick={() => void remove()}>
          {t('remove')}
        </button>
      </td>
    </tr>
  );
}
