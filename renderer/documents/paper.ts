/** What the smaller papers share: a two-column panel, and the words none of them may print. */
import type { Block, Cell, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { cell, plainLines } from '../../shared/domain/contract/blocks.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { blocksToDocx } from './docx.ts';

export type PaperFile = { document: DocumentModel; contentId: string; bytes: Uint8Array<ArrayBuffer>; name: string };

export const head = (text: string): Cell => cell(text, { bold: true, align: 'center' });

/** Label and value, line by line. */
export const panel = (rows: readonly (readonly [string, string])[]): Block => ({
  kind: 'table',
  head: 0,
  columns: [{ width: 260 }, { width: 740 }],
  rows: rows.map(([label, value]) => [head(label), cell(value === '' ? '/' : value)]),
});

/** Words reserved for licensed appraisers (资产评估法) and for the ministry: our papers never carry them. */
const FORBIDDEN = ['评估报告', '评估值', '评估结论', '评估师', '科学技术部印制', '科学技术部监制', '科技部印制', '科技部监制'];

export function paperDocx(document: DocumentModel, name: string): Result<PaperFile, DocumentError> {
  const text = plainLines(document).join('\n');
  const word = FORBIDDEN.find((w) => text.includes(w));
  if (word !== undefined) return fail({ key: 'wordsForbidden', params: { word } });
  return ok({ document, contentId: document.contentId, bytes: blocksToDocx(document), name });
}

export const paragraphsOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '');
