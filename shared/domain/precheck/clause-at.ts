/** Where in a contract a place stands: the article with its number and heading, as the text itself has it. */
import type { Quote } from '../finding.ts';

export type Clause = { /** 第五条 价款; its number alone where it begins with its words */ article: string; words: string; start: number; end: number };

const ARTICLE =
  /^[ \t　]*(第[一二三四五六七八九十百零〇\d]{1,5}条|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|Article\s+\d{1,3})([^\n。；：:，,]{0,30})/gim;
/** A sum or a day is no heading. */
const headingOf = (words: string): string => (/\d/.test(words) ? '' : words);

/** Begins of the articles of one text, so that many places are looked up in one pass over it. */
export function clauseFinder(text: string): (quote: Quote) => Clause {
  const starts = [...text.matchAll(ARTICLE)].map((m) => ({ at: m.index, heading: `${m[1]}${headingOf(m[2]!)}`.trim() }));
  return ({ text: words, start, end }) => {
    let article = '';
    for (const s of starts) {
      if (s.at > start) break;
      article = s.heading;
    }
    return { article, words, start, end };
  };
}

/** Where the agreement itself begins: a cover, with its numbered notes, tells what the paper may be used for. */
export function bodyStart(text: string): number {
  const first = text.search(/^[ \t　]*第一条/m);
  return Math.max(0, first >= 0 ? first : text.search(/^[ \t　]*(?:一、|1[.．、])/m));
}
