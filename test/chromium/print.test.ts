import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { blocksToPrintDocument } from '../../renderer/documents/print-page.tsx';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { readPdfText } from '../../renderer/documents/read-pdf.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { clauses } from '../documents/clause-files.ts';
import { squeeze } from '../documents/office.ts';
import { CHROMIUM } from '../support/chromium.ts';

it('the printed PDF says what the .docx says, in the same order, and keeps the last article with the signatures', async () => {
  const { document } = buildContract(clauses('XK-ZL'), licenceInput({ copy: 'signing', contractNo: '示例-2026-001' }));
  const folder = mkdtempSync(join(tmpdir(), 'kezhuan-print-'));
  const page = join(folder, 'page.html');
  const css = readFileSync(new URL('../../renderer/documents/print-page.css', import.meta.url), 'utf8');
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${css}</style>${renderToStaticMarkup(blocksToPrintDocument(document))}`);
  execFileSync(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-pdf-header-footer',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--print-to-pdf=${join(folder, 'page.pdf')}`,
      pathToFileURL(page).href,
    ],
    { stdio: 'pipe' },
  );
  const pdf = await readPdfText(readFileSync(join(folder, 'page.pdf')));
  const docx = readDocxText(blocksToDocx(document));
  if (!pdf.ok || !docx.ok) throw new Error('unreadable');
  const printed = squeeze(pdf.value.text).replaceAll(squeeze(document.header), '');
  let at = 0;
  for (const { text } of docx.value.paragraphs.filter((p) => !p.inTable && p.text !== '')) {
    const next = printed.indexOf(squeeze(text), at);
    expect(next, `${text} after ${printed.slice(at, at + 120)}`).toBeGreaterThanOrEqual(at);
    at = next;
  }
  for (const line of plainLines({ ...document, blocks: document.blocks.filter((b) => b.kind === 'clause') })) expect(printed).toContain(squeeze(line));
  expect(squeeze(pdf.value.pages.at(-1)!)).toContain(squeeze('第二十三条 合同生效'));
  expect(squeeze(pdf.value.pages.at(-1)!)).toMatch(/甲方签章处-[0-9a-f]{8}/);
});
