/** A clock's steps in words, for the screen and the command line; the words are those of the `clocks` namespace. */
import type { RuleEntry } from '../../rules/pack.ts';
import { isConfirmed } from '../../rules/engine.ts';
import { daysBetween } from '../../time.ts';
import type { Clock, ClockStep, MarkedDay } from './clock.ts';

/** A key of the `clocks` namespace with what is put into it. */
export type Say = (key: string, params?: Record<string, string | number>) => string;

/** What must be done, and of what; without a name no colon is left standing. */
export const clockTitle = (c: Pick<Clock, 'kind' | 'name'>, say: Say): string => say(`kind.${c.kind}`, { name: c.name }).replace(/[：:\s]+$/, '');

const sourceText = (s: RuleEntry['source']): string => [`《${s.document}》`, s.number, s.article, s.date].filter(Boolean).join(' ');

/** Where a rule's value comes from. A draft that lends its value to a text nobody has seen is said to do just that. */
export function ruleWords(rule: RuleEntry, say: Say): string {
  const { source, standsFor } = rule;
  if (!standsFor) return say('source', { source: sourceText(source) });
  const lent = source.document.includes('征求意见稿') ? say('draft') : source.document;
  const params = { year: standsFor.date?.slice(0, 4) ?? '', document: standsFor.document, lentYear: source.date?.slice(0, 4) ?? '', lent };
  return say('provisional', params);
}

/** Days passed over, runs of them as one; ordinary weekends only counted. */
function passedOver(days: readonly MarkedDay[], say: Say): string[] {
  const runs: MarkedDay[][] = [];
  for (const d of days.filter((x) => x.why !== 'worked')) {
    const last = runs.at(-1)?.at(-1);
    if (last && daysBetween(last.day, d.day) === 1) runs.at(-1)!.push(d);
    else runs.push([d]);
  }
  const holidays = runs.filter((run) => run.some((d) => d.why === 'holiday'));
  const weekends = runs.filter((run) => !holidays.includes(run)).flat().length;
  const said = holidays.map((run) => (run.length === 1 ? run[0]!.day : say('dayRange', { from: run[0]!.day, to: run.at(-1)!.day })));
  if (weekends > 0) said.push(say('weekends', { count: weekends }));
  const worked = days.filter((d) => d.why === 'worked').map((d) => d.day);
  return [
    ...(said.length > 0 ? [say('skipped', { days: said.join('、') })] : []),
    ...(worked.length > 0 ? [say('workedDays', { days: worked.join('、') })] : []),
  ];
}

export type StepWords = { text: string; source?: string; unconfirmed: boolean; days: string[] };

export function stepWords(s: ClockStep, say: Say): StepWords {
  const basis = s.params?.['basis'];
  const params = basis === undefined ? s.params : { ...s.params, basis: say(`basisOf.${basis}`) };
  return {
    text: say(`step.${s.say}`, params),
    ...(s.rule ? { source: ruleWords(s.rule, say) } : {}),
    unconfirmed: s.rule !== undefined && !isConfirmed(s.rule),
    days: s.days ? passedOver(s.days, say) : [],
  };
}
