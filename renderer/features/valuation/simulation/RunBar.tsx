import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../../../shared/domain/simulation.ts';
import { isRefusal, type Refusal } from '../../../../shared/result.ts';
import { finishedOf } from '../../../../shared/valuation/simulation/finished.ts';
import type { SimulationRequest } from '../../../../shared/valuation/simulation/plan.ts';
import { focusField } from '../../../ui/focus-field.ts';
import { runSimulation } from '../../../workers/simulation.ts';
import { keepRun } from './edit-simulation.ts';
import { countText, simulationRefusal } from './simulation-words.ts';

type Props = { sheetId: string; settings: Simulation; request: SimulationRequest | Refusal };

/** The run: what is missing for it, how far it is, the way to stop it. What it finds is kept in the worksheet. */
export function RunBar({ sheetId, settings, request }: Props) {
  const { t } = useTranslation('simulation');
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const stop = useRef<AbortController | null>(null);
  const own = useRef<HTMLDivElement>(null);
  // who leaves the page stops the run: nobody waits for it
  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => setRefusal(null), [request]);
  const run = async (asked: SimulationRequest): Promise<void> => {
    const control = new AbortController();
    stop.current = control;
    setRefusal(null);
    setShare(0);
    try {
      const found = await runSimulation(asked, { signal: control.signal, onProgress: (done, total) => setShare(done / total) });
      const answer = isRefusal(found) ? found : await keepRun(sheetId, finishedOf(asked, found.summary, found.swings));
      if (isRefusal(answer)) setRefusal(answer);
    } finally {
      stop.current = null;
      setShare(null);
    }
  };
  const missing = isRefusal(request) ? request : null;
  const shown = refusal ?? missing;
  const lead = (): void => {
    const page = own.current?.closest<HTMLElement>('.page') ?? document.body;
    const field = shown!.field!;
    const inside = /^(uncertain|correlations|floor|seed)/.test(field);
    focusField(page, `worksheets/${sheetId}/${inside ? `simulation.${field.replace('.distribution', '')}` : field}`);
  };
  return (
    <div className="run-bar" ref={own}>
      {share === null ? (
        <Button type="primary" disabled={missing !== null} onClick={() => !isRefusal(request) && void run(request)}>
          {t('run', { trials: countText(settings.trials) })}
        </Button>
      ) : (
        <>
          <Button danger onClick={() => stop.current?.abort()}>
            {t('stop')}
          </Button>
          <Progress className="run-progress" percent={Math.floor(share * 100)} status="active" aria-label={t('running')} />
          <span role="status" className="muted">
            {t('progress', { done: countText(Math.round(share * settings.trials)), all: countText(settings.trials) })}
          </span>
        </>
      )}
      {share === null && shown && (
        <p className={refusal ? 'field-error' : 'muted small run-missing'} role={refusal ? 'alert' : 'status'}>
          {simulationRefusal(t, settings, shown)}
          {shown.field !== undefined && (
            <button type="button" className="link" onClick={lead}>
              {t('goThere')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
