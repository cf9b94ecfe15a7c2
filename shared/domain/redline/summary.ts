/** What changed between two versions, clause by clause, as a person reads it. */
import { runText, type Block, type DocumentModel } from '../contract/blocks.ts';
import { diffText, type Piece } from './diff.ts';
import { compareDocuments, isLine, wordsOf, type Step } from './document-diff.ts';
import { alignInOrder } from './in-order.ts';

export type How = 'changed' | 'inserted' | 'deleted' | 'moved';
export type PlaceChange = {
  /** heading of the article it stands in (of the old version where it went); '' before the first */
  article: string;
  /** 6.2, or '' where nothing is numbered */
  no: string;
  how: How;
  /** of a move: the number it had */
  from?: string;
  pieces: Piece[];
};
export type Summary = {
  changes: PlaceChange[];
  /** clauses and headings that only have another number now */
  renumbered: number;
};

const ROW_LEAST = 0.4;
const BETWEEN_CELLS = ' ｜ ';

/** In reading order of the new version, what went where it stood. The contents are left out: they follow from the headings. */
export function summaryOf(old: DocumentModel, next: DocumentModel): Summary {
  const changes: PlaceChange[] = [];
  let renumbered = 0;
  let [was, now] = ['', ''];
  for (const step of compareDocuments(old, next)) {
    if ('old' in step && step.how !== 'movedTo') was = headingOf(step.old, was);
    if ('next' in step && step.how !== 'movedFrom') now = headingOf(step.next, now);
    const article = step.how === 'deleted' ? was : now;
    if (step.how === 'kept' && isLine(step.old) && isLine(step.next) && numberOf(step.old) !== numberOf(step.next) && wordsOf(step.old) === wordsOf(step.next))
      renumbered += 1;
    changes.push(...changesIn(step).map((c) => ({ ...c, article })));
  }
  return { changes, renumbered };
}

type Found = Omit<PlaceChange, 'article'>;

function changesIn(step: Step): Found[] {
  switch (step.how) {
    case 'deleted':
      return told(step.old).map((line) => ({ ...line, how: 'deleted', pieces: [{ op: 'del', text: line.text }] }));
    case 'inserted':
      return told(step.next).map((line) => ({ ...line, how: 'inserted', pieces: [{ op: 'ins', text: line.text }] }));
    case 'movedFrom':
      return [];
    case 'movedTo':
      return [{ no: numberOf(step.next), how: 'moved', from: numberOf(step.old), pieces: diffText(wordsOf(step.old), wordsOf(step.next)) }];
    case 'kept':
      return linesChanged(told(step.old), told(step.next));
  }
}

type Line = { no: string; text: string };

function linesChanged(olds: readonly Line[], nexts: readonly Line[]): Found[] {
  const found: Found[] = [];
  let [i, j] = [0, 0];
  const pairs = alignInOrder(
    olds.map((l) => l.text),
    nexts.map((l) => l.text),
    ROW_LEAST,
    0,
  );
  for (const [x, y] of [...pairs, [olds.length, nexts.length] as const]) {
    for (const line of olds.slice(i, x)) found.push({ no: line.no, how: 'deleted', pieces: [{ op: 'del', text: line.text }] });
    for (const line of nexts.slice(j, y)) found.push({ no: line.no, how: 'inserted', pieces: [{ op: 'ins', text: line.text }] });
    const [was, is] = [olds[x], nexts[y]];
    if (was && is && was.text !== is.text) found.push({ no: is.no, how: 'changed', pieces: diffText(was.text, is.text) });
    [i, j] = [x + 1, y + 1];
  }
  return found;
}

/** The lines of a block without the numbers that follow from their places. */
function told(block: Block): Line[] {
  const lines = (texts: readonly string[]): Line[] => texts.filter((text) => text.trim() !== '').map((text) => ({ no: '', text }));
  switch (block.kind) {
    case 'table':
      return lines([block.caption ?? '', ...block.rows.map((row) => row.map((c) => runText(c.runs)).join(BETWEEN_CELLS))]);
    case 'cover':
      return lines([block.title, ...block.lines.map((l) => `${l.label}：${l.value}`), block.notes?.title ?? '', ...(block.notes?.items ?? [])]);
    case 'signatures':
      return lines(block.parties.flatMap((p) => [`${p.role}：${p.name}`, ...p.lines.map((l) => `${l.label}：${l.value}`)]));
    case 'toc':
    case 'pageBreak':
      return [];
    default:
      return wordsOf(block).trim() === '' ? [] : [{ no: numberOf(block), text: wordsOf(block) }];
  }
}

function numberOf(block: Block): string {
  if (block.kind === 'clause') return block.no;
  return block.kind === 'heading' ? (/^第[^\s条]{1,8}条/.exec(block.text)?.[0] ?? '') : '';
}

const headingOf = (block: Block, before: string): string => {
  if (block.kind === 'heading') return block.text;
  return block.kind === 'signatures' ? '' : before;
};
