/** A rule's value, place and source in words. */
import type { TFunction } from 'i18next';
import { ruleWords } from '../../shared/domain/clocks/words.ts';
import { formatRate, formatWan } from '../../shared/money.ts';
import type { RuleEntry } from '../../shared/rules/pack.ts';
import { calendarRule } from '../../shared/rules/shapes.ts';
import { codeName, type CodeList } from '../ui/codes.ts';

/** A value that a draft lends to a text nobody has seen says so; no draft is offered as the source of a rule in force. */
export function sourceOf(t: TFunction, e: RuleEntry): string {
  if (e.standsFor) return ruleWords(e, (key, params) => t(`clocks:${key}`, { ...params }));
  return [`《${e.source.document}》`, e.source.number, e.source.article, e.source.date].filter(Boolean).join(' ');
}

/** `CN` or the first digits of a code of administrative division. */
export const placeWords = (t: TFunction, areas: CodeList | null, region: string): string =>
  region === 'CN' ? t('settings:rules.national') : codeName(areas, region.padEnd(6, '0'));

/** A rule's value in words where its shape is a known one. */
export function valueWords(t: TFunction, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'ui:yes' : 'ui:no');
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(String).join(t('ui:comma'));
  const calendar = calendarRule.safeParse(value);
  if (calendar.success) return t('rules:calendar.counts', { off: calendar.data.off.length, work: calendar.data.work.length });
  const v = value as Record<string, unknown>;
  if (typeof v['days'] === 'number') {
    const days = t(v['kind'] === 'working' ? 'settings:rules.workingDays' : 'settings:rules.naturalDays', { count: v['days'] });
    return v['restartsOnSupplement'] === true ? `${days}${t('ui:comma')}${t('rules:restarts')}` : days;
  }
  if (typeof v['months'] === 'number') return t('settings:rules.months', { count: v['months'] });
  if (typeof v['years'] === 'number') return t('settings:rules.years', { count: v['years'] });
  if (typeof v['rate'] === 'string') return formatRate(v['rate']);
  if (typeof v['amount'] === 'string') return `${formatWan(v['amount'])} ${t('ui:unit.wan')}`;
  if (Array.isArray(v['warnDays'])) return t('settings:rules.warnDays', { days: v['warnDays'].join(t('ui:comma')) });
  if (Array.isArray(v['kinds'])) return v['kinds'].map((k) => t(`settings:rules.kind.${String(k)}`)).join(t('ui:comma'));
  if (typeof v['pattern'] === 'string') return t('settings:rules.digits', { count: Number(/\{(\d+)\}/.exec(v['pattern'])?.[1] ?? 0) });
  return Object.values(v)
    .map((x) => (Array.isArray(x) ? x.join(t('ui:comma')) : typeof x === 'boolean' ? t(x ? 'ui:yes' : 'ui:no') : String(x)))
    .join('；');
}
