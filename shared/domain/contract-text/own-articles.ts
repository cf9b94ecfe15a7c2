/** Articles of its own that a text names but does not have. Articles of laws, and of the contract a supplement changes, are not meant. */
import type { Quote } from '../finding.ts';

/** `clauses`: how many 款 an article has, by its number; an article left out of it has none that are numbered. */
export type OwnArticles = { articles: number; clauses: ReadonlyMap<number, number> };

const NUMBER = '[一二三四五六七八九十百零〇]{1,7}|\\d{1,3}';
/** Only right after one of these words: 《民法典》第…条, 专利法第…条 and 原合同第…条 follow the name of something else. */
const NAMED = new RegExp(
  `(?:本合同(?:的)?|本协议(?:的)?|参见|详见|见|按照|按|依照|依据|根据|适用|违反|执行)\\s{0,2}(第\\s?(?:(${NUMBER})\\s?条|(\\d{1,2})\\.(\\d{1,2})\\s?[款条]))`,
  'g',
);
/** What the same sentence is about where it speaks of another paper's articles. */
const ELSEWHERE = /》|[^办]法(?=[^人院定律])|法$|条例|司法解释|细则|办法|规则|原合同|主合同|原协议|主协议/;
const HEADING = new RegExp(`^\\s*第\\s?(${NUMBER})\\s?条`, 'gm');
const CLAUSE = /^\s*(\d{1,2})\.(\d{1,2})(?![\d.%％万亿元])/gm;

/** 九十九 → 99, 一百零二 → 102; digits as they are. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const one = (c: string): number => Math.max(0, '零一二三四五六七八九'.indexOf(c));
  const [, hundreds = '', tens, units = ''] = /^(?:(.)百)?[零〇]?(?:(.?)十)?(.?)$/.exec(text) ?? [];
  return one(hundreds || '零') * 100 + (tens === undefined ? 0 : tens === '' ? 10 : one(tens) * 10) + one(units || '零');
}

/** As its headings number them; undefined for a text without articles. */
export function articlesOf(text: string): OwnArticles | undefined {
  const articles = Math.max(0, ...[...text.matchAll(HEADING)].map((m) => numberOf(m[1]!)));
  if (articles < 2) return undefined;
  const clauses = new Map<number, number>();
  for (const m of text.matchAll(CLAUSE)) clauses.set(Number(m[1]), Math.max(clauses.get(Number(m[1])) ?? 0, Number(m[2])));
  return { articles, clauses };
}

/** Each reference to an article beyond the last, or to a 款 beyond the last of its article. */
export function missingReferences(text: string, { articles, clauses }: OwnArticles): Quote[] {
  return [...text.matchAll(NAMED)].flatMap((m) => {
    const start = m.index + m[0].length - m[1]!.length;
    const before = /[^。；;\n]*$/.exec(text.slice(Math.max(0, m.index - 60), m.index))![0];
    if (!m[0].startsWith('本') && ELSEWHERE.test(before)) return [];
    const article = numberOf(m[2] ?? m[3]!);
    const last = clauses.get(article);
    const there = article <= articles && (m[4] === undefined || last === undefined || Number(m[4]) <= last);
    return there ? [] : [{ text: m[1]!, start, end: m.index + m[0].length }];
  });
}
