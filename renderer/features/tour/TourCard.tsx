import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { switchWorkspace } from '../../session/boot.ts';
import { holdFiles, offerDrop } from '../../session/drop.ts';
import { navigate, resetRoute } from '../../session/route.ts';
import { useViewState } from '../../session/view-state.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { cardPlace, useAnchor } from './anchor.ts';
import type { TourStep } from './steps.ts';
import './tour.css';

type Props = { station: TourStep; at: number; of: number; done: boolean; onStep: (step: number) => void; onEnd: () => void };

/** One card beside what it speaks of. Nothing is blocked: the person works on the real screen. */
export function TourCard({ station, at, of, done, onStep, onEnd }: Props) {
  const { t } = useTranslation('tour');
  const [folded, setFolded] = useViewState('tour.folded', false);
  const anchor = useAnchor(station.anchors);
  const card = useRef<HTMLElement>(null);
  const [height, setHeight] = useState(220);
  useEffect(() => setHeight(card.current?.offsetHeight ?? 220), [station, done]);
  const last = at === of - 1;

  if (folded)
    return (
      <button type="button" className="tour-chip" onClick={() => setFolded(false)}>
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
      <aside ref={card} className="tour-card" role="dialog" aria-modal="false" aria-label={t('label')} style={cardPlace(anchor, height)}>
        <p className="tour-count">
          {t('count', { at: at + 1, of })}
          {done && <StatusTag tone="done">{t('done')}</StatusTag>}
        </p>
        <h2>{t(`step.${station.key}.title`)}</h2>
        <p>{t(`step.${station.key}.text`)}</p>
        {station.act === 'openSample' && (
          <Button size="small" onClick={() => void openSampleContract()}>
            {t('openSample')}
          </Button>
        )}
        <p className="tour-steps">
          <Button size="small" type="text" onClick={onEnd}>
            {t('skip')}
          </Button>
          <Button size="small" type="text" onClick={() => setFolded(true)}>
            {t('fold')}
          </Button>
          <span className="spring" />
          {at > 0 && (
            <Button size="small" onClick={() => onStep(at - 1)}>
              {t('before')}
            </Button>
          )}
          {last ? (
            <Button
              size="small"
              type="primary"
              onClick={() => {
                onEnd();
                resetRoute({ room: 'deals', tab: 'from-file' });
                switchWorkspace('work');
              }}
            >
              {t('mine')}
            </Button>
          ) : (
            <Button size="small" type="primary" onClick={() => onStep(at + 1)}>
              {t('next')}
            </Button>
          )}
        </p>
      </aside>
    </>
  );
}

/** The contract with planted faults, as if it had been dropped. */
async function openSampleContract(): Promise<void> {
  const { sampleContractFile } = await import('./sample-contract.ts');
  const file = sampleContractFile();
  if (offerDrop([file])) return;
  holdFiles([file]);
  navigate({ room: 'deals', tab: 'from-file' });
}
