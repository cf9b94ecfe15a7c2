/** The tables of a .docx: records, the lines of a cover, the places for signatures. */
import type { IBorderOptions, IParagraphOptions } from 'docx';
import { Paragraph, Table, TableCell, TableRow } from 'docx';
import type { Block, Cell, SignatureParty } from '../../shared/domain/contract/blocks.ts';
import { HEADING, LINE, NO_LINE, TEXT_WIDTH, face } from './docx-look.ts';
import { runs, text } from './docx-text.ts';
import { signsBelow } from './sign-line.ts';

/** What a cell holds, before it is known whether the row stays with the next one. */
type Place = { span: number; lines: IParagraphOptions[]; foot?: true };
/** `heights` in mm, 0 as high as the words */
type Shape = {
  widths: readonly number[];
  border: IBorderOptions;
  head: number;
  keep: boolean;
  heights?: readonly number[];
  ending?: boolean;
  /** beside the words of a cell, in twentieths of a point */ pad?: number;
};

const TWIPS_PER_MM = 1440 / 25.4;

const gap = (line: number, keepNext = false): Paragraph => new Paragraph({ ...(keepNext ? { keepNext } : {}), spacing: { line, lineRule: 'exact' } });

/** Fixed layout with a grid: WPS and Word otherwise each find widths of their own, and LibreOffice falls to one column. */
function table(rows: readonly Place[][], { widths, border, head, keep, heights, ending, pad = 108 }: Shape): Table {
  const sum = (from: number, count: number): number => widths.slice(from, from + count).reduce((s, w) => s + w, 0);
  const dxa = (size: number) => ({ size, type: 'dxa' as const });
  return new Table({
    width: dxa(sum(0, widths.length)),
    columnWidths: widths,
    layout: 'fixed',
    margins: { marginUnitType: 'dxa', top: 0, left: pad, bottom: 0, right: pad },
    borders: { top: border, left: border, bottom: border, right: border, insideHorizontal: border, insideVertical: border },
    rows: rows.map((row, i) => {
      const keepNext = (keep && i < rows.length - 1) || (ending && i >= rows.length - 2) ? { keepNext: true } : {};
      let at = 0;
      const children = row.map(({ span, lines, foot }) => {
        const width = dxa(sum(at, span));
        at += span;
        const paragraphs = lines.map((line) => new Paragraph({ style: 'Cell', ...keepNext, ...line }));
        return new TableCell({ width, verticalAlign: foot ? 'bottom' : 'center', ...(span > 1 ? { columnSpan: span } : {}), children: paragraphs });
      });
      const height = heights?.[i] ? { height: { value: Math.round(heights[i] * TWIPS_PER_MM), rule: 'atLeast' as const } } : {};
      return new TableRow({ cantSplit: true, ...height, ...(i < head ? { tableHeader: true } : {}), children });
    }),
  });
}

/** `ending`: it stays with what follows. */
export function tableOf(block: Extract<Block, { kind: 'table' }>, ending = false): (Paragraph | Table)[] {
  const widths = block.columns.map((c) => Math.round((TEXT_WIDTH * c.width) / 1000));
  const rows = block.rows.map((row) => {
    let column = 0;
    return row.map((c) => {
      const align = c.align ?? block.columns[column]?.align;
      column += c.span ?? 1;
      return cellOf(c, align);
    });
  });
  const caption = block.caption ? [new Paragraph({ keepNext: true, spacing: { before: 120 }, children: text(block.caption, { bold: true }) })] : [];
  const { head, heights } = block;
  return [...caption, table(rows, { widths, border: LINE, head, keep: rows.length <= 8, ending, ...(heights ? { heights } : {}) }), gap(120, ending)];
}

const cellOf = (c: Cell, alignment: Cell['align']): Place => ({
  span: c.span ?? 1,
  ...(c.foot ? { foot: true } : {}),
  lines: [{ ...(alignment ? { alignment } : {}), children: runs(c.runs, c.bold) }],
});

const AIRY = { before: 120, after: 120 };
const one = (...lines: IParagraphOptions[]): Place => ({ span: 1, lines });

export function coverTable(lines: readonly { label: string; value: string }[]): Table {
  const rows = lines.map((l) => [
    one({ spacing: AIRY, alignment: 'right', children: text(`${l.label}：`, { font: face(HEADING), size: 28 }) }),
    one({ spacing: AIRY, border: { bottom: { ...LINE, space: 1 } }, children: text(l.value, { size: 28 }) }),
  ]);
  return table(rows, { widths: [3300, TEXT_WIDTH - 3300], border: NO_LINE, head: 0, keep: false });
}

/** Room for a hand below the label. */
const SIGNED = { before: 120, after: 480 };
const RIGHT = 4800;
/** Kept in one piece, below the end of the text: two beside each other, further ones below them. */
export function signatureTable(parties: readonly SignatureParty[]): (Paragraph | Table)[] {
  // one who signs alone does so on the right
  const alone = parties.length === 1;
  const widths = alone ? [TEXT_WIDTH - RIGHT, RIGHT] : [Math.floor(TEXT_WIDTH / 2), Math.floor(TEXT_WIDTH / 2)];
  // only where a seal goes is room left for one
  const sealed = parties.some((p) => p.role.includes('盖章'));
  const rows = Array.from({ length: Math.ceil(parties.length / 2) }, (_, i) => parties.slice(i * 2, i * 2 + 2)).flatMap((pair, i) => {
    const below = i > 0 ? { spacing: { before: 560 } } : {};
    const head = pair.map((p) => one({ ...below, children: text(`${p.role}：`, { font: face(HEADING), size: 24 }) }, { children: text(p.name, { size: 24 }) }));
    const seal = pair.map((p) =>
      one({ spacing: { before: 560, after: 560 }, alignment: 'center', children: p.keyword === '' ? [] : text(p.keyword, { color: 'A6A6A6', size: 16 }) }),
    );
    const lines = Array.from({ length: Math.max(...pair.map((p) => p.lines.length)) }, (_, n) =>
      pair.map(({ lines: own }) =>
        one({ spacing: own[n] && signsBelow(own[n]) ? SIGNED : AIRY, children: own[n] ? text(`${own[n].label}：${own[n].value}`) : [] }),
      ),
    );
    const empty = one({ children: [] });
    return [head, ...(sealed ? [seal] : []), ...lines].map((row) => (alone ? [empty, ...row] : row.length < 2 ? [...row, empty] : row));
  });
  // no room beside the words: the longest label just fits; and the line below stays too, or it would begin a page of its own
  return [new Paragraph({ keepNext: true }), table(rows, { widths, border: NO_LINE, head: 0, keep: true, ending: true, pad: 0 }), gap(20)];
}
