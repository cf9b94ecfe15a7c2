/** Shapes of the values that code asks a pack for, and the few questions asked in more than one place. */
import { z } from 'zod';
import { NO_HOLIDAYS, type DayKind, type HolidayTable } from '../time.ts';
import type { RuleBook } from './engine.ts';
import type { RuleEntry } from './pack.ts';

export const periodRule = z.object({
  days: z.number().int().min(0),
  kind: z.enum(['natural', 'working']),
  firstDayCounts: z.boolean().optional(),
  restartsOnSupplement: z.boolean().optional(),
});
export type PeriodRule = z.infer<typeof periodRule>;
export const holidayRule: z.ZodType<HolidayTable> = z.object({
  years: z.array(z.number().int()),
  holidays: z.array(z.string()),
  workdays: z.array(z.string()),
});
export const yearsRule = z.object({ years: z.number().int().min(1) });
export const monthsRule = z.object({ months: z.number().int().min(1) });
export const largeRule = z.object({ amount: z.string(), basis: z.enum(['technicalAmount', 'totalAmount']) });
export const warnDaysRule = z.object({ warnDays: z.array(z.number().int().min(0)) });
export const officeRule = z.object({ office: z.string() });
export const numberRule = z.object({ pattern: z.string(), old: z.string() });
export const boundsRule = z.object({ tiny: z.string(), huge: z.string() });

/** Holidays as the pack has them; none where it has none (the caller then says 待确认 through {@link holidaysKnown}). */
export const holidaysOf = (rules: RuleBook): HolidayTable => rules.value('calendar.holidays', holidayRule) ?? NO_HOLIDAYS;

export type Period = { days: number; kind: DayKind; firstDayCounts: boolean; rule: RuleEntry };

/** A period by its rule id, with the entry it comes from; undefined where the pack does not say. */
export function periodOf(rules: RuleBook, id: string): Period | undefined {
  const rule = rules.entry(id);
  const value = rules.value(id, periodRule);
  return rule && value ? { days: value.days, kind: value.kind, firstDayCounts: value.firstDayCounts ?? false, rule } : undefined;
}
