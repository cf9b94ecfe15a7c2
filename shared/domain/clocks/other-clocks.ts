/** The end of a notice, annual fees, technology from or to abroad, and who has to be told after a change. */
import type { RuleBook } from '../../rules/engine.ts';
import { periodOf } from '../../rules/shapes.ts';
import { addYears, parseDay } from '../../time.ts';
import { untold } from '../benefits.ts';
import { latestFiling, latestNotice, type DealFile } from '../deal-file.ts';
import { FEE_AHEAD_DAYS } from '../due.ts';
import { isAbroad } from '../party.ts';
import { isPatentRight } from '../patent-term.ts';
import type { Right } from '../portfolio.ts';
import { basisOf, step, WARN, type Clock } from './clock.ts';
import { countRule, ruleStep } from './count.ts';

/** The day the notice itself names; beside it what the rule makes of its first day. */
export function noticeClock(f: DealFile, rules: RuleBook): Clock | undefined {
  const notice = latestNotice(f);
  const day = parseDay(notice?.endOn);
  if (!notice || !day || notice.draft === true || notice.closedOn) return undefined;
  const start = parseDay(notice.startOn);
  const at = rules.on(start ?? rules.date);
  const period = start ? periodOf(at, 'notice.price.days') : undefined;
  const counted = start && period ? countRule(start, period, at) : undefined;
  const ruled = counted && period ? [ruleStep(period), ...counted.steps] : [];
  const least = counted?.end ? [step(counted.end <= day ? 'longEnough' : 'tooShort', { day: counted.end })] : [];
  return {
    key: `clock.noticeEnd:${notice.id}`,
    kind: 'noticeEnd',
    name: notice.title ?? '',
    where: { table: 'notices', id: notice.id, field: 'endOn' },
    ...(start ? { from: start } : {}),
    day,
    basis: 'agreed',
    steps: [step('typedDay', { day }), ...ruled, ...least],
    warn: WARN,
  };
}

const FEE_WARN: readonly number[] = [FEE_AHEAD_DAYS, 30, 10];

/** 年费: until when it is paid as the record says; without that the next anniversary of the filing day, 待确认. No period of grace is made up. */
export function feeClock(right: Right, rules: RuleBook, today: string): Clock | undefined {
  if (right.archived === true || (right.status !== 'inForce' && right.status !== undefined)) return undefined;
  const clock = { key: `clock.fee:${right.id}`, kind: 'fee' as const, name: right.name ?? right.number ?? '', warn: FEE_WARN };
  const paid = parseDay(right.feePaidTo);
  if (paid)
    return { ...clock, where: { table: 'rights', id: right.id, field: 'feePaidTo' }, day: paid, basis: 'agreed', steps: [step('feePaidTo', { day: paid })] };
  const [filed, rule] = [parseDay(right.filedOn), rules.entry('patent.annuity')];
  if (!filed || !rule || right.kind === 'application' || !isPatentRight(right) || !parseDay(right.grantedOn)) return undefined;
  const years = Math.max(1, Number(today.slice(0, 4)) - Number(filed.slice(0, 4)));
  const day = addYears(filed, addYears(filed, years) < today ? years + 1 : years);
  const steps = [step('anniversary', { filed, day }, rule), step('noGrace')];
  return { ...clock, where: { table: 'rights', id: right.id, field: 'feePaidTo' }, from: filed, day, basis: basisOf(rule), steps };
}

/** 技术进出口合同登记: with a party abroad (港澳台 included). The days are the authority's, from a complete application, whose day no record has. */
export function importClock(f: DealFile, rules: RuleBook): Clock | undefined {
  const abroad = [f.seller, f.buyer, ...(f.otherParties ?? [])].find((p) => p && isAbroad(p));
  const period = abroad && periodOf(rules, 'import.recordalDays');
  if (!abroad || !period) return undefined;
  return {
    key: `clock.importRecordal:${f.deal.id}`,
    kind: 'importRecordal',
    name: abroad.name ?? '',
    where: { table: 'parties', id: abroad.id },
    missing: 'handIn',
    basis: basisOf(period.rule),
    steps: [step('importRecordal', { count: period.days }, period.rule)],
    warn: WARN,
  };
}

/** 告知: a benefit was used, and what it rests on was changed, cancelled or revoked later than its authority was last told. */
export function benefitClocks(f: DealFile, rules: RuleBook): Clock[] {
  const events = [
    ...(f.followups ?? [])
      .filter((u) => u.archived !== true && (u.kind === 'change' || u.kind === 'cancel') && u.state === 'done')
      .map((u) => u.doneOn ?? u.on),
    ...[latestFiling(f)].flatMap((x) => (x && (x.state === 'cancelled' || x.state === 'revoked') ? [x.cancelledOn ?? x.revokedOn] : [])),
  ].flatMap((d) => parseDay(d) ?? []);
  const event = events.toSorted().at(-1);
  if (!event) return [];
  const rule = rules.on(event).entry('benefit.inform');
  return untold(f.benefits, event).map((b) => ({
    key: `clock.benefit:${b.id}`,
    kind: 'benefit' as const,
    name: b.authority ?? '',
    where: { table: 'benefits' as const, id: b.id, field: 'informedOn' },
    from: event,
    missing: 'noDeadline' as const,
    basis: rule ? basisOf(rule) : ('unconfirmed' as const),
    steps: [step('benefit', { day: event }, rule)],
    warn: WARN,
  }));
}
