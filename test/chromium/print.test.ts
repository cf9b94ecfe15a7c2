import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { buildPaper } from '../../shared/domain/contract/paper.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { readPdfText } from '../../renderer/documents/read-pdf.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { clauses, parsed } from '../documents/clause-files.ts';
import { pdfPages, squeeze } from '../documents/office.ts';
import { paperSources, typedFor } from '../documents/papers-fixture.ts';
import { printedPdf } from '../support/printed-pdf.ts';

it('the printed PDF says what the .docx says, in the same order, and keeps the last article with the signatures', async () => {
  const { document } = buildContract(clauses('XK-ZL'), licenceInput({ copy: 'signing', contractNo: '示例-2026-001' }));
  const pdf = await readPdfText(readFileSync(printedPdf(document)));
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
  const [seals, first, second] = pdf.value.pages.slice(-3).map(squeeze);
  expect(seals).toContain(squeeze('第二十三条 合同生效'));
  expect(seals).toMatch(/甲方签章处-[0-9a-f]{8}/);
  expect(first).toContain(squeeze('附件一 专利证书复印件'));
  expect(second).toContain(squeeze('附件二 技术资料清单'));
});

it('the sheets with most on them are printed on one page', () => {
  for (const code of ['SPB', 'YYB', 'BA', 'FQY', 'KFX-1']) {
    const { set } = parsed(code);
    if (set?.flavour !== 'paper') throw new Error(code);
    const { document } = buildPaper(set, { typed: typedFor(code), sources: paperSources(code) });
    expect(pdfPages(printedPdf(document)), code).toBe(1);
  }
});
