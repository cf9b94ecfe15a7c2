/** Paragraphs and tables of two versions woven into one body of native revisions. */
import { alignInOrder } from '../../shared/domain/redline/in-order.ts';
import { changedParagraph, paragraphText, wholeParagraph } from './redline-paragraph.ts';
import type { Pen } from './redline-pen.ts';
import { firstOf, node, nodesOf, withChildren, type XmlNode } from './xml-tree.ts';

const LIKE_LEAST = 0.4;
const ALONE_LEAST = 0.1;

/** Elements of one block: those alike are one, changed inside; the rest came or went. */
export function wovenElements(olds: readonly XmlNode[], nexts: readonly XmlNode[], pen: Pen): XmlNode[] {
  const pairs = alignInOrder(olds.map(textOf), nexts.map(textOf), LIKE_LEAST, 0).filter(([i, j]) => mergeable(olds[i]!, nexts[j]!));
  return inOrder(olds, nexts, pairs, (old, next) => (old.name === 'w:tbl' ? changedTable(old, next, pen) : changedParagraph(old, next, pen)), pen);
}

/** An element that came or went whole. */
export const whole = (element: XmlNode, mark: 'w:ins' | 'w:del', pen: Pen): XmlNode => {
  if (element.name === 'w:tr') return wholeRow(element, mark, pen);
  if (element.name !== 'w:tbl') return wholeParagraph(element, mark, pen);
  return withChildren(
    element,
    nodesOf(element).map((c) => (c.name === 'w:tr' ? wholeRow(c, mark, pen) : c)),
  );
};

const textOf = (element: XmlNode): string =>
  element.name === 'w:p'
    ? paragraphText(element)
    : nodesOf(element)
        .filter((c) => ['w:p', 'w:tbl', 'w:tr', 'w:tc'].includes(c.name))
        .map(textOf)
        .join('\n');

const columnsOf = (table: XmlNode): number => nodesOf(firstOf(table, 'w:tblGrid') ?? node('')).length;
const mergeable = (old: XmlNode, next: XmlNode): boolean => old.name === next.name && (old.name !== 'w:tbl' || columnsOf(old) === columnsOf(next));

function inOrder(
  olds: readonly XmlNode[],
  nexts: readonly XmlNode[],
  pairs: readonly [number, number][],
  both: (old: XmlNode, next: XmlNode) => XmlNode,
  pen: Pen,
): XmlNode[] {
  const out: XmlNode[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...pairs, [olds.length, nexts.length] as const]) {
    out.push(...olds.slice(i, x).map((e) => whole(e, 'w:del', pen)), ...nexts.slice(j, y).map((e) => whole(e, 'w:ins', pen)));
    if (x < olds.length) out.push(both(olds[x]!, nexts[y]!));
    [i, j] = [x + 1, y + 1];
  }
  return out;
}

const rowsOf = (table: XmlNode): XmlNode[] => nodesOf(table).filter((c) => c.name === 'w:tr');
const cellsOf = (row: XmlNode): XmlNode[] => nodesOf(row).filter((c) => c.name === 'w:tc');

function changedTable(old: XmlNode, next: XmlNode, pen: Pen): XmlNode {
  const [olds, nexts] = [rowsOf(old), rowsOf(next)];
  const shape = (row: XmlNode): string =>
    cellsOf(row)
      .map((c) => writtenSpan(c))
      .join();
  const pairs = alignInOrder(olds.map(textOf), nexts.map(textOf), LIKE_LEAST, ALONE_LEAST).filter(([i, j]) => shape(olds[i]!) === shape(nexts[j]!));
  const rows = inOrder(olds, nexts, pairs, (was, now) => changedRow(was, now, pen), pen);
  return withChildren(next, [...nodesOf(next).filter((c) => c.name !== 'w:tr'), ...rows]);
}

const writtenSpan = (cell: XmlNode): string => firstOf(firstOf(cell, 'w:tcPr') ?? node(''), 'w:gridSpan')?.attributes['w:val'] ?? '1';

function changedRow(old: XmlNode, next: XmlNode, pen: Pen): XmlNode {
  const were = cellsOf(old);
  let at = 0;
  return withChildren(
    next,
    nodesOf(next).map((c) => (c.name === 'w:tc' ? changedCell(were[at++]!, c, pen) : c)),
  );
}

/** A cell must keep its last paragraph, so the last ones are one in any case. */
function changedCell(old: XmlNode, next: XmlNode, pen: Pen): XmlNode {
  const [olds, nexts] = [old, next].map((c) => nodesOf(c).filter((p) => p.name === 'w:p')) as [XmlNode[], XmlNode[]];
  const both = (was: XmlNode, now: XmlNode): XmlNode => changedParagraph(was, now, pen);
  const [lastOld, lastNext] = [olds.length - 1, nexts.length - 1];
  const pairs: [number, number][] =
    olds.length === nexts.length
      ? olds.map((_, i) => [i, i])
      : [...alignInOrder(olds.slice(0, -1).map(paragraphText), nexts.slice(0, -1).map(paragraphText), LIKE_LEAST), [lastOld, lastNext]];
  return withChildren(next, [...nodesOf(next).filter((c) => c.name !== 'w:p'), ...inOrder(olds, nexts, pairs, both, pen)]);
}

function wholeRow(row: XmlNode, mark: 'w:ins' | 'w:del', pen: Pen): XmlNode {
  const properties = firstOf(row, 'w:trPr') ?? node('w:trPr');
  const cells = cellsOf(row).map((cell) =>
    withChildren(
      cell,
      nodesOf(cell).map((c) => (c.name === 'w:p' ? wholeParagraph(c, mark, pen) : c)),
    ),
  );
  // the exceptions a row may make to its table stand before its properties
  const before = nodesOf(row).filter((c) => c.name === 'w:tblPrEx');
  return withChildren(row, [...before, withChildren(properties, [...properties.children, pen.mark(mark)]), ...cells]);
}
