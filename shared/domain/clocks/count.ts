/** Counting a period day by day, so that every day passed over can be shown. */
import { isConfirmed, type RuleBook } from '../../rules/engine.ts';
import { calendarIn, holidaysOf, type Period } from '../../rules/shapes.ts';
import { addDays, isWorkingDay, weekday, type DayKind, type HolidayTable } from '../../time.ts';
import { step, type ClockStep, type MarkedDay } from './clock.ts';

export type Counted = { end?: string; steps: ClockStep[]; /** the first year it needs a calendar of and has none */ lacks?: number };

const yearOf = (day: string): number => Number(day.slice(0, 4));
const onWeekend = (day: string): boolean => weekday(day) === 0 || weekday(day) === 6;

/** The day out of the ordinary: a working day that is none, or a weekend day that is one. Ordinary days answer undefined. */
function marked(day: string, table: HolidayTable): MarkedDay | undefined {
  if (isWorkingDay(day, table)) return onWeekend(day) ? { day, why: 'worked' } : undefined;
  return { day, why: onWeekend(day) ? 'weekend' : 'holiday' };
}

/**
 * Last day of a period of `n` days after `from`, which is not counted itself unless `firstDayCounts` (民法典 art. 201). Working
 * days of a year without a calendar are not guessed: the answer has no end, and says which year is lacking.
 */
export function countPeriod(from: string, n: number, kind: DayKind, table: HolidayTable, firstDayCounts = false): Counted {
  const first = step(firstDayCounts ? 'firstDayCounts' : 'firstDayNot', { day: from });
  const base = firstDayCounts ? addDays(from, -1) : from;
  if (kind === 'natural') {
    const end = addDays(base, n);
    const rest = marked(end, table);
    return { end, steps: [first, step('naturalDays', { count: n }), ...(rest && rest.why !== 'worked' ? [step('endsOnRestDay', { day: end })] : [])] };
  }
  const days: MarkedDay[] = [];
  let at = base;
  for (let left = n; left > 0;) {
    at = addDays(at, 1);
    if (!table.years.includes(yearOf(at))) return { steps: [first, step('noCalendar', { year: yearOf(at), count: n })], lacks: yearOf(at) };
    const out = marked(at, table);
    if (out) days.push(out);
    if (isWorkingDay(at, table)) left -= 1;
  }
  return { end: at, steps: [first, { ...step('workingDays', { count: n }), days }] };
}

/** What the rule itself says: so many days, of which kind. */
export const ruleStep = ({ days, kind, rule }: Period): ClockStep => step(kind === 'working' ? 'ruleWorking' : 'ruleNatural', { count: days }, rule);

/** A rule's period from a day, with the calendars it was counted by; `unconfirmed` where one of them has not been compared with its notice. */
export function countRule(from: string, period: Period, rules: RuleBook): Counted & { unconfirmed: boolean } {
  const counted = countPeriod(from, period.days, period.kind, holidaysOf(rules), period.firstDayCounts);
  if (period.kind === 'natural' || counted.end === undefined) return { ...counted, unconfirmed: false };
  const [first, last] = [yearOf(from), yearOf(counted.end)];
  const calendars = rules.entries('calendar.').flatMap((rule) => {
    const year = calendarIn(rule)?.year;
    return year !== undefined && year >= first && year <= last ? [{ rule, year }] : [];
  });
  return {
    ...counted,
    steps: [...counted.steps, ...calendars.map(({ rule, year }) => step('calendar', { year }, rule))],
    unconfirmed: calendars.some(({ rule }) => !isConfirmed(rule)),
  };
}
