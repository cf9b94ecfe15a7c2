/** Contracts as they come: each file of the mail either read, or refused with a word that says why, and never for long. */
import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { decodeText } from '../../renderer/documents/decode-text.ts';
import { foreignContract } from '../demo/sample-contract.ts';
import { convert } from './office.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="m" xmlns:v="v"';
const docx = (body: string): Uint8Array => zipSync({ 'word/document.xml': strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`) });
const p = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const said = async (bytes: Uint8Array): Promise<string> => {
  const read = await readContract(bytes);
  return read.ok ? read.value.text : read.error.key;
};
const TEXT = '技术开发合同\n甲方：示例种业有限公司\n第一条 报酬 100 元。\n';
/** GBK of the one sentence below, as an old Windows editor writes it. */
const GBK = Uint8Array.from([0xbc, 0xbc, 0xca, 0xf5, 0xbf, 0xaa, 0xb7, 0xa2, 0xba, 0xcf, 0xcd, 0xac, 0x0d, 0x0a]);
const wide = (text: string, mark: boolean, big: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('plain text', () => {
  it.each([
    ['UTF-8', strToU8(TEXT), TEXT],
    ['UTF-8 with its mark', strToU8(`\ufeff${TEXT}`), TEXT],
    ['UTF-16', wide(TEXT, true, false), TEXT],
    ['UTF-16, the other way round', wide(TEXT, true, true), TEXT],
    ['UTF-16 without its mark', wide(TEXT, false, false), TEXT],
    ['UTF-16 without its mark, the other way round', wide(TEXT, false, true), TEXT],
    ['GBK', GBK, '技术开发合同\n'],
  ])('%s is read as what it says', async (_, bytes, text) => {
    expect(await said(bytes)).toBe(text);
  });
  it('names the encoding it found', () => {
    expect([GBK, wide(TEXT, true, true), strToU8(TEXT)].map((b) => decodeText(b).encoding)).toEqual(['gb18030', 'utf-16be', 'utf-8']);
  });
});

describe('files that are not what they seem', () => {
  it.each([
    ['nothing at all', new Uint8Array(0), 'empty'],
    ['blanks', strToU8(' \n \n'), 'noWords'],
    ['bytes of a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1]), 'unknownKind'],
    ['rich text', strToU8('{\\rtf1\\ansi hetong}'), 'unknownKind'],
    ['a web page named .doc', strToU8('<html><body>合同</body></html>'), 'unknownKind'],
    ['50 MB of text', new Uint8Array(50 * 1024 * 1024).fill(0x61), 'tooLong'],
    ['an empty document', docx('<w:p/>'), 'noWords'],
    ['a picture in a document', docx('<w:p><w:r><w:drawing/></w:r></w:p>'), 'noWords'],
    ['a document of 300,000 characters', docx(p('合'.repeat(300_000))), 'tooLong'],
    ['a zip that grows a thousandfold', zipSync({ 'word/document.xml': new Uint8Array(30 * 1024 * 1024).fill(0x20) }, { level: 9 }), 'bomb'],
    ['a zip cut off', docx(p('合同')).slice(0, 120), 'damaged'],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('合同') }), 'unknownKind'],
    ['the head of a PDF and no more', strToU8('%PDF-1.7\n'), 'damaged'],
  ])('%s: %#', async (_, bytes, key) => {
    const started = performance.now();
    expect(await said(bytes)).toBe(key);
    expect(performance.now() - started).toBeLessThan(5000);
  });
  it('text that calls itself a document of another kind is none', async () => {
    for (const name of ['坏的.docx', '旧.DOC', '旧.wps', '坏的.pdf'])
      expect(await readContract(strToU8('not a document'), { name })).toEqual({ ok: false, error: { key: 'unknownKind' } });
    expect(await readContract(strToU8('合同'), { name: '合同.txt' })).toMatchObject({ ok: true });
  });
  it('text in tables and in text boxes only is read', async () => {
    expect(await said(docx(`<w:tbl><w:tr><w:tc>${p('技术开发合同')}</w:tc></w:tr></w:tbl>`))).toBe('技术开发合同');
    const box = `<w:p><w:r><mc:AlternateContent><mc:Choice>${p('许可合同')}</mc:Choice><mc:Fallback>${p('许可合同')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect((await said(docx(box))).trim()).toBe('许可合同');
    const old = `<w:p><w:r><w:pict><v:shape><v:textbox>${p('转让合同')}</v:textbox></v:shape></w:pict></w:r></w:p>`;
    expect((await said(docx(old))).trim()).toBe('转让合同');
  });
  it('tracked changes are read as accepted, and said to be there', async () => {
    const read = await readContract(
      docx('<w:p><w:r><w:t>甲方</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del><w:r><w:t>得转让</w:t></w:r></w:p>'),
    );
    expect(read).toMatchObject({ ok: true, value: { text: '甲方得转让', tracked: true } });
  });
});

describe('LibreOffice', () => {
  const bytes = blocksToDocx(foreignContract());
  it('reads back what it wrote, whatever the name says', async () => {
    for (const to of ['docx', 'pdf', 'txt:Text (encoded):UTF8']) {
      const text = await said(readFileSync(convert(bytes, 'docx', to)));
      expect([to, text.includes('专利实施许可')]).toEqual([to, true]);
    }
    expect(await said(readFileSync(convert(bytes, 'docx', 'doc')))).toBe('oldOffice');
    expect(await said(readFileSync(convert(bytes, 'docx', 'rtf')))).toBe('unknownKind');
  });
});
