import type { ReactNode } from 'react';
import './marks.css';

/** An empty place: what belongs here, and the first step (buttons). */
export function EmptyState({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {text && <p className="empty-text">{text}</p>}
      {children && <div className="empty-steps">{children}</div>}
    </div>
  );
}
