/** Amounts and rates as they stand in a text, with their places. */
import { parseMoney, parseRate, readAmountWords } from '../../money.ts';
import type { Quote } from '../finding.ts';

export type TextAmount = Quote & { yuan: string; words: boolean };

const DIGITS = /[¥￥]\s*\d[\d,，]*(?:\.\d+)?\s*(?:万元|亿元|元|万)?|\d[\d,，]*(?:\.\d+)?\s*(?:万元|亿元|元)/g;
const WORDS = /[零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿]{1,30}[元圆](?:[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?[整正]?/g;

/** Amounts in digits and in words, in the order of the text. What looks like one but cannot be read is in `unread`. */
export function amountsIn(text: string): { amounts: TextAmount[]; unread: Quote[] } {
  const amounts: TextAmount[] = [];
  const unread: Quote[] = [];
  for (const [pattern, words] of [[DIGITS, false], [WORDS, true]] as const) {
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

export type TextRate = Quote & { rate: string; base: string };

/** Running royalties: 按销售额的 2.5% 提成. A percentage of a penalty or a tax is not one. */
export function royaltiesIn(text: string): TextRate[] {
  const out: TextRate[] = [];
  for (const m of text.matchAll(/(\d+(?:\.\d+)?)\s*[%％]|百分之([一二三四五六七八九十点]{1,6})/g)) {
    const sentence = text.slice(Math.max(text.lastIndexOf('。', m.index), text.lastIndexOf('\n', m.index), text.lastIndexOf('；', m.index)) + 1, endOf(text, m.index));
    if (!/提成|分成|销售额|销售收入|净销售|使用费率|营业收入|新增(产值|利润)/.test(sentence) || /违约|滞纳|税率|增值税|逾期|股权|奖励/.test(sentence)) continue;
    const rate = m[1] === undefined ? undefined : parseRate(`${m[1]}%`);
    if (rate === undefined) continue;
    const base = /(净销售额|销售额|销售收入|营业收入|新增产值|新增利润|销售利润|净利润)/.exec(sentence)?.[1] ?? '';
    out.push({ text: m[0], start: m.index, end: m.index + m[0].length, rate, base });
  }
  return out;
}

const endOf = (text: string, at: number): number => {
  const m = /[。；\n]/.exec(text.slice(at));
  return m ? at + m.index : text.length;
};
