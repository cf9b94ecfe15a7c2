/**
 * The neutral document: preview, .docx and PDF are all built from it, so the three cannot say different things.
 * Numbers of clauses are text already; nothing is left to the reader's word processor to count.
 */
import type { Json } from '../../change/change.ts';

export type Align = 'left' | 'center' | 'right' | 'both';

/** A stretch of text. `blank` marks a place still to be filled in: drawn as a highlighted line in drafts. */
export type Run = { text: string; bold?: boolean; underline?: boolean; strike?: boolean; blank?: boolean };

/** Share of the text width, in thousandths; the columns of a table add up to 1000. */
export type Column = { width: number; align?: Align };
/** `foot`: the words stand at the foot of the cell, with room to write above them. */
export type Cell = { runs: Run[]; bold?: boolean; span?: number; align?: Align; foot?: true };

export type SignatureParty = {
  /** 甲方（被许可人） */
  role: string;
  name: string;
  /** seal keyword, unique in the text; empty in drafts so that no platform can stamp one */
  keyword: string;
  lines: { label: string; value: string }[];
};

export type Block =
  | { kind: 'cover'; title: string; subtitle?: string; lines: { label: string; value: string }[]; notes?: { title: string; items: string[] } }
  | { kind: 'title'; text: string; subtitle?: string }
  | { kind: 'toc'; title: string; entries: { id: string; text: string }[] }
  | { kind: 'heading'; id: string; level: 1 | 2; text: string; newPage?: true }
  | { kind: 'clause'; id: string; no: string; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[]; align?: Align; indent?: boolean; small?: boolean; keepWithNext?: boolean }
  | { kind: 'banner'; text: string }
  /** `heights`: of each row at least, in mm; 0 or none is as high as its words */
  | { kind: 'table'; columns: Column[]; head: number; rows: Cell[][]; heights?: number[]; caption?: string }
  | { kind: 'signatures'; parties: SignatureParty[] }
  /** a chart: PNG as base64 (none until it is drawn), size in pixels of the page, and the sentence under it */
  | { kind: 'picture'; id: string; png: string; width: number; height: number; caption: string }
  | { kind: 'pageBreak' };

/** A note to the other side about one clause, in the margin of a Word file. */
export type MarginNote = { clause: string; author: string; date: string; text: string };

export type DocumentModel = {
  kind: 'contract' | 'notice' | 'worksheet' | 'minutes' | 'form' | 'paper';
  title: string;
  /** SHA-256 of the inputs: names the content whatever the file is called */
  contentId: string;
  /** top of every page: 讨论稿 v2 · 内容标识 …, or 合同编号：… */
  header: string;
  /** `several`: only from the second page on */
  pageNumbers: boolean | 'several';
  /** printed small and close, to stay on one sheet; the printed page only */
  dense?: true;
  /** 示例库 / 实训库: across every page; empty in the 正式库 */
  watermark: string;
  /** in the .docx of a draft only; the printed paper has none */
  notes?: MarginNote[];
  blocks: Block[];
};

export const cell = (text: string, more: Omit<Cell, 'runs'> = {}): Cell => ({ runs: [{ text }], ...more });
export const paragraph = (text: string, more: { align?: Align; indent?: boolean; small?: boolean } = {}): Block => ({
  kind: 'paragraph',
  runs: [{ text }],
  ...more,
});

/** One text line per printed paragraph or table cell, in reading order. */
export function plainLines(document: Pick<DocumentModel, 'blocks'>): string[] {
  return document.blocks.flatMap(blockLines).filter((line) => line.trim() !== '');
}

export const runText = (runs: readonly Run[]): string => runs.map((r) => r.text).join('');

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'cover':
      return [
        block.title,
        block.subtitle ?? '',
        ...block.lines.map((l) => `${l.label}：${l.value}`),
        block.notes?.title ?? '',
        ...(block.notes?.items ?? []).map((n, i) => `${i + 1}. ${n}`),
      ];
    case 'title':
      return [block.text, block.subtitle ?? ''];
    case 'toc':
      return [block.title, ...block.entries.map((e) => e.text)];
    case 'heading':
    case 'banner':
      return [block.text];
    case 'clause':
      return [`${block.no} ${runText(block.runs)}`];
    case 'paragraph':
      return [runText(block.runs)];
    case 'table':
      return [block.caption ?? '', ...block.rows.flat().map((c) => runText(c.runs))];
    case 'signatures':
      return block.parties.flatMap((p) => [`${p.role}：${p.name}`, p.keyword, ...p.lines.map((l) => `${l.label}：${l.value}`)]);
    case 'picture':
      return [block.caption];
    case 'pageBreak':
      return [];
  }
}

/**
 * The part that stays on one page with the signatures: from the last heading before them, else the last block, to where the next
 * page begins; `from` and `to` as of slice, nothing without signatures. A page that holds nothing but signatures can be put under
 * another text.
 */
export function endingOf(blocks: readonly Block[]): { from: number; to: number } {
  const at = blocks.findIndex((b) => b.kind === 'signatures');
  if (at < 0) return { from: blocks.length, to: blocks.length };
  const heading = blocks.findLastIndex((b, i) => i < at && b.kind === 'heading');
  const next = blocks.findIndex((b, i) => i > at && (b.kind === 'pageBreak' || (b.kind === 'heading' && b.newPage)));
  // a paper without headings keeps what stands right before the signatures
  return { from: heading < 0 ? Math.max(0, at - 1) : heading, to: next < 0 ? blocks.length : next };
}

/** The document as JSON, for hashing and for sending to a worker. */
export const asJson = (document: DocumentModel): Json => JSON.parse(JSON.stringify(document)) as Json;
