/** Figures of one table or one sentence that do not agree with each other: rows and their sum, price and quantity, shares of a whole. */
import { Decimal } from '../../money.ts';
import type { Quote } from '../finding.ts';
import { amountPairs, amountsIn, type TextAmount } from './amounts.ts';
import { totalIn } from './payment.ts';
import { count } from './penalty.ts';

/** What the parts come to, and what is written; 元, except for shares, which are percent. */
export type Apart = Quote & { sum: string; said: string };

const quoted = (text: string, start: number, end: number): Quote => ({ text: text.slice(start, end), start, end });
const plain = (digits: string): Decimal => new Decimal(digits.replace(/[,，]/g, ''));

/** The last figure of a line, with what is said about it in brackets: 设备费  420,000.00元（分析仪）. */
const LAST = /(\d[\d,，]{0,20}(?:\.\d{1,4})?)[ \t]{0,4}(万元|元)?[ \t]{0,4}(?:[（(][^（）()\n]{0,60}[）)])?[ \t；;。，]{0,4}$/;
const SUM_ROW = /^[ \t　|]*(?:合\s*计|总\s*计|共\s*计)/;
const NO_ROW = /其中|小\s*计|^[ \t　]*第[一二三四五六七八九十]{1,3}[条期次]/;

/** Rows of a table of prices over their 合计. */
export function rowsApart(text: string): Apart | undefined {
  let at = 0;
  const rows: { figure: string; unit: string | undefined; start: number }[] = [];
  for (const line of text.split('\n')) {
    const start = at;
    at += line.length + 1;
    if (line.trim() === '') continue;
    const found = line.length > 200 ? null : LAST.exec(line);
    if (found && SUM_ROW.test(line)) {
      const money = [found[2], ...rows.map((r) => r.unit)].some((u) => u !== undefined) || /[,，]\d{3}/.test(found[1]!);
      const alike = rows.every((r) => r.unit === found[2] || r.unit === undefined || found[2] === undefined);
      const times = found[2] === '万元' || rows.some((r) => r.unit === '万元') ? 10_000 : 1;
      const sum = rows.reduce((total, r) => total.plus(plain(r.figure)), new Decimal(0));
      if (money && alike && rows.length > 1 && !sum.eq(plain(found[1]!)))
        return {
          ...quoted(text, rows[0]!.start, start + line.trimEnd().length),
          sum: sum.times(times).toFixed(),
          said: plain(found[1]!).times(times).toFixed(),
        };
    }
    if (found && !SUM_ROW.test(line) && !NO_ROW.test(line) && /\p{Script=Han}/u.test(line)) rows.push({ figure: found[1]!, unit: found[2], start });
    else rows.length = 0;
  }
  return undefined;
}

/** The sentences of a text with their places; none is looked at further than 400 characters. */
function* sentences(text: string, ends = /[^。；;\n]{8,400}/g): Generator<{ said: string; start: number }> {
  for (const m of text.matchAll(ends)) yield { said: m[0], start: m.index };
}

const UNIT = '(?:公斤|千克|[件台套个人次吨只批组份块米])';
const PER = new RegExp(
  `(?<![\\d.,])(\\d[\\d,]{0,14}(?:\\.\\d{1,4})?)\\s{0,2}元\\s{0,2}[/／]\\s{0,2}(${UNIT})|每(${UNIT})[^\\d，。；]{0,8}(\\d[\\d,]{0,14}(?:\\.\\d{1,4})?)\\s{0,2}元`,
  'g',
);
const ALLOWANCE = /优惠|折扣|折后|减免|另加|另计|另收|运费|以上|以内/;

/** 单价 52 元/件，3,000 件，合计 165,000 元. */
export function productApart(text: string): Apart | undefined {
  // several things priced one after the other have one 合计
  for (const { said, start } of sentences(text, /[^。\n]{8,400}/g)) {
    if (!/合计|共计|总计/.test(said) || ALLOWANCE.test(said)) continue;
    const rates = [...said.matchAll(PER)];
    const rate = rates[0];
    if (rates.length !== 1 || !rate) continue;
    const unit = (rate[2] ?? rate[3])!;
    const counts = [...said.matchAll(new RegExp(`(?<![\\d.,])(\\d[\\d,]{0,12})\\s{0,2}${unit}`, 'g'))].filter(
      (m) => m.index >= rate.index + rate[0].length || m.index + m[0].length <= rate.index,
    );
    const whole = /(?:合计|共计|总计)(?=[^\d]{0,30}\d)/.exec(said);
    const sum = whole && amountsIn(text).amounts.find((a) => !a.words && a.start >= start + whole.index && a.end <= start + said.length);
    if (counts.length !== 1 || !sum) continue;
    const product = plain((rate[1] ?? rate[4])!).times(plain(counts[0]![1]!));
    if (!product.eq(sum.yuan)) return { ...quoted(text, start + Math.min(rate.index, counts[0]!.index), sum.end), sum: product.toFixed(), said: sum.yuan };
  }
  return undefined;
}

/** 合同总价的30%，即450,000元: the share of an amount against the amount it is said to be. */
export function shareApart(text: string): Apart | undefined {
  for (const { said, start } of sentences(text)) {
    for (const m of said.matchAll(/([\u4e00-\u9fa5]{2,10})的\s{0,2}(\d{1,3}(?:\.\d{1,4})?)\s{0,2}[%％][，,]?\s{0,2}[（(]?(?:即|计|共计|合计)/g)) {
      const amounts = amountsIn(text).amounts.filter((a) => !a.words && a.start >= start && a.end <= start + said.length);
      const part = amounts.find((a) => a.start >= start + m.index + m[0].length);
      const whole = wholeOf(
        text,
        m[1]!,
        amounts.filter((a) => a.end <= start + m.index),
      );
      if (!part || !whole || /[，,。；]/.test(text.slice(start + m.index + m[0].length, part.start))) continue;
      const sum = new Decimal(whole.yuan).times(m[2]!).div(100);
      // 乙方的报酬为主合同成交额的: what is named begins after the verb
      const lead = Math.max(...['为', '是', '按', '以'].map((c) => m[1]!.lastIndexOf(c))) + 1;
      if (!sum.eq(part.yuan)) return { ...quoted(text, start + m.index + lead, part.end), sum: sum.toFixed(), said: part.yuan };
    }
  }
  return undefined;
}

/** What a share is of: the amount the same sentence calls so, or the price of the contract. */
function wholeOf(text: string, name: string, before: readonly TextAmount[]): TextAmount | undefined {
  const called = before.findLast((a) => text.slice(Math.max(0, a.start - 14), a.start).includes(name.slice(-3)));
  return called ?? (/(合同|协议)?(总额|总价款?|总金额|价款总额)$/.test(name) && !/主合同|货物|设备/.test(name) ? totalIn(text) : undefined);
}

/** What stands between amounts that are no items of one list: a price of one piece, a share, what was paid before, a limit, tax. */
const NO_LIST = /单价|每|元\s{0,2}[/／]|[×xX*]|其中|总额|总价|总金额|小计|合同价|已|税|违约|赔偿|定金|保证金|不超过|不低于|以上|以内|优惠|折|减|扣|退|[%％]/;

/** 价款 900,000 元；服务费 100,000 元，合计 900,000 元: amounts of one sentence and the sum it ends in. */
export function listApart(text: string): Apart | undefined {
  const inWords = new Set(amountPairs(text).map((p) => p.words.start));
  for (const { said, start } of sentences(text, /[^。\n]{8,400}/g)) {
    const sums = [...said.matchAll(/(?:合计|共计|总计)[^\d，,。；\n]{0,16}?(?=[¥￥\d零壹贰叁肆伍陆柒捌玖拾])/g)];
    if (sums.length !== 1) continue;
    const at = start + sums[0]!.index;
    const all = amountsIn(text).amounts.filter((a) => !inWords.has(a.start) && a.start >= start && a.end <= start + said.length);
    const items = all.filter((a) => a.end <= at);
    const whole = all.find((a) => a.start >= at);
    // the sum follows its list at once
    if (items.length < 2 || !whole || NO_LIST.test(text.slice(start, whole.end)) || /[\d]/.test(text.slice(items.at(-1)!.end, at))) continue;
    const sum = items.reduce((total, a) => total.plus(a.yuan), new Decimal(0));
    if (!sum.eq(whole.yuan)) return { ...quoted(text, items[0]!.start, whole.end), sum: sum.toFixed(), said: whole.yuan };
  }
  return undefined;
}

const PARTIES = ['甲方', '乙方', '丙方', '丁方', '戊方'];
const SHARE = /([甲乙丙丁戊]方)[^，,。；;、\n甲乙丙丁戊]{0,10}?(?:(\d{1,3}(?:\.\d{1,4})?)\s{0,2}[%％]|百分之([一二三四五六七八九十百]{1,5}))/g;

/** 甲方百分之五十、乙方百分之六十: shares of one thing among all parties. Percent. */
export function partsOfWhole(text: string): Apart | undefined {
  const parties = PARTIES.filter((p) => text.includes(p)).length;
  for (const { said, start } of sentences(text)) {
    if (!/收益|利润|利益|损失|风险|份额|股权|费用/.test(said) || /违约|逾期|剩余|其余|以上|以内|不超过|不低于|至少/.test(said)) continue;
    const found = [...said.matchAll(SHARE)];
    if (found.length !== parties || parties < 2 || new Set(found.map((m) => m[1])).size !== parties) continue;
    const sum = found.reduce((total, m) => total.plus(m[2] ?? count(m[3]!) ?? 0), new Decimal(0));
    const last = found.at(-1)!;
    if (!sum.eq(100)) return { ...quoted(text, start + found[0]!.index, start + last.index + last[0].length), sum: `${sum.toFixed()}%`, said: '100%' };
  }
  return undefined;
}
