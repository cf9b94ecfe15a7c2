/** Phrases looked for in texts. Each hit quotes the words with their place; whether they matter is for a person to say. */
import type { Quote } from '../finding.ts';

export type Hit = Quote;

/** Every match of a pattern with its offsets in the given text. */
export function hits(text: string, pattern: RegExp): Hit[] {
  const all = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  return [...text.matchAll(all)].filter((m) => m[0] !== '').map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }));
}

const SECRECY = /绝密|机密级|秘密级|国家秘密|国家机密|密级[:：]\s*(绝密|机密|秘密)|涉密(项目|成果|技术)|[绝机秘]密★/;
const NOT_SECRET = /(不涉及|不属于|不包含|未涉及|不含|非|无|涉及|如涉及|构成|认定为)(任何)?$/;

/** Words of 国家秘密. 「不涉及国家秘密」 and clauses that speak about the law are not hits. */
export function secrecyWords(text: string): Hit[] {
  return hits(text, SECRECY).filter((h) => !NOT_SECRET.test(text.slice(Math.max(0, h.start - 8), h.start)));
}

/** Words a worksheet must never use: it is a 估值测算说明, not a statutory appraisal (资产评估法). */
export const appraisalWords = (text: string): Hit[] => hits(text, /评估报告|评估值|评估结论|评估师/);

/** Left-over blanks of a template: {x}, {{x}}, also where a brace is missing, ＿＿, XX, ××, 【】, （待填）. */
export const placeholders = (text: string): Hit[] =>
  hits(
    text,
    /\{+[^{}\n]{0,40}\}+|\{{2,}|\}{2,}|_{3,}|＿{2,}|【\s*】|［\s*］|\[\s*\]|（\s*待[填定补][^）]{0,6}）|\(\s*待[填定补][^)]{0,6}\)|[X×]{2,}(?=[年月日元%％]|公司|有限)/,
  );
