import type { ReactNode } from 'react';

/** A white card of a page with a heading; `extra` stands at the right of the heading. */
export function Panel({ title, extra, children, tour }: { title?: ReactNode; extra?: ReactNode; children: ReactNode; tour?: string }) {
  return (
    <section className="panel" data-tour={tour}>
      {title && (
        <h2>
          {title}
          {extra && <span className="section-extra">{extra}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}
