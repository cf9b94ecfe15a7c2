import { useEffect } from 'react';
import { SAMPLE_IDS } from '../../../shared/domain/sample-deal.ts';
import { useObserve } from '../../data/observe.ts';
import { readPref, writePref } from '../../data/prefs.ts';
import { tourState } from '../../data/queries/tour.ts';
import { useBoot } from '../../session/boot.ts';
import { navigate } from '../../session/route.ts';
import { readView, useViewState } from '../../session/view-state.ts';
import { STEPS } from './steps.ts';
import { TourCard } from './TourCard.tsx';

const UNKNOWN = -2;
const ENDED = -1;

/** The tour over the 示例库: where it stands outlives a restart; it can be put aside and taken up again. */
export function Tour() {
  const workspace = useBoot((s) => s.workspace);
  const [step, setStep] = useViewState('tour.step', UNKNOWN);
  useEffect(() => {
    if (readView('tour.step', UNKNOWN) !== UNKNOWN) return;
    void readPref('tour.step').then(
      (kept) => setStep(kept === undefined ? ENDED : Number(kept)),
      () => setStep(ENDED),
    );
  }, [setStep]);
  useEffect(() => {
    if (step !== UNKNOWN) void writePref('tour.step', String(step)).catch(() => {});
  }, [step]);
  const station = STEPS[step];
  if (workspace !== 'sample' || !station) return null;
  return <OnTour key={station.key} step={step} onStep={setStep} />;
}

function OnTour({ step, onStep }: { step: number; onStep: (step: number) => void }) {
  const station = STEPS[step]!;
  const state = useObserve(() => tourState(SAMPLE_IDS.deal), []);
  useEffect(() => navigate(station.place), [station]);
  return (
    <TourCard
      station={station}
      at={step}
      of={STEPS.length}
      done={state !== undefined && station.done?.(state) === true}
      onStep={onStep}
      onEnd={() => onStep(ENDED)}
    />
  );
}
