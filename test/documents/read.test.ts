import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { ruleBook } from '../../shared/rules/engine.ts';
import { rulePack } from '../../shared/rules/pack.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readDocxText, type ReadDocx } from '../../renderer/documents/read-docx.ts';
import { openPdf, plainIdeographs, readPdfText } from '../../renderer/documents/read-pdf.ts';
import { foreignContract } from '../demo/sample-contract.ts';
import { convert, squeeze } from './office.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="m"';
const docx = (body: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync({
    'word/document.xml': strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(more).map(([k, v]) => [k, strToU8(v)])),
  });
const p = (inner: string): string => `<w:p>${inner}</w:p>`;
const r = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const read = (bytes: Uint8Array): ReadDocx => {
  const result = readDocxText(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const error = (bytes: Uint8Array): string => {
  const result = readDocxText(bytes);
  return result.ok ? 'read' : result.error.key;
};

describe('a contract from outside', () => {
  it('reads tracked changes as accepted and says that there were some', () => {
    const got = read(
      docx(
        p(
          `${r('甲方')}<w:del><w:r><w:delText>不</w:delText><w:tab/></w:r></w:del>${r('得')}<w:ins>${r('再')}</w:ins>${r('许可')}<w:moveFrom>${r('旧位')}</w:moveFrom><w:moveTo>${r('新位')}</w:moveTo>`,
        ),
      ),
    );
    expect([got.text, got.tracked]).toEqual(['甲方得再许可新位', true]);
    expect(read(docx(p(r('平常')))).tracked).toBe(false);
  });

  it('keeps table order, tabs and breaks, drops field codes and the fallback copy of a text box', () => {
    const table = `<w:tbl><w:tr><w:tc>${p(r('格一'))}</w:tc><w:tc>${p(r('格二'))}</w:tc></w:tr></w:tbl>`;
    const box = `<mc:AlternateContent><mc:Choice>${p(r('框'))}</mc:Choice><mc:Fallback>${p(r('框'))}</mc:Fallback></mc:AlternateContent>`;
    const got = read(
      docx(
        `${p(`<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>`)}${table}${p(`${r('外')}<w:r>${box}</w:r>`)}`,
        { 'word/comments.xml': '<a/>' },
      ),
    );
    expect(got.paragraphs.filter((x) => x.text !== '').map((x) => [x.text, x.inTable])).toEqual([
      ['一\t二\n三', false],
      ['格一', true],
      ['格二', true],
      ['框', false],
      ['外', false],
    ]);
    expect(got.comments).toBe(true);
  });

  it('makes turning and hidden characters visible', () => {
    const got = read(docx(p(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏\u202e100\u200b</w:t></w:r><w:pPr><w:numPr/></w:pPr>`)));
    expect(got).toMatchObject({ text: '藏⟦U+202E⟧100⟦U+200B⟧', hidden: true, autoNumbered: true, oddCharacters: 2 });
  });

  it('refuses macros, old and encrypted files, DOCTYPE, damage and emptiness', () => {
    expect(error(docx(p(r('x')), { 'word/vbaProject.bin': 'x' }))).toBe('macros');
    expect(error(docx('', { 'word/document.xml': '<!DOCTYPE a><a/>' }))).toBe('doctype');
    expect(error(docx(p('')))).toBe('noWords');
    expect(error(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toBe('oldOffice');
    expect(error(strToU8('只是文字'))).toBe('unknownKind');
    expect(error(docx('<w:p>'))).toBe('damaged');
    expect(error(zipSync({ 'a/b.txt': strToU8('x') }))).toBe('unknownKind');
  });

  it('reads what LibreOffice wrote from our own file, in Word format and in PDF', async () => {
    const bytes = blocksToDocx(foreignContract());
    const rewritten = read(readFileSync(convert(readFileSync(convert(bytes, 'docx', 'odt')), 'odt', 'docx')));
    expect(squeeze(rewritten.text)).toContain(squeeze('6.1 乙方在本专利基础上完成的改进成果无偿归甲方所有'));
    const pdf = await readPdfText(readFileSync(convert(bytes, 'docx', 'pdf')));
    if (!pdf.ok) throw new Error(JSON.stringify(pdf.error));
    expect(pdf.value.scannedPages).toEqual([]);
    for (const line of ['合同编号：示例-来稿-001', '大写：壹佰伍拾捌万元整', '依照《中华人民共和国合同法》的有关规定承担违约责任'])
      expect(squeeze(pdf.value.text)).toContain(squeeze(line));
  }, 120_000);

  it('reads radicals that a PDF puts for characters as the characters', () => {
    expect(plainIdeographs('第3⻚，⽤⾦⻓⻔，⺠法典，⼾名')).toBe('第3页，用金长门，民法典，户名');
  });

  it('holds the three planted faults where the check finds them', () => {
    const pack = rulePack.parse(JSON.parse(readFileSync(new URL('../../resources/rules/gd-2026.json', import.meta.url), 'utf8')));
    const { text } = read(readFileSync(new URL('../../resources/samples/专利实施许可合同（示例来稿）.docx', import.meta.url)));
    const found = checkContractText({ contractId: 'c', text }, ruleBook(pack, '2026-11-21', '440000'));
    expect(JSON.stringify(found.map((f) => f.key))).toMatch(/text\.repealedLaw.*/);
    for (const name of ['text.repealedLaw', 'text.monopoly', 'text.amount'])
      expect(
        found.some((f) => f.key.includes(name)),
        `${name} in ${found.map((f) => f.key).join(', ')}`,
      ).toBe(true);
  });

  it('says of a PDF without text that it is a picture, and of a locked one that it is locked', async () => {
    const blank = strToU8(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>',
    );
    expect(await readPdfText(blank)).toEqual({ ok: false, error: { key: 'noText', params: { pages: 1 } } });
    expect(await readPdfText(strToU8('%PDF-1.7\nnothing'))).toMatchObject({ ok: false, error: { key: 'damaged' } });
    // a copy of 300 MB that broke off: what never came is zeros, and searching them took all the memory of the window
    const broken = new Uint8Array(300 * 1024 * 1024);
    broken.set(strToU8('%PDF-1.7\nnothing'));
    expect(await readPdfText(broken)).toMatchObject({ ok: false, error: { key: 'damaged' } });
    const hole = broken.subarray(0, 20 * 1024 * 1024);
    hole.set(strToU8('endobj'), hole.length - 6);
    expect(openPdf(hole)).toEqual({ ok: false, error: { key: 'damaged' } });
    const padded = new Uint8Array(blank.length + 4096);
    padded.set(blank);
    expect(await readPdfText(padded)).toEqual({ ok: false, error: { key: 'noText', params: { pages: 1 } } });
    expect(await readPdfText(strToU8('PK'))).toMatchObject({ ok: false, error: { key: 'unknownKind' } });
    const sealed = readFileSync(
      convert(
        blocksToDocx(foreignContract()),
        'docx',
        'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}',
      ),
    );
    expect(await readPdfText(sealed)).toMatchObject({ ok: false, error: { key: 'pdfPassword' } });
  }, 60_000);
});
