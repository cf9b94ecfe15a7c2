/** A heading that stays with its text in LibreOffice too. */
import type { FileChild } from 'docx';
import { Paragraph, Table } from 'docx';
import type { Block } from '../../shared/domain/contract/blocks.ts';

/** Paragraphs and rows LibreOffice puts on a page of a longer text before it has measured any of them. */
const FIRST_GUESS = 20;

/**
 * LibreOffice first begins a page after so many paragraphs, then moves what does not fit. Where that first page begins right
 * below a heading, "keep with next" is not looked at again: the heading stands alone at the foot of a page. An empty line of
 * one point above such a heading moves that beginning to the heading itself. Word and WPS do not see it.
 */
export function heldTogether(blocks: readonly Block[], children: readonly FileChild[][]): FileChild[][] {
  let count = 0;
  let breaks = false;
  const step = (size: number, begins: boolean): void => {
    count += size;
    if (begins || count > FIRST_GUESS) count = 0;
  };
  return blocks.map((block, i) => {
    const made = [...children[i]!];
    const begins = breaks || (block.kind === 'heading' && block.newPage === true);
    if (block.kind === 'heading' && !begins && count + made.length === FIRST_GUESS && blocks[i + 1]) made.unshift(thread());
    made.forEach((child, n) => step(child instanceof Table ? rowsOf(block) : 1, begins && n === 0));
    breaks = block.kind === 'pageBreak';
    return made;
  });
}

const thread = (): Paragraph => new Paragraph({ spacing: { line: 20, lineRule: 'exact' } });

function rowsOf(block: Block): number {
  switch (block.kind) {
    case 'table':
      return block.rows.length;
    case 'cover':
      return block.lines.length;
    default:
      return 1;
  }
}
