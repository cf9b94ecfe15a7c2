/** A line is never pulled apart because a code or an amount did not fit at its end. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { printedPdf } from '../support/printed-pdf.ts';
import { convert, parts } from './office.ts';

const CODE = '91440600MA0000002Y';
const paperOf = (blocks: Block[]): DocumentModel => ({
  kind: 'contract',
  title: '示例',
  contentId: '0'.repeat(64),
  header: '',
  pageNumbers: true,
  watermark: '',
  blocks,
});
const clause = (text: string): Block => ({ kind: 'clause', id: 'a', no: '1.1', runs: [{ text }] });
const before = '账户变更应当以加盖公章的书面文件通知甲方乙方收款';
const paper = paperOf([clause(`${before}纳税人识别号${CODE}，账户变更应当书面通知甲方。`)]);

/** Points of a Chinese character in the first line of the text, room between the characters included. */
function advance(pdf: string): number {
  const found = execFileSync('pdftotext', ['-bbox-layout', pdf, '-'], { encoding: 'utf8' });
  const line = [...found.matchAll(/<line xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)<\/line>/gs)].find((m) => m[3]!.includes('1.1'))!;
  const words = line[3]!.replace(/<[^>]+>|\s/g, '');
  const wide = [...words].length - '1.1'.length;
  expect(words).not.toContain(CODE);
  expect(wide).toBeGreaterThan(25);
  return (Number(line[2]) - Number(line[1])) / (wide + '1.1 '.length / 2);
}

describe('a paragraph with a run no program breaks', () => {
  it('is as dense as any other in LibreOffice and in the PDF', () => {
    expect(advance(convert(blocksToDocx(paper), 'docx', 'pdf'))).toBeLessThan(12.5);
    expect(advance(printedPdf(paper))).toBeLessThan(12.5);
  }, 120_000);

  it('is the only one that is not set even on both sides; a comparison shows no change of that', () => {
    const left = (document: DocumentModel): number => parts(blocksToDocx(document))['word/document.xml']!.match(/<w:jc w:val="left"\/>/g)?.length ?? 0;
    expect(left(paper)).toBe(1);
    expect(left(paperOf([clause('人民币600,000元')]))).toBe(0);
    const by = { author: '示例经办人', date: '2026-11-22T08:00:00Z' };
    const next = paperOf([clause(`${before}纳税人识别号为空。`)]);
    expect(parts(redlineDocx({ old: paper, next, by, title: '修订对照', header: '' }))['word/document.xml']).not.toContain('w:pPrChange');
  });
});
