/** Blocks → the paragraphs and tables of a .docx. */
import type { FileChild, IParagraphOptions, ParagraphChild } from 'docx';
import { Bookmark, BuilderElement, CommentRangeEnd, CommentRangeStart, CommentReference, InternalHyperlink, PageBreak, Paragraph, Run } from 'docx';
import type { Block, MarginNote, Run as Words } from '../../shared/domain/contract/blocks.ts';
import { endingOf } from '../../shared/domain/contract/blocks.ts';
import { heldTogether } from './docx-held.ts';
import { HEADING, face } from './docx-look.ts';
import { coverTable, signatureTable, tableOf } from './docx-table.ts';
import { pictureOf } from './docx-pictures.ts';
import { numbersOf, type Numbered } from './docx-numbers.ts';
import { runs, text } from './docx-text.ts';
import { hasLongRun } from './long-run.ts';

/** Number of each heading, in order: names its bookmark. */
type Marks = ReadonlyMap<string, number>;
type TocBlock = Extract<Block, { kind: 'toc' }>;

export const bodyOf = (blocks: readonly Block[], notes: readonly MarginNote[] = []): FileChild[] =>
  heldTogether(blocks, blocksOf(blocks, marksOf(blocks), 'field', notes)).flat();

/** A number for each heading. */
export const marksOf = (blocks: readonly Block[]): Marks => new Map(blocks.flatMap((b) => (b.kind === 'heading' ? [b.id] : [])).map((id, i) => [id, i + 1]));

/** What each block becomes; `lines`: the contents as plain lines, where a field would be updated over what is to be compared. */
export function blocksOf(blocks: readonly Block[], marks: Marks, contents: 'field' | 'lines', notes: readonly MarginNote[] = []): FileChild[][] {
  const ending = endingOf(blocks);
  const numbers = numbersOf(blocks);
  return blocks.map((b, i) => {
    const children =
      b.kind === 'toc'
        ? toc(b, marks, contents === 'field')
        : childrenOf(b, marks, { ending: i >= ending.from && i < ending.to, compared: contents === 'lines' }, notes, numbers.get(b));
    // a table ends with a line of its own: below seals at the foot of a page it would begin a page, and leave it empty
    return b.kind === 'signatures' && beginsPage(blocks[i + 1]) ? children.slice(0, -1) : children;
  });
}
const beginsPage = (block: Block | undefined): boolean => block?.kind === 'heading' && block.newPage === true;

const INDENT: IParagraphOptions = { indent: { firstLineChars: 200, firstLine: 480 } };
const KEEP: IParagraphOptions = { keepNext: true };
const even = (list: readonly Words[], compared: boolean): IParagraphOptions => (compared || hasLongRun(list) ? { alignment: 'left' } : {});

/** `compared`: all set even on the left, or what only one version sets so would be a revision too. */
type Place = { ending: boolean; compared: boolean };

function childrenOf(
  block: Exclude<Block, TocBlock>,
  marks: Marks,
  { ending, compared }: Place,
  notes: readonly MarginNote[],
  numbered?: Numbered,
): FileChild[] {
  const keep = ending ? KEEP : {};
  // custom: without it the package gives every line of a list a style of its own
  const number: IParagraphOptions = numbered ? { numbering: { reference: numbered.list, level: 0, custom: true } } : {};
  switch (block.kind) {
    case 'cover':
      return cover(block);
    case 'title':
      return [new Paragraph({ style: 'Title', ...keep, children: text(block.text) }), ...subtitle(block.subtitle)];
    case 'heading': {
      const bookmark = new Bookmark({ id: bookmarkName(marks.get(block.id)!), children: text(numbered?.words ?? block.text) });
      return [new Paragraph({ style: `Heading${block.level}`, ...keep, ...number, ...(block.newPage ? { pageBreakBefore: true } : {}), children: [bookmark] })];
    }
    case 'clause':
      return [
        new Paragraph({
          ...keep,
          ...number,
          ...INDENT,
          ...even(block.runs, compared),
          children: noted(block.id, notes, [...(numbered ? [] : text(`${block.no} `)), ...runs(block.runs)]),
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          ...(block.small ? { style: 'Small' } : {}),
          ...(block.keepWithNext ? KEEP : keep),
          ...(block.indent ? INDENT : {}),
          ...(block.align ? { alignment: block.align } : even(block.runs, compared)),
          children: runs(block.runs),
        }),
      ];
    case 'banner':
      return [banner(block.text, keep)];
    case 'table':
      return tableOf(block, ending);
    case 'signatures':
      return signatureTable(block.parties);
    case 'picture':
      return pictureOf(block);
    case 'pageBreak':
      return [new Paragraph({ spacing: { line: 20, lineRule: 'exact' }, children: [new PageBreak()] })];
  }
}

/** The clause with its notes hung on it; a note's number is its place in the list. */
function noted(clause: string, notes: readonly MarginNote[], words: ParagraphChild[]): ParagraphChild[] {
  const ids = notes.flatMap((n, i) => (n.clause === clause ? [i] : []));
  return [
    ...ids.map((id) => new CommentRangeStart(id)),
    ...words,
    ...ids.flatMap((id) => [new CommentRangeEnd(id), new Run({ children: [new CommentReference(id)] })]),
  ];
}

const bookmarkName = (mark: number): string => `_Toc${String(mark).padStart(6, '0')}`;
const subtitle = (value: string | undefined): Paragraph[] => (value ? [new Paragraph({ style: 'Subtitle', children: text(value) })] : []);

function banner(value: string, keep: IParagraphOptions): Paragraph {
  const side = { style: 'single', size: 8, space: 4, color: '595959' } as const;
  return new Paragraph({
    ...keep,
    border: { top: side, left: side, bottom: side, right: side },
    spacing: { before: 60, after: 160, line: 300, lineRule: 'auto' },
    children: text(value, { bold: true, size: 21 }),
  });
}

function cover(block: Extract<Block, { kind: 'cover' }>): FileChild[] {
  const title = new Paragraph({ style: 'Title', spacing: { before: 1500, after: 1100 }, children: text(block.title, { size: 56 }) });
  const notes = block.notes
    ? [
        new Paragraph({ spacing: { before: 900 }, children: text(block.notes.title, { font: face(HEADING), size: 21 }) }),
        ...block.notes.items.map((note, i) => new Paragraph({ style: 'Small', children: text(`${i + 1}. ${note}`) })),
      ]
    : [];
  return [title, ...subtitle(block.subtitle), coverTable(block.lines), ...notes];
}

const fieldChar = (type: 'begin' | 'separate' | 'end') =>
  new BuilderElement({ name: 'w:fldChar', attributes: { type: { key: 'w:fldCharType', value: type } } });

/**
 * `\u` takes outline levels, `\n` leaves page numbers out: they are known only after layout, and a number that is
 * wrong until somebody presses F9 is worse than none. The entries are there already, so nothing has to be updated.
 * Not the package's TableOfContents: its entries hold a tab and a page, its field begins and ends in empty lines.
 */
function toc(block: TocBlock, marks: Marks, field: boolean): Paragraph[] {
  const code = new BuilderElement({ name: 'w:instrText', attributes: { space: { key: 'xml:space', value: 'preserve' } } }).addChildElement(
    ' TOC \\o "1-1" \\n \\h \\z \\u ',
  );
  const begin = new Run({ children: [fieldChar('begin'), code, fieldChar('separate')] });
  const end = new Run({ children: [fieldChar('end')] });
  const entries = block.entries.map((entry, i) => {
    const link = new InternalHyperlink({ anchor: bookmarkName(marks.get(entry.id) ?? 0), children: text(entry.text) });
    return new Paragraph({ style: 'TOC1', children: [...(field && i === 0 ? [begin] : []), link, ...(field && i === block.entries.length - 1 ? [end] : [])] });
  });
  return [new Paragraph({ style: 'TocTitle', children: text(block.title) }), ...entries];
}
