/** The other side's file as Word, WPS and LibreOffice write it: every line before and after its revisions, and nothing left out in silence. */
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { readRevised } from '../../renderer/documents/revised/read-revised.ts';
import type { RevisedText } from '../../shared/domain/redline/clauses.ts';
import { cardsOf } from '../../shared/domain/redline/cards.ts';
import { ourLines } from '../../shared/domain/redline/clauses.ts';
import { FACES } from '../../renderer/documents/docx-look.ts';
import { clauses } from './clause-files.ts';
import { licenceInput } from './licence-fixture.ts';
import { convert } from './office.ts';

const W = 'xmlns:w="w" xmlns:mc="m" xmlns:wps="s" xmlns:a="a" xmlns:v="v" xmlns:m="m2" xmlns:o="o"';
const docx = (body: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync({
    'word/document.xml': strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(more).map(([name, xml]) => [name, strToU8(xml)])),
  });
function read(bytes: Uint8Array): RevisedText {
  const done = readRevised(bytes);
  if (!done.ok) throw new Error(done.error.key);
  return done.value;
}
const r = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inner: string, props = ''): string => `<w:p><w:pPr>${props}</w:pPr>${inner}</w:p>`;
const by = 'w:author="示例种业" w:date="2026-11-01T09:00:00Z"';
const ins = (text: string): string => `<w:ins w:id="1" ${by}>${r(text)}</w:ins>`;
const del = (text: string): string => `<w:del w:id="2" ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
const sides = (x: RevisedText): [string, string][] => x.lines.map((l) => [l.before, l.text]);

describe('revisions', () => {
  it('words put in and struck out stand on one side each, with who and when', () => {
    const x = read(docx(p(`${r('甲方')}${del('不')}${r('得')}${ins('再')}${r('转让')}`)));
    expect(sides(x)).toEqual([['甲方不得转让', '甲方得再转让']]);
    expect(x.lines[0]!.touches).toEqual([
      { op: 'del', by: '示例种业', at: '2026-11-01T09:00:00Z', text: '不' },
      { op: 'ins', by: '示例种业', at: '2026-11-01T09:00:00Z', text: '再' },
    ]);
  });
  it('a struck-out end joins two paragraphs, one put in parts one', () => {
    const end = (kind: string): string => `<w:rPr><w:${kind} w:id="3" ${by}/></w:rPr>`;
    expect(sides(read(docx(p(r('前半，'), end('del')) + p(r('后半。')))))).toEqual([['前半，\n后半。', '前半，后半。']]);
    expect(sides(read(docx(p(r('前半。'), end('ins')) + p(r('后半。')))))).toEqual([
      ['前半。', '前半。'],
      ['前半。后半。', '后半。'],
    ]);
  });
  it('a paragraph struck out whole keeps what it said; a moved one stands at both places', () => {
    const end = `<w:rPr><w:del w:id="3" ${by}/></w:rPr>`;
    expect(sides(read(docx(p(del('整条删去。'), end) + p(r('下一条。')))))).toEqual([
      ['整条删去。', ''],
      ['下一条。', '下一条。'],
    ]);
    const moved = (kind: string): string => `<w:${kind} w:id="5" ${by}>${r('移动的条款。')}</w:${kind}>`;
    expect(sides(read(docx(p(moved('moveFrom')) + p(r('中间。')) + p(moved('moveTo')))))).toEqual([
      ['移动的条款。', ''],
      ['中间。', '中间。'],
      ['', '移动的条款。'],
    ]);
  });
  it('put in and struck out again by another hand, it never was', () => {
    expect(sides(read(docx(p(`${r('甲')}<w:ins ${by}><w:del ${by}><w:r><w:delText>乙</w:delText></w:r></w:del></w:ins>`))))).toEqual([['甲', '甲']]);
  });
  it('rows and cells: one line a row, a row put in or struck out as a whole', () => {
    const tr = (cells: string[], props = ''): string => `<w:tr>${props}${cells.map((c) => `<w:tc>${p(c)}</w:tc>`).join('')}</w:tr>`;
    const x = read(
      docx(
        `<w:tbl>${tr([r('期次'), r('金额')])}${tr([r('1'), r('100')], `<w:trPr><w:ins ${by}/></w:trPr>`)}${tr([r('2'), r('200')], `<w:trPr><w:del ${by}/></w:trPr>`)}</w:tbl>`,
      ),
    );
    expect(sides(x)).toEqual([
      ['期次\t金额', '期次\t金额'],
      ['', '1\t100'],
      ['2\t200', ''],
    ]);
  });
  it('the look something had before changes no word, and is told as a change of look', () => {
    const x = read(
      docx(
        `<w:p><w:pPr><w:pPrChange ${by}><w:pPr><w:pStyle w:val="TOC1"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange ${by}><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>条款</w:t></w:r></w:p>`,
      ),
    );
    expect(x.lines).toMatchObject([{ text: '条款', before: '条款', hidden: false, touches: [{ op: 'format' }] }]);
  });
});

describe('what Word counts and keeps elsewhere', () => {
  const level = (n: number, format: string, text: string): string =>
    `<w:lvl w:ilvl="${n}">${n === 1 ? '<w:isLgl/>' : ''}<w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = `<w:numbering ${W}><w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '第%1条')}${level(1, 'decimal', '%1.%2')}${level(2, 'bullet', '·')}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
  const styles = `<w:styles ${W}><w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`;
  it('automatic numbers, by list and by style, and those of struck-out paragraphs left out', () => {
    const list = (n: number): string => `<w:numPr><w:ilvl w:val="${n}"/><w:numId w:val="3"/></w:numPr>`;
    const gone = `<w:p><w:pPr><w:pStyle w:val="B"/><w:rPr><w:del ${by}/></w:rPr></w:pPr>${del('删去')}</w:p>`;
    const x = read(
      docx(p(r('标的'), '<w:pStyle w:val="B"/>') + gone + p(r('费用'), list(0)) + p(r('总额'), list(1)) + p(r('点'), list(2)), {
        'word/numbering.xml': numbering,
        'word/styles.xml': styles,
      }),
    );
    expect(x.lines.map((l) => [l.number, l.text])).toEqual([
      ['第一条', '标的'],
      ['', ''],
      ['第二条', '费用'],
      ['2.1', '总额'],
      ['', '点'],
    ]);
  });
  it('comments with the words they hang on', () => {
    const comments = `<w:comments ${W}><w:comment w:id="4" w:author="丁" w:date="2026-11-02T00:00:00Z">${p(r('太短'))}${p(r('请改'))}</w:comment></w:comments>`;
    const x = read(
      docx(p(`${r('应在')}<w:commentRangeStart w:id="4"/>${r('30日')}<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>${r('内')}`), {
        'word/comments.xml': comments,
      }),
    );
    expect(x.lines[0]!.remarks).toEqual([{ by: '丁', at: '2026-11-02T00:00:00Z', text: '太短\n请改', about: '30日' }]);
  });
  it('text boxes, footnotes and margins are lines of their own; a table of contents and page numbers are none', () => {
    const box = `<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>${p(r('框里的话'))}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback>${p(r('框里的话'))}</mc:Fallback></mc:AlternateContent></w:r>${r('段落')}</w:p>`;
    const field = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
    const toc =
      p(`${field('begin')}<w:r><w:instrText> TOC \\o "1-1" </w:instrText></w:r>${field('separate')}${r('第一条 标的')}`) +
      p(`${r('第二条 费用')}${field('end')}`);
    const x = read(
      docx(toc + box, {
        'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="1">${p(r('脚注的话'))}</w:footnote></w:footnotes>`,
        'word/header1.xml': `<w:hdr ${W}>${p(r('讨论稿 v3 · 内容标识 496df8ff9918'))}${p(r('页眉的话'))}</w:hdr>`,
        'word/footer1.xml': `<w:ftr ${W}>${p(r('第 1 页　共 9 页'))}</w:ftr>`,
      }),
    );
    expect(x.lines.map((l) => [l.place, l.text])).toEqual([
      ['box', '框里的话'],
      ['body', '段落'],
      ['note', '脚注的话'],
      ['margin', '页眉的话'],
    ]);
    expect(x.mark).toBe('496df8ff9918');
  });
  it('the mark across a sample’s pages, drawn as a box of the header, hides no line of ours and is none of theirs', () => {
    const header = [
      '示例库 · 非真实数据合同编号：KZ-2026-001',
      '示例库 · 非真实数据',
      '实训 · 非真实数据 讨论稿 v3 · 内容标识 496df8ff9918',
      '示例库 · 非真实数据页眉的话',
    ];
    const x = read(docx(p(r('段落')), { 'word/header1.xml': `<w:hdr ${W}>${header.map((l) => p(r(l))).join('')}</w:hdr>` }));
    expect(x.lines.map((l) => [l.place, l.text])).toEqual([
      ['body', '段落'],
      ['margin', '页眉的话'],
    ]);
    expect(x.mark).toBe('496df8ff9918');
  });
  it('what cannot be read is named with where it stands', () => {
    const x = read(
      docx(
        p(`${r('见图')}<w:r><w:drawing><a:blip/></w:drawing></w:r>`) +
          p(
            `${r('签于')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('2026')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
          ) +
          p(`${r('公式')}<m:oMath/><w:r><w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r>`) +
          '<w:altChunk/>',
        { 'word/embeddings/x.xlsx': 'x' },
      ),
    );
    expect(x.unread).toEqual([
      { what: 'picture', detail: '', near: '见图' },
      { what: 'field', detail: 'DATE', near: '签于2026' },
      { what: 'formula', detail: '', near: '公式' },
      { what: 'object', detail: 'Excel.Sheet', near: '公式' },
      { what: 'part', detail: '', near: '' },
      { what: 'part', detail: 'word/embeddings/x.xlsx', near: '' },
    ]);
  });
  it('turning marks become visible, marks of no width go, hidden words are told', () => {
    const x = read(docx(`<w:p>${r('甲\u202e方\u200b得')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>不</w:t></w:r></w:p>`));
    expect(x.lines[0]).toMatchObject({ text: '甲⟦U+202E⟧方得不', hidden: true });
  });
});

describe('hostile files', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['macros', docx(p(r('x')), { 'word/vbaProject.bin': 'x' }), 'macros'],
    ['a DOCTYPE', zipSync({ 'word/document.xml': strToU8('<!DOCTYPE x><w:document xmlns:w="w"/>') }), 'doctype'],
    ['a bomb', zipSync({ 'word/document.xml': new Uint8Array(30 * 1024 * 1024).fill(0x20) }, { level: 9 }), 'bomb'],
    ['300,000 characters', docx(p(r('合'.repeat(300_000)))), 'tooLong'],
    ['ten thousand lines', docx(p(r('合')).repeat(10_000)), 'tooLong'],
    ['depth', docx('<w:sdt>'.repeat(400) + '</w:sdt>'.repeat(400)), 'tooDeep'],
    ['no words', docx('<w:p/>'), 'noWords'],
    ['a comment part that is broken', docx(p(r('x')), { 'word/comments.xml': '<w:comments' }), 'damaged'],
  ])('%s is refused', (_, bytes, key) => {
    expect(readRevised(bytes)).toMatchObject({ ok: false, error: { key } });
  });
});

describe('our own file', () => {
  const made = contractDocx(clauses('XK-ZL'), licenceInput());
  if (!made.ok) throw new Error(made.error.key);
  const ours = ourLines(made.value.document.blocks);

  it('is read as what was printed: no card, and its content id', () => {
    const x = read(made.value.bytes);
    expect(x.contentId).toBe(made.value.contentId);
    expect(x.mark).toBe(made.value.contentId.slice(0, 12));
    expect(x.unread).toEqual([]);
    expect(cardsOf(ours, x.lines, FACES)).toEqual([]);
  });

  it.each(['odt', 'doc'])(
    'through LibreOffice (.%s and back) it still says the same, whatever became of fonts, ids and structure',
    (by) => {
      const there = readFileSync(convert(made.value.bytes, 'docx', by));
      const bytes = new Uint8Array(readFileSync(convert(new Uint8Array(there), by, 'docx')));
      const x = read(bytes);
      expect(strFromU8(unzipSync(bytes)['word/document.xml']!)).not.toBe(strFromU8(unzipSync(made.value.bytes)['word/document.xml']!));
      expect(x.mark).toBe(made.value.contentId.slice(0, 12));
      expect(x.contentId).toBe(made.value.contentId);
      expect(cardsOf(ours, x.lines).filter((c) => c.group !== 'formal')).toEqual([]);
    },
    120_000,
  );
});
