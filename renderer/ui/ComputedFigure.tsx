import { Popover } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { UnconfirmedMark } from './marks.tsx';
import './computed.css';

/** How a figure came about, in finished words: steps with substituted numbers, inputs with source and date, the rule. */
export type FigureTrace = {
  steps: readonly string[];
  inputs?: readonly { name: string; value: string; source?: string; date?: string; unconfirmed?: boolean }[];
  rule?: { name: string; document: string; validity?: string; unconfirmed?: boolean };
};

/** A computed figure: dotted underline; hover, click or Enter shows where it comes from. */
export function ComputedFigure({ children, trace, label, strong }: { children: ReactNode; trace: FigureTrace; label: string; strong?: boolean }) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const id = useId();
  const own = useId();
  const unconfirmed = trace.rule?.unconfirmed === true || trace.inputs?.some((i) => i.unconfirmed) === true;
  return (
    <span className="computed">
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger={['hover', 'click']}
        mouseEnterDelay={0.3}
        content={<TraceText id={id} label={label} trace={trace} />}
      >
        <button
          type="button"
          className={`computed-figure${strong ? ' computed-strong' : ''}`}
          aria-expanded={open}
          id={own}
          aria-labelledby={`${own} ${own}-what`}
          onKeyDown={(e) => {
            if (e.key === 'Escape' && open) {
              e.stopPropagation();
              setOpen(false);
            }
          }}
          {...(open ? { 'aria-describedby': id } : {})}
        >
          {children}
        </button>
      </Popover>
      {/* the name of the button is the figure and what can be done with it */}
      <span id={`${own}-what`} hidden>
        {t('computed.label', { label })}
      </span>
      {unconfirmed && <UnconfirmedMark />}
    </span>
  );
}

/** The trace itself, also for the rail's 来源. */
export function TraceText({ id, label, trace }: { id?: string; label: string; trace: FigureTrace }) {
  const { t } = useTranslation('ui');
  return (
    <div id={id} className="trace">
      <p className="trace-title">{label}</p>
      <ol>
        {trace.steps.map((s) => (
          <li key={s}>{s}</li>
        ))}
      </ol>
      {trace.inputs && trace.inputs.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('computed.input')}</th>
              <th>{t('computed.value')}</th>
              <th>{t('computed.source')}</th>
            </tr>
          </thead>
          <tbody>
            {trace.inputs.map((i) => (
              <tr key={i.name}>
                <td>{i.name}</td>
                <td className="figure">{i.value}</td>
                <td>
                  {[i.source ?? t('computed.noSource'), i.date].filter(Boolean).join(' · ')}
                  {i.unconfirmed && <UnconfirmedMark />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {trace.rule && (
        <p className="trace-rule">
          {t('computed.rule')} {trace.rule.name} · {trace.rule.document}
          {trace.rule.validity ? ` · ${trace.rule.validity}` : ''}
          {trace.rule.unconfirmed && <UnconfirmedMark />}
        </p>
      )}
    </div>
  );
}
