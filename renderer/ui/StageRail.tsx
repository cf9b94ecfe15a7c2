import { useTranslation } from 'react-i18next';
import { ToneIcon, type Tone } from './marks.tsx';
import './findings.css';

/** `reason` says why a stage is blocked (hover, and read out). */
export type Stage = { key: string; label: string; state: 'done' | 'current' | 'blocked' | 'todo' | 'skipped'; reason?: string };

const TONES: Record<Stage['state'], Tone> = { done: 'done', current: 'current', blocked: 'blocked', todo: 'neutral', skipped: 'neutral' };

/** The way of a deal, done to open; `open` is the tab on screen. */
export function StageRail({ stages, open, onOpen, label }: { stages: readonly Stage[]; open?: string; onOpen: (key: string) => void; label: string }) {
  const { t } = useTranslation('ui');
  return (
    <nav aria-label={label} data-tour="stages">
      <ol className="stages">
        {stages.map((s) => (
          <li key={s.key}>
            <button
              type="button"
              className={`stage-${s.state}`}
              title={s.reason ?? t(`stage.${s.state}`)}
              {...(s.key === open ? { 'aria-current': 'step' as const } : {})}
              onClick={() => onOpen(s.key)}
            >
              <ToneIcon tone={TONES[s.state]} />
              <span>
                {s.label}
                <span className="visually-hidden">{s.reason ? t('named', { name: t(`stage.${s.state}`), what: s.reason }) : t(`stage.${s.state}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
