import { useDeferredValue, useId, type ReactNode } from 'react';
import './tabs.css';

/**
 * Parts of a page of which one is shown. Nothing is measured, which would lay out the whole page at once, and what is shown
 * is made between frames after the page around it: a contract has a hundred fields and sixty clauses.
 */
export function Tabs<K extends string>({
  open,
  onOpen,
  items,
}: {
  open: K;
  onOpen: (key: K) => void;
  items: readonly { key: K; label: string; body: ReactNode }[];
}) {
  const id = useId();
  const chosen = items.find((i) => i.key === open) ?? items[0]!;
  const made = useDeferredValue<K | null>(chosen.key, null);
  const shown = items.find((i) => i.key === made);
  const tabId = (key: K): string => `${id}-${key}`;
  return (
    <>
      <div
        className="tabs"
        role="tablist"
        onKeyDown={(e) => {
          const at = items.indexOf(chosen);
          const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[e.key];
          if (next === undefined) return;
          e.preventDefault();
          const to = items[(next + items.length) % items.length]!;
          onOpen(to.key);
          document.getElementById(tabId(to.key))?.focus();
        }}
      >
        {items.map(({ key, label }) => (
          <button
            key={key}
            id={tabId(key)}
            type="button"
            role="tab"
            aria-selected={key === chosen.key}
            aria-controls={`${id}-body`}
            tabIndex={key === chosen.key ? 0 : -1}
            onClick={() => onOpen(key)}
          >
            {label}
          </button>
        ))}
      </div>
      <div key={made} id={`${id}-body`} role="tabpanel" aria-labelledby={tabId(chosen.key)}>
        {shown?.body}
      </div>
    </>
  );
}
