/** 违约金 as a share of the price: one that nobody would sign knowingly is probably a slip of the pen. */
import { Decimal } from '../../money.ts';
import type { Quote } from '../finding.ts';

export type TextPenalty = Quote & { /** percent of the price, as text */ percent: string; daily: boolean };

/** Plain sense, and no rule: what is paid once, and what is paid for each day of delay, in percent of the price. */
const UNUSUAL = { once: 30, daily: 0.5 } as const;

const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const HAN = '[一二两三四五六七八九十百\\d.]{1,6}';
const RATE = new RegExp(`(?<![\\d.])(\\d{1,4}(?:\\.\\d{1,4})?)\\s{0,2}([%％‰])|(百分|千分|万分)之\\s{0,2}(${HAN})|(${HAN})\\s{0,2}倍`, 'g');
const OF_ALL = { 百分: 1, 千分: 0.1, 万分: 0.01 } as const;

/** 四十 → 40, 一百二十 → 120; digits as they stand. */
export function count(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const m = /^(?:([一二两三四五六七八九])百零?)?(?:([一二两三四五六七八九]?)(十))?([一二两三四五六七八九])?$/.exec(text);
  if (!m || text === '') return undefined;
  return (DIGITS[m[1] ?? ''] ?? 0) * 100 + (m[3] ? (DIGITS[m[2] ?? ''] ?? 1) * 10 : 0) + (DIGITS[m[4] ?? ''] ?? 0);
}

/** Penalties above what is usual, with their words. */
export function unusualPenalties(text: string): TextPenalty[] {
  const out: TextPenalty[] = [];
  for (const m of text.matchAll(RATE)) {
    const sentence = sentenceOf(text, m.index);
    const ahead = sentence.text.slice(0, m.index - sentence.start);
    const after = sentence.text.slice(m.index - sentence.start + m[0].length);
    if (!/违约金|滞纳金|罚金|罚款/.test(ahead) && !/^[^，,]{0,16}(?:违约金|滞纳金|罚金|罚款)/.test(after)) continue;
    // a limit, a price cut, interest by the published rate and the price of something else
    if (/(?:不超过|不得超过|不高于|上限|以内|累计|最高|超过|低于|不足)[^，,]{0,16}$/.test(ahead) || /利率|LPR|税率|提成|奖励/i.test(sentence.text)) continue;
    // what a party hid is paid once more everywhere
    if (m[5] !== undefined && /隐瞒|瞒报|少报|漏报|虚报/.test(ahead)) continue;
    const said = m[1] ?? m[4] ?? m[5];
    const n = count(said!);
    if (n === undefined) continue;
    const percent = new Decimal(n).times(m[2] === '‰' ? 0.1 : m[3] === undefined ? (m[5] === undefined ? 1 : 100) : OF_ALL[m[3] as keyof typeof OF_ALL]);
    const daily = /每日|每天|按日|逐日|每逾期一[日天]|每迟延一[日天]|每延[期迟]一[日天]|日(?:万|千|百)分|\/日|每逾期[^，,]{0,4}[日天]/.test(sentence.text);
    if (percent.lte(daily ? UNUSUAL.daily : UNUSUAL.once)) continue;
    out.push({ text: m[0], start: m.index, end: m.index + m[0].length, percent: `${percent.toDecimalPlaces(4).toFixed()}%`, daily });
  }
  return out;
}

/** At most 120 characters to either side. */
function sentenceOf(text: string, at: number): { text: string; start: number } {
  const from = Math.max(0, at - 120);
  const before = text.slice(from, at);
  const start = from + Math.max(...['。', '；', ';', '\n'].map((c) => before.lastIndexOf(c))) + 1;
  const tail = /[。；;\n]/.exec(text.slice(at, at + 120));
  return { text: text.slice(start, tail ? at + tail.index : at + 120), start };
}
