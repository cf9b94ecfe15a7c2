/** Blocks → bytes, off the screen's thread where there is a worker for it; the formats are only fetched when a file is made. */
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';

export async function docxOf(document: DocumentModel): Promise<Uint8Array> {
  const { blocksToDocx } = await import('./docx.ts');
  return blocksToDocx(document);
}
