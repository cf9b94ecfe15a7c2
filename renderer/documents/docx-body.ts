/** Blocks → the paragraphs and tables of word/document.xml. Order of elements inside pPr, rPr, tblPr is the schema's: Word insists on it. */
import type { Align, Block, Cell, Run, SignatureParty } from '../../shared/domain/contract/blocks.ts';
import { endingFrom } from '../../shared/domain/contract/blocks.ts';
import { fonts } from './docx-parts.ts';
import { xmlText } from './xml.ts';

/** A4 with 26 mm at the sides, in twentieths of a point. */
export const PAGE = { width: 11906, height: 16838, top: 1588, bottom: 1418, side: 1474 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;

type Marks = { bookmarks: Map<string, number> };

export function bodyXml(blocks: readonly Block[]): string {
  const headings = blocks.flatMap((b) => (b.kind === 'heading' ? [b.id] : []));
  const marks: Marks = { bookmarks: new Map(headings.map((id, i) => [id, i + 1])) };
  const ending = endingFrom(blocks);
  return blocks
    .map((b, i) => (ending >= 0 && i >= ending && b.kind !== 'signatures' ? blockXml(b, marks).replace(KEEP_AT, '$&<w:keepNext/>') : blockXml(b, marks)))
    .join('');
}

const KEEP_AT = /^<w:p><w:pPr>(<w:pStyle w:val="\w+"\/>)?(?!<w:keepNext)/;

function blockXml(block: Block, marks: Marks): string {
  switch (block.kind) {
    case 'cover':
      return coverXml(block);
    case 'title':
      return p('<w:pStyle w:val="Title"/>', t(block.text)) + (block.subtitle ? p('<w:pStyle w:val="Subtitle"/>', t(block.subtitle)) : '');
    case 'toc':
      return tocXml(block, marks);
    case 'heading': {
      const n = marks.bookmarks.get(block.id)!;
      return p(
        `<w:pStyle w:val="Heading${block.level}"/>`,
        `<w:bookmarkStart w:id="${n}" w:name="_Toc${String(n).padStart(6, '0')}"/>${t(block.text)}<w:bookmarkEnd w:id="${n}"/>`,
      );
    }
    case 'clause':
      return p(INDENT, t(`${block.no} `) + runs(block.runs));
    case 'paragraph':
      return p(
        `${block.small ? '<w:pStyle w:val="Small"/>' : ''}${block.keepWithNext ? '<w:keepNext/>' : ''}${block.indent ? INDENT : ''}${jc(block.align)}`,
        runs(block.runs),
      );
    case 'banner':
      return p(
        '<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="595959"/><w:left w:val="single" w:sz="8" w:space="4" w:color="595959"/><w:bottom w:val="single" w:sz="8" w:space="4" w:color="595959"/><w:right w:val="single" w:sz="8" w:space="4" w:color="595959"/></w:pBdr><w:spacing w:before="60" w:after="160" w:line="300" w:lineRule="auto"/>',
        r(block.text, '<w:b/><w:bCs/><w:sz w:val="21"/><w:szCs w:val="21"/>'),
      );
    case 'table':
      return tableXml(block);
    case 'signatures':
      return signaturesXml(block.parties);
    case 'pageBreak':
      return p('<w:spacing w:line="20" w:lineRule="exact"/>', '<w:r><w:br w:type="page"/></w:r>');
  }
}

const INDENT = '<w:ind w:firstLineChars="200" w:firstLine="480"/>';
const jc = (align: Align | undefined): string => (align === undefined ? '' : `<w:jc w:val="${align}"/>`);
const p = (pPr: string, content: string): string => `<w:p>${pPr === '' ? '' : `<w:pPr>${pPr}</w:pPr>`}${content}</w:p>`;
const t = (text: string): string => r(text, '');

function r(text: string, rPr: string): string {
  const open = rPr === '' ? '<w:r>' : `<w:r><w:rPr>${rPr}</w:rPr>`;
  const lines = xmlText(text)
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${line}</w:t>`);
  return `${open}${lines.join('<w:br/>')}</w:r>`;
}

const runs = (list: readonly Run[]): string =>
  list
    .map((x) => r(x.text, `${x.bold ? '<w:b/><w:bCs/>' : ''}${x.blank ? '<w:highlight w:val="yellow"/>' : ''}${x.underline ? '<w:u w:val="single"/>' : ''}`))
    .join('');

/**
 * `\u` takes outline levels, `\n` leaves page numbers out: they are known only after layout, and a number that is
 * wrong until somebody presses F9 is worse than none. The entries are there already, so nothing has to be updated.
 */
function tocXml(block: Extract<Block, { kind: 'toc' }>, marks: Marks): string {
  const begin =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\n \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
  const entries = block.entries.map((e, i) => {
    const n = String(marks.bookmarks.get(e.id) ?? 0).padStart(6, '0');
    return p(
      '<w:pStyle w:val="TOC1"/>',
      `${i === 0 ? begin : ''}<w:hyperlink w:anchor="_Toc${n}" w:history="1">${t(e.text)}</w:hyperlink>${i === block.entries.length - 1 ? '<w:r><w:fldChar w:fldCharType="end"/></w:r>' : ''}`,
    );
  });
  return p('<w:pStyle w:val="TocTitle"/>', t(block.title)) + entries.join('');
}

type Line = { xml: string; span: number };

/** Fixed layout with a grid: WPS and Word otherwise each find widths of their own, and LibreOffice falls to one column. */
function table(widths: readonly number[], rows: readonly Line[][], borders: string, head: number, keep: boolean): string {
  const total = widths.reduce((s, w) => s + w, 0);
  const grid = widths.map((w) => `<w:gridCol w:w="${w}"/>`).join('');
  const body = rows.map((row, i) => {
    let at = 0;
    const cells = row.map((c) => {
      const width = widths.slice(at, at + c.span).reduce((s, w) => s + w, 0);
      at += c.span;
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${c.span > 1 ? `<w:gridSpan w:val="${c.span}"/>` : ''}<w:vAlign w:val="center"/></w:tcPr>${keep && i < rows.length - 1 ? c.xml.replaceAll('<w:pStyle w:val="Cell"/>', '<w:pStyle w:val="Cell"/><w:keepNext/>') : c.xml}</w:tc>`;
    });
    return `<w:tr><w:trPr><w:cantSplit/>${i < head ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body.join('')}</w:tbl>`;
}

const border = (side: string, value: string): string => `<w:${side} w:val="${value}" w:sz="4" w:space="0" w:color="auto"/>`;
const SIDES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
const LINES = SIDES.map((s) => border(s, 'single')).join('');
const NO_LINES = SIDES.map((s) => border(s, 'nil')).join('');

function tableXml(block: Extract<Block, { kind: 'table' }>): string {
  const widths = block.columns.map((c) => Math.round((TEXT_WIDTH * c.width) / 1000));
  const rows = block.rows.map((row) => {
    let column = 0;
    return row.map((c) => {
      const align = c.align ?? block.columns[column]?.align;
      column += c.span ?? 1;
      return { xml: cellXml(c, align), span: c.span ?? 1 };
    });
  });
  const caption = block.caption ? p('<w:keepNext/><w:spacing w:before="120"/>', r(block.caption, '<w:b/><w:bCs/>')) : '';
  return caption + table(widths, rows, LINES, block.head, rows.length <= 8) + p('<w:spacing w:line="120" w:lineRule="exact"/>', '');
}

function cellXml(c: Cell, align: Align | undefined): string {
  const bold = (x: Run): Run => (c.bold ? { ...x, bold: true } : x);
  return p(`<w:pStyle w:val="Cell"/>${jc(align)}`, runs(c.runs.map(bold)));
}

function coverXml(block: Extract<Block, { kind: 'cover' }>): string {
  const title = p('<w:pStyle w:val="Title"/><w:spacing w:before="1500" w:after="1100"/>', r(block.title, '<w:sz w:val="56"/><w:szCs w:val="56"/>'));
  const widths = [3300, TEXT_WIDTH - 3300];
  const size = '<w:sz w:val="28"/><w:szCs w:val="28"/>';
  const rows = block.lines.map((l): Line[] => [
    { span: 1, xml: p('<w:pStyle w:val="Cell"/><w:spacing w:before="120" w:after="120"/><w:jc w:val="right"/>', r(`${l.label}：`, fonts('黑体') + size)) },
    {
      span: 1,
      xml: p(
        '<w:pStyle w:val="Cell"/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr><w:spacing w:before="120" w:after="120"/>',
        r(l.value, size),
      ),
    },
  ]);
  const notes = block.notes
    ? p('<w:spacing w:before="900"/>', r(block.notes.title, `${fonts('黑体')}<w:sz w:val="21"/><w:szCs w:val="21"/>`)) +
      block.notes.items.map((n, i) => p('<w:pStyle w:val="Small"/>', t(`${i + 1}. ${n}`))).join('')
    : '';
  return title + (block.subtitle ? p('<w:pStyle w:val="Subtitle"/>', t(block.subtitle)) : '') + table(widths, rows, NO_LINES, 0, false) + notes;
}

/** Kept in one piece, below the end of the text. */
function signaturesXml(parties: readonly SignatureParty[]): string {
  const half = Math.floor(TEXT_WIDTH / parties.length);
  const widths = parties.map(() => half);
  const cellOf = (xml: string): Line => ({ span: 1, xml });
  const head = parties.map((party) =>
    cellOf(
      p('<w:pStyle w:val="Cell"/>', r(`${party.role}：`, `${fonts('黑体')}<w:sz w:val="24"/><w:szCs w:val="24"/>`)) +
        p('<w:pStyle w:val="Cell"/>', r(party.name, '<w:sz w:val="24"/><w:szCs w:val="24"/>')),
    ),
  );
  // only where a seal goes is room left for one
  const sealed = parties.some((party) => party.role.includes('盖章'));
  const seal = parties.map((party) =>
    cellOf(
      p(
        '<w:pStyle w:val="Cell"/><w:spacing w:before="560" w:after="560"/><w:jc w:val="center"/>',
        party.keyword === '' ? '' : r(party.keyword, '<w:color w:val="A6A6A6"/><w:sz w:val="16"/><w:szCs w:val="16"/>'),
      ),
    ),
  );
  const count = Math.max(...parties.map((x) => x.lines.length));
  const lines = Array.from({ length: count }, (_, i) =>
    parties.map((party) => {
      const line = party.lines[i];
      return cellOf(p('<w:pStyle w:val="Cell"/><w:spacing w:before="120" w:after="120"/>', line ? t(`${line.label}：${line.value}`) : ''));
    }),
  );
  return (
    p('<w:keepNext/>', '') +
    table(widths, [head, ...(sealed ? [seal] : []), ...lines], NO_LINES, 0, true) +
    p('<w:spacing w:line="20" w:lineRule="exact"/>', '')
  );
}
