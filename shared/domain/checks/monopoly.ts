/**
 * The six situations of 技术合同司法解释 art. 10, as they are worded in contracts. They are shown as a ground to look at,
 * with the words that caused it; a sentence that forbids the restriction itself is not one.
 */
import type { Level, Quote } from '../finding.ts';
import { PATTERNS, type MonopolyCode } from './monopoly-patterns.ts';

export type MonopolyPhrase = { code: MonopolyCode; hit: Quote; level: Level };

/** Where the interpretation itself asks whether a limit is 不合理 or 非必需, only a person can say: those ask. */
export const monopolyLevel = (code: MonopolyCode): Level => (code === 'M3' || code === 'M4' || code === 'M5' ? 'ask' : 'must');

const C = '[^，,。；;\\n]';

/** A restriction that is itself forbidden or denied: 甲方不得限制乙方改进. */
const LIFTED = new RegExp(
  `(?:不得|不应当?|不能|不可以?|无权|不会|并?不|均?未|无须|无需|禁止|避免|并非|不含|不包括|不视为)(?:以任何(?:方式|形式|理由))?(?:直接或者?间接)?(?:对${C}{0,20})?(?:予以)?(?:限制|禁止|阻止|阻碍|妨碍|干涉|干预|反对|要求|强制|强迫|强行|强令|附加|设置|约定|指定|搭售|责令)${C}*`,
  'g',
);
const FORBIDS = /(?:不得以|不应|禁止|避免|并非|不(?:含|包括|视为))[^。；\n]{0,6}$/;
/** A clause that says the restriction is not there: 没有义务, 不受 … 限制, 不得理解为 …. */
const DENIED = new RegExp(
  [
    `(?:没有|并无|不负有?|不承担|不具有)(?:任何)?(?:义务|责任)${C}*`,
    `不负有${C}{0,24}义务`,
    `(?:没有|并无|不存在|不受|不设)${C}{0,40}(?:限制|约定|要求)`,
    `不得(?:理解|解释|视)为${C}*`,
    `不(?:应|能)?(?:视为|构成)${C}*`,
    `放弃(?:要求|主张)${C}*`,
    `不(?:得)?以${C}{0,24}(?:作为|为)${C}{0,10}(?:前提|条件)`,
    `不得(?:被)?(?:无偿|免费)(?:地)?(?:归|属于|转让|提供|许可)${C}*`,
  ].join('|'),
  'g',
);
/** A provision about what follows from a patent that turned out invalid, not about who may say so. */
const BECAUSE = /(?:不得|不能|不)(?:因|以)(?!任何)[^，。；\n]{0,40}(?:为由|而|解除|终止|拒绝|要求返还|主张)/g;

const blanked = (text: string): string => [LIFTED, DENIED, BECAUSE].reduce((rest, pattern) => rest.replace(pattern, (m) => '□'.repeat(m.length)), text);

/** Longest stretch looked at on either side: a text without full stops must not be read anew for every hit. */
const REACH = 300;
const ENDS = /[。；;\n]/g;

/** The sentence a hit stands in: whether a restriction is reasonable can only be seen there. */
function sentenceAround(text: string, start: number, end: number): Quote {
  const floor = Math.max(0, start - REACH);
  const lead = [...text.slice(floor, start).matchAll(ENDS)].at(-1);
  const from = lead ? floor + lead.index + 1 : floor;
  const tail = /[。；;\n]/.exec(text.slice(end, end + REACH));
  const raw = text.slice(from, tail ? end + tail.index : Math.min(text.length, end + REACH));
  const at = from + raw.length - raw.trimStart().length;
  return { text: raw.trim(), start: at, end: at + raw.trim().length };
}

/** Each sentence once for each situation, in the order of the text. */
export function monopolyPhrases(text: string): MonopolyPhrase[] {
  const read = blanked(text);
  const found = new Map<string, MonopolyPhrase>();
  for (const { code, words: pattern, level = monopolyLevel(code), unless } of PATTERNS) {
    for (const m of read.matchAll(pattern)) {
      if (FORBIDS.test(read.slice(Math.max(0, m.index - 10), m.index))) continue;
      const hit = sentenceAround(text, m.index, m.index + m[0].length);
      if (unless?.test(read.slice(hit.start, hit.end)) === true) continue;
      const key = `${code}${hit.start}`;
      const earlier = found.get(key);
      if (earlier === undefined || (earlier.level === 'ask' && level === 'must')) found.set(key, { code, hit, level });
    }
  }
  return [...found.values()].toSorted((a, b) => a.hit.start - b.hit.start || (a.code < b.code ? -1 : 1));
}
