import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { canSearch } from '../../shared/text.ts';
import { searchNumbers, type FoundNumber } from '../data/queries/search-numbers.ts';
import { searchAll, type Found } from '../data/queries/search.ts';
import { useAllCommands } from '../session/commands.ts';
import { here, navigate, type Route } from '../session/route.ts';
import { focusPage } from '../ui/focus-page.ts';
import { matches, usePinyin } from '../ui/pinyin.ts';
import { hasRoom } from './routes.tsx';

type Entry = { key: string; label: string; detail: string; run: () => void };

/** Which room opens a found record. */
const HOMES: Record<string, (id: string) => Route> = {
  achievements: (id) => ({ room: 'portfolio', id }),
  demands: (id) => ({ room: 'demands', id }),
  parties: (id) => ({ room: 'parties', id }),
  deals: (id) => ({ room: 'deals', id }),
  contracts: (id) => ({ room: 'contracts', id }),
  filings: (id) => ({ room: 'registration', id }),
};

/** The command palette as a search box that is always there: records by name, commands by words or pinyin. */
export function PaletteBox() {
  const { t } = useTranslation('shell');
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<Found[]>([]);
  const [numbered, setNumbered] = useState<FoundNumber[]>([]);
  /** the words `found` answers */
  const [answered, setAnswered] = useState('');
  /** Enter came before the answer: what is on screen answers other words */
  const eager = useRef(false);
  const commands = useAllCommands();
  const pinyin = usePinyin(open && /^[a-z']+$/i.test(text));
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const want = text.trim();
  const oneMore = want !== '' && !canSearch(want);

  useEffect(() => {
    if (!canSearch(want)) {
      setNumbered([]);
      return setFound([]);
    }
    let stale = false;
    const timer = setTimeout(
      () =>
        void Promise.all([searchAll(want, 12), searchNumbers(want, 12)]).then(([rows, numbers]) => {
          if (stale) return;
          setFound(rows);
          setNumbered(numbers);
          setAnswered(want);
        }),
      60,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [want]);

  const close = () => {
    eager.current = false;
    setOpen(false);
    setText('');
    setAt(0);
  };
  const entries: Entry[] = [
    ...found.flatMap((f) => {
      const home = HOMES[f.table];
      return home && hasRoom(home(f.id).room)
        ? [{ key: `${f.table}/${f.id}`, label: f.title, detail: t(`act.record.${f.table}`), run: () => navigate(home(f.id)) }]
        : [];
    }),
    ...numbered.map((n) => ({ key: n.key, label: n.number, detail: t(`act.record.${n.table}`), run: () => navigate(n.to) })),
    ...commands
      // a page may offer what the frame offers everywhere
      .filter((c, i) => commands.findLastIndex((o) => o.label === c.label) === i)
      .filter((c) => c.id !== 'search' && !oneMore && (matches(want, c.label, pinyin) || (c.also ?? '').includes(want.toLowerCase())))
      .slice(0, want === '' ? 12 : 8)
      .map((c) => ({ key: c.id, label: c.label, detail: c.keys?.split(' / ')[0]?.replace('ArrowLeft', '←').replace('ArrowRight', '→') ?? '', run: c.run })),
  ];
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    const from = here();
    close();
    goBackTo(before.current);
    entry.run();
    if (here() !== from) focusPage();
  };
  useEffect(() => {
    if (eager.current && answered === want) choose(entries[at]);
  });
  const onKeyDown = (e: KeyboardEvent) => {
    // Enter and arrows belong to the input method while it composes
    if (e.nativeEvent.isComposing || e.keyCode === 229) return;
    if (e.key === 'ArrowDown') {
      e.preventDefault();
      setOpen(true);
      setAt(Math.min(entries.length - 1, at + 1));
    } else if (e.key === 'ArrowUp') {
      e.preventDefault();
      setAt(Math.max(0, at - 1));
    } else if (e.key === 'Enter') {
      e.preventDefault();
      if (canSearch(want) && answered !== want) eager.current = true;
      else choose(entries[at]);
    } else if (e.key === 'Escape') {
      close();
      goBackTo(before.current);
    }
  };
  return (
    <div className="palette" role="search" data-tour="search">
      <svg viewBox="0 0 16 16" className="tone-icon" aria-hidden="true">
        <path d="M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.300 10.300l3.200 3.200" />
      </svg>
      <input
        ref={input}
        id="palette"
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        value={text}
        maxLength={100}
        {...(open && entries[at] ? { 'aria-activedescendant': `${list}-${at}` } : {})}
        onFocus={(e) => {
          before.current = e.relatedTarget;
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        onChange={(e) => {
          eager.current = false;
          setText(e.target.value);
          setAt(0);
          setOpen(true);
        }}
      />
      <kbd aria-hidden="true">Ctrl K</kbd>
      {open && (
        <ul id={list} role="listbox" aria-label={t('palette.label')} className="palette-list">
          {entries.map((e, i) => (
            <li
              key={e.key}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === at}
              {...(i === at ? { ref: inSight } : {})}
              onPointerDown={(ev) => {
                ev.preventDefault();
                choose(e);
              }}
              onPointerEnter={() => setAt(i)}
            >
              <span className="palette-label">{e.label}</span>
              <span className="palette-detail">{e.detail}</span>
            </li>
          ))}
          {entries.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled="true" className="palette-none">
              {oneMore ? t('ui:search.oneMore') : t('palette.none', { text: want })}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** The list may be longer than its box. */
const inSight = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });

/** The focus goes back to where it was; where that is gone, to the page. */
function goBackTo(element: Element | null): void {
  if (element instanceof HTMLElement && element.isConnected) element.focus();
  else focusPage();
}
