import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { RECEIPT_FOOT, receiptLines, receiptPdf, type ReceiptView } from '../../electron/registry/receipt-pdf.ts';
import { textWidth, wrapped } from '../../electron/registry/pdf-writer.ts';
import { readPdfText } from '../../renderer/documents/read-pdf.ts';
import { contentHash } from '../../shared/registry/letter.ts';
import { PROTOCOL } from '../../shared/registry/wire.ts';
import { sampleContent } from '../support/sample-letter.ts';

const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function view(form: Record<string, string> = {}): ReceiptView {
  const content = sampleContent(1);
  Object.assign(content.form, form);
  return {
    registryId: 'MN202600000001',
    registerNo: '9900002026000001',
    office: '示例农业研究所',
    receivedAt: '2026-03-16T04:00:00.000Z',
    acceptedOn: '2026-03-17',
    registeredOn: '2026-03-20',
    body: { protocol: PROTOCOL, kind: 'filing.submit', ...content, contentHash: contentHash(content) },
  };
}
const bare = (text: string): string => text.replace(/\s+/g, '');

function byPoppler(pdf: Uint8Array): string {
  const path = join(folder, 'receipt.pdf');
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

const cMapFolder = fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url));
/** As the program itself reads a PDF that somebody drops on it. */
async function byProgram(pdf: Uint8Array): Promise<string> {
  const read = await readPdfText(pdf, { cMapFolder });
  if (!read.ok) throw new Error(read.error.key);
  return read.value.text;
}

describe('模拟登记回执 as a file', () => {
  it('says every line and what it is not, to two readers', async () => {
    const pdf = receiptPdf(view());
    for (const text of [bare(byPoppler(pdf)), bare(await byProgram(pdf))]) {
      for (const [name, value] of receiptLines(view())) {
        expect(text).toContain(bare(name));
        expect(text).toContain(bare(value));
      }
      expect(text.split('模拟·实训用，非官方登记证明').length).toBeGreaterThanOrEqual(4);
      expect(text).toContain('不具任何登记效力');
      for (const official of ['登记证明专用章', '科学技术厅', '公章']) expect(text).not.toContain(official);
    }
  });

  it('has the same bytes for the same registration, and others for another', () => {
    expect(receiptPdf(view())).toEqual(receiptPdf(view()));
    expect(receiptPdf(view({ projectName: '另一项目' }))).not.toEqual(receiptPdf(view()));
  });

  it('takes brackets, backslashes, rare signs and more than a page', async () => {
    const odd = `(a\\b) “引号” 𠮷㛃 ${'很长的项目名称，'.repeat(400)}末尾`;
    const pdf = receiptPdf(view({ projectName: odd }));
    const text = bare(byPoppler(pdf));
    for (const part of ['(a\\b)', '“引号”', '〓(U+20BB7)㛃', '末尾']) expect(text).toContain(part);
    expect(text.split('模拟·实训用，非官方登记证明').length).toBeGreaterThanOrEqual(7);
    expect(bare(await byProgram(pdf))).toContain('〓(U+20BB7)㛃');
  });

  it('keeps every line clear of what its pages say across, however long the names are', () => {
    const [buyer, seller] = ['买'.repeat(60), '卖'.repeat(60)];
    for (let lines = 0; lines <= 18; lines++) {
      const one = view({ projectName: `首${'长'.repeat(28 * lines)}末`, buyerName: buyer, sellerName: seller });
      const pdf = receiptPdf({ ...one, body: { ...one.body, facts: { ...one.body.facts, sellerName: seller } } });
      const text = bare(byPoppler(pdf));
      for (const whole of [buyer, seller, one.body.contentHash, bare(RECEIPT_FOOT)]) expect(text, `${lines} lines`).toContain(whole);
      // the longest names a form takes are on one page with all the rest
      if (lines <= 4) expect(new TextDecoder('latin1').decode(pdf), `${lines} lines`).toContain('/Count 1 ');
    }
  });

  it('breaks lines without losing a sign or leaving the column', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 40, max: 400 }), (text, width) => {
        const lines = wrapped(text, 11, width);
        expect(bare(lines.join(''))).toBe(bare(text));
        for (const line of lines) if ([...line].length > 1) expect(textWidth(line, 11)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
