/** 期限: one day somebody must not miss, with every step that leads to it. Computed, never stored. */
import type { RuleEntry } from '../../rules/pack.ts';
import { isConfirmed } from '../../rules/engine.ts';
import { daysBetween } from '../../time.ts';
import type { Params, Where } from '../finding.ts';

export const CLOCK_KINDS = [
  'noticeEnd',
  'instalment',
  'royalty',
  'acceptance',
  'validity',
  'contractEnd',
  'fee',
  'registry',
  'recordal',
  'assignment',
  'importRecordal',
  'benefit',
  'changeReport',
  'cancelReport',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A day that was passed over (a weekend or holiday), or a weekend day that counts (调休上班). */
export type MarkedDay = { day: string; why: 'weekend' | 'holiday' | 'worked' };
/** One step of the way to the day; `say` names its words under `clocks:step`. */
export type ClockStep = { say: string; params?: Params; rule?: RuleEntry; days?: MarkedDay[] };
/** What is not known, so that no day follows: words under `clocks:missing`. */
export type Missing = 'acceptance' | 'supplement' | 'calendar' | 'rule' | 'delivery' | 'effect' | 'handIn' | 'noDeadline';

export type Clock = {
  /** stable: the same obligation has the same key, so that a person can note that it is done */
  key: string;
  kind: ClockKind;
  name: string;
  where: Where;
  /** the day it counts from */
  from?: string;
  /** the last day; absent where none follows from what is known, and `missing` says why */
  day?: string;
  missing?: Missing;
  /** two records say two days: which of them counts, and what the other says */
  differs?: ClockStep;
  /** a confirmed rule, one that is 待确认, or what the parties agreed on or a person typed */
  basis: 'confirmed' | 'unconfirmed' | 'agreed';
  steps: ClockStep[];
  /** still owed, in 元; `partly` where a part has come in */
  amount?: string;
  partly?: true;
  /** days ahead at which a reminder is given, largest first */
  warn: readonly number[];
  /** the reason under which a person noted it as done */
  done?: string;
};

/** Reminders of this program where no rule names its own. */
export const WARN: readonly number[] = [30, 10, 3];

export const step = (say: string, params?: Params, rule?: RuleEntry): ClockStep => ({ say, ...(params ? { params } : {}), ...(rule ? { rule } : {}) });

export const basisOf = (rule: RuleEntry): Clock['basis'] => (isConfirmed(rule) ? 'confirmed' : 'unconfirmed');

export type Urgency = 'done' | 'late' | 'now' | 'soon' | 'ahead' | 'far' | 'open';

/** How near a clock is on `today`: `now`, `soon`, `ahead` are its last, middle and first reminder; `open` has no day. */
export function urgencyOf(clock: Pick<Clock, 'day' | 'warn' | 'done'>, today: string): Urgency {
  if (clock.done !== undefined) return 'done';
  if (clock.day === undefined) return 'open';
  const left = daysBetween(today, clock.day);
  if (left < 0) return 'late';
  const [ahead = 0, soon = ahead, now = soon] = clock.warn;
  return left <= now ? 'now' : left <= soon ? 'soon' : left <= ahead ? 'ahead' : 'far';
}
