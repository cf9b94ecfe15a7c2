/** Shapes of the values that code asks a pack for, and the few questions asked in more than one place. */
import { z } from 'zod';
import type { DayKind, HolidayTable } from '../time.ts';
import type { RuleBook } from './engine.ts';
import type { RuleEntry } from './pack.ts';

export const periodRule = z.object({
  /** ten years at most: a longer one is a slip, and would be counted day by day */
  days: z.number().int().min(0).max(3_660),
  kind: z.enum(['natural', 'working']),
  firstDayCounts: z.boolean().optional(),
  restartsOnSupplement: z.boolean().optional(),
});
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** One year's days off (法定节假日和调休放假) and weekend days worked (调休上班), as the pack has it under `calendar.<year>`. */
export const calendarRule = z.object({ year: z.number().int(), off: z.array(dayText).max(366), work: z.array(dayText).max(366) });
export const yearsRule = z.object({ years: z.number().int().min(1).max(200) });
export const monthsRule = z.object({ months: z.number().int().min(1).max(1_200) });
export const largeRule = z.object({ amount: z.string(), basis: z.enum(['technicalAmount', 'totalAmount']) });
export const warnDaysRule = z.object({ warnDays: z.array(z.number().int().min(0)) });
export const officeRule = z.object({ office: z.string() });
export const numberRule = z.object({ pattern: z.string(), old: z.string() });
export const boundsRule = z.object({ tiny: z.string(), huge: z.string() });

type YearCalendar = z.infer<typeof calendarRule>;
const calendars = new WeakMap<RuleEntry, YearCalendar | null>();
/** A year's calendar as its entry has it, read once; null where its value is none. */
export function calendarIn(entry: RuleEntry): YearCalendar | null {
  const known = calendars.get(entry);
  if (known !== undefined) return known;
  const read = calendarRule.safeParse(entry.value).data ?? null;
  calendars.set(entry, read);
  return read;
}

/** The calendars of the pack as one table; a year it has none for is not among `years` (the caller says so, see {@link holidaysKnown}). */
export function holidaysOf(rules: RuleBook): HolidayTable {
  const years = rules.entries('calendar.').flatMap((e) => calendarIn(e) ?? []);
  return { years: years.map((c) => c.year), holidays: years.flatMap((c) => c.off), workdays: years.flatMap((c) => c.work) };
}

/** `restarts`: a correction that is handed in begins it anew. */
export type Period = { days: number; kind: DayKind; firstDayCounts: boolean; restarts: boolean; rule: RuleEntry };

/** A period by its rule id, with the entry it comes from; undefined where the pack does not say. */
export function periodOf(rules: RuleBook, id: string): Period | undefined {
  const rule = rules.entry(id);
  const value = rules.value(id, periodRule);
  return rule && value
    ? { days: value.days, kind: value.kind, firstDayCounts: value.firstDayCounts ?? false, restarts: value.restartsOnSupplement ?? false, rule }
    : undefined;
}

/** The shape of every value this program asks a pack for, by id, or by its beginning where it ends in a dot: a pack from a file is held against it. */
export const VALUE_SHAPES: Readonly<Record<string, z.ZodType>> = {
  'calendar.': calendarRule,
  'notice.price.days': periodRule,
  'notice.reward.days': periodRule,
  'registry.days': periodRule,
  'registry.daysLarge': periodRule,
  'registry.largeContract': largeRule,
  'import.recordalDays': periodRule,
  'licence.recordal': monthsRule,
  'filing.withinValidity': warnDaysRule,
  'filing.ipTransferOffice': officeRule,
  'filing.registerNumber': numberRule,
  'patent.term.': yearsRule,
  'house.unitBounds': boundsRule,
  'deposit.most': z.object({ rate: z.string() }),
};
