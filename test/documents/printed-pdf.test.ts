/** The PDF of a paper: its words are text, the same as in the Word file, in faces it brings along, with bookmarks. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stablePdf } from '../../electron/window/stable-pdf.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { minutesDocument } from '../../renderer/documents/minutes-docx.ts';
import { noticeDocument } from '../../renderer/documents/notice-docx.ts';
import { openPdf } from '../../renderer/documents/read-pdf.ts';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { worksheetDocument } from '../../renderer/documents/worksheet-docx.ts';
import { printedPdf } from '../support/printed-pdf.ts';
import { clauses } from './clause-files.ts';
import { kindInput } from './kinds-fixture.ts';
import { lost, pdfPages, pdfText, squeeze } from './office.ts';
import { MINUTES, NOTICE, SHEET } from './small-papers-fixture.ts';

const SET = clauses('FW-PX');
const PAPERS: Record<string, DocumentModel> = {
  'a contract to be signed': buildContract(SET, kindInput(SET, {}, { copy: 'signing', contractNo: '示例-2026-001', signedOn: '2026-11-28' })).document,
  'a draft with nothing answered': buildContract(SET, kindInput(SET, {}, { typed: {} })).document,
  minutes: minutesDocument(MINUTES),
  'a notice': noticeDocument(NOTICE),
  'a worksheet': worksheetDocument(SHEET),
};

const wordsOf = (bytes: Uint8Array): string => {
  const read = readDocxText(bytes);
  if (!read.ok) throw new Error(read.error.key);
  return read.value.text;
};

describe('the PDF', () => {
  it.each(Object.entries(PAPERS))('of %s says what its Word file says, no more and no less', (_, document) => {
    const pdf = printedPdf(document);
    const [printed, written] = [pdfText(pdf), wordsOf(blocksToDocx(document))];
    expect(lost(written, printed)).toBe('');
    // only what stands above each page comes more often
    expect(lost(printed, written + document.header.repeat(pdfPages(pdf)))).toBe('');
    const fonts = execFileSync('pdffonts', [pdf], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    // embedded, and with a way back from shape to character
    for (const font of fonts) expect(font).toMatch(/ yes +(yes|no) +yes +\d+ +\d+$/);
  });

  it('has the contents of the longest contract on one page, as its Word file has', () => {
    const long = clauses('ZR-MM');
    const { document } = buildContract(long, kindInput(long));
    const entries = document.blocks.flatMap((b) => (b.kind === 'toc' ? b.entries : []));
    expect(entries.length).toBeGreaterThan(32);
    const page = pdfText(printedPdf(document)).split('\f')[1]!;
    for (const entry of entries) expect(squeeze(page)).toContain(squeeze(entry.text));
  });

  it("has a bookmark for each article, the paper's title and no time of making; printed again it is the same bytes", async () => {
    const document = PAPERS['a contract to be signed']!;
    const [first, again] = [stablePdf(readFileSync(printedPdf(document))), stablePdf(readFileSync(printedPdf(document)))];
    expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true);
    const opened = openPdf(first);
    if (!opened.ok) throw new Error(opened.error.key);
    const read = await opened.value.promise;
    const { info } = (await read.getMetadata()) as { info: Record<string, unknown> };
    expect(info).toMatchObject({ Title: document.title, Language: 'zh-CN' });
    for (const key of ['CreationDate', 'ModDate', 'Creator']) expect(info, key).not.toHaveProperty(key);
    const named = (nodes: readonly { title: string; items: unknown[] }[]): string[] => nodes.flatMap((n) => [n.title, ...named(n.items as never)]);
    const bookmarks = named((await read.getOutline()) as never).join('\n');
    for (const block of document.blocks) if (block.kind === 'heading') expect(bookmarks).toContain(block.text);
    await opened.value.destroy();
  });
});
