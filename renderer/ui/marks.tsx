/** Small marks whose meaning never rests on colour alone: a shape, a word, then the colour. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './marks.css';

export type Tone = 'neutral' | 'current' | 'done' | 'attention' | 'blocked' | 'unconfirmed';

const SHAPES: Record<Tone, string> = {
  neutral: 'M3 8h10',
  current: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Zm0 3.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z',
  done: 'm3 8.5 3.2 3.2L13 5',
  attention: 'M8 2.5 14.2 13H1.8L8 2.5Zm0 4v3m0 1.6v.4',
  blocked: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.5 11.5l7-7',
  unconfirmed: 'M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1 .8-1 1.6m0 2.2v.4',
};

/** The shape of a tone, 16 px, drawn in the surrounding colour. */
export function ToneIcon({ tone }: { tone: Tone }) {
  return (
    <svg className="tone-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[tone]} />
    </svg>
  );
}

/** A state: shape and word. */
export function StatusTag({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`status-tag tag-${tone}`} title={title}>
      <ToneIcon tone={tone} />
      {children}
    </span>
  );
}

/** 待确认: a rule or value that no official source confirms yet. On screen and on internal sheets only. */
export function UnconfirmedMark({ what }: { what?: string }) {
  const { t } = useTranslation('ui');
  return (
    <StatusTag tone="unconfirmed" title={what ?? t('unconfirmed.title')}>
      {t('unconfirmed.word')}
    </StatusTag>
  );
}

/** 已过时: made from values that have changed; `changed` says which, and the one action makes it again. */
export function StaleMark({ changed, onRemake, remakeLabel }: { changed?: string; onRemake?: () => void; remakeLabel?: string }) {
  const { t } = useTranslation('ui');
  return (
    <span className="stale-mark">
      <StatusTag tone="attention" {...(changed ? { title: changed } : {})}>
        {t('stale.word')}
      </StatusTag>
      {changed && <span className="stale-changed">{changed}</span>}
      {onRemake && (
        <button type="button" className="link" onClick={onRemake}>
          {remakeLabel ?? t('stale.remake')}
        </button>
      )}
    </span>
  );
}

/** A tinted ground with a lock: what stands here never enters a produced file. */
export function InternalOnly({ title, children }: { title?: string; children: ReactNode }) {
  const { t } = useTranslation('ui');
  return (
    <section className="internal-only" aria-label={title ?? t('internal.word')}>
      <p className="internal-head">
        <LockIcon />
        <strong>{t('internal.word')}</strong>
        <span>{t('internal.text')}</span>
      </p>
      {title && <h3>{title}</h3>}
      {children}
    </section>
  );
}

export function LockIcon() {
  return (
    <svg className="tone-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" />
    </svg>
  );
}
