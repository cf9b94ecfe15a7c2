/** Draws the pages of a PDF without a document: canvases that live in a worker, no filters, no fonts of the page. */
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { openPdf, pdfFault } from './read-pdf.ts';

const WIDTH = 1240;
/** Pages of one file that are drawn, to be compared by eye. */
export const MAX_PICTURES = 200;

type Drawn = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null };

class WorkerCanvases {
  create(width: number, height: number): Drawn {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }
  reset(drawn: Drawn, width: number, height: number): void {
    if (drawn.canvas) Object.assign(drawn.canvas, { width, height });
  }
  destroy(drawn: Drawn): void {
    drawn.canvas = null;
    drawn.context = null;
  }
  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }
}

const none = (): 'none' => 'none';
class NoFilters {
  addFilter = none;
  addHCMFilter = none;
  addAlphaFilter = none;
  addLuminosityFilter = none;
  addKnockoutFilter = none;
  addHighlightHCMFilter = none;
  addSelectionHCMFilter = none;
  addSelectionFilter = none;
  createSelectionStyle = (): null => null;
  destroy = (): void => undefined;
}

/** A picture per page, 1240 pixels wide (150 dpi of A4). */
export async function drawPdf(bytes: Uint8Array, onPage?: (done: number, total: number) => void): Promise<Result<Blob[], DocumentError>> {
  const opened = openPdf(bytes, { CanvasFactory: WorkerCanvases, FilterFactory: NoFilters });
  if (!opened.ok) return opened;
  const task = opened.value;
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PICTURES) return fail({ key: 'tooManyEntries', params: { limit: MAX_PICTURES } });
    const pictures: Blob[] = [];
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width });
      const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.min(8000, Math.ceil(viewport.height)));
      // 'print' draws at once; 'display' waits for animation frames that a hidden window never gets
      await page.render({ canvas: null, canvasContext: canvas.getContext('2d') as unknown as CanvasRenderingContext2D, viewport, intent: 'print' }).promise;
      pictures.push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }));
      page.cleanup();
      onPage?.(n, document.numPages);
    }
    return ok(pictures);
  } catch (error) {
    return fail(pdfFault(error));
  } finally {
    await task.destroy();
  }
}
