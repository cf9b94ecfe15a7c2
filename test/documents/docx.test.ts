import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { plainLines, type Block } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { contractDocx, fileName } from '../../renderer/documents/contract-docx.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { INTERNAL, licenceInput } from './licence-fixture.ts';
import { clauses } from './clause-files.ts';
import { convert, parts, pdfPages, pdfText, squeeze } from './office.ts';

const SET = clauses('XK-ZL');
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const made = (more: Parameters<typeof licenceInput>[0] = {}): Uint8Array => {
  const file = contractDocx(SET, licenceInput(more));
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return file.value.bytes;
};
const signing = { copy: 'signing' as const, contractNo: '示例-2026-001', signedOn: '2026-11-28' };

describe('the contract as a Word file', () => {
  it('is the same bytes twice, in another process and in another time zone', () => {
    const here = sha(made());
    expect(sha(made())).toBe(here);
    const script = join(mkdtempSync(join(tmpdir(), 'kezhuan-docx-')), 'other.ts');
    const from = (path: string): string => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));
    writeFileSync(
      script,
      `import { createHash } from 'node:crypto'; import { contractDocx } from ${from('../../renderer/documents/contract-docx.ts')}; import { licenceInput } from ${from('./licence-fixture.ts')}; import { clauses } from ${from('./clause-files.ts')};
const file = contractDocx(clauses('XK-ZL'), licenceInput()); if (file.ok) process.stdout.write(createHash('sha256').update(file.value.bytes).digest('hex'));`,
    );
    const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));
    for (const TZ of ['Asia/Shanghai', 'America/New_York'])
      expect(execFileSync(process.execPath, [tsx, script], { encoding: 'utf8', env: { ...process.env, TZ } })).toBe(here);
  });

  it('renders in LibreOffice with every line of the blocks, in order, and page numbers', () => {
    for (const more of [{}, signing]) {
      const pdf = convert(made(more), 'docx', 'pdf');
      const text = squeeze(pdfText(pdf));
      const { document } = buildContract(SET, licenceInput(more));
      const lines = document.blocks.flatMap((b) => (b.kind === 'clause' || b.kind === 'heading' ? plainLines({ ...document, blocks: [b] }) : []));
      // header and footer stand between two halves of a paragraph that crosses a page: take them out first
      const bare = text.replaceAll(squeeze(document.header), '').replace(/第\d+页共\d+页/g, '');
      let at = bare.indexOf(squeeze('订立本合同，共同遵守'));
      for (const line of lines) {
        const next = bare.indexOf(squeeze(line), at);
        expect(next, line).toBeGreaterThanOrEqual(at);
        at = next;
      }
      expect(pdfPages(pdf)).toBeGreaterThan(7);
      expect(text).toContain(`第3页共${pdfPages(pdf)}页`);
      expect(text).toContain(squeeze('第二十三条合同生效'));
      expect(text).toContain(squeeze(document.header));
    }
  }, 120_000);

  it('holds nothing internal, no path, no user, no ministry, in any part', () => {
    const all = Object.entries(parts(made(signing)));
    expect(all.map(([name]) => name)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'docProps/app.xml',
      'docProps/core.xml',
      'docProps/custom.xml',
      'word/_rels/document.xml.rels',
      'word/document.xml',
      'word/fontTable.xml',
      'word/footer1.xml',
      'word/header1.xml',
      'word/numbering.xml',
      'word/settings.xml',
      'word/styles.xml',
    ]);
    for (const [name, text] of all) {
      for (const word of [...INTERNAL, '/work', '/home', 'C:\\', 'root', 'walkAway', 'internalNote', '1900000', '讨论稿', '印制', '监制', '待确认'])
        expect(`${name}: ${text}`).not.toContain(word);
      expect(() => new SaxesParser({}).write(text).close(), name).not.toThrow();
    }
  });

  it('carries the content id as a property, whatever the file is called, and the draft marks on the page only in a draft', () => {
    const { contentId } = buildContract(SET, licenceInput());
    for (const more of [{}, signing]) {
      const read = readDocxText(made(more));
      expect(read.ok && read.value.contentId).toBe(contentId);
    }
    expect(parts(made())['word/header1.xml']).toContain(`讨论稿 v3 · 内容标识 ${contentId.slice(0, 12)}`);
    expect(parts(made(signing))['word/header1.xml']).toContain('合同编号：示例-2026-001');
    expect(parts(made(signing))['word/header1.xml']).not.toContain(contentId.slice(0, 8));
  });

  it('is built as Word and WPS want it: grids that add up, TOC with \\u, eastAsia faces, bookmarks that exist', () => {
    const { 'word/document.xml': body = '', 'word/styles.xml': styles = '' } = parts(made());
    for (const [table] of body.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)) {
      const grid = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((m) => Number(m[1]));
      expect(grid.length).toBeGreaterThan(0);
      const total = grid.reduce((a, b) => a + b, 0);
      for (const [row] of table.matchAll(/<w:tr>.*?<\/w:tr>/gs))
        expect([...row.matchAll(/<w:tcW (?:w:type="dxa" )?w:w="(\d+)"/g)].reduce((s, m) => s + Number(m[1]), 0)).toBe(total);
    }
    expect(body.replaceAll('&quot;', '"')).toContain(`TOC \\o "1-1" \\n \\h \\z \\u`);
    expect(styles).toContain('w:eastAsia="方正小标宋简体"');
    expect(styles).toContain('w:eastAsia="仿宋"');
    const anchors = [...body.matchAll(/w:anchor="(_Toc\d+)"/g)].map((m) => m[1]);
    expect(anchors).toHaveLength(25);
    for (const anchor of anchors) expect(body).toContain(`w:name="${anchor}"`);
    expect(body.match(/<w:highlight/g)).toBeNull();
  });

  it('counts articles, clauses and items in lists of Word, and leaves a number that does not follow as text', () => {
    const { document } = buildContract(SET, licenceInput());
    const { 'word/document.xml': body = '', 'word/numbering.xml': lists = '' } = parts(blocksToDocx(document));
    const numbered = document.blocks.filter((b) => (b.kind === 'heading' && b.text.startsWith('第')) || b.kind === 'clause').length;
    expect(body.match(/<w:numPr>/g)).toHaveLength(numbered);
    expect(body).not.toMatch(/<w:t [^>]*>(第[一二三四五六七八九十]+条 |\d+\.\d+ |（\d+） )<\/w:t>/);
    for (const [, id] of body.matchAll(/<w:numId w:val="([^"]*)"/g)) expect(lists).toContain(`<w:num w:numId="${id}">`);
    // a full-width bracket has room behind it; a space as well would leave a hole
    expect(lists.match(/<w:suff w:val="nothing"\/><w:lvlText w:val="（%1）"\/>/g)!.length).toBe(lists.match(/（%1）/g)!.length);
    expect(lists).toContain('<w:suff w:val="space"/><w:lvlText w:val="第%1条"/>');
    const odd = document.blocks.map((b): Block => (b.kind === 'clause' && b.no === '2.3' ? { ...b, no: '2.9' } : b));
    for (const blocks of [document.blocks, odd]) {
      const read = readDocxText(blocksToDocx({ ...document, blocks }));
      const lines = plainLines({ ...document, blocks }).filter((l) => /^(第.{1,4}条 |\d+\.\d+ |（\d+） )/.test(l));
      expect(read.ok && read.value.autoNumbered).toBe(false);
      for (const line of lines) expect(read.ok && read.value.text.split('\n')).toContain(line);
    }
  });

  it('names no part it does not hold, gives no time of making, and is the same twice with a mark across the page', () => {
    const document = { ...buildContract(SET, licenceInput()).document, watermark: '示例' };
    const held = parts(blocksToDocx(document));
    for (const [, name] of held['[Content_Types].xml']!.matchAll(/PartName="\/([^"]+)"/g)) expect(held, name).toHaveProperty([name!]);
    for (const [, name] of held['word/_rels/document.xml.rels']!.matchAll(/Target="([^"]+)"/g)) expect(held, name).toHaveProperty([`word/${name}`]);
    for (const [, id] of held['word/document.xml']!.matchAll(/r:id="([^"]+)"/g)) expect(held['word/_rels/document.xml.rels']).toContain(`Id="${id}"`);
    expect(held['docProps/core.xml']).not.toMatch(/<dcterms|\d{4}-\d\d-\d\dT/);
    expect(sha(blocksToDocx(document))).toBe(sha(blocksToDocx(document)));
  });

  it('survives text that would break XML, and draws a watermark where there is a band', () => {
    const nasty = 'a\u0000\u0008\ud800b<&>"\ufffe𠮷\r\n次行';
    const blocks: Block[] = [{ kind: 'paragraph', runs: [{ text: nasty }] }];
    const bytes = blocksToDocx({ kind: 'notice', title: nasty, contentId: '', header: nasty, pageNumbers: false, watermark: '示例', blocks });
    for (const text of Object.values(parts(bytes))) expect(() => new SaxesParser({}).write(text).close()).not.toThrow();
    const read = readDocxText(bytes);
    expect(read.ok && read.value.text).toBe('a\ufffdb<&>"𠮷\n次行');
    expect(parts(bytes)['word/header1.xml']).toContain('string="示例"');
    expect(parts(made())['word/header1.xml']).not.toContain('textpath');
  });

  it('refuses a signing copy with a gap, and makes the draft of the same with the gap visible', () => {
    const gap = { typed: { ...licenceInput().typed, territory: '' } };
    const refused = contractDocx(SET, licenceInput({ ...gap, ...signing }));
    expect(refused.ok).toBe(false);
    if (!refused.ok) expect(refused.error).toMatchObject({ key: 'notReady', field: 'territory' });
    expect(parts(made(gap))['word/document.xml']).toContain('<w:highlight w:val="yellow"/>');
    expect(contractDocx(SET, licenceInput({ copy: 'signing' })).ok).toBe(false);
  });

  it('gives names every file system takes', () => {
    expect(fileName(['a/b:c*?"<>|d', ' 合同 '], 'docx')).toBe('a b c d_合同.docx');
    expect(fileName(['CON'], 'docx')).toBe('_CON.docx');
    expect([...fileName(['长'.repeat(300)], 'docx')].length).toBeLessThanOrEqual(120);
    expect(fileName(['合同...'], 'docx')).toBe('合同.docx');
    expect(fileName(['', ' '], 'docx')).toBe('文件.docx');
    expect(fileName(['\u202egnp.exe'], 'docx')).not.toContain('\u202e');
  });
});
