/** Dates and terms as they stand in a text, with their places. */
import { addYears, addDays, parseDay } from '../../time.ts';
import type { Quote } from '../finding.ts';

export type TextDay = Quote & { day: string };

const DAY =
  /(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?|\d{4}[-./]\d{1,2}[-./]\d{1,2}|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)/g;

/** Days in the order of the text; what is shaped like a day but is none (2026 年 2 月 30 日) is in `impossible`. */
export function daysIn(text: string): { days: TextDay[]; impossible: Quote[] } {
  const days: TextDay[] = [];
  const impossible: Quote[] = [];
  for (const m of text.matchAll(DAY)) {
    const quote = { text: m[0], start: m.index, end: m.index + m[0].length };
    const day = parseDay(m[0]);
    if (day === undefined) impossible.push(quote);
    else days.push({ ...quote, day });
  }
  return { days, impossible };
}

export type TextTerm = Quote & { from: string; to: string };

/** 自 … 起至 … 止: two days joined by 至 or 到 in one sentence; and 自 … 起 N 年. */
export function termsIn(text: string): TextTerm[] {
  const { days } = daysIn(text);
  const out: TextTerm[] = [];
  for (let i = 0; i < days.length; i++) {
    const a = days[i]!;
    const b = days[i + 1];
    if (b && /^\s*(起|开始)?[，,]?\s*(至|到|—|－|-|~|～)\s*$/.test(text.slice(a.end, b.start))) {
      out.push({ text: text.slice(a.start, b.end), start: a.start, end: b.end, from: a.day, to: b.day });
      continue;
    }
    // 许可期限五年，自 … 起
    const ahead = /(\d{1,2}|[一二三四五六七八九十]{1,3})\s*年[，,]?\s*(?:自|从)\s*$/.exec(text.slice(Math.max(0, a.start - 12), a.start));
    if (ahead && /^\s*起/.test(text.slice(a.end, a.end + 4))) {
      const n = numberIn(ahead[1]!);
      const start = a.start - ahead[0].length;
      if (n > 0) out.push({ text: text.slice(start, a.end), start, end: a.end, from: a.day, to: addDays(addYears(a.day, n), -1) });
      continue;
    }
    const years = /^\s*起[^。；\n]{0,8}?(\d{1,2}|[一二三四五六七八九十]{1,3})\s*年/.exec(text.slice(a.end, a.end + 24));
    if (years) {
      const n = numberIn(years[1]!);
      if (n > 0)
        out.push({
          text: text.slice(a.start, a.end + years[0].length),
          start: a.start,
          end: a.end + years[0].length,
          from: a.day,
          to: addDays(addYears(a.day, n), -1),
        });
    }
  }
  return out;
}

/** A term of which only the end is written, after one of these words: 许可期限至 2045-05-31. */
export function endsIn(text: string, words: RegExp): (Quote & { to: string })[] {
  const said = new RegExp(`(${words.source})[^。；\\n\\d]{0,24}(至|到|止于)\\s*$`);
  return daysIn(text)
    .days.filter((d) => said.test(text.slice(Math.max(0, d.start - 48), d.start)))
    .map(({ day, ...quote }) => ({ ...quote, to: day }));
}

/** 12, 三, 十二; 0 where it is none. */
export const numberIn = (text: string): number => Number(text) || hanCount(text);

function hanCount(text: string): number {
  const one = '一二三四五六七八九';
  const m = /^(.?)十(.?)$/.exec(text);
  if (m) return (m[1] === '' ? 1 : one.indexOf(m[1]!) + 1) * 10 + (m[2] === '' ? 0 : one.indexOf(m[2]!) + 1);
  return one.indexOf(text) + 1;
}

/** The first day written before one of these words in one breath: 于 2026 年 5 月 28 日在佛山市签订. */
export function dayBefore(text: string, words: RegExp, reach = 16): TextDay | undefined {
  const near = new RegExp(`^[^。；，\\n]{0,${reach}}?(${words.source})`);
  return daysIn(text).days.find((d) => /[于在]\s*$/.test(text.slice(Math.max(0, d.start - 3), d.start)) && near.test(text.slice(d.end, d.end + reach + 8)));
}

/** The first day after one of these words (签订日期, 生效, 申请日 …), within `reach` characters. */
export function dayAfter(text: string, words: RegExp, reach = 24): TextDay | undefined {
  const { days } = daysIn(text);
  for (const m of text.matchAll(new RegExp(words.source, 'g'))) {
    const end = m.index + m[0].length;
    const found = days.find((d) => d.start >= end && d.start - end <= reach && !/[。；]/.test(text.slice(end, d.start)));
    if (found) return found;
  }
  return undefined;
}
