/** The text layer of a PDF. A scan has none: it is kept beside the form and read by a person. */
import './with-resolvers.ts';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { sniff } from './unzip.ts';

export type ReadPdf = { pages: string[]; text: string; pageCount: number; /** pages without any text: pictures of paper */ scannedPages: number[] };
export type PdfOptions = {
  onPage?: (done: number, total: number) => void;
  /** folder of the predefined CMaps, where files are read and nothing is bundled */ cMapFolder?: string;
};

const MAX_PAGES = 1000;

/**
 * Runs where it is called (a worker of ours), without a second worker: pdf.js takes its handler from this global and
 * then needs neither a worker URL nor `blob:` in the CSP.
 */
(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker ??= { WorkerMessageHandler };

/** Bytes of a PDF without its table that are still searched for its objects. */
const MOST_REBUILT = 16 * 1024 * 1024;
const TABLE = new TextEncoder().encode('startxref');

function hasTable(bytes: Uint8Array): boolean {
  for (let at = bytes.lastIndexOf(TABLE[0]!); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(TABLE[0]!, at - 1))
    if (TABLE.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}

/** The file opened by pdf.js, nothing run and nothing fetched on its behalf. */
export function openPdf(bytes: Uint8Array, more: Record<string, unknown> = {}): Result<ReturnType<typeof getDocument>, DocumentError> {
  if (bytes.length === 0) return fail({ key: 'empty' });
  if (sniff(bytes) !== 'pdf') return fail({ key: 'unknownKind' });
  // a copy that broke off: one without its table is rebuilt token by token, and a large one of nothing but zeros takes all memory
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1;
  const written = bytes.subarray(0, end);
  if (written.length > MOST_REBUILT && !hasTable(written)) return fail({ key: 'damaged' });
  return ok(
    getDocument({
      data: new Uint8Array(written),
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      enableXfa: false,
      verbosity: 0,
      ...C_MAPS,
      ...more,
    }),
  );
}

/** What a person can be told of an error of pdf.js; anything else is a bug and thrown on. */
export function pdfFault(error: unknown): DocumentError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return { key: 'pdfPassword' };
  if (name === 'InvalidPDFException' || name === 'MissingPDFException' || name === 'FormatError') return { key: 'damaged' };
  throw error;
}

export async function readPdfText(bytes: Uint8Array, options: PdfOptions = {}): Promise<Result<ReadPdf, DocumentError>> {
  const opened = openPdf(bytes, options.cMapFolder === undefined ? {} : { cMapUrl: options.cMapFolder, BinaryDataFactory: undefined });
  if (!opened.ok) return opened;
  const task = opened.value;
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PAGES) return fail({ key: 'tooManyEntries', params: { limit: MAX_PAGES } });
    const pages: string[] = [];
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      const { items } = await page.getTextContent();
      pages.push(pageText(items.flatMap((item) => ('str' in item ? [item] : []))));
      options.onPage?.(n, document.numPages);
    }
    const scannedPages = pages.flatMap((text, i) => (text.trim() === '' ? [i + 1] : []));
    if (scannedPages.length === pages.length) return fail({ key: 'noText', params: { pages: pages.length } });
    return ok({ pages, text: pages.join('\n'), pageCount: pages.length, scannedPages });
  } catch (error) {
    return fail(pdfFault(error));
  } finally {
    await task.destroy();
  }
}

type Piece = { str: string; hasEOL: boolean };
const pageText = (items: readonly Piece[]): string => plainIdeographs(items.map((i) => i.str + (i.hasEOL ? '\n' : '')).join('')).normalize('NFC');

/** Radical and character pairs that share a glyph: a PDF printed by Chromium says ⻚ where the text said 页. */
const RADICALS = new Map(
  [...'⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⺟母⺠民⻁虎⻑長⺝月⺩王⻗雨⼾户'].flatMap(
    (ch, i, all) => (i % 2 === 0 ? [[ch, all[i + 1]!] as const] : []),
  ),
);

/** Radicals of the Kangxi and supplement blocks as the characters they were. */
export const plainIdeographs = (text: string): string => text.replace(/[\u2e80-\u2fd5]/g, (ch) => RADICALS.get(ch) ?? ch.normalize('NFKC'));

/** Old Chinese PDFs name a predefined CMap instead of embedding it; loaded only when one does. */
const C_MAPS = {
  cMapUrl: 'cmaps/',
  cMapPacked: true,
  BinaryDataFactory: class {
    async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const { cMapBytes } = await import('./cmaps.ts');
      return cMapBytes(filename);
    }
  },
};
