/** The articles of a contract nobody here wrote: where each begins and ends, its heading, and its lines. */
import type { Quote } from '../finding.ts';
import { sealNamesIn } from './parties.ts';

/** `item`: one of a list; its `number` as written, （1）. */
export type TextLine = { text: string; item: boolean; number: string };
export type TextArticle = Quote & {
  /** without its number; '' where the article begins with its words */
  heading: string;
  /** what it says, without the heading and without numbers of its lines; none where it says 无 */
  lines: TextLine[];
  /** cells of a table are among them: its words are kept, its shape is not */
  table: boolean;
};

/** Ways of counting articles, tried in this order; two of a way make it the text's own. */
const WAYS = [/^[ \t　]*第[一二三四五六七八九十百零〇\d]{1,5}条/gm, /^[ \t　]*[一二三四五六七八九十]{1,3}[、.．]/gm, /^[ \t　]*\d{1,2}[、.．](?!\d)/gm];
const OWN_NUMBER =
  /^(?:\d{1,2}(?:\.\d{1,2})+[.、)）]?|\d{1,2}[.、．)）](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[一二三四五六七八九十]{1,3}、|[a-z][.)）](?=\s))[\s　]*/;
const NONE = /^无[。.]?$/;
const ITEM = /^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]/;
/** A page's own line; a bare figure may be a cell of a table. */
const PAGE = /^(?:第\s*\d{1,4}\s*页.{0,12}|[-—]\s*\d{1,4}\s*[-—]|\d{1,4}\s*[/／]\s*\d{1,4})$/;

export function articlesIn(text: string): TextArticle[] {
  const starts = startsIn(text);
  const end = endOf(text, starts.at(-1) ?? 0);
  const found = starts.map((start, i) => articleAt(text, start, starts[i + 1] ?? end));
  // a table of contents has the same headings before; what stands between it and the first article is the head
  return found.filter((a, i) => a.heading === '' || !found.some((b, j) => j > i && b.heading === a.heading));
}

function startsIn(text: string): number[] {
  for (const way of WAYS) {
    const starts = [...text.matchAll(way)].map((m) => m.index);
    if (starts.length >= 2) return starts;
  }
  return [];
}

/** Signatures are no part of the last article. */
function endOf(text: string, last: number): number {
  const seal = sealNamesIn(text).find((s) => s.start > last);
  return seal ? text.lastIndexOf('\n', seal.start) + 1 : text.length;
}

function articleAt(text: string, start: number, end: number): TextArticle {
  const whole = text.slice(start, end);
  const lead = /^[\s　]*/.exec(whole)![0].length;
  const said = whole.trim();
  const number = WAYS.map((w) => new RegExp(w.source).exec(said)?.[0]).find((n) => n !== undefined) ?? '';
  const [first = '', ...rest] = said.slice(number.length).split(/\r?\n/);
  const opening = first.replace(/^[\s　、.．:：]+/, '').trim();
  // 第三条 保密：双方…… has its heading and its words in one line
  const inLine = /^([^，。；：:\s　]{2,16})(?:[：:][\s　]*|[\s　]+)(?=\S.{8})/.exec(opening);
  const bare = !/[，。；：:]/.test(opening) && opening.length <= 30;
  const heading = bare ? opening : (inLine?.[1] ?? '');
  const words = bare ? [] : [inLine ? opening.slice(inLine[0].length) : opening];
  const read = [...words, ...rest].map((line) => line.trim()).filter((line) => line !== '' && !PAGE.test(line));
  const { lines, table } = withCells(read);
  const none = lines.length === 1 && NONE.test(lines[0]!.text);
  return { heading, lines: none ? [] : lines, table, text: said, start: start + lead, end: start + lead + said.length };
}

/** A cell: a few words that end as no sentence does. */
const CELL = /^[^。；;：:]{1,24}$/;
/** Fewer of them in a row may be anything. */
const LEAST_CELLS = 4;
const WITH_NUMBER = /^(?:\d{1,2}(?:\.\d{1,2})*[.、．)）]|[（(])/;

/** Cells come one a line: a run of them is one line, so that a table is not taken for so many clauses. */
function withCells(read: readonly string[]): { lines: TextLine[]; table: boolean } {
  const out: TextLine[] = [];
  let table = false;
  for (let i = 0; i < read.length;) {
    let n = 0;
    while (i + n < read.length && CELL.test(read[i + n]!) && !WITH_NUMBER.test(read[i + n]!)) n++;
    if (n >= LEAST_CELLS) {
      table = true;
      out.push({ text: read.slice(i, i + n).join('　'), item: false, number: '' });
      i += n;
    } else {
      for (const line of read.slice(i, i + Math.max(n, 1))) {
        const text = line.replace(OWN_NUMBER, '').trim();
        if (text !== '') out.push({ text, item: ITEM.test(line), number: ITEM.exec(line)?.[0] ?? '' });
      }
      i += Math.max(n, 1);
    }
  }
  return { lines: out, table };
}
