/** A contract as lines: ours from the blocks it was printed from, theirs as their file was read. What the two sides are compared by. */
import { runText, type Block } from '../contract/blocks.ts';

/** One printed paragraph or table row of our version. */
export type OurLine = {
  /** unique: the clause's own id where it is one */
  id: string;
  kind: 'title' | 'heading' | 'clause' | 'paragraph' | 'row';
  /** the article it stands in, by its heading's id; '' before the first */
  article: string;
  /** for a person: 第六条 许可使用费及支付 · 6.2 */
  where: string;
  /** 6.2, （1）, 第六条; '' where nothing is numbered */
  no: string;
  /** without its number; cells of a row parted by a tab */
  text: string;
};

export type Touch = { op: 'ins' | 'del' | 'moveFrom' | 'moveTo' | 'format'; by: string; at: string; text: string };
export type Remark = { by: string; at: string; text: string; about: string };
/** One paragraph or table row of their file. */
export type TheirLine = {
  /** every revision accepted, the automatic number left out */
  text: string;
  /** every revision rejected */
  before: string;
  /** what Word counts by itself: 第六条, 6.2, (1); '' where the number is in the text or there is none */
  number: string;
  place: 'body' | 'table' | 'box' | 'note' | 'margin';
  touches: Touch[];
  remarks: Remark[];
  /** faces of its Chinese characters where a run names one itself */
  fonts: string[];
  hidden: boolean;
};

/** Something in their file that is not read; `near` are the words it stands beside. */
export type Unread = { what: 'picture' | 'object' | 'formula' | 'field' | 'symbol' | 'placeholder' | 'part'; detail: string; near: string };

export type RevisedText = {
  lines: TheirLine[];
  unread: Unread[];
  /** from the property of a file this program made */
  contentId?: string;
  /** from the line at the top of a draft: the first characters of its content id */
  mark?: string;
};

/** The lines of a paper in printed order; of its table of contents only the title. */
export function ourLines(blocks: readonly Block[]): OurLine[] {
  const lines: OurLine[] = [];
  let [article, heading, tables] = ['', '', 0];
  const put = (line: Pick<OurLine, 'id' | 'kind' | 'text'> & { no?: string; label?: string }): void => {
    const { label = line.no, no = '', ...rest } = line;
    if (line.text.trim() !== '') lines.push({ ...rest, no, article, where: [heading, label].filter(Boolean).join(' · ') || line.text });
  };
  const rows = (id: string, list: readonly string[][]): void =>
    list.forEach((cells, n) => put({ id: `${id}:${n}`, kind: 'row', text: cells.join('\t'), label: cells[0]!.split('\n')[0]! }));
  for (const [at, block] of blocks.entries()) {
    switch (block.kind) {
      case 'cover':
        put({ id: 'cover', kind: 'title', text: block.title });
        rows(
          'cover',
          block.lines.map((l) => [`${l.label}：`, l.value]),
        );
        if (block.notes)
          [block.notes.title, ...block.notes.items.map((n, i) => `${i + 1}. ${n}`)].forEach((text, n) => put({ id: `notes:${n}`, kind: 'paragraph', text }));
        break;
      case 'title':
        put({ id: 'title', kind: 'title', text: block.text });
        break;
      case 'heading': {
        article = block.id;
        heading = block.text;
        const [, no = '', text = block.text] = /^(第[一二三四五六七八九十百零〇\d]+[章节条])\s*(.*)$/s.exec(block.text) ?? [];
        put({ id: `heading:${block.id}`, kind: 'heading', text, no, label: '' });
        break;
      }
      case 'clause':
        put({ id: block.id, kind: 'clause', no: block.no, text: runText(block.runs) });
        break;
      case 'paragraph':
      case 'banner':
        put({ id: `p:${article}:${at}`, kind: 'paragraph', text: block.kind === 'banner' ? block.text : runText(block.runs) });
        break;
      case 'table':
        if (block.caption) put({ id: `caption:${tables}`, kind: 'paragraph', text: block.caption });
        rows(
          `table:${tables}`,
          block.rows.map((row) => row.map((c) => runText(c.runs))),
        );
        tables += 1;
        break;
      case 'signatures':
        article = heading = '';
        rows('sign', signatureRows(block.parties));
        break;
      case 'toc':
        put({ id: 'toc', kind: 'title', text: block.title });
        break;
      case 'picture':
      case 'pageBreak':
    }
  }
  return lines;
}

/** As they stand on the paper: two beside each other, further ones below them. */
function signatureRows(all: Extract<Block, { kind: 'signatures' }>['parties']): string[][] {
  const keyed = all.some((p) => p.keyword !== '');
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => all.slice(i * 2, i * 2 + 2)).flatMap((parties) => [
    parties.map((p) => `${p.role}：\n${p.name}`),
    ...(keyed ? [parties.map((p) => p.keyword)] : []),
    ...Array.from({ length: Math.max(...parties.map((p) => p.lines.length)) }, (_, n) =>
      parties.map((p) => (p.lines[n] ? `${p.lines[n].label}：${p.lines[n].value}` : '')),
    ),
  ]);
}

/** Numbers that stand literally before a clause: 6.2, （三）, 第六条, 2、, ①; never the figure of an amount or a rate. */
const LEADING =
  /^[\s　]*(第[一二三四五六七八九十百零〇\d]+[章节条款项](?:之[一二三])?|\d{1,3}(?:[.．]\d{1,3}){1,3}(?![\d.%％‰]|\s*(?:[十百千]?[万亿元]|个|年|月|日|天|倍|人|份|期|次))|[（(](?:[一二三四五六七八九十]+|\d{1,3})[)）]|\d{1,3}[、.．](?!\d)|[一二三四五六七八九十]+、|[①-⑳])[\s　、.．]*/u;

/** The number a paragraph begins with, and the rest of it. */
export function splitNumber(text: string): { no: string; text: string } {
  const found = LEADING.exec(text);
  return found ? { no: found[1]!, text: text.slice(found[0].length) } : { no: '', text };
}
