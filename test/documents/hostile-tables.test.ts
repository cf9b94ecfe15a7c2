/** Lists as they come from other offices: each is read as a person sees it, or refused with the reason. */
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable, type ReadTable } from '../../renderer/documents/read-table.ts';
import { countProblems, outcomeOf } from '../../renderer/features/import/problem-words.ts';
import { planImport, type ImportPlan } from '../../shared/domain/import/plan.ts';
import { recogniseTemplate } from '../../shared/domain/import/templates.ts';

const HEAD = ['项目名称', '合作单位', '合同金额(万元)', '签订日期'];
const ROW = ['示例项目一', '示例公司', '12.5', '2021-03-12'];
const refusal = (bytes: Uint8Array, name?: string): string => {
  const read = readTable(bytes, { name });
  return read.ok ? `read: ${JSON.stringify(read.value.lines.slice(0, 2))}` : read.error.key;
};
const read = (bytes: Uint8Array): ReadTable => {
  const result = readTable(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const plan = (table: ReadTable): ImportPlan => {
  const match = recogniseTemplate(table.lines)!;
  return planImport(table.lines, match, match.mapping, { keys: new Set() });
};
const rows = (bytes: Uint8Array): Record<string, string>[] => plan(read(bytes)).rows.map((r) => r.fields);
const book = async (make: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const made = new ExcelJS.Workbook();
  make(made.addWorksheet('台账'), made);
  return new Uint8Array(await made.xlsx.writeBuffer());
};
/** Numbers from 0 to 255 that look like nothing, without a zero among them: the hardest to tell from text. */
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => ((i * 193 + 57 * (i >> 3)) % 255) + 1);
const NONE = new Set<number>();

describe('what is no list is refused as such', () => {
  it.each([
    ['a broken PDF', strToU8('bad pdf'), '坏的.pdf'],
    ['bytes under the name of a PDF', noise(3000), 'bad.pdf'],
    ['a PDF behind a line of junk', strToU8('\n\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n'), 'x.csv'],
    ['bytes under the name of a list', noise(3000), '台账.csv'],
    ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x0a, 0x2c, 0x0a), '图.csv'],
    ['a web page called .xls', strToU8('<html><table><tr><td>项目名称</td></tr></table></html>'), '台账.xls'],
    ['rich text', strToU8('{\\rtf1 a,b}'), '台账.csv'],
    ['text called .docx', strToU8('项目名称,合作单位\n甲,乙'), '台账.docx'],
    ['a program', strToU8('\x7fELF\x02\x01\x01,a,b'), 'x.csv'],
  ])('%s', (_, bytes, name) => expect(refusal(bytes, name)).toBe('unknownKind'));
  it('but a list is a list, whatever it is called', () => {
    const text = strToU8([HEAD, ROW].map((r) => r.join(',')).join('\n'));
    for (const name of ['台账.xlsx', '台账.xls', '台账.txt', '台账', '台账.et']) expect(refusal(text, name)).toMatch(/^read/);
  });
  it.each([
    ['UTF-8', Uint8Array.of(...strToU8('项目名称,合作单位\n示例项目的名称写得长一些,示'), 0xe4, 0xbe, ...strToU8(',x\n')), { line: 2 }],
    ['GBK', Uint8Array.of(0xcf, 0xee, 0xc4, 0xbf, 0x2c, 0x0a, 0xbc, 0xd7, 0xff, 0x2c), { line: 2 }],
  ])('a byte that is no character, with its line: %s', (_, bytes, params) =>
    expect(readTable(bytes)).toEqual({ ok: false, error: { key: 'badBytes', params, field: undefined } }),
  );
  it('a quote that swallows the rest, with its line', () =>
    expect(readTable(strToU8('项目名称,合作单位\n"5寸管,甲\n乙,丙\n'))).toMatchObject({ ok: false, error: { key: 'openQuote', params: { line: 2 } } }));
});

describe('text lists', () => {
  const of = (sign: string, end: string): string => [['示例台账', '', '', ''], HEAD, ROW].map((r) => r.join(sign)).join(end);
  it.each([
    [',', '\r\n'],
    [';', '\n'],
    ['\t', '\r\n'],
    [';', '\r'],
  ])('cut by %j, lines ended by %j', (sign, end) =>
    expect(rows(strToU8(of(sign, end)))).toEqual([{ projectName: '示例项目一', partner: '示例公司', amount: '125000', signedOn: '2021-03-12' }]),
  );
  it('a title without separators, and separators inside texts, do not mislead', () => {
    const text = ['2021年台账', HEAD.join(';'), '示例项目,甲,乙,丙,丁;示例公司;1,250.5;2021-03-12'].join('\n');
    expect(rows(strToU8(text))).toEqual([{ projectName: '示例项目,甲,乙,丙,丁', partner: '示例公司', amount: '12505000', signedOn: '2021-03-12' }]);
  });
  it('quotes across lines, also in the heading', () => {
    const text = '"项目\n名称";"合作单位"\n"示例\n项目";"甲;乙""丙"""\n';
    expect(rows(strToU8(text))).toEqual([{ projectName: '示例\n项目', partner: '甲;乙"丙"' }]);
  });
  it('Excel’s own line that names the separator', () =>
    expect(read(strToU8(`sep=;\n${HEAD.join(';')}\n${ROW.join(';')}`)).lines[0]).toMatchObject({ line: 2 }));
  it.each([false, true])('UTF-16 with its mark, big first: %s', (big) => {
    const bytes = Buffer.from(`\ufeff${of('\t', '\r\n')}`, 'utf16le');
    expect(rows(big ? bytes.swap16() : bytes)).toHaveLength(1);
  });
  it('trailing spaces and full-width digits', () => {
    const text = [HEAD.map((h) => ` ${h}　`).join(','), '示例项目一 ,　示例公司 ,１２．５,２０２１年３月１２日'].join('\n');
    expect(rows(strToU8(text))).toEqual([{ projectName: '示例项目一', partner: '示例公司', amount: '125000', signedOn: '2021-03-12' }]);
  });
});

describe('workbooks', () => {
  it('days of a workbook that counts from 1904', async () => {
    const bytes = await book((sheet, made) => {
      made.properties.date1904 = true;
      sheet.addRows([HEAD, ['示例项目一', '示例公司', 12.5, new Date(Date.UTC(2021, 2, 12))]]);
    });
    expect(rows(bytes)[0]).toMatchObject({ signedOn: '2021-03-12', amount: '125000' });
  });
  it('formulas by their stored results; one without is named, and a failed one too', async () => {
    const bytes = await book((sheet) => {
      sheet.addRow(HEAD);
      sheet.addRow(['示例项目一', { formula: '"示例"&"公司"', result: '示例公司' }, { formula: '10+2.5', result: 12.5 }, '2021-03-12']);
      sheet.addRow(['示例项目二', '示例公司', { formula: '10+2.5' }, { formula: '1/0', result: { error: '#DIV/0!' } }]);
    });
    const made = plan(read(bytes));
    expect(made.rows.map((r) => r.fields)).toEqual([
      { projectName: '示例项目一', partner: '示例公司', amount: '125000', signedOn: '2021-03-12' },
      { projectName: '示例项目二', partner: '示例公司' },
    ]);
    expect(made.problems.map((p) => `${p.line} ${p.column} ${p.key} ${outcomeOf(p, NONE)}`)).toEqual([
      '3 合同金额(万元) notCalculated blank',
      '3 签订日期 cellError blank',
    ]);
  });
  it('merged cells: the text on each line, the amount once', async () => {
    const bytes = await book((sheet) => {
      sheet.addRows([HEAD, ['示例项目一', '示例公司', 12.5, '2021-03-12'], ['示例项目二', '', '', '2021-04-12'], ['示例项目三', '', '', '2021-05-12']]);
      sheet.mergeCells('B2:B4');
      sheet.mergeCells('C2:C3');
    });
    const made = plan(read(bytes));
    expect(made.rows.map((r) => [r.fields['partner'], r.fields['amount']])).toEqual([
      ['示例公司', '125000'],
      ['示例公司', undefined],
      ['示例公司', undefined],
    ]);
    expect(made.problems.map((p) => `${p.line} ${p.key} ${p.params!['first']}`)).toEqual(['3 mergedText 2', '3 mergedAmount 2', '4 mergedText 2']);
  });
  it('a hidden sheet is passed over, and an empty first one', async () => {
    const bytes = await book((sheet, made) => {
      sheet.state = 'hidden';
      sheet.addRows([HEAD, ['隐藏项目']]);
      made.addWorksheet('说明');
      made.addWorksheet('合同').addRows([HEAD, ROW]);
    });
    expect(read(bytes)).toMatchObject({ sheet: '合同', sheets: ['台账', '说明', '合同'] });
    expect(rows(bytes)).toHaveLength(1);
  });
  it('two columns of one name: the first is read, and that is said', async () => {
    const made = plan(
      read(
        await book((sheet) =>
          sheet.addRows([
            ['项目名称', '合作单位', '项目名称 *'],
            ['甲', '乙', '丙'],
          ]),
        ),
      ),
    );
    expect(made.rows[0]!.fields).toEqual({ projectName: '甲', partner: '乙' });
    expect(made.problems).toMatchObject([{ line: 1, key: 'sameHeader', level: 'ask', params: { count: 2 } }]);
  });
  it('a million empty lines under the list cost little', () => {
    const cell = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const line = (n: number, texts: string[]): string => `<row r="${n}">${texts.map((t, i) => cell(`${'ABCD'[i]}${n}`, t)).join('')}</row>`;
    const empty = Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="1"/></row>`).join('');
    const bytes = zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="台账" r:id="r1" xmlns:r="r"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${line(1, HEAD)}${line(2, ROW)}${empty}</sheetData></worksheet>`),
    });
    const started = performance.now();
    expect(rows(bytes)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(90_000);
  }, 120_000);
});

describe('the counts of a dry run', () => {
  it('agree with its list: what keeps a line out, and what is only to be looked at', () => {
    const text = [HEAD.join(','), ROW.join(','), '示例项目二,示例公司,面议,去年', ',示例公司,面议,', ROW.join(',')].join('\n');
    const made = plan(read(strToU8(text)));
    expect(countProblems(made.problems)).toEqual({ musts: 1, notes: made.problems.length - 1 });
    expect([made.rows.length, made.refused, made.duplicates]).toEqual([2, [4], [5]]);
    expect(made.problems.map((p) => `${p.line} ${p.key} ${outcomeOf(p, new Set(made.refused))}`)).toEqual([
      '3 amount warn',
      '3 day warn',
      '4 amount skip',
      '4 required skip',
      '5 twiceInFile skip',
    ]);
  });
  it('a line that is there already has no notes', () => {
    const table = read(strToU8([HEAD.join(','), '示例项目二,示例公司,面议,去年'].join('\n')));
    const match = recogniseTemplate(table.lines)!;
    const first = planImport(table.lines, match, match.mapping, { keys: new Set() });
    const again = planImport(table.lines, match, match.mapping, { keys: new Set(first.rows.map((r) => r.key)) });
    expect([again.duplicates, again.problems]).toEqual([[2], []]);
  });
});
