import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { switchWorkspace } from '../../session/boot.ts';
import { holdFiles, offerDrop } from '../../session/drop.ts';
import { navigate, resetRoute } from '../../session/route.ts';
import { moveTour } from '../../session/tour.ts';
import { useViewState } from '../../session/view-state.ts';
import { isAdrift } from '../../ui/focus-page.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { useAnchor } from './anchor.ts';
import { SIGNED_FILING, type TourStep } from './steps.ts';
import './tour.css';

type Props = { station: TourStep; at: number; of: number; done: boolean; onStep: (step: number) => void; onLeave: () => void };

/** A strip above the work that takes its own room: the person works on the real screen, and nothing of it is ever covered. */
export function TourCard({ station, at, of, done, onStep, onLeave }: Props) {
  const { t } = useTranslation('tour');
  const [folded, setFolded] = useViewState('tour.folded', false);
  const anchor = useAnchor(folded ? NONE : station.anchors);
  const last = at === of - 1;
  const card = useRef<HTMLElement>(null);
  const chip = useRef<HTMLButtonElement>(null);
  // the button that led here went with the card before; folding and unfolding take their own away too
  useEffect(() => {
    if (isAdrift()) (card.current ?? chip.current)?.focus({ preventScroll: true });
  }, [folded]);

  if (folded)
    return (
      <button ref={chip} type="button" className="tour-chip" onClick={() => setFolded(false)}>
        {t('resume', { at: at + 1, of })}
      </button>
    );
  return (
    <>
      {anchor && (
        <div
          className="tour-ring"
          aria-hidden="true"
          style={{ left: anchor.left - 4, top: anchor.top - 4, width: anchor.width + 8, height: anchor.height + 8 }}
        />
      )}
      <section ref={card} tabIndex={-1} className="tour-card" aria-label={t('label')}>
        <div className="tour-words">
          <h2>
            <span className="tour-count">{t('count', { at: at + 1, of })}</span>
            {t(`step.${station.key}.title`)}
            {done && <StatusTag tone="done">{t('done')}</StatusTag>}
          </h2>
          <p>{t(`step.${station.key}.text`)}</p>
        </div>
        <div className="tour-acts">
          {station.act === 'openSample' && (
            <Button size="small" onClick={() => void openSampleContract()}>
              {t('openSample')}
            </Button>
          )}
          {station.act === 'showReceipt' && (
            <Button size="small" onClick={() => navigate(SIGNED_FILING)}>
              {t('showReceipt')}
            </Button>
          )}
          <span className="spring" />
          <Button size="small" type="text" onClick={onLeave}>
            {t('skip')}
          </Button>
          <Button size="small" type="text" onClick={() => setFolded(true)}>
            {t('fold')}
          </Button>
          {at > 0 && (
            <Button size="small" onClick={() => onStep(at - 1)}>
              {t('before')}
            </Button>
          )}
          <Button size="small" type="primary" onClick={last ? toMyContract : () => onStep(at + 1)}>
            {t(last ? 'mine' : 'next')}
          </Button>
        </div>
      </section>
    </>
  );
}

const NONE: readonly string[] = [];

/** The tour is over: the next one begins at its first card. */
function toMyContract(): void {
  moveTour({ step: 0, on: false });
  resetRoute({ room: 'deals', tab: 'from-file' });
  switchWorkspace('work');
}

/** The contract with planted faults, as if it had been dropped. */
async function openSampleContract(): Promise<void> {
  const { sampleContractFile } = await import('./sample-contract.ts');
  const file = sampleContractFile();
  if (offerDrop([file])) return;
  holdFiles([file]);
  navigate({ room: 'deals', tab: 'from-file' });
}
