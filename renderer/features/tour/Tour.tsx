import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SAMPLE_IDS } from '../../../shared/domain/sample-deal.ts';
import { SIGNED_IDS } from '../../../shared/domain/sample-signed.ts';
import { useObserve } from '../../data/observe.ts';
import { readPref, writePref } from '../../data/prefs.ts';
import { tourState } from '../../data/queries/tour.ts';
import { logError } from '../../data/report.ts';
import { useWatermark } from '../../documents/MadeFile.tsx';
import { useBoot } from '../../session/boot.ts';
import { withProgress } from '../../session/progress.ts';
import { navigate } from '../../session/route.ts';
import { moveTour, UNREAD, useTour } from '../../session/tour.ts';
import { notify, raise } from '../../session/trouble.ts';
import { STEPS, type TourStep } from './steps.ts';
import { TourCard } from './TourCard.tsx';

/** The tour over the 示例库: where it stands outlives a restart; it can be put aside, left, and taken up again. */
export function Tour() {
  const { t } = useTranslation('tour');
  const workspace = useBoot((s) => s.workspace);
  const [{ step, on }, move] = useTour();
  useEffect(() => {
    if (step !== UNREAD) return;
    void Promise.all([readPref('tour.step'), readPref('tour.on')]).then(
      ([kept, wasOn]) => move({ step: Math.max(0, Number(kept ?? 0)) || 0, ...(wasOn === '1' ? { on: true } : {}) }),
      () => move({ step: 0 }),
    );
  }, [step, move]);
  useEffect(() => {
    if (step === UNREAD) return;
    void Promise.all([writePref('tour.step', String(step)), writePref('tour.on', on ? '1' : '0')]).catch(() => {});
  }, [step, on]);
  const station = STEPS[step];
  if (workspace !== 'sample' || !on || !station) return null;
  const leave = (): void => {
    moveTour({ on: false });
    // said once it is kept: who ends the program then finds the tour as it was left
    void writePref('tour.on', '0')
      .catch(() => {})
      .then(() => notify(t('left')));
  };
  return <OnTour key={station.key} step={step} onStep={(to) => move({ step: to })} onLeave={leave} />;
}

function OnTour({ step, onStep, onLeave }: { step: number; onStep: (step: number) => void; onLeave: () => void }) {
  const station = STEPS[step]!;
  const state = useObserve(() => tourState(SAMPLE_IDS.deal, SIGNED_IDS.deal), []);
  useStand(station);
  return (
    <TourCard station={station} at={step} of={STEPS.length} done={state !== undefined && station.done?.(state) === true} onStep={onStep} onLeave={onLeave} />
  );
}

/** Brings the station's screen up; what it stands on is made first. */
function useStand(station: TourStep): void {
  const { t } = useTranslation('tour');
  const watermark = useWatermark();
  useEffect(() => {
    if (!station.signed) {
      navigate(station.place);
      return;
    }
    let gone = false;
    const stand = async (): Promise<void> => {
      try {
        const { prepareSignedDeal } = await import('./signed-deal.ts');
        await withProgress({ title: t('preparing'), cancellable: false }, () => prepareSignedDeal(watermark));
        if (!gone) navigate(station.place);
      } catch (e) {
        logError('tour', e);
        raise({ intent: 'tour:label', what: { of: 'tour:notPrepared' }, detail: String(e), repair: { label: 'tour:again', run: () => void stand() } });
      }
    };
    void stand();
    return () => void (gone = true);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once per station; a change of language is no reason to go there again
  }, [station]);
}
