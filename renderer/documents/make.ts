/** Blocks → bytes, in the documents worker. */
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { runDocument } from '../workers/documents.ts';
import type { WorksheetBook } from './worksheet-xlsx.ts';

export async function docxOf(document: DocumentModel): Promise<Uint8Array> {
  const made = await runDocument({ kind: 'docx', document });
  if (!made.ok) throw new Error(made.error.key);
  return made.value;
}

export async function workbookOf(book: WorksheetBook): Promise<Uint8Array> {
  const made = await runDocument({ kind: 'worksheet-xlsx', book });
  if (!made.ok) throw new Error(made.error.key);
  return made.value;
}
