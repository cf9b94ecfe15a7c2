import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Filters, Sort } from './column.ts';

type Props<R> = {
  column: Column<R>;
  index: number;
  sort: Sort;
  onSort: (sort: Sort) => void;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  choices: (key: string) => string[];
  onResize: (key: string, width: number) => void;
};

/** Click sorts (up, down, as it came); the funnel filters; the right edge can be pulled. */
export function HeaderCell<R>({ column, index, sort, onSort, filters, onFilters, choices, onResize }: Props<R>) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const cell = useRef<HTMLDivElement>(null);
  const sorted = sort?.key === column.key ? (sort.desc ? 'descending' : 'ascending') : 'none';
  const next: Sort = sorted === 'none' ? { key: column.key, desc: false } : sorted === 'ascending' ? { key: column.key, desc: true } : null;
  const name = column.unit ? t('inUnit', { name: column.header, unit: column.unit }) : column.header;
  const filtered = filters[column.key] !== undefined;

  const pull = (e: PointerEvent<HTMLSpanElement>) => {
    e.preventDefault();
    const from = e.clientX;
    const width = cell.current!.getBoundingClientRect().width;
    const grip = e.currentTarget;
    grip.setPointerCapture(e.pointerId);
    const move = (m: globalThis.PointerEvent) => onResize(column.key, Math.max(48, Math.round(width + m.clientX - from)));
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), { once: true });
  };

  return (
    <div ref={cell} role="columnheader" aria-colindex={index + 1} aria-sort={sorted} className={`th${column.align === 'right' ? ' right' : ''}`}>
      {column.sort === false ? (
        <span className="th-name" title={name}>
          {name}
        </span>
      ) : (
        <button type="button" className="th-name" title={name} onClick={() => onSort(next)} tabIndex={-1}>
          {name}
          {sorted !== 'none' && <span className={`th-sort th-${sorted}`} aria-hidden="true" />}
        </button>
      )}
      {column.filter !== false && (
        <button
          type="button"
          tabIndex={-1}
          className={`th-filter${filtered ? ' th-filtered' : ''}`}
          aria-label={t('table.filter', { column: column.header })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <svg viewBox="0 0 16 16" className="tone-icon" aria-hidden="true">
            <path d="M2.5 3.5h11L9.5 8.5v4l-3-1.5v-2.500z" />
          </svg>
        </button>
      )}
      <span className="th-grip" onPointerDown={pull} aria-hidden="true" />
      {open && (
        <FilterBox
          column={column}
          value={filters[column.key]}
          choices={choices}
          onClose={() => setOpen(false)}
          onChange={(value) => {
            const { [column.key]: _old, ...rest } = filters;
            onFilters(value === undefined ? rest : { ...rest, [column.key]: value });
          }}
        />
      )}
    </div>
  );
}

function FilterBox<R>({
  column,
  value,
  choices,
  onChange,
  onClose,
}: {
  column: Column<R>;
  value: string | string[] | undefined;
  choices: (key: string) => string[];
  onChange: (value: string | string[] | undefined) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('ui');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const away = (e: globalThis.PointerEvent) => {
      if (!box.current?.parentElement?.contains(e.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', away);
    box.current?.querySelector('input')?.focus();
    return () => document.removeEventListener('pointerdown', away);
  }, [onClose]);
  const chosen = Array.isArray(value) ? value : [];
  return (
    <div
      ref={box}
      className="filter-box"
      role="dialog"
      aria-label={t('table.filter', { column: column.header })}
      onKeyDown={(e) => {
        e.stopPropagation();
        if ((e.key === 'Escape' || e.key === 'Enter') && !e.nativeEvent.isComposing) onClose();
      }}
    >
      {column.filter === 'choice' ? (
        choices(column.key).map((choice) => (
          <label key={choice}>
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={(e) => {
                const next = e.target.checked ? [...chosen, choice] : chosen.filter((c) => c !== choice);
                onChange(next.length === 0 ? undefined : next);
              }}
            />{' '}
            {choice === '' ? t('table.empty') : choice}
          </label>
        ))
      ) : (
        <input
          type="search"
          aria-label={t('table.contains')}
          placeholder={t('table.contains')}
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.target.value === '' ? undefined : e.target.value)}
        />
      )}
      <button type="button" className="link" disabled={value === undefined} onClick={() => onChange(undefined)}>
        {t('table.clear')}
      </button>
    </div>
  );
}
