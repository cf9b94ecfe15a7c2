import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { setPage, useFrameSlots, type RecordRef } from '../session/page.ts';
import { navigate, useRoute, type Route } from '../session/route.ts';
import { focusField } from './focus-field.ts';
import './page.css';

export type Crumb = { label: string; to?: Route };

type PageProps = {
  /** the place in words; the last crumb and the printed title */
  title: string;
  /** the way here, without the title itself */
  crumbs?: Crumb[];
  /** the one main action (a button) */
  action?: ReactNode;
  /** sections of the right rail: RailSection elements; the frame adds 历史 when `record` is given */
  rail?: ReactNode;
  record?: RecordRef;
  /** the page fills the height and scrolls inside itself (lists); otherwise the page scrolls */
  fill?: boolean;
  children: ReactNode;
};

const Nested = createContext(false);

/**
 * One place of the program. Inside another Page (a room shown as a tab of the deal) it leaves the header to the outer one,
 * puts its action above its content and its rail sections under the outer ones.
 */
export function Page({ title, crumbs = [], action, rail, record, fill, children }: PageProps) {
  const nested = useContext(Nested);
  const slots = useFrameSlots();
  const route = useRoute();
  const content = useRef<HTMLDivElement>(null);
  const table = record?.table;
  const id = record?.id;

  useEffect(() => {
    if (!nested) setPage({ title, record: table && id ? { table, id } : null });
  }, [nested, title, table, id]);

  useEffect(() => {
    // the route itself is the dependency: asking for the same field twice goes there twice
    if (!nested && route.focus && content.current) return focusField(content.current, route.focus);
  }, [nested, route]);

  return (
    <Nested.Provider value={true}>
      {!nested && slots.crumbs && createPortal(<Crumbs crumbs={crumbs} title={title} />, slots.crumbs)}
      {!nested && slots.action && action && createPortal(action, slots.action)}
      {slots.rail && rail && createPortal(rail, slots.rail)}
      <div ref={content} className={`page${fill ? ' page-fill' : ''}${nested ? ' page-nested' : ''}`}>
        {nested && action && <div className="page-action">{action}</div>}
        {children}
      </div>
    </Nested.Provider>
  );
}

function Crumbs({ crumbs, title }: { crumbs: Crumb[]; title: string }) {
  return (
    <ol>
      {crumbs.map((c) => (
        <li key={c.label}>
          {c.to ? (
            <button type="button" className="link" onClick={() => navigate(c.to!)}>
              {c.label}
            </button>
          ) : (
            c.label
          )}
        </li>
      ))}
      <li aria-current="page">
        <h1 title={title}>{title}</h1>
      </li>
    </ol>
  );
}
