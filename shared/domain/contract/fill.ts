/** Puts answers into clause texts: one pass, so that braces inside an answer are never read as a placeholder. */
import { amountInWords, Decimal, formatRate, formatYuan, parseMoney, parseRate } from '../../money.ts';
import { parseDay } from '../../time.ts';
import type { Run } from './blocks.ts';
import type { Condition, InterviewField } from './clause-set.ts';

/** What a placeholder can read: answers by key, print words of choices, numbers of articles, the item of a repeat. */
export type Filling = {
  answers: Readonly<Record<string, string>>;
  fields: ReadonlyMap<string, InterviewField>;
  references: ReadonlyMap<string, string>;
  item?: string;
};

/** A placeholder that found nothing to print. */
export type Gap = { field: string; fault: 'blank' | 'unreadable' | 'unknown' | 'belowZero' };

/** The place of what is to be filled in. */
const BLANK = '＿＿＿＿＿＿';
export const blankRun = (): Run => ({ text: BLANK, blank: true });
const PLACEHOLDER = /\{([A-Za-z][\w.]*(?:[+-][A-Za-z]\w*)*|ref:[\w.]+)(?:\|(money|words|percent|date|print|boxes))?\}/g;

/** Whether these words are nothing but a placeholder that filling knows. */
export const isPlaceholder = (text: string): boolean => text.replace(PLACEHOLDER, '') === '';

export function holds(condition: Condition | undefined, answers: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  if ('has' in condition) return (answers[condition.has] ?? '').trim() !== '';
  if ('is' in condition) return condition.is.slice(1).includes(answers[condition.is[0]] ?? '');
  if ('not' in condition) return !holds(condition.not, answers);
  if ('all' in condition) return condition.all.every((c) => holds(c, answers));
  return condition.any.some((c) => holds(c, answers));
}

/** A question that must be answered, where it is asked at all. */
export const mustBeAnswered = (field: InterviewField, { answers }: Pick<Filling, 'answers'>): boolean => field.required === true && holds(field.when, answers);

/** Where a list has no items: room for one where it must have some, else that there are none. */
export function noItems(key: string, filling: Filling): Run[] {
  const field = filling.fields.get(key);
  return field && mustBeAnswered(field, filling) ? [blankRun(), { text: '。' }] : [{ text: '无。' }];
}

/** Text with its placeholders filled; what is missing becomes a visible blank and a {@link Gap}. */
export function fill(text: string, filling: Filling): { runs: Run[]; gaps: Gap[] } {
  const runs: Run[] = [];
  const gaps: Gap[] = [];
  let at = 0;
  for (const m of text.matchAll(PLACEHOLDER)) {
    if (m.index > at) runs.push({ text: text.slice(at, m.index) });
    const printed = print(m[1]!, m[2], filling);
    if (typeof printed === 'string') runs.push({ text: printed });
    else {
      runs.push(blankRun());
      gaps.push(printed);
    }
    at = m.index + m[0].length;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return { runs: tidy(merge(runs)), gaps };
}

function print(key: string, how: string | undefined, { answers, fields, references, item }: Filling): string | Gap {
  if (key.startsWith('ref:')) return references.get(key.slice(4)) ?? { field: key, fault: 'unknown' };
  if (key === 'item') return item ?? { field: key, fault: 'unknown' };
  const value = /[+-]/.test(key) ? sumOf(key, answers) : (answers[key] ?? '').trim();
  if (typeof value !== 'string') return value;
  if (value === '' && how === 'boxes') return boxes('', fields.get(key)) ?? { field: key, fault: 'blank' };
  if (value === '') return { field: key, fault: 'blank' };
  const printed = format(value, how, fields.get(key));
  return printed ?? { field: key, fault: 'unreadable' };
}

function format(value: string, how: string | undefined, field: InterviewField | undefined): string | undefined {
  switch (how) {
    case 'money': {
      const yuan = parseMoney(value)?.yuan;
      return yuan === undefined ? undefined : formatYuan(yuan);
    }
    case 'words':
      return amountInWords(parseMoney(value)?.yuan);
    case 'percent': {
      const rate = parseRate(value);
      return rate === undefined ? undefined : formatRate(rate);
    }
    case 'date':
      return chineseDay(value);
    case 'print':
      return field?.choices?.find((c) => c.value === value)?.print;
    case 'boxes':
      return boxes(value, field);
    default:
      return value;
  }
}

/** `■许可 □转让`: the chosen one is filled; with none chosen they are ticked by hand. Both signs are in every Chinese face. */
const boxes = (value: string, field: InterviewField | undefined): string | undefined =>
  field?.choices?.map((c) => `${c.value === value ? '■' : '□'}${c.print}`).join('　');

/**
 * `a+b-c` in 元: an answer left blank counts nothing, but nothing is taken off what is not there. What is left is never
 * less than nothing.
 */
function sumOf(key: string, answers: Readonly<Record<string, string>>): string | Gap {
  const said = (k: string): string => (answers[k] ?? '').trim();
  const [first = '', ...rest] = key.split(/(?=[+-])/);
  if (said(first) === '' && key.includes('-')) return { field: first, fault: 'blank' };
  let sum = new Decimal(0);
  for (const part of [`+${first}`, ...rest]) {
    const name = part.slice(1);
    const yuan = said(name) === '' ? '0' : parseMoney(said(name))?.yuan;
    if (yuan === undefined) return { field: name, fault: 'unreadable' };
    sum = part.startsWith('-') ? sum.minus(yuan) : sum.plus(yuan);
  }
  return sum.isNegative() ? { field: first, fault: 'belowZero' } : sum.toFixed();
}

/** `2026-03-12` → 2026年3月12日; undefined where it is no day. */
export function chineseDay(value: string | undefined): string | undefined {
  const day = parseDay(value);
  if (day === undefined) return undefined;
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** 第十二条. */
export function articleNumber(n: number): string {
  const digits = '零一二三四五六七八九';
  if (n < 10) return `第${digits[n]}条`;
  const tens = n < 20 ? '十' : `${digits[Math.floor(n / 10)]}十`;
  return `第${tens}${n % 10 === 0 ? '' : digits[n % 10]}条`;
}

/** Answers end with their own full stop as often as not: never print two. */
function tidy(runs: Run[]): Run[] {
  const out = runs.map((r) => ({ ...r, text: r.blank ? r.text : r.text.replace(/[。；，]+。/g, '。') }));
  return out.filter((r) => r.text !== '');
}

function merge(runs: Run[]): Run[] {
  const out: Run[] = [];
  for (const r of runs) {
    const last = out.at(-1);
    if (last !== undefined && !last.blank && !r.blank) last.text += r.text;
    else out.push({ ...r });
  }
  return out;
}
