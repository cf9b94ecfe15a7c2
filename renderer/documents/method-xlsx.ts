/** A valuation in Excel: every figure a live formula, our own result in the row below it, the difference beside. */
import type { Evidence, MethodResult } from '../../shared/valuation/method.ts';
import { excelNumber, reference, columnLetters } from '../../shared/valuation/excel.ts';
import type { Unit } from '../../shared/valuation/sheet.ts';
import { FIRST_FIGURE, layOut, type LiveRow } from '../../shared/valuation/workbook.ts';
import { XML_HEAD, xmlText } from './xml.ts';
import { BORDERS, SHEET_NS, fontXml, rowXml, sheetTitle, stringCell, xf, xlsxFile } from './xlsx-parts.ts';

/** Words of the workbook in the language it is made in. */
export type MethodWords = {
  sheet: string;
  title: string;
  /** the mandatory banner: what this is and what it is not */
  banner: string;
  /** 编制人, 复核人, 测算基准日, version, content id: one line each */
  about: readonly string[];
  heads: { name: string; symbol: string; unit: string; difference: string; figures: string; own: string; most: string };
  cell(name: string, item: number | undefined): string;
  unit(unit: Unit): string;
  /** source, date and grade of an input, as one text */
  evidence(e: Evidence): string;
};
export type MethodSheet = { result: MethodResult; words: MethodWords };

const STYLE = { text: 1, head: 2, money: 3, rate: 4, number: 5, own: 6, band: 7, input: 8, inputRate: 9, inputMoney: 10, title: 11 } as const;
const RIGHT = '<alignment horizontal="right" vertical="center"/>';
const LEFT = '<alignment vertical="center" wrapText="1"/>';
// money, rates and plain numbers; inputs on a tint, our own results in grey
const CELLS = [
  xf(0, 0, 0, 0, ''),
  xf(49, 0, 0, 1, LEFT),
  xf(49, 1, 2, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
  xf(4, 0, 0, 1, RIGHT),
  xf(165, 0, 0, 1, RIGHT),
  xf(164, 0, 0, 1, RIGHT),
  xf(164, 2, 0, 1, RIGHT),
  xf(49, 1, 0, 0, LEFT),
  xf(164, 3, 3, 1, RIGHT),
  xf(165, 3, 3, 1, RIGHT),
  xf(4, 3, 3, 1, RIGHT),
  xf(49, 1, 0, 0, '<alignment vertical="center"/>'),
];
const solid = (rgb: string): string => `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
const STYLES = `${XML_HEAD}<styleSheet ${SHEET_NS}><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00######"/><numFmt numFmtId="165" formatCode="0.00####%"/></numFmts><fonts count="4">${fontXml(false)}${fontXml(true)}${fontXml(false, 'FF7A7A7A')}${fontXml(false, 'FF0B4F9E')}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFE8EDF3')}${solid('FFF4F8FC')}</fills>${BORDERS}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${CELLS.length}">${CELLS.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const figureStyle = (unit: Unit, input: boolean): number =>
  unit === 'money' ? (input ? STYLE.inputMoney : STYLE.money) : unit === 'rate' ? (input ? STYLE.inputRate : STYLE.rate) : input ? STYLE.input : STYLE.number;
const number = (ref: string, value: number, style: number): string => `<c r="${ref}" s="${style}"><v>${excelNumber(value)}</v></c>`;
const formula = (ref: string, f: string, value: number, style: number): string =>
  `<c r="${ref}" s="${style}"><f>${xmlText(f)}</f><v>${excelNumber(value)}</v></c>`;

/** Live row, and under it our own results with the largest difference of the row. */
function rowPair(row: LiveRow, { words, result }: MethodSheet): string[] {
  const label = words.cell(row.name, row.item);
  const live = row.cells.map((c) =>
    c.formula === undefined
      ? number(reference(c.place), c.value, figureStyle(row.unit, true))
      : formula(reference(c.place), c.formula, c.value, figureStyle(row.unit, false)),
  );
  const given = result.inputs.find((i) => i.name === row.name && i.item === row.item);
  const evidence = row.own === null && given ? words.evidence(given) : '';
  const first = [
    stringCell(`A${row.from}`, evidence === '' ? label : `${label}\n${evidence}`, STYLE.text),
    stringCell(`B${row.from}`, row.symbol, STYLE.text),
    stringCell(`C${row.from}`, words.unit(row.unit), STYLE.text),
  ];
  const from = row.cells[0]!.place;
  const to = row.cells.at(-1)!.place;
  if (row.own === null) return [rowXml(row.from, [...first, stringCell(`D${row.from}`, '', STYLE.text), ...live])];
  const own = row.own;
  const here = `${reference(from)}:${reference(to)}`;
  const there = `${columnLetters(from.column)}${own}:${columnLetters(to.column)}${own}`;
  return [
    rowXml(row.from, [...first, formula(`D${row.from}`, `SUMPRODUCT(ABS(${here}-${there}))`, 0, STYLE.number), ...live]),
    rowXml(own, [
      stringCell(`A${own}`, words.heads.own, STYLE.own),
      ...row.cells.map((c) => number(reference({ row: own, column: c.place.column }), c.value, STYLE.own)),
    ]),
  ];
}

const HEAD_ROWS = 4;

function sheetXml(sheet: MethodSheet): string {
  const { words, result } = sheet;
  const top = HEAD_ROWS + words.about.length + 1;
  const layout = layOut(result.cells, top + 1);
  const last = columnLetters(FIRST_FIGURE + Math.max(layout.columns, 4) - 1);
  const rows = [
    rowXml(1, [stringCell('A1', words.title, STYLE.title)], 22),
    rowXml(2, [stringCell('A2', words.banner, STYLE.band)], 44),
    ...words.about.map((line, i) => rowXml(3 + i, [stringCell(`A${3 + i}`, line, STYLE.title)])),
    rowXml(top - 1, [stringCell(`A${top - 1}`, words.heads.most, STYLE.title), formula(`D${top - 1}`, `MAX(D${top + 1}:D${layout.lastRow})`, 0, STYLE.number)]),
    rowXml(
      top,
      [words.heads.name, words.heads.symbol, words.heads.unit, words.heads.difference, words.heads.figures].map((h, i) =>
        stringCell(`${columnLetters(i + 1)}${top}`, h, STYLE.head),
      ),
      24,
    ),
    ...layout.rows.flatMap((row) => rowPair(row, sheet)),
  ];
  return `${XML_HEAD}<worksheet ${SHEET_NS}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}${layout.lastRow}"/><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="${top}" topLeftCell="B${top + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="34" customWidth="1"/><col min="2" max="2" width="16" customWidth="1"/><col min="3" max="3" width="9" customWidth="1"/><col min="4" max="4" width="14" customWidth="1"/><col min="${FIRST_FIGURE}" max="${FIRST_FIGURE + Math.max(layout.columns, 4) - 1}" width="17" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData><mergeCells count="1"><mergeCell ref="A2:${last}2"/></mergeCells><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddHeader>&amp;C${xmlText(words.banner.replaceAll('&', '&&').slice(0, 200))}</oddHeader><oddFooter>&amp;C第 &amp;P 页　共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
}

/** One sheet a method. The same results and words give the same bytes. */
export function methodsToXlsx(title: string, contentId: string, sheets: readonly MethodSheet[]): Uint8Array<ArrayBuffer> {
  const taken = new Set<string>();
  const named = sheets.map((s) => {
    let name = sheetTitle(s.words.sheet);
    for (let n = 2; taken.has(name); n++) name = sheetTitle(`${s.words.sheet.slice(0, 27)} ${n}`);
    taken.add(name);
    return { name, xml: sheetXml(s) };
  });
  const prints = sheets.map((s, i) => {
    const top = HEAD_ROWS + s.words.about.length + 1;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${xmlText(`'${named[i]!.name.replaceAll("'", "''")}'!$1:$${top}`)}</definedName>`;
  });
  return xlsxFile({ title, contentId, styles: STYLES, sheets: named, names: `<definedNames>${prints.join('')}</definedNames>`, calc: true });
}
