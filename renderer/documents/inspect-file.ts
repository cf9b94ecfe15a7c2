/** Whether a file that is to prove something can be read by whoever is shown it: a PDF with pages, a picture, a whole Office file. */
import { contentOf, isShownPicture, namedKind } from '../../shared/file-kinds.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { attempt, refuseDocument, type DocumentError } from './document-error.ts';
import { MAX_PICTURES } from './draw-pdf.ts';
import { openPdf, pdfFault } from './read-pdf.ts';
import { ZipReader } from './unzip.ts';

/** `pages` is undefined for what has no fixed pages (Office files) or is not laid out here (TIFF). */
export type Inspected = { pages?: number };

/** The part that makes a zip the document its name says. */
const MAIN_PART: Readonly<Record<string, string>> = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml', pptx: 'ppt/presentation.xml', ofd: 'OFD.xml' };

export async function inspectFile(bytes: Uint8Array, name: string): Promise<Result<Inspected, DocumentError>> {
  const content = contentOf(bytes);
  if (content === 'empty') return fail({ key: 'empty' });
  if (content === 'pdf') return pdfPages(bytes);
  if (isShownPicture(content)) return picture(bytes);
  const part = MAIN_PART[namedKind(name)?.word ?? ''];
  if (content === 'zip' && part !== undefined) return attempt(() => (new ZipReader(bytes).has(part) ? {} : refuseDocument('damaged', { part })));
  return ok({});
}

/** Every page is opened: a file cut short may still count them all. */
async function pdfPages(bytes: Uint8Array): Promise<Result<Inspected, DocumentError>> {
  const opened = openPdf(bytes);
  if (!opened.ok) return opened;
  const task = opened.value;
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PICTURES) return fail({ key: 'tooManyEntries', params: { limit: MAX_PICTURES } });
    for (let n = 1; n <= document.numPages; n++) await document.getPage(n);
    return ok({ pages: document.numPages });
  } catch (error) {
    return fail(pdfFault(error));
  } finally {
    await task.destroy();
  }
}

async function picture(bytes: Uint8Array): Promise<Result<Inspected, DocumentError>> {
  try {
    const drawn = await createImageBitmap(new Blob([bytes as BlobPart]));
    drawn.close();
    return ok({ pages: 1 });
  } catch {
    return fail({ key: 'damaged' });
  }
}
