/** The contract's own validity (有效期) in its text: what its end says to a registry, which takes an application before it only. */
import { addDays, addMonths } from '../../time.ts';
import type { Quote } from '../finding.ts';
import { dayAfter, dayBefore, endsIn, numberIn, termsIn } from './dates.ts';
import { sentenceAround } from './say.ts';

/** Where only the end is written there is no `from`. */
export type TextValidity = Quote & { from?: string; to: string };

/** A sentence about the patent's own life, or about keeping secret or warranting, is not the contract's term. */
const OF_ELSE = /专利权?的?(?:有效|保护)|保密|质保|保修|报价|授权(?:书|委托)/;
/** Nor is it where the same sentence describes a patent: 专利号 …；专利权人 …；有效期至 2041-06-29. */
const DESCRIBES_PATENT = /专利号|申请号|专利权人|授权(?:公告)?日|ZL\s*\d/;
/** The first that a text names counts: validity before performance, and both before the term of the licence or the work. */
const NAMED = [
  /(?<!专利权?的?)有效期限?/,
  /(?:合同|协议|履行)(?:的)?期限?/,
  /(?:服务|培训|咨询|研究开发|开发|研发|合作|委托|许可(?:使用|实施)?)(?:的)?期限/,
] as const;
/** 有效期三年，自签订之日起计算; 有效期为自合同生效之日起 12 个月. */
const LASTS = /^[^。；\n\d]{0,24}?(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(年|个月)(?!\s*\d{1,2}\s*月)/;
/** The end moves with what happens. */
const OPEN = /履行完毕|义务完成|自动(?:续|顺|延)|(?:较|晚|后)者为准/;

export const signedIn = (text: string) => dayAfter(text, /(签订|签署|订立|签约)(日期|时间|日|于)/) ?? dayBefore(text, /签订|签署|订立|签约/);
export const effectiveIn = (text: string) => dayAfter(text, /生效(日期|日|时间)|自(?=[^。\n]{0,20}(起)?生效)/);

/** The one that ends last, as a supplement may have prolonged it; undefined where the text leaves the end open. */
export function validityIn(text: string): TextValidity | undefined {
  for (const words of NAMED) {
    const found = saidBy(text, words).filter((t) => !isOfElse(text, t, words));
    if (found.some((t) => OPEN.test(sentenceAround(text, t).text))) return undefined;
    const [last] = found.toSorted((a, b) => (a.to < b.to ? 1 : -1));
    if (last) return last;
  }
  return undefined;
}

function isOfElse(text: string, { start }: TextValidity, words: RegExp): boolean {
  if (OF_ELSE.test(text.slice(Math.max(0, start - 24), start))) return true;
  const sentence = text.slice(Math.max(0, start - 200, text.lastIndexOf('。', start - 1) + 1, text.lastIndexOf('\n', start - 1) + 1), start);
  return words === NAMED[0] && !/(?:合同|协议)/.test(sentence) && DESCRIBES_PATENT.test(sentence);
}

function saidBy(text: string, words: RegExp): TextValidity[] {
  // also as the heading of an article, with the days on the line below
  const near = new RegExp(`(?:${words.source})[^。；\\n]{0,16}(?:\\n[ \\t\\u3000]*[自从]?)?$`);
  // of a term the wrong way round nobody knows which day is meant
  const whole = termsIn(text).filter((t) => t.from <= t.to && near.test(text.slice(Math.max(0, t.start - 24), t.start)));
  const read = new Set(whole.map((t) => t.end));
  const ends = endsIn(text, words).filter((e) => !read.has(e.end));
  return [...whole, ...ends, ...lasting(text, words)];
}

/** So many years or months from the day it was signed or took effect. */
function lasting(text: string, words: RegExp): TextValidity[] {
  const from = (effectiveIn(text) ?? signedIn(text))?.day;
  if (from === undefined) return [];
  return [...text.matchAll(new RegExp(words.source, 'g'))].flatMap((m) => {
    const start = m.index;
    const lasts = LASTS.exec(text.slice(start + m[0].length, start + m[0].length + 40));
    const months = lasts ? numberIn(lasts[1]!) * (lasts[2] === '年' ? 12 : 1) : 0;
    if (!lasts || months <= 0) return [];
    const end = start + m[0].length + lasts[0].length;
    return [{ text: text.slice(start, end), start, end, from, to: addDays(addMonths(from, months), -1) }];
  });
}
