import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Worksheet } from '../../../../shared/domain/deal.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { risksTwice } from '../../../../shared/valuation/simulation/double-count.ts';
import { baseOf, canVary, knownOf, SHEET_VARIABLES, simulationOf, type SheetVariable } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { ToneIcon } from '../../../ui/marks.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { CorrelationTable } from './CorrelationTable.tsx';
import { addInput } from './edit-simulation.ts';
import { RunBar } from './RunBar.tsx';
import { RunResult } from './RunResult.tsx';
import { RunSettings } from './RunSettings.tsx';
import { variableName } from './simulation-words.ts';
import { UncertainTable } from './UncertainTable.tsx';
import './simulation.css';

/** 模拟: which inputs of the forecast are uncertain and how, the run, and what it found. */
export function SimulationPanel({ sheet }: { sheet: Worksheet }) {
  const { t } = useTranslation('simulation');
  const settings = sheet.simulation;
  const uncertain = settings?.uncertain ?? [];
  const base = useMemo(() => baseOf(sheet), [sheet]);
  const request = useMemo(() => simulationOf(sheet), [sheet]);
  const twice = useMemo(() => risksTwice(sheet), [sheet]);
  const free = isRefusal(base) ? [] : SHEET_VARIABLES.filter((v) => canVary(base, v) && !uncertain.some((u) => u.variable === v));
  const add = (variable: SheetVariable): void => {
    void addInput(sheet.id, variable, isRefusal(base) ? undefined : knownOf(base, variable)).then((answer) => {
      if (isRefusal(answer)) showRefusal(answer);
    });
  };
  const unsourced = uncertain.filter((u) => (u.evidence?.source ?? '') === '').length;
  return (
    <div className="simulation">
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
              options={free.map((value) => ({ value, label: variableName(t, value) }))}
              onChange={(v: SheetVariable | null) => v !== null && add(v)}
            />
          )
        }
      >
        {uncertain.length === 0 && (
          <p className="muted simulation-none">
            <strong>{t('none')}</strong> {t(isRefusal(base) ? 'noneYet' : 'noneText')}
          </p>
        )}
        {settings && uncertain.length > 0 && (
          <>
            <UncertainTable sheet={sheet} settings={settings} />
            {uncertain.length > 1 && <CorrelationTable sheet={sheet} settings={settings} />}
            <RunSettings sheet={sheet} settings={settings} />
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
                              .map((v) => variableName(t, v))
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
            <RunBar sheetId={sheet.id} settings={settings} request={request} />
          </>
        )}
        {settings?.result && <RunResult settings={settings} run={settings.result} request={request} />}
      </Panel>
    </div>
  );
}
