import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Worksheet } from '../../../../shared/domain/deal.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { risksTwice } from '../../../../shared/valuation/simulation/double-count.ts';
import { knownOf } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { ToneIcon } from '../../../ui/marks.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { CorrelationTable } from './CorrelationTable.tsx';
import { addInput } from './edit-simulation.ts';
import { RunBar } from './RunBar.tsx';
import { RunResult } from './RunResult.tsx';
import { RunSettings } from './RunSettings.tsx';
import { variableName } from './simulation-words.ts';
import type { Subject } from './subject.ts';
import { UncertainTable } from './UncertainTable.tsx';
import './simulation.css';

/** 模拟: which inputs are uncertain and how, the run, and what it found. */
export function SimulationPanel({ sheet, subject }: { sheet: Worksheet; subject: Subject }) {
  const { t } = useTranslation('simulation');
  const { at, model, settings, base } = subject;
  const uncertain = settings?.uncertain ?? [];
  const twice = useMemo(() => risksTwice(sheet, settings), [sheet, settings]);
  const free = subject.variables.filter((v) => !uncertain.some((u) => u.variable === v));
  const add = (variable: string): void => {
    void addInput(at, variable, isRefusal(base) ? undefined : knownOf(base, variable)).then((answer) => {
      if (isRefusal(answer)) showRefusal(answer);
    });
  };
  const unsourced = uncertain.filter((u) => (u.evidence?.source ?? '') === '').length;
  return (
    <div className="simulation" data-simulation={model}>
      <Panel
        title={t('title')}
        extra={
          free.length > 0 && (
            <Select
              size="small"
              className="simulation-add"
              value={null}
              placeholder={t('add')}
              aria-label={t('add')}
              options={free.map((value) => ({ value, label: variableName(t, model, value) }))}
              onChange={(v: string | null) => v !== null && add(v)}
            />
          )
        }
      >
        {model === 'payment' && <p className="muted simulation-about">{t('payment.about')}</p>}
        {uncertain.length === 0 && (
          <p className="muted simulation-none">
            <strong>{t('none')}</strong> {isRefusal(base) ? t('noneYet') : model === 'royalty' && t('noneText')}
          </p>
        )}
        {settings && uncertain.length > 0 && (
          <>
            {!isRefusal(base) && model === 'payment' && base['royaltyShape'] !== undefined && uncertain.some((u) => u.variable === 'royaltyRate') && (
              <p className="muted small simulation-about">{t('payment.shape')}</p>
            )}
            <UncertainTable subject={subject} settings={settings} />
            {uncertain.length > 1 && <CorrelationTable subject={subject} settings={settings} />}
            <RunSettings at={at} settings={settings} />
            {(twice.length > 0 || unsourced > 0) && (
              <ul className="simulation-warnings" aria-label={t('warnings')}>
                {twice.map((w) => (
                  <li key={w.key}>
                    <ToneIcon tone="attention" />
                    {t(`twice.${w.key}`, {
                      ...w.params,
                      ...(w.key === 'premiumAndDraws'
                        ? {
                            risks: String(w.params!['risks'])
                              .split('、')
                              .map((r) => t(`risk.${r}`, { defaultValue: r }))
                              .join(t('and')),
                            variables: String(w.params!['variables'])
                              .split('、')
                              .map((v) => variableName(t, model, v))
                              .join(t('and')),
                          }
                        : {}),
                    })}
                  </li>
                ))}
                {unsourced > 0 && (
                  <li>
                    <ToneIcon tone="attention" />
                    {t('unsourced', { count: unsourced })}
                  </li>
                )}
              </ul>
            )}
            <RunBar subject={subject} settings={settings} />
          </>
        )}
        {settings?.result && <RunResult subject={subject} run={settings.result} />}
      </Panel>
    </div>
  );
}
