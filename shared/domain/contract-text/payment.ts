/** How a text says its price is paid: the total, at once or in parts, and what of it is not technical. Nothing is guessed from a sum alone. */
import { Decimal } from '../../money.ts';
import type { Quote } from '../finding.ts';
import { amountPairs, amountsIn, royaltiesIn, type TextAmount } from './amounts.ts';
import { paymentTableIn } from './payment-table.ts';
import { count } from './penalty.ts';

export const PAY_KINDS = ['once', 'instalments', 'royalty', 'entryRoyalty'] as const;
export type PayKind = (typeof PAY_KINDS)[number];

const NEAR_TOTAL = /(总额|总价|总金额|价款|使用费|许可费|转让费|报酬|经费|入门费|服务费|咨询费|合同额|金额)[^。；\n]{0,24}$/;
const AT_ONCE = /一次性(支付|付清|付款|全额支付|总付)|一次总付|一次付清|一次总算[、，]?一次总付/g;
const IN_PARTS =
  /分期(支付|付款|给付)|分[两二三四五六2-6](次|期|笔)|首付款?|首期款?|第[一1](期|笔)(款|付款)?|预付款|尾款|余款(?=[^。；\n]{0,24}(支付|付清|结清))/g;
const DENIED = /(不得|不|非|无须|无需)$/;

const quoteOf = (m: RegExpExecArray): Quote => ({ text: m[0], start: m.index, end: m.index + m[0].length });
const firstOf = (text: string, pattern: RegExp): Quote | undefined => {
  const found = [...text.matchAll(pattern)].find((m) => !DENIED.test(text.slice(Math.max(0, m.index - 3), m.index)));
  return found && quoteOf(found);
};

/** The contract's price: an amount written in words and digits, else the largest near 总额, 使用费, 报酬, 入门费. */
export function totalIn(text: string): TextAmount | undefined {
  const pairs = amountPairs(text);
  const total = pairs.find(({ words, digits }) =>
    /(总额|总价|总金额|共计|合计|总计)[^。；\n]{0,24}$/.test(text.slice(0, Math.min(words.start, digits.start)).slice(-40)),
  );
  if (total) return total.digits;
  if (pairs.length > 0) return pairs[0]!.digits;
  const near = amountsIn(text).amounts.filter((a) => NEAR_TOTAL.test(text.slice(Math.max(0, a.start - 40), a.start)));
  return near.toSorted((a, b) => Number(b.yuan) - Number(a.yuan))[0];
}

/** Undefined where the text does not say it: then a person is asked (民法典 art. 846). */
export function payKindIn(text: string): (Quote & { kind: PayKind }) | undefined {
  const royalty = royaltiesIn(text)[0];
  if (royalty) {
    const entry = /入门费/.exec(text);
    return entry
      ? { kind: 'entryRoyalty', ...quoteOf(entry) }
      : totalIn(text)
        ? undefined
        : { kind: 'royalty', text: royalty.text, start: royalty.start, end: royalty.end };
  }
  const parts = firstOf(text, IN_PARTS);
  if (parts) return { kind: 'instalments', ...parts };
  const once = firstOf(text, AT_ONCE);
  return once && { kind: 'once', ...once };
}

const OUTSIDE = /不含|不包括|不计入|另行|另计|另付|自行(承担|负担|购买|采购)/;
const MATERIAL =
  /(?:(设备|材料|耗材|仪器|零部件|元器件|原料|样机)[^，,、。；\n\d]{0,10}|(?<!软件|专利)(?:采购|购置)费(?:用|为|共计|合计)?[^，,、。；\n\d]{0,4})$/;
/** 样机交付后十日内支付: when a part of the price is paid, not what for. */
const WHEN_PAID = /[后前内时起][^，,、。；\n]{0,4}付/;
function materialBefore(text: string, at: number): RegExpExecArray | undefined {
  const found = MATERIAL.exec(text.slice(Math.max(0, at - 20), at));
  return found && !WHEN_PAID.test(found[0]) ? found : undefined;
}

/** Each sum of equipment or material named inside the price, with the words that name it: 其中设备费 120 万元、材料费 20 万元. 元. */
export function nonTechnicalParts(text: string): (Quote & { yuan: string })[] {
  const found = amountsIn(text).amounts.flatMap((a) => {
    if (a.words || OUTSIDE.test(clauseAround(text, a))) return [];
    const named = materialBefore(text, a.start);
    if (!named) return [];
    const start = a.start - named[0].length;
    return [{ yuan: a.yuan, text: text.slice(start, a.end), start, end: a.end }];
  });
  const sum = found.reduce((s, a) => s.plus(a.yuan), new Decimal(0));
  const total = totalIn(text);
  return total && sum.gte(total.yuan) ? [] : found;
}

/** The same added up, quoted from the first to the last. */
export function nonTechnicalIn(text: string): (Quote & { yuan: string }) | undefined {
  const found = nonTechnicalParts(text);
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return undefined;
  const sum = found.reduce((s, a) => s.plus(a.yuan), new Decimal(0));
  return { yuan: sum.toFixed(), text: text.slice(first.start, last.end), start: first.start, end: last.end };
}

const ENDS = /[。；\n]/;
/** The clause a place stands in, at most 120 characters to either side. */
function clauseAround(text: string, { start, end }: Quote): string {
  const before = text.slice(Math.max(0, start - 120), start);
  const after = text.slice(end, end + 120);
  return (
    before.slice(Math.max(...['。', '；', '\n'].map((c) => before.lastIndexOf(c))) + 1) + (ENDS.exec(after) ? after.slice(0, ENDS.exec(after)!.index) : after)
  );
}

const NOT_A_PART = /(总额|总价|总金额|共计|合计|总计|违约金|滞纳金|赔偿|罚款|保证金|定金)[^，,。；\n]{0,16}$/;
/** A rest without its amount: 余款验收后支付, 其余于验收后付清, 验收后付清. */
const OPEN_REST =
  /(余款|余额|尾款|剩余(款项|部分)?|其余)[^\d。；\n]{0,30}([。；\n]|$)|(?:^|[，,](?!(?<=元[整）)]{0,3}[，,])[于在应])|[。；;\n])[^，,。；;\n元]{0,40}(付清|结清|付讫)(?![^，,。；\n]{0,12}元)/;
/** One amount that is paid several times. */
const REPEATED = /每(年|月|季|期|次|批|半年)|各\s*(支?付)?\s*$/;
/** A clause that pays a part of the price at a time of its own, where 分期 is not written. */
const PAID_THEN =
  /(支付|付款|给付|付给|付清|拨付|汇付)[^，,。；\n]*$|[后前内期]付$|(第[一二三四五六七八\d]{1,2}[期笔次]|首期|首付|[一二三四五六]期|尾款|余款)[^，,。；\n]*$/;
const WHEN = /签订|签署|生效|验收|交付|提交|中期|结题|阶段|完成|[前后内]|[期笔]|首付|尾款|余款/;
const NOT_PRICE = /违约|赔偿|罚|保证金|定金|质保|差旅|奖励|税|保险|另行|单价|每|提(?![交供出])|维护费|退还|返还|罚金/;
/** Kept back until later: the parts named are not all. */
const KEPT_BACK = /质保金|保证金|留存|扣留|预留|暂扣/;
const REACH = 800;

type Parts = Quote & { sum: string };
export type Instalments = Parts & { total: string };

/** The parts of a price paid in instalments with their sum, where every part has its amount. 元. */
export function instalmentsIn(text: string): Instalments | undefined {
  const total = totalIn(text);
  if (!total) return undefined;
  const kind = payKindIn(text);
  const from = kind?.kind === 'instalments' ? Math.max(text.lastIndexOf('\n', kind.start), text.lastIndexOf('。', kind.start)) + 1 : undefined;
  if (from !== undefined) {
    const parts = partsIn(text, from, articleEnd(text, from, 600), total);
    if (parts) return { ...parts, total: total.yuan };
  }
  for (const [start, end] of payingPlaces(text, total.end)) {
    const parts = partsIn(text, start, end, total, true);
    if (parts) return { ...parts, total: total.yuan };
  }
  const tabled = tabledIn(text, total);
  return tabled && { ...tabled, total: total.yuan };
}

const NUMBERED = /^[ \t　]*(?:第[一二三四五六七八九十]{1,3}条|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d))/gm;

/** The instalments of a table. Undefined where something is paid beside it, in the article it stands in, or where other amounts there could make up the total. */
function tabledIn(text: string, total: TextAmount): Parts | undefined {
  const table = paymentTableIn(text);
  if (!table || table.parts.some((a) => new Decimal(a.yuan).gte(total.yuan))) return undefined;
  const from = [...text.slice(0, table.from).matchAll(NUMBERED)].findLast((m) => table.from - m.index < REACH)?.index ?? Math.max(0, table.from - REACH);
  const to = articleEnd(text, table.to, REACH);
  const beside = `${text.slice(from, table.from)}\n${text.slice(table.to, to)}`;
  if (OPEN_REST.test(beside) || KEPT_BACK.test(text.slice(from, to))) return undefined;
  const twice = new Set(amountPairs(text).map((p) => p.words.start));
  const inTable = (a: Quote): boolean => a.start >= table.from && a.start < table.to;
  const open = amountsIn(text).amounts.filter((a) => a.start >= from && a.end <= to && !inTable(a) && !twice.has(a.start) && a.yuan !== total.yuan);
  const sum = table.parts.reduce((s, a) => s.plus(a.yuan), new Decimal(0));
  if (open.some((a) => paidThen(clauseBefore(text, a.start))) || (!sum.eq(total.yuan) && makesUp(sum, open, total.yuan))) return undefined;
  const [first, last] = [table.parts[0]!, table.parts.at(-1)!];
  return { sum: sum.toFixed(), text: text.slice(first.start, last.end), start: first.start, end: last.end };
}

const ITEM = /^[ \t　]*(\d{1,2})(?:[、．]|\.(?!\d))/;

/** The next article; where the place is an item of a list, its next item. */
function articleEnd(text: string, from: number, reach: number): number {
  const place = text.slice(from, from + reach);
  const item = ITEM.exec(place)?.[1];
  const next = item === undefined ? [] : [new RegExp(`\\n[ \\t　]*${Number(item) + 1}(?:[、．]|\\.(?!\\d))`).exec(place)?.index];
  const stops = [/\n\s*第[一二三四五六七八九十]{1,3}条/.exec(place)?.index, ...next].filter((at) => at !== undefined);
  return from + Math.min(place.length, ...stops);
}

/** The rest of the article the total stands in, and the next one where its heading speaks of paying. */
function payingPlaces(text: string, after: number): [number, number][] {
  const end = articleEnd(text, after, REACH);
  const heading = /^\n[^\n。；]{0,30}(付款|支付)[^\n]*/.exec(text.slice(end, end + 80));
  return heading
    ? [
        [after, end],
        [end + 1, articleEnd(text, end + 1, REACH)],
      ]
    : [[after, end]];
}

const clauseBefore = (part: string, at: number): string => /[^，,。；\n]*$/.exec(part.slice(Math.max(0, at - 60), at))![0];
const paidThen = (clause: string): boolean => PAID_THEN.test(clause) && WHEN.test(clause) && !NOT_PRICE.test(clause);

type Share = { index: number; end: number; percent: string | number };
/** Shares that are paid at a time of their own: 支付40%, 支付百分之四十. */
const paidShares = (part: string): Share[] =>
  [...part.matchAll(/(?<![\d.])(\d{1,3}(?:\.\d{1,4})?)\s{0,2}[%％]|百分之([一二两三四五六七八九十百]{1,5})(?![一二三四五六七八九十点])/g)].flatMap((m) => {
    const percent = m[1] ?? count(m[2]!);
    return percent !== undefined && paidThen(clauseBefore(part, m.index)) ? [{ index: m.index, end: m.index + m[0].length, percent }] : [];
  });

/** Where the 其中 of a place's sentence stands; undefined without one, or where the bracket it opens is closed before the place. */
function withinAt(part: string, at: number): number | undefined {
  const before = /[^。；;\n]*$/.exec(part.slice(Math.max(0, at - 120), at))![0];
  const found = before.lastIndexOf('其中');
  const closed = /[）)]/.test(before.slice(found).replace(/[（(][^（()）]*[）)]/g, ''));
  return found < 0 || closed ? undefined : at - before.length + found;
}

/** Whether an amount behind 其中 is a part of its own: 总价 …，其中首付款 … is; a share of an amount before it, or what it is spent on, is not. */
function partBehind(part: string, a: TextAmount, listed: readonly TextAmount[]): boolean {
  const at = withinAt(part, a.start);
  if (at === undefined) return true;
  const says = (x: TextAmount): boolean => paidThen(clauseBefore(part, x.start));
  const split = says(listed.find((x) => x.start > at)!) && listed.some((x) => x.start < at);
  return says(a) && !split;
}

/** Whether some of these, added to the sum, make the total. Of more than twelve the first are tried. */
const makesUp = (sum: Decimal, open: readonly TextAmount[], total: string): boolean =>
  open
    .slice(0, 12)
    .reduce<Decimal[]>((sums, a) => [...sums, ...sums.map((s) => s.plus(a.yuan))], [sum])
    .some((s) => s.eq(total));

/**
 * `strict`: nothing before says that there are parts, so each must say by itself that it is paid and when.
 * Undefined also where amounts that may or may not be parts could make up the total: then nobody can say that the sum is wrong.
 */
function partsIn(text: string, from: number, to: number, total: TextAmount, strict = false): Parts | undefined {
  const part = text.slice(from, to);
  // an amount in words beside the same in digits is no second one
  const twice = new Set(amountPairs(text).map((p) => p.words.start - from));
  const noPart = (a: TextAmount): boolean => NOT_A_PART.test(part.slice(Math.max(0, a.start - 24), a.start));
  const again = (a: TextAmount): boolean => a.start + from === total.start || (a.yuan === total.yuan && noPart(a));
  const listed = amountsIn(part).amounts.filter((a) => !twice.has(a.start) && !again(a));
  const parts = listed.filter((a) => {
    if (noPart(a) || !partBehind(part, a, listed)) return false;
    return !strict || paidThen(clauseBefore(part, a.start));
  });
  if (parts.length < 2 || OPEN_REST.test(part) || KEPT_BACK.test(part) || parts.some((a) => materialBefore(part, a.start))) return undefined;
  // a share that has no amount beside it, and an amount paid again and again, are parts too
  const shares = paidShares(part).filter(
    (m) => !listed.some((a) => (a.start > m.index && a.start - m.index < 16) || (a.end <= m.index && m.index - a.end < 4)),
  );
  if (shares.length > 0 || listed.some((a) => REPEATED.test(clauseBefore(part, a.start)))) return undefined;
  if (strict && parts.some((a) => new Decimal(a.yuan).gte(total.yuan))) return undefined;
  const sumOf = (some: readonly TextAmount[]): Decimal => some.reduce((s, a) => s.plus(a.yuan), new Decimal(0));
  const sum = sumOf(parts);
  const sure = parts.filter((a) => paidThen(clauseBefore(part, a.start)));
  const open = listed.filter((a) => !sure.includes(a));
  if (!sum.eq(total.yuan) && makesUp(sumOf(sure), open, total.yuan)) return undefined;
  const [first, last] = [parts[0]!, parts.at(-1)!];
  return { sum: sum.toFixed(), text: part.slice(first.start, last.end), start: from + first.start, end: from + last.end };
}

/** Shares of the price paid one after the other, with their sum in percent, where no part has an amount. */
export function sharesIn(text: string): Parts | undefined {
  const total = totalIn(text);
  if (!total || instalmentsIn(text)) return undefined;
  for (const [start, end] of payingPlaces(text, total.end)) {
    const part = text.slice(start, end);
    const shares = paidShares(part);
    if (shares.length < 2 || OPEN_REST.test(part) || KEPT_BACK.test(part)) continue;
    const sum = shares.reduce((s, m) => s.plus(m.percent), new Decimal(0));
    const [first, { end: to }] = [shares[0]!, shares.at(-1)!];
    return { sum: sum.toFixed(), text: part.slice(first.index, to), start: start + first.index, end: start + to };
  }
  return undefined;
}
