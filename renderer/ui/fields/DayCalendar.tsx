import { useEffect, useId, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, addYears, chinaDay, parseDay, weekday } from '../../../shared/time.ts';

type Props = {
  /** the day of the field; a month to begin with is today's where it has none */
  value: string | undefined;
  label: string;
  onPick: (day: string) => void;
  /** `back`: the focus belongs to the button again, because it has not gone elsewhere */
  onClose: (back: boolean) => void;
};

const WEEK = [0, 1, 2, 3, 4, 5, 6];
const WEEKS = [0, 1, 2, 3, 4, 5];
/** Weeks begin on Monday. */
const sinceMonday = (day: string): number => (weekday(day) + 6) % 7;
const monthOf = (day: string): string => day.slice(0, 7);

const now = (): string => chinaDay(new Date().toISOString())!;

/** Where a key leads from a day; undefined where the key is none of the calendar's. */
function led(day: string, key: string, shift: boolean): string | undefined {
  const to: Record<string, string> = {
    ArrowLeft: addDays(day, -1),
    ArrowRight: addDays(day, 1),
    ArrowUp: addDays(day, -7),
    ArrowDown: addDays(day, 7),
    Home: addDays(day, -sinceMonday(day)),
    End: addDays(day, 6 - sinceMonday(day)),
    PageUp: shift ? addYears(day, -1) : addMonths(day, -1),
    PageDown: shift ? addYears(day, 1) : addMonths(day, 1),
  };
  return to[key];
}

/** A month to pick a day from, under its field: arrows, Home, End, PageUp and PageDown, Enter; Esc, leaving it and a click elsewhere close it. */
export function DayCalendar({ value, label, onPick, onClose }: Props) {
  const { t, i18n } = useTranslation('ui');
  const box = useRef<HTMLDivElement>(null);
  const name = useId();
  const [today] = useState(now);
  const [at, setAt] = useState(value ?? today);
  /** the keys are in the grid: the focus follows the day */
  const inGrid = useRef(true);
  // near the lower edge the page scrolls, so that the whole month is seen
  useLayoutEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  useEffect(() => {
    if (inGrid.current) box.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus({ preventScroll: true });
  }, [at]);
  useEffect(() => {
    const away = (e: PointerEvent) => {
      if (!box.current?.parentElement?.contains(e.target as Node)) onClose(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [onClose]);

  // the years before 1000 and after 9999 are no days here
  const go = (day: string, byKey: boolean) => {
    inGrid.current = byKey;
    if (parseDay(day)) setAt(day);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== 'Escape') return;
    e.stopPropagation();
    onClose(true);
  };
  const onGridKey = (e: KeyboardEvent) => {
    const day = led(at, e.key, e.shiftKey);
    if (day === undefined && e.key !== 'Enter' && e.key !== ' ') return;
    e.preventDefault();
    if (day === undefined) onPick(at);
    else go(day, true);
  };
  const onBlur = (e: FocusEvent<HTMLDivElement>) => {
    if (e.relatedTarget && !e.currentTarget.parentElement?.contains(e.relatedTarget)) onClose(false);
  };
  const words = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(i18n.language, { ...options, timeZone: 'UTC' });
  const said = (format: Intl.DateTimeFormat, day: string) => format.format(new Date(`${day}T00:00:00Z`));
  const whole = words({ dateStyle: 'full' });
  const first = addDays(`${monthOf(at)}-01`, -sinceMonday(`${monthOf(at)}-01`));
  const step = (key: string, to: string, sign: string) => (
    <button type="button" className="day-step" aria-label={t(`field.date.${key}`)} title={t(`field.date.${key}`)} onClick={() => go(to, false)}>
      {sign}
    </button>
  );
  return (
    <div ref={box} className="day-calendar" role="dialog" aria-label={label} onKeyDown={onKeyDown} onBlur={onBlur}>
      <div className="day-head">
        {step('yearBack', addYears(at, -1), '«')}
        {step('monthBack', addMonths(at, -1), '‹')}
        <span id={name} className="day-month" aria-live="polite">
          {said(words({ year: 'numeric', month: 'long' }), at)}
        </span>
        {step('monthOn', addMonths(at, 1), '›')}
        {step('yearOn', addYears(at, 1), '»')}
      </div>
      <table role="grid" aria-labelledby={name} onKeyDown={onGridKey}>
        <thead>
          <tr>
            {WEEK.map((d) => (
              <th key={d} scope="col" abbr={said(words({ weekday: 'long' }), addDays(first, d))}>
                {said(words({ weekday: 'narrow' }), addDays(first, d))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKS.map((week) => (
            <tr key={week}>
              {WEEK.map((d) => {
                const day = addDays(first, week * 7 + d);
                return (
                  <td
                    key={d}
                    role="gridcell"
                    data-day={day}
                    tabIndex={day === at ? 0 : -1}
                    aria-label={said(whole, day)}
                    aria-selected={day === value}
                    {...(day === today ? { 'aria-current': 'date' as const } : {})}
                    className={monthOf(day) === monthOf(at) ? undefined : 'day-beside'}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
