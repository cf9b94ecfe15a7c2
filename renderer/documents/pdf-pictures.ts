/** Pages of a PDF as pictures, for a scan that is read by a person. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

// As in read-pdf.ts: runs where it is called, without a second worker or `blob:` in the CSP.
(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker ??= { WorkerMessageHandler };

const WIDTH = 1000;
const MAX_PAGES = 60;

/** PNG pictures of the first pages, 1000 px wide. Rejects where the file is no readable PDF. */
export async function pdfPictures(bytes: Uint8Array, onPage?: (done: number, total: number) => void): Promise<Blob[]> {
  const task = getDocument({ data: bytes.slice(), disableFontFace: true, useSystemFonts: false, useWasm: false, enableXfa: false, verbosity: 0 });
  try {
    const document = await task.promise;
    const pictures: Blob[] = [];
    for (let n = 1; n <= Math.min(document.numPages, MAX_PAGES); n++) {
      const page = await document.getPage(n);
      const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width });
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.ceil(viewport.width);
      canvas.height = Math.ceil(viewport.height);
      await page.render({ canvas, viewport }).promise;
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
      if (blob) pictures.push(blob);
      onPage?.(n, document.numPages);
    }
    return pictures;
  } finally {
    await task.destroy();
  }
}
