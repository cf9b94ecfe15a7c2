/** Every 期限 of one deal: the one answer 今日, the deal, 认定登记 and the command line show. */
import type { RuleBook } from '../../rules/engine.ts';
import { addDays } from '../../time.ts';
import type { DealFile } from '../deal-file.ts';
import { KEPT_DAYS, ROYALTY_AHEAD_DAYS } from '../due.ts';
import type { Clock } from './clock.ts';
import { acceptanceClock, assignmentClock, instalmentClocks, recordalClock, royaltyClocks, validityClocks } from './contract-clocks.ts';
import { followupClocks } from './followup-clock.ts';
import { benefitClocks, feeClock, importClock, noticeClock } from './other-clocks.ts';
import { registryClock, type PackNamed } from './registry-clock.ts';

/** These end by themselves or by what the records say; the others end when a person notes that they are done. */
const BY_RECORD: ReadonlySet<Clock['kind']> = new Set([
  'noticeEnd',
  'instalment',
  'validity',
  'contractEnd',
  'fee',
  'registry',
  'benefit',
  'changeReport',
  'cancelReport',
]);
export const canBeNoted = (clock: Pick<Clock, 'kind'>): boolean => !BY_RECORD.has(clock.kind);

/**
 * Soonest first, those without a day last. Dates that cannot be read are left out; a paid instalment, a closed notice and the
 * validity of a registered contract are no deadlines any more. `packNamed` finds the pack a filing was begun with. What a person noted as done (an answer under the clock's key) carries the words.
 */
export function clocksOf(f: DealFile, rules: RuleBook, today: string, packNamed?: PackNamed): Clock[] {
  const found = [
    noticeClock(f, rules),
    ...instalmentClocks(f),
    ...royaltyClocks(f, addDays(today, -KEPT_DAYS), addDays(today, ROYALTY_AHEAD_DAYS)),
    acceptanceClock(f, today),
    recordalClock(f, rules),
    assignmentClock(f, rules),
    ...validityClocks(f, rules),
    ...f.rights.map((r) => feeClock(r, rules, today)),
    registryClock(f, rules, packNamed),
    importClock(f, rules),
    ...benefitClocks(f, rules),
    ...followupClocks(f),
  ].filter((c) => c !== undefined);
  const noted = new Map(f.answers.filter((a) => a.archived !== true && (a.reason ?? '').trim() !== '').map((a) => [a.findingKey, a.reason!]));
  return found
    .map((c) => {
      const done = canBeNoted(c) ? noted.get(c.key) : undefined;
      return done === undefined ? c : { ...c, done };
    })
    .toSorted((a, b) => (a.day ?? '9999').localeCompare(b.day ?? '9999'));
}
