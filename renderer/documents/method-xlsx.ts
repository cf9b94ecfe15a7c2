/** A valuation in Excel: every figure a live formula, our own result in the row below it, the difference beside. */
import type { MethodResult, ResultInput } from '../../shared/valuation/method.ts';
import { excelNumber, reference, columnLetters, type Place } from '../../shared/valuation/excel.ts';
import type { LatticeBlock } from '../../shared/valuation/lattice-block.ts';
import type { Unit } from '../../shared/valuation/sheet.ts';
import { FIRST_FIGURE, layOut, type LiveRow } from '../../shared/valuation/workbook.ts';
import { XML_HEAD, xmlText } from '../../shared/sheet/xml.ts';
import { BORDERS, SHEET_NS, fontXml, linesOf, rowXml, sheetTitle, stringCell, xf, xlsxFile } from '../../shared/sheet/xlsx-parts.ts';

/** Words of the workbook in the language it is made in. */
export type MethodWords = {
  sheet: string;
  title: string;
  /** the mandatory banner: what this is and what it is not */
  banner: string;
  /** 编制人, 复核人, 测算基准日, version, content id: one line each */
  about: readonly string[];
  heads: { name: string; symbol: string; unit: string; difference: string; figures: string; own: string; most: string; still: string; lattice: string };
  cell(name: string, item: number | undefined): string;
  unit(unit: Unit): string;
  /** source, date and grade of an input, as one text */
  evidence(of: ResultInput): string;
  /** warnings, below the figures */
  notes?: readonly string[];
};
export type MethodSheet = { result: Pick<MethodResult, 'cells' | 'inputs'>; words: MethodWords };

export const STYLE = { text: 1, head: 2, band: 3, title: 4, note: 5, live: 6, input: 12, own: 18, linked: 24 } as const;
const RIGHT = '<alignment horizontal="right" vertical="center"/>';
const LEFT = '<alignment vertical="center" wrapText="1"/>';
/** Kinds of figures; a style of one is its group's plus this. */
export const KIND = { money: 0, rate: 1, factor: 2, years: 3, whole: 4, exact: 5 } as const;
const kindOf = (unit: Unit): number => (unit === 'money' || unit === 'rate' || unit === 'factor' || unit === 'years' ? KIND[unit] : KIND.whole);
const FORMATS = [4, 165, 164, 166, 0, 167];
// live figures, inputs blue on a tint, our own results in grey, figures from another sheet
const CELLS = [
  xf(0, 0, 0, 0, ''),
  xf(49, 0, 0, 1, LEFT),
  xf(49, 1, 2, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
  xf(49, 1, 0, 0, LEFT),
  xf(49, 1, 0, 0, '<alignment vertical="center"/>'),
  xf(49, 0, 0, 0, '<alignment vertical="center"/>'),
  ...[
    [0, 0],
    [3, 3],
    [2, 0],
    [1, 0],
  ].flatMap(([font, fill]) => FORMATS.map((format) => xf(format, font!, fill!, 1, RIGHT))),
];
const solid = (rgb: string): string => `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
const STYLES = `${XML_HEAD}<styleSheet ${SHEET_NS}><numFmts count="4"><numFmt numFmtId="164" formatCode="#,##0.0000##"/><numFmt numFmtId="165" formatCode="0.00##%"/><numFmt numFmtId="166" formatCode="0.00##"/><numFmt numFmtId="167" formatCode="0.0E+0;-0.0E+0;0"/></numFmts><fonts count="4">${fontXml(false)}${fontXml(true)}${fontXml(false, 'FF7A7A7A')}${fontXml(false, 'FF0B4F9E')}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFE8EDF3')}${solid('FFF4F8FC')}</fills>${BORDERS}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${CELLS.length}">${CELLS.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

export const numberCell = (ref: string, value: number, style: number): string => `<c r="${ref}" s="${style}"><v>${excelNumber(value)}</v></c>`;
export const formulaCell = (ref: string, f: string, value: number, style: number): string =>
  `<c r="${ref}" s="${style}"><f>${xmlText(f)}</f><v>${excelNumber(value)}</v></c>`;

/** Live row, and under it our own results with the largest difference of the row. */
function rowPair(row: LiveRow, { words, result }: MethodSheet): string[] {
  const label = words.cell(row.name, row.item);
  const kind = kindOf(row.unit);
  const live = row.cells.map((c) =>
    c.formula === undefined
      ? numberCell(reference(c.place), c.value, (c.still ? STYLE.own : STYLE.input) + kind)
      : formulaCell(reference(c.place), c.formula, c.value, STYLE.live + kind),
  );
  const given = result.inputs.find((i) => i.name === row.name && i.item === row.item);
  const still = row.cells.every((c) => c.still) ? words.heads.still : '';
  const evidence = [row.own === null && given ? words.evidence(given) : '', still].filter(Boolean).join('\n');
  const first = [
    stringCell(`A${row.from}`, evidence === '' ? label : `${label}\n${evidence}`, STYLE.text),
    stringCell(`B${row.from}`, row.symbol, STYLE.text),
    stringCell(`C${row.from}`, words.unit(row.unit), STYLE.text),
  ];
  const from = row.cells[0]!.place;
  const to = row.cells.at(-1)!.place;
  const lines = linesOf(evidence === '' ? label : `${label}\n${evidence}`, WIDTHS[0]!);
  if (row.own === null) return [rowXml(row.from, [...first, stringCell(`D${row.from}`, '', STYLE.text), ...live], 16 * lines)];
  const own = row.own;
  const here = `${reference(from)}:${reference(to)}`;
  const there = `${columnLetters(from.column)}${own}:${columnLetters(to.column)}${own}`;
  return [
    rowXml(
      row.from,
      [...first, formulaCell(`D${row.from}`, `SUMPRODUCT(ABS(${here}-${there}))`, 0, STYLE.live + KIND.exact), ...live],
      ...(still === '' ? [] : [16 * lines]),
    ),
    rowXml(own, [
      stringCell(`A${own}`, words.heads.own, STYLE.own),
      ...row.cells.map((c) => numberCell(reference({ row: own, column: c.place.column }), c.value, STYLE.own + kind)),
    ]),
  ];
}

const HEAD_ROWS = 4;
/** Row of the column heads; the figures begin below. */
export const headRow = (words: Pick<MethodWords, 'about'>): number => HEAD_ROWS + words.about.length + 1;
/** As many columns of figures as one printed page takes. */
const ACROSS_PAGE = 10;
const WIDTHS = [38, 18, 8, 11];
const FIGURE_WIDTH = 13;

/** Every page says what this is, on screen and on paper. */
export const pageXml = (banner: string, across: number): string =>
  `<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="${across}" fitToHeight="0"/><headerFooter><oddHeader>&amp;C&amp;8${xmlText(banner.replaceAll('&', '&&').slice(0, 200))}</oddHeader><oddFooter>&amp;C&amp;9 &amp;P / &amp;N</oddFooter></headerFooter>`;
export const columnsXml = (widths: readonly number[]): string =>
  `<cols>${widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`).join('')}</cols>`;

/** The nodes of a lattice, below all else and not on paper: one formula for all steps before the last, one for the last. */
function blockRows({ marks, shared, nodes }: LatticeBlock, words: MethodWords): string[] {
  const byRow = new Map<number, { column: number; xml: string }[]>();
  const put = ({ row, column }: Place, xml: string): void => {
    const cells = byRow.get(row) ?? [];
    byRow.set(row, cells);
    cells.push({ column, xml });
  };
  for (const { place, value } of marks) put(place, numberCell(reference(place), value, STYLE.own + KIND.whole));
  for (const { place, value, shared: n } of nodes) {
    const { from, to, formula } = shared[n]!;
    const isFirst = from.row === place.row && from.column === place.column;
    const f = isFirst ? `<f t="shared" ref="${reference(from)}:${reference(to)}" si="${n}">${xmlText(formula)}</f>` : `<f t="shared" si="${n}"/>`;
    put(place, `<c r="${reference(place)}" s="${STYLE.live}">${f}<v>${excelNumber(value)}</v></c>`);
  }
  const rows = [...byRow].sort(([a], [b]) => a - b);
  const first = rows[0]![0];
  return rows.map(([row, cells]) => {
    const inOrder = cells.sort((a, b) => a.column - b.column).map((c) => c.xml);
    return rowXml(row, row === first ? [stringCell(`A${row}`, words.heads.lattice, STYLE.title), ...inOrder] : inOrder);
  });
}

function sheetXml(sheet: MethodSheet): OwnSheet {
  const { words, result } = sheet;
  const top = headRow(words);
  const notes = words.notes ?? [];
  const layout = layOut(result.cells, top + 1, notes.length);
  const figures = Math.max(layout.columns, 4);
  const last = columnLetters(FIRST_FIGURE + Math.max(figures, layout.block?.columns ?? 0) - 1);
  // the banner is read without scrolling, however long the series
  const bannerTo = columnLetters(FIRST_FIGURE + Math.min(figures, 6) - 1);
  const rows = [
    rowXml(1, [stringCell('A1', words.title, STYLE.title)], 22),
    rowXml(2, [stringCell('A2', words.banner, STYLE.band)], 32),
    ...words.about.map((line, i) => rowXml(3 + i, [stringCell(`A${3 + i}`, line, STYLE.note)])),
    rowXml(top - 1, [
      stringCell(`A${top - 1}`, words.heads.most, STYLE.title),
      formulaCell(`D${top - 1}`, `MAX(D${top + 1}:D${layout.lastRow})`, 0, STYLE.live + KIND.exact),
    ]),
    rowXml(
      top,
      [words.heads.name, words.heads.symbol, words.heads.unit, words.heads.difference, words.heads.figures].map((h, i) =>
        stringCell(`${columnLetters(i + 1)}${top}`, h, STYLE.head),
      ),
      24,
    ),
    ...layout.rows.flatMap((row) => rowPair(row, sheet)),
    ...notes.map((line, i) => rowXml(layout.lastRow + 2 + i, [stringCell(`A${layout.lastRow + 2 + i}`, line, STYLE.note)])),
  ];
  const printed = layout.lastRow + (notes.length === 0 ? 0 : notes.length + 1);
  if (layout.block) rows.push(...blockRows(layout.block, words));
  const lastRow = layout.block?.lastRow ?? printed;
  const xml = `${XML_HEAD}<worksheet ${SHEET_NS}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}${lastRow}"/><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="${top}" topLeftCell="B${top + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${columnsXml([...WIDTHS, ...Array.from({ length: figures }, () => FIGURE_WIDTH)])}<sheetData>${rows.join('')}</sheetData><mergeCells count="1"><mergeCell ref="A2:${bannerTo}2"/></mergeCells>${pageXml(words.banner, Math.ceil(layout.columns / ACROSS_PAGE))}</worksheet>`;
  const area = layout.block ? { area: `$A$1:$${columnLetters(FIRST_FIGURE + figures - 1)}$${printed}` } : {};
  return { name: words.sheet, xml, repeat: top, ...area };
}

/** A name as a formula quotes it. */
export const quoted = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'`;

/** Names Excel takes, each once. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((text) => {
    let name = sheetTitle(text);
    for (let n = 2; taken.has(name); n++) name = sheetTitle(`${text.slice(0, 27)} ${n}`);
    taken.add(name);
    return name;
  });
}

/** `area`: what is printed, where not all of it is. */
type OwnSheet = { name: string; xml: string; repeat: number; area?: string };

/** One sheet a method, before them what `first` says, behind them what `last` says. The same results and words give the same bytes. */
export function methodsToXlsx(
  title: string,
  contentId: string,
  sheets: readonly MethodSheet[],
  first?: OwnSheet,
  last: readonly OwnSheet[] = [],
): Uint8Array<ArrayBuffer> {
  const all: OwnSheet[] = [...(first ? [first] : []), ...sheets.map(sheetXml), ...last];
  const names = sheetNames(all.map((s) => s.name));
  const parts = all.map(({ xml }, i) => ({ name: names[i]!, xml }));
  const prints = parts.map(({ name }, i) => {
    const { repeat: row, area } = all[i]!;
    const repeated = `${quoted(name)}!$A:$A,${quoted(name)}!$${row}:$${row}`;
    const printed = area === undefined ? '' : `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${xmlText(`${quoted(name)}!${area}`)}</definedName>`;
    return `${printed}<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${xmlText(repeated)}</definedName>`;
  });
  return xlsxFile({ title, contentId, styles: STYLES, sheets: parts, names: `<definedNames>${prints.join('')}</definedNames>`, calc: true });
}
