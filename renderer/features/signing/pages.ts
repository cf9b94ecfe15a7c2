/** Pages as pictures: of the scan, and of the version that was locked. Object URLs live until `close`. */
import type { Attachment } from '../../../shared/domain/contract.ts';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import { contentOf, isShownPicture } from '../../../shared/file-kinds.ts';
import { readVaultFile } from '../../data/vault.ts';
import { pdfPictures } from '../../documents/pdf-pictures.ts';
import { pdfOf } from '../../documents/print-pdf.tsx';

/** What the scan is compared with: the kept text, a file that was brought in, or nothing. */
export type Locked = { model: DocumentModel } | { file: Attachment } | null;
export type Pages = { urls: readonly string[]; close: () => void };

const shown = (pictures: readonly Blob[]): Pages => {
  const urls = pictures.map((b) => URL.createObjectURL(b));
  return { urls, close: () => urls.forEach((u) => URL.revokeObjectURL(u)) };
};

/** By what is in the file; chats send pictures under any name. */
async function ofFile(file: { hash?: string }): Promise<Blob[]> {
  const bytes = await readVaultFile(file.hash ?? '');
  return isShownPicture(contentOf(bytes)) ? [new Blob([bytes as BlobPart], { type: 'image/png' })] : pdfPictures(bytes);
}

/** Scans one after the other, as they were added. Throws with the name of the file that shows no page. */
export async function scanPages(scans: readonly Attachment[]): Promise<Pages> {
  const pictures: Blob[] = [];
  for (const scan of scans) {
    try {
      pictures.push(...(await ofFile(scan)));
    } catch (cause) {
      throw new Error(scan.name ?? '', { cause });
    }
  }
  return shown(pictures);
}

/** The locked text laid out on paper, or the file that was brought in. */
export async function lockedPages(locked: NonNullable<Locked>): Promise<Pages> {
  return shown('file' in locked ? await ofFile(locked.file) : await pdfPictures(await pdfOf(locked.model)));
}
