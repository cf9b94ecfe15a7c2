/** Amounts and rates as they stand in a text, with their places. */
import { parseMoney, parseRate, readAmountWords } from '../../money.ts';
import type { Quote } from '../finding.ts';
import { numberIn } from './dates.ts';

export type TextAmount = Quote & { yuan: string; words: boolean };

/** Lengths are bounded and a number starts at its first digit, so that a long run of digits is read once, not once per digit. */
const DIGITS =
  /[¥￥]\s{0,4}\d[\d,，]{0,24}(?:\.\d{1,8})?\s{0,4}(?:万元|亿元|元|万)?|(?<![\d.])(?<!\d[,，])\d[\d,，]{0,24}(?:\.\d{1,8})?\s{0,4}(?:万元|亿元|元)/g;
const WORDS =
  /(?<![零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿])[壹贰貳叁參肆伍陆陸柒捌玖拾][零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿]{0,30}[元圆](?:[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?[整正]?/g;

/** The checks of one text ask for the same amounts many times: what was read of the last text is kept. */
function keepingLast<T>(read: (text: string) => T): (text: string) => T {
  let last: { text: string; found: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, found: read(text) };
    return last.found;
  };
}

/** Amounts in digits and in words, in the order of the text. What looks like one but cannot be read is in `unread`. */
export const amountsIn = keepingLast(readAmounts);

function readAmounts(text: string): { readonly amounts: readonly TextAmount[]; readonly unread: readonly Quote[] } {
  const amounts: TextAmount[] = [];
  const unread: Quote[] = [];
  for (const [pattern, words] of [
    [DIGITS, false],
    [WORDS, true],
  ] as const) {
    for (const m of text.matchAll(pattern)) {
      const quote = { text: m[0], start: m.index, end: m.index + m[0].length };
      const yuan = words ? readAmountWords(m[0].replace(/貳/g, '贰').replace(/參/g, '叁').replace(/陸/g, '陆')) : parseMoney(m[0])?.yuan;
      if (yuan === undefined) unread.push(quote);
      else amounts.push({ ...quote, yuan, words });
    }
  }
  return { amounts: amounts.toSorted((a, b) => a.start - b.start), unread: unread.toSorted((a, b) => a.start - b.start) };
}

const BETWEEN = /^[\s（）()：:，,、大小写人民币¥￥计即为整共【】[\]“”"]*$/;

/** Amounts written twice side by side, once in words and once in digits: 人民币壹佰捌拾万元整（¥1,800,000.00）. */
export function amountPairs(text: string): { words: TextAmount; digits: TextAmount }[] {
  const { amounts } = amountsIn(text);
  const pairs: { words: TextAmount; digits: TextAmount }[] = [];
  for (let i = 0; i + 1 < amounts.length; i++) {
    const [a, b] = [amounts[i]!, amounts[i + 1]!];
    const gap = text.slice(a.end, b.start);
    if (a.words === b.words || gap.length > 24 || !BETWEEN.test(gap)) continue;
    pairs.push(a.words ? { words: a, digits: b } : { words: b, digits: a });
    i += 1;
  }
  return pairs;
}

/** `base`: what the rate is of, with its own words; undefined where the sentence does not say. */
export type TextRate = Quote & { rate: string; base?: Quote };

const BASE = /(不含税)?(净销售额|销售净额|净销售收入|销售额|销售收入|营业收入|营业额|新增产值|新增利润|销售利润|毛利润|净利润|利润总额|利润)/g;

/** Running royalties: 按销售额的 2.5% 提成. A percentage of a penalty or a tax is not one. */
export const royaltiesIn = keepingLast(readRoyalties);

function readRoyalties(text: string): readonly TextRate[] {
  const out: TextRate[] = [];
  for (const m of text.matchAll(/(?<![\d.])(\d{1,3}(?:\.\d{1,6})?)\s{0,4}[%％]|百分之([〇零一二三四五六七八九十点]{1,6})/g)) {
    const { text: sentence, start } = sentenceAt(text, m.index);
    if (!/提成|分成|销售额|销售收入|净销售|使用费率|营业收入|新增(产值|利润)/.test(sentence) || /违约|滞纳|税率|增值税|逾期|股权|奖励|退还|返还/.test(sentence))
      continue;
    const rate = parseRate(`${m[1] ?? percentWords(m[2]!)}%`);
    if (rate === undefined) continue;
    // the last one named before the rate, else the first after it
    const bases = [...sentence.matchAll(BASE)].map((b) => ({ text: b[0], start: start + b.index, end: start + b.index + b[0].length }));
    const base = bases.findLast((b) => b.end <= m.index) ?? bases[0];
    out.push({ text: m[0], start: m.index, end: m.index + m[0].length, rate, ...(base ? { base } : {}) });
  }
  return out;
}

/** 三 → 3, 二点五 → 2.5, 百分之零点八 → 0.8; '' where it is none. */
function percentWords(words: string): string {
  const [, whole = '', part] = /^([〇零]|[一二三四五六七八九十]+)(?:点([〇零一二三四五六七八九]+))?$/.exec(words) ?? [];
  const n = numberIn(whole);
  if (whole === '' || (n === 0 && !/[〇零]/.test(whole))) return '';
  return part === undefined ? String(n) : `${n}.${[...part].map((c) => '〇一二三四五六七八九'.indexOf(c.replace('零', '〇'))).join('')}`;
}

/** The sentence around a place, at most 200 characters to either side. */
function sentenceAt(text: string, at: number): { text: string; start: number } {
  const from = Math.max(0, at - 200);
  const before = text.slice(from, at);
  const after = text.slice(at, at + 200);
  const cut = /[。；\n]/.exec(after);
  const start = from + Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n'), before.lastIndexOf('；')) + 1;
  return { text: text.slice(start, cut ? at + cut.index : at + after.length), start };
}
