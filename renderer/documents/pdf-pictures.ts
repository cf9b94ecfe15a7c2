/** Pages of a PDF as pictures, to lie beside a form or a locked text. Made in the worker: a scanned page takes long. */
import { runDocument } from '../workers/documents.ts';

/** JPEG pictures in page order. Throws where the file cannot be read; the text reader says why in words. */
export async function pdfPictures(bytes: Uint8Array, signal?: AbortSignal): Promise<Blob[]> {
  const made = await runDocument({ kind: 'pdf-pictures', bytes }, { signal });
  if (!made.ok) throw new Error(made.error.key);
  return made.value;
}
