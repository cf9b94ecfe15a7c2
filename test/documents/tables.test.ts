import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { importKey, nameOf, planImport } from '../../shared/domain/import/plan.ts';
import { TEMPLATES, matchTemplate, recogniseTemplate, type Match } from '../../shared/domain/import/templates.ts';
import { ledgerColumns } from '../../renderer/features/reports/ledger-export.ts';
import reports from '../../resources/locales/zh/reports.json';
import { ledgerLineOf } from '../../shared/domain/ledger-lines.ts';
import { readTable, type ReadTable } from '../../renderer/documents/read-table.ts';
import { columnOf } from '../../renderer/documents/read-xlsx.ts';
import { columnName } from '../../shared/sheet/xlsx-parts.ts';
import { tableToCsv, tableToXlsx, type TableExport } from '../../shared/sheet/table-xlsx.ts';
import { sampleFiles } from '../demo/sample-files.ts';
import { convert } from './office.ts';

const table = (rows: string[][], kinds: TableExport['columns'][number]['kind'][] = ['text', 'money', 'day']): TableExport => ({
  title: '表',
  sheet: '合同台账[1]:/?*',
  contentId: 'x',
  columns: kinds.map((kind, i) => ({ header: `列${i + 1}`, width: 12, kind })),
  rows,
});
const read = (bytes: Uint8Array): ReadTable => {
  const result = readTable(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const error = (bytes: Uint8Array): string => {
  const result = readTable(bytes);
  return result.ok ? 'read' : result.error.key;
};
const matched = (t: ReadTable): Match => {
  const match = recogniseTemplate(t.lines);
  if (match === undefined) throw new Error('no template');
  return match;
};
const NOTHING = { keys: new Set<string>() };

describe('tables out', () => {
  it('writes typed cells that Excel, LibreOffice and we read alike', async () => {
    const rows = [
      ['=HYPERLINK("http://x")', '1500000.5', '2026-03-12'],
      ['00123', '一大笔', '下周'],
      ['_x0041_', '12345678901234567.89', ''],
    ];
    const bytes = tableToXlsx(table(rows));
    expect(tableToXlsx(table(rows))).toEqual(bytes);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.buffer as ArrayBuffer);
    const sheet = book.worksheets[0]!;
    expect(sheet.name).toBe('合同台账 1');
    expect(sheet.getCell('A2').value).toBe('=HYPERLINK("http://x")');
    expect(sheet.getCell('A2').formula).toBeUndefined();
    expect(sheet.getCell('B2').value).toBe(1500000.5);
    expect((sheet.getCell('C2').value as Date).toISOString().slice(0, 10)).toBe('2026-03-12');
    expect(sheet.getCell('A3').value).toBe('00123');
    expect(sheet.getColumn(1).width).toBe(12);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(read(bytes).lines.map((l) => l.cells)).toEqual([['列1', '列2', '列3'], rows[0], rows[1], rows[2]]);
    const csv = readFileSync(convert(bytes, 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76'), 'utf8');
    expect(csv).toContain('2026-03-12');
    expect(csv).toContain('"=HYPERLINK(""http://x"")"');
  }, 60_000);

  it('guards CSV against formulas, also in full width, and reads its own guard away', () => {
    const rows = ['=1+1', '+86', '-2', '@x', '\tx', '＝1', '＋1', '－1', '＠x', '正常', 'a"b,c\r\nd'].map((t) => [t]);
    const csv = tableToCsv(table(rows, ['text']));
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(csv);
    for (const line of text.split('\r\n').slice(1, 10)) expect(line).toMatch(/^"'/);
    expect(
      read(csv)
        .lines.slice(1)
        .map((l) => l.cells[0]),
    ).toEqual(rows.map(([t]) => t!.replace('\r\n', '\n')));
    expect(new TextDecoder().decode(tableToCsv(table([['-12.5']], ['money'])))).toContain('"-12.5"');
  });

  it('comes back as it went out, whatever the text', () => {
    const cellText = fc
      .string({ unit: fc.constantFrom('a', '中', ',', '"', '\n', ' ', '=', "'", ';', '<', '&', '_x000D_', '𠮷', '1'), maxLength: 12 })
      .filter((t) => t !== '' && !/^'[=]/.test(t));
    fc.assert(
      fc.property(fc.array(fc.array(cellText, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const t = table(rows, ['text', 'text']);
        for (const bytes of [tableToXlsx(t), tableToCsv(t)])
          expect(
            read(bytes)
              .lines.slice(1)
              .map((l) => [l.cells[0] ?? '', l.cells[1] ?? '']),
          ).toEqual(rows);
      }),
      {
        numRuns: 300,
        // a text with more semicolons than the line has cells
        examples: [
          [[['a', '1;1;1;1']]],
          [
            [
              ['a;b;c', 'd;e;f'],
              ['中', '1'],
            ],
          ],
          [[['"', '\n;;;;']]],
        ],
      },
    );
  });

  it('names columns as Excel does', () => {
    for (const i of [0, 25, 26, 51, 52, 701, 702, 16383]) expect(columnOf(`${columnName(i)}1`)).toBe(i);
    expect(columnName(701)).toBe('ZZ');
  });

  it('writes the ledger in 万元, as the list hands it out, and takes it back in 元', async () => {
    const words = i18next.createInstance();
    await words.init({ lng: 'zh', resources: { zh: { reports } }, defaultNS: 'reports' });
    const columns = ledgerColumns(words.t, 'wan');
    const entry = { id: '示例', serial: '1', projectName: '项目甲', partner: '示例公司', amount: '1500000', signedOn: '2026-11-28' };
    const rows = [columns.map((c) => c.value({ ...ledgerLineOf(entry), contractNo: 'X-1' }))];
    const bytes = tableToXlsx({ title: '合同台账', sheet: '合同台账', columns, rows, contentId: 'c', band: '示例库' });
    const back = read(bytes);
    const match = matched(back);
    expect(match).toMatchObject({ template: 'ledger', headerLine: 2 });
    expect(match.unknown).toEqual(['合同编号', '登记编号', '登记状态']);
    expect(planImport(back.lines, match, match.mapping, NOTHING).rows[0]!.fields).toMatchObject({
      amount: '1500000',
      signedOn: '2026-11-28',
      projectName: '项目甲',
    });
  });
});

describe('tables in', () => {
  const HEADERS = TEMPLATES.achievements.columns.map((c) => c.header);
  const sheetOf = async (rows: unknown[][]): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('隐藏', { state: 'hidden' }).addRow(['x']);
    const sheet = book.addWorksheet('成果');
    for (const r of rows) sheet.addRow(r);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };

  it('matches the 27 columns by name in any order, under a title, with stars and full width', async () => {
    const shuffled = [...HEADERS].reverse().map((h) => (h === '成果名称' ? '成果名称 *' : h === '活动id' ? '活动ＩＤ' : h));
    const cells = [...HEADERS]
      .reverse()
      .map((h) =>
        h === '成果名称'
          ? '装置甲'
          : h === '成果完成时间'
            ? new Date(Date.UTC(2021, 2, 12))
            : h === '合作价格'
              ? 0.1 + 0.2
              : { richText: [{ text: `${h}` }, { text: '值' }] },
      );
    const t = read(await sheetOf([['成果汇总表'], shuffled, cells]));
    const match = matched(t);
    expect([match.template, match.headerLine, match.missing, match.unknown]).toEqual(['achievements', 2, [], []]);
    const plan = planImport(t.lines, match, match.mapping, NOTHING);
    expect(plan.problems.map((p) => [p.line, p.key])).toEqual([[2, 'noPriceUnit']]);
    expect(plan.rows[0]!.fields).toMatchObject({ title: '装置甲', completedOn: '2021-03-12', price: '0.3', owner: '成果权属人值', activityId: '活动id值' });
  });

  it('imports the sample workbook whole, and a second time not at all', () => {
    const t = read(readFileSync(new URL('../../resources/samples/achievements-300.xlsx', import.meta.url)));
    const match = matched(t);
    const plan = planImport(t.lines, match, match.mapping, NOTHING);
    expect([plan.rows.length, plan.problems, plan.duplicates]).toEqual([300, [], []]);
    expect(plan.rows[0]!.fields['title']).toBe('低温等离子体种子处理装置');
    const again = planImport(t.lines, match, match.mapping, { keys: new Set(plan.rows.map((r) => r.key)) });
    expect([again.rows.length, again.duplicates.length]).toEqual([0, 300]);
  });

  it('keeps the sample files equal to what the generator makes', () => {
    for (const [name, bytes] of Object.entries(sampleFiles()))
      expect(Buffer.compare(readFileSync(new URL(`../../resources/samples/${name}`, import.meta.url)), bytes), name).toBe(0);
  });

  it('says line by line what is wrong, and lets the mapping be corrected', () => {
    const lines = [
      { line: 1, cells: ['成果名称', '完成时间', '简述', '备注'] },
      { line: 2, cells: ['甲', '2021.3.12', '好', ''] },
      { line: 3, cells: ['', '2021年3月', '', '机密★十年'] },
      { line: 5, cells: ['甲', '2021-03-12', '好', ''] },
      { line: 6, cells: ['乙', '去年', '', ''] },
      { line: 7, cells: ['丙', '', '字'.repeat(200_001), ''] },
    ];
    const match = matchTemplate(lines, TEMPLATES.achievements)!;
    expect(match.unknown).toEqual(['简述']);
    const plan = planImport(lines, match, { ...match.mapping, 2: 'summary' }, { keys: new Set(), names: new Set([nameOf('achievements', { title: '乙' })]) });
    expect(plan.rows.map((r) => [r.line, r.fields['summary'] ?? ''])).toEqual([
      [2, '好'],
      [6, ''],
    ]);
    expect(plan.duplicates).toEqual([5]);
    expect(plan.refused).toEqual([3, 7]);
    expect(plan.problems.map((p) => `${p.line} ${p.key} ${p.level}`)).toEqual([
      '3 day ask',
      '3 stateSecret must',
      '3 required must',
      '5 twiceInFile ask',
      '6 day ask',
      '6 sameName ask',
      '7 tooLong must',
    ]);
    expect(planImport(lines, match, { 1: 'completedOn' }, NOTHING).problems[0]).toMatchObject({ key: 'notMapped', level: 'must' });
    expect(plan.problems.some((p) => JSON.stringify(p.params ?? {}).includes('机密'))).toBe(false);
  });

  it('does not take the running number of a ledger for content', () => {
    expect(importKey('ledger', { serial: '1', projectName: 'x' })).toBe(importKey('ledger', { projectName: 'x', serial: '9' }));
    expect(importKey('ledger', { projectName: 'x' })).not.toBe(importKey('achievements', { projectName: 'x' }));
  });

  it('reads CSV in UTF-8, GBK and UTF-16, with commas, tabs and semicolons', () => {
    const gbk = Uint8Array.of(0xcf, 0xee, 0xc4, 0xbf, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0d, 0x0a, 0xbc, 0xd7, 0x2c, 0x31);
    expect(read(gbk)).toMatchObject({
      encoding: 'gb18030',
      lines: [
        { line: 1, cells: ['项目名称', '电话'] },
        { line: 2, cells: ['甲', '1'] },
      ],
    });
    expect(read(strToU8('项目名称;电话\n甲;1'))).toMatchObject({ encoding: 'utf-8', lines: [{ line: 1 }, { line: 2, cells: ['甲', '1'] }] });
    const utf16 = new Uint8Array(2 + 2 * 5);
    new Uint16Array(utf16.buffer).set([0xfeff, ...[...'甲\t乙\n丙'].map((c) => c.charCodeAt(0))]);
    expect(read(utf16).lines.map((l) => l.cells)).toEqual([['甲', '乙'], ['丙']]);
    expect(read(strToU8('a,b\n"x\n""y""",z\n\nq,r')).lines).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\n"y"', 'z'] },
      { line: 5, cells: ['q', 'r'] },
    ]);
  });

  it('refuses what is not a table of today, each by name', () => {
    const ole = new Uint8Array(2048).fill(0);
    ole.set([0xd0, 0xcf, 0x11, 0xe0]);
    expect(error(ole)).toBe('oldOffice');
    ole.set(
      [...'EncryptedPackage'].flatMap((c) => [c.charCodeAt(0), 0]),
      700,
    );
    expect(error(ole)).toBe('encrypted');
    expect(error(new Uint8Array())).toBe('empty');
    expect(error(strToU8('%PDF-1.7'))).toBe('unknownKind');
    expect(error(Uint8Array.of(1, 0, 2, 0))).toBe('unknownKind');
    const sheet = sampleFiles()['achievements-300.xlsx']!;
    expect(error(sheet.slice(0, sheet.length - 40))).toBe('damaged');
    const cut = sheet.slice();
    cut[40_000]! ^= 1;
    expect(error(cut)).toBe('damaged');
    const flipped = zipSync({ 'xl/workbook.xml': strToU8(`<workbook>${'同一句话'.repeat(50)}</workbook>`) });
    for (let at = 0; at < flipped.length - 4; at++)
      if (flipped[at] === 0x50 && flipped[at + 1] === 0x4b && flipped[at + 2] === 1 && flipped[at + 3] === 2) flipped[at + 16]! ^= 1;
    expect(error(flipped)).toBe('damaged');
    expect(readTable(flipped)).toMatchObject({ error: { params: { part: 'xl/workbook.xml' } } });
    expect(error(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toBe('unknownKind');
    expect(error(zipSync({ 'xl/workbook.xml': strToU8('<a/>'), 'xl/vbaProject.bin': strToU8('x') }))).toBe('macros');
  });

  it('stops bombs, floods of entries, entity tricks and endless depth while reading', () => {
    const book = (workbook: string): Uint8Array => zipSync({ 'xl/workbook.xml': strToU8(workbook), 'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>') });
    expect(error(book(`<workbook>${' '.repeat(20_000_000)}</workbook>`))).toBe('bomb');
    expect(
      error(zipSync({ 'xl/workbook.xml': [Buffer.from(`<workbook><x>${'ab12'.repeat(10)}</x>${'<a>0123456789abcdef</a>'.repeat(10)}`), { level: 0 }] })),
    ).toBe('damaged');
    expect(error(book('<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'))).toBe('doctype');
    expect(error(book(`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`))).toBe('tooDeep');
    expect(error(zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`f${i}`, new Uint8Array()]))))).toBe('tooManyEntries');
    const big = new Uint8Array(101 * 1024 * 1024).fill(32);
    big.set(strToU8('<workbook>'));
    expect(error(zipSync({ 'xl/workbook.xml': [big, { level: 0 }] }))).toBe('tooLarge');
  }, 60_000);
});
