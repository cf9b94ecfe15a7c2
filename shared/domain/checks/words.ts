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

export type MonopolyCode = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6';

/**
 * The six situations of 技术合同司法解释 art. 10, as phrases. They are shown as a ground to look at, with the words
 * that caused it; a sentence that forbids the restriction itself is not a hit.
 */
const MONOPOLY: Record<MonopolyCode, RegExp> = {
  M1: /(改进|后续开发|再研发|再开发|新)(的)?(技术)?(成果)?[^。；\n]{0,20}(无偿|免费)[^。；\n]{0,12}(归|属于|转让|提供|许可|独占|使用)|(改进|后续)[^。；\n]{0,24}归[^。；\n]{0,10}(所有)?[^。；\n]{0,6}无偿|不得[^。；\n]{0,16}(再研发|再开发|后续开发|(进行|作出|做出|加以)改进)|不得(擅自|自行)?改进|改进[^。；\n]{0,20}(一律|全部|均)归(甲方|乙方|许可方|让与人|被许可方|受让人)/,
  M2: /不得(从|自)[^。；\n]{0,14}(第三方|他人|其他(来源|单位|方))[^。；\n]{0,14}(获得|取得|引进|购买)[^。；\n]{0,14}(技术|产品)|不得(采用|使用|引进)[^。；\n]{0,6}(第三方|类似|竞争|其他)[^。；\n]{0,6}(技术|产品)/,
  M3: /不得(出口|向[^。；\n]{0,12}出口|外销)|(限定|不得低于|不得高于|统一)[^。；\n]{0,8}(销售|转售)价格|销售价格[^。；\n]{0,8}(不得低于|不得高于|由(甲方|乙方|许可方)(确定|决定))|(产量|数量)[^。；\n]{0,8}不得超过/,
  M4: /(必须|应当|须)(同时|一并)?(购买|采购|接受)[^。；\n]{0,20}(设备|原料|原材料|零部件|服务|人员|技术|产品)|作为[^。；\n]{0,8}条件[^。；\n]{0,10}购买/,
  M5: /(只能|仅可|仅能|必须|须)(从|向)[^。；\n]{0,20}(采购|购买|购进|订购)|(唯一|独家)供应商/,
  M6: /不得[^。；\n]{0,14}(提出|请求)?[^。；\n]{0,10}(宣告|专利权?|知识产权)?[^。；\n]{0,6}(无效|有效性)[^。；\n]{0,8}(提出)?(异议|质疑|请求|宣告)?|不得(质疑|异议)[^。；\n]{0,16}(专利|知识产权|有效)/,
};

const ENDS = /[。；\n]/g;
/** Longest stretch looked at on either side: a text without full stops must not be read anew for every hit. */
const REACH = 300;

/** The sentence a hit stands in: whether a restriction is reasonable can only be seen there. */
function sentenceAround(text: string, hit: Hit): Hit {
  const floor = Math.max(0, hit.start - REACH);
  const lead = [...text.slice(floor, hit.start).matchAll(ENDS)].at(-1);
  const from = lead ? floor + lead.index + 1 : floor;
  const tail = /[。；\n]/.exec(text.slice(hit.end, hit.end + REACH));
  const raw = text.slice(from, tail ? hit.end + tail.index : Math.min(text.length, hit.end + REACH));
  const start = from + raw.length - raw.trimStart().length;
  return { text: raw.trim(), start, end: start + raw.trim().length };
}

const FORBIDS = /(不得以|不应|禁止|避免|并非|不(含|包括|视为))[^。；\n]{0,6}$/;

/** Where the interpretation itself asks whether a limit is 不合理 or 非必需, only a person can say: those ask. */
export const monopolyLevel = (code: MonopolyCode): 'must' | 'ask' => (code === 'M3' || code === 'M4' || code === 'M5' ? 'ask' : 'must');

export function monopolyPhrases(text: string): { code: MonopolyCode; hit: Hit }[] {
  const out: { code: MonopolyCode; hit: Hit }[] = [];
  const seen = new Set<string>();
  for (const [code, pattern] of Object.entries(MONOPOLY) as [MonopolyCode, RegExp][]) {
    for (const hit of hits(text, pattern)) {
      if (FORBIDS.test(text.slice(Math.max(0, hit.start - 10), hit.start))) continue;
      const whole = sentenceAround(text, hit);
      if (!seen.has(`${code}${whole.start}`)) out.push({ code, hit: whole });
      seen.add(`${code}${whole.start}`);
    }
  }
  return out.toSorted((a, b) => a.hit.start - b.hit.start);
}

/** Words a worksheet must never use: it is a 估值测算说明, not a statutory appraisal (资产评估法). */
export const appraisalWords = (text: string): Hit[] => hits(text, /评估报告|评估值|评估结论|评估师/);

/** Left-over blanks of a template: {x}, {{x}}, also where a brace is missing, ＿＿, XX, ××, 【】, （待填）. */
export const placeholders = (text: string): Hit[] =>
  hits(
    text,
    /\{+[^{}\n]{0,40}\}+|\{{2,}|\}{2,}|_{3,}|＿{2,}|【\s*】|［\s*］|\[\s*\]|（\s*待[填定补][^）]{0,6}）|\(\s*待[填定补][^)]{0,6}\)|[X×]{2,}(?=[年月日元%％]|公司|有限)/,
  );
