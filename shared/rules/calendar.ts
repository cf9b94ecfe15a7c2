/** The holidays of a year as people write them: one day or one span a line, or a table of days and kinds. */
import { addDays, daysBetween, parseDay, weekday } from '../time.ts';
import type { RuleEntry } from './pack.ts';

export type Calendar = { year: number; off: string[]; work: string[] };
export type CalendarFault = {
  problem: 'unread' | 'otherYear' | 'noWeekend' | 'both' | 'noOff' | 'noYear' | 'kind' | 'columns' | 'json';
  /** line of the file or of the list, from 1; 0 for the whole */ line: number;
  text: string;
};
export type CalendarRead = { calendars: Calendar[]; faults: CalendarFault[] };

const LONGEST_SPAN = 31;
const SPAN = /^(.+?)\s*(?:~|～|—|至|到|\.\.)\s*(.+)$/;

/** `2026-10-01`, `2026.10.1`, `2026年10月1日`, `2026-10-01~2026-10-07`; undefined where it is none of these. */
export function daysIn(text: string): string[] | undefined {
  const span = SPAN.exec(text.trim());
  if (!span) {
    const day = parseDay(text.trim());
    return day === undefined ? undefined : [day];
  }
  const [from, to] = [parseDay(span[1]), parseDay(span[2])];
  const length = from && to ? daysBetween(from, to) : -1;
  return from && length >= 0 && length < LONGEST_SPAN ? Array.from({ length: length + 1 }, (_, i) => addDays(from, i)) : undefined;
}

export type CalendarLine = { line: number; text: string; kind: 'off' | 'work' };

/** Lines of days, each off or worked, as calendars by year; what cannot be is named by its line and left out. */
export function calendarsOf(lines: readonly CalendarLine[], onlyYear?: number): CalendarRead {
  const faults: CalendarFault[] = [];
  const seen = new Map<string, { kind: 'off' | 'work'; line: number; text: string }>();
  for (const { line, text, kind } of lines) {
    const days = daysIn(text);
    if (!days) faults.push({ problem: 'unread', line, text });
    for (const day of days ?? []) {
      const before = seen.get(day);
      if (onlyYear !== undefined && Number(day.slice(0, 4)) !== onlyYear) faults.push({ problem: 'otherYear', line, text: day });
      else if (kind === 'work' && ![0, 6].includes(weekday(day))) faults.push({ problem: 'noWeekend', line, text: day });
      else if (before && before.kind !== kind) faults.push({ problem: 'both', line, text: day });
      else seen.set(day, { kind, line, text });
    }
  }
  const years = [...new Set([...seen.keys()].map((d) => Number(d.slice(0, 4))))].sort((a, b) => a - b);
  const of = (year: number, kind: 'off' | 'work'): string[] =>
    [...seen].flatMap(([day, s]) => (s.kind === kind && Number(day.slice(0, 4)) === year ? [day] : [])).sort();
  const calendars = years.map((year) => ({ year, off: of(year, 'off'), work: of(year, 'work') }));
  for (const c of calendars) if (c.off.length === 0) faults.push({ problem: 'noOff', line: 0, text: String(c.year) });
  if (calendars.length === 0 && faults.length === 0) faults.push({ problem: 'noYear', line: 0, text: '' });
  return { calendars, faults };
}

const OFF = /^(休|放假|假|节假日|off|holiday)$/i;
const WORK = /^(班|上班|调休|调休上班|work|workday)$/i;

/** A table with a column of days (or spans) and one of kinds, in either order; a heading is passed over. */
export function calendarsOfTable(rows: readonly { line: number; cells: readonly string[] }[]): CalendarRead {
  const faults: CalendarFault[] = [];
  const lines: CalendarLine[] = [];
  rows.forEach(({ line, cells }, i) => {
    const filled = cells.map((c) => c.trim()).filter((c) => c !== '');
    if (filled.length === 0) return;
    const text = filled.find((c) => daysIn(c) !== undefined);
    const kind = filled.find((c) => OFF.test(c) || WORK.test(c));
    if (text !== undefined && kind !== undefined) lines.push({ line, text, kind: WORK.test(kind) ? 'work' : 'off' });
    else if (i > 0 || text !== undefined) faults.push({ problem: text === undefined ? 'unread' : 'kind', line, text: filled.join(' ').slice(0, 80) });
  });
  const read = calendarsOf(lines);
  return { calendars: read.calendars, faults: [...faults, ...(faults.length > 0 && lines.length === 0 ? [] : read.faults)] };
}

/** `{"year": 2027, "off": ["2027-01-01", …], "work": […]}`, one or a list of them. */
export function calendarsOfJson(text: string): CalendarRead {
  const bad = (problem: CalendarFault['problem'], said = ''): CalendarRead => ({ calendars: [], faults: [{ problem, line: 0, text: said }] });
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return bad('json');
  }
  const out: CalendarRead = { calendars: [], faults: [] };
  for (const one of Array.isArray(given) ? (given as unknown[]) : [given]) {
    const { year, off, work = [] } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    const strings = (x: unknown): x is string[] => Array.isArray(x) && x.every((d) => typeof d === 'string');
    if (typeof year !== 'number' || !Number.isInteger(year) || !strings(off) || !strings(work)) return bad('columns');
    const lines = [...off.map((d) => ({ text: d, kind: 'off' as const })), ...work.map((d) => ({ text: d, kind: 'work' as const }))];
    const read = calendarsOf(
      lines.map((l, i) => ({ ...l, line: i + 1 })),
      year,
    );
    out.calendars.push(...read.calendars);
    out.faults.push(...read.faults);
  }
  return out;
}

/** A year's holidays as the rule pack has them. */
export function calendarEntry(c: Calendar, about: { document: string; checked: boolean; note?: string }): RuleEntry {
  return {
    id: `calendar.${c.year}`,
    title: `${c.year} 年节假日与调休`,
    region: 'CN',
    value: { year: c.year, off: c.off, work: c.work },
    source: { document: about.document },
    status: about.checked ? 'confirmed' : '待确认',
    ...(about.note ? { note: about.note } : {}),
  };
}

/** Consecutive days as `a~b`, for a list a person edits. */
export function spansOf(days: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const day of days.toSorted()) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && daysBetween(last, day) === 1) runs.at(-1)!.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => (run.length === 1 ? run[0]! : `${run[0]}~${run.at(-1)}`));
}
