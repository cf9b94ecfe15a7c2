/** A document as Chromium prints it, without the printer's own header and footer. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderToStaticMarkup } from 'react-dom/server';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { blocksToPrintDocument } from '../../renderer/documents/print-page.tsx';
import { CHROMIUM } from './chromium.ts';

const CSS = readFileSync(new URL('../../renderer/documents/print-page.css', import.meta.url), 'utf8');

/** The path of the PDF. */
export function printedPdf(document: DocumentModel): string {
  const folder = mkdtempSync(join(tmpdir(), 'kezhuan-print-'));
  const page = join(folder, 'page.html');
  const made = join(folder, 'page.pdf');
  writeFileSync(
    page,
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${document.title}</title><style>${CSS}</style>${renderToStaticMarkup(blocksToPrintDocument(document))}`,
  );
  execFileSync(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-pdf-header-footer',
      '--generate-pdf-document-outline',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--print-to-pdf=${made}`,
      pathToFileURL(page).href,
    ],
    { stdio: 'pipe' },
  );
  return made;
}
