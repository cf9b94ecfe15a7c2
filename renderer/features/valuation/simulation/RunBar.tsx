import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../../../shared/domain/simulation.ts';
import { isRefusal, refuse, type Refusal } from '../../../../shared/result.ts';
import { finishedOf, limitsOf, type Found } from '../../../../shared/valuation/simulation/finished.ts';
import type { SimulationRequest } from '../../../../shared/valuation/simulation/plan.ts';
import { focusField } from '../../../ui/focus-field.ts';
import { runSimulation } from '../../../workers/simulation.ts';
import { sheetNow } from '../edit-worksheet.ts';
import { keepRun } from './edit-simulation.ts';
import { countText, isOfSettings } from './simulation-words.ts';
import { placeIn, type Subject } from './subject.ts';

type Props = { subject: Subject; settings: Simulation };

/** What a request finds; payments under limits are drawn again, the same trials, for what the limits add. */
async function runAll(asked: SimulationRequest, signal: AbortSignal, onShare: (share: number) => void): Promise<{ found: Found; limits?: Found } | Refusal> {
  const limited = limitsOf(asked);
  const runs = limited ? 2 : 1;
  const found = await runSimulation(asked, { signal, onProgress: (done, total) => onShare(done / total / runs) });
  if (isRefusal(found) || !limited) return isRefusal(found) ? found : { found };
  const limits = await runSimulation(limited, { signal, onProgress: (done, total) => onShare((1 + done / total) / runs) });
  return isRefusal(limits) ? limits : { found, limits };
}

/** The run: what is missing for it, how far it is, the way to stop it. What it finds is kept with its settings. */
export function RunBar({ subject, settings }: Props) {
  const { at, request } = subject;
  const { t } = useTranslation('simulation');
  const [share, setShare] = useState<number | null>(null);
  // a refusal is about what was run; another request is none of its business
  const [refused, setRefused] = useState<{ refusal: Refusal; about: string } | null>(null);
  const stop = useRef<AbortController | null>(null);
  const own = useRef<HTMLDivElement>(null);
  // who leaves the page stops the run: nobody waits for it
  useEffect(() => () => stop.current?.abort(), []);
  const said = JSON.stringify(request);
  const about = useRef(said);
  const run = async (): Promise<void> => {
    const control = new AbortController();
    stop.current = control;
    const running = (): boolean => stop.current === control;
    about.current = said;
    setRefused(null);
    setShare(0);
    try {
      // what was typed a moment ago is meant as well: the run takes the sheet as the store has it
      const now = await sheetNow(at.sheetId);
      const asked = (now && subject.requestIn(now)) ?? refuse('row.gone');
      about.current = JSON.stringify(asked);
      const found = isRefusal(asked) ? asked : await runAll(asked, control.signal, (x) => running() && setShare(x));
      if (!running()) return;
      const answer = isRefusal(asked) || isRefusal(found) ? found : await keepRun(at, finishedOf(asked, found.found, found.limits));
      if (isRefusal(answer)) setRefused({ refusal: answer, about: about.current });
    } finally {
      if (running()) {
        stop.current = null;
        setShare(null);
      }
    }
  };
  /** Answers at once, wherever the run is. */
  const cancel = (): void => {
    stop.current?.abort();
    stop.current = null;
    setShare(null);
    setRefused({ refusal: refuse('valuation.simulationCancelled'), about: about.current });
  };
  const missing = isRefusal(request) ? request : null;
  const refusal = refused?.about === said ? refused.refusal : null;
  const shown = refusal ?? missing;
  const lead = (): void => {
    const page = own.current?.closest<HTMLElement>('.page') ?? document.body;
    const field = shown!.field!;
    // the engine calls a distribution by its input
    const drawn = refusal === null ? -1 : settings.uncertain.findIndex((u) => u.variable === field);
    const inside = isOfSettings(settings, shown!);
    focusField(page, placeIn(at, drawn >= 0 ? `simulation.uncertain.${drawn}` : inside ? `simulation.${field.replace('.distribution', '')}` : field));
  };
  return (
    <div className="run-bar" ref={own}>
      {share === null ? (
        <Button type="primary" disabled={missing !== null} onClick={() => void run()}>
          {t('run', { trials: countText(settings.trials) })}
        </Button>
      ) : (
        <>
          <Button danger onClick={cancel}>
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
          {subject.refusalWords(t, shown)}
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
