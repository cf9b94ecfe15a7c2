import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useViewState } from '../session/view-state.ts';
import './rail.css';

export type RailKind = 'missing' | 'deadlines' | 'sources' | 'history' | 'other';

/** One fold of the right rail: 缺什么, 期限, 来源, 历史, or a heading of its own. Pass it in `Page rail={…}`. */
export function RailSection({ kind, title, count, children }: { kind: RailKind; title?: string; count?: number; children: ReactNode }) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useViewState(`rail.${kind}.${title ?? ''}`, true);
  const id = useId();
  return (
    <section className={`rail-section rail-${kind}`} data-tour={`rail-${kind}`}>
      <h2>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <span className={`fold${open ? ' fold-open' : ''}`} aria-hidden="true" />
          {title ?? t(`rail.${kind}`)}
          {count !== undefined && <span className="rail-count">{count}</span>}
        </button>
      </h2>
      <div id={id} className="rail-body" hidden={!open}>
        {children}
      </div>
    </section>
  );
}

export type RailItem = { key: string; text: ReactNode; detail?: ReactNode; tone?: 'done' | 'attention' | 'blocked' | 'unconfirmed'; onOpen?: () => void };

/** The lines of a rail section; a line with `onOpen` goes to the very field. */
export function RailList({ items, none }: { items: RailItem[]; none: string }) {
  if (items.length === 0) return <p className="rail-none">{none}</p>;
  return (
    <ul className="rail-list">
      {items.map((i) => (
        <li key={i.key} className={i.tone ? `tone-${i.tone}` : undefined}>
          {i.onOpen ? (
            <button type="button" onClick={i.onOpen}>
              {i.text}
            </button>
          ) : (
            <span>{i.text}</span>
          )}
          {i.detail && <span className="rail-detail">{i.detail}</span>}
        </li>
      ))}
    </ul>
  );
}
