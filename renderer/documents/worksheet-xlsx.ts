/** A whole worksheet in Excel: what it is and what all methods say together in front, a sheet with live formulas for each method behind. */
import { excelNumber, reference } from '../../shared/valuation/excel.ts';
import type { MethodResult } from '../../shared/valuation/method.ts';
import type { Unit } from '../../shared/valuation/sheet.ts';
import { layOut } from '../../shared/valuation/workbook.ts';
import {
  STYLE,
  columnsXml,
  formulaCell,
  headRow,
  methodsToXlsx,
  numberCell,
  pageXml,
  quoted,
  sheetNames,
  type MethodSheet,
  type MethodWords,
} from './method-xlsx.ts';
import { runSheet, type RunPaper } from './worksheet-run.ts';
import { SHEET_NS, linesOf, rowXml, stringCell } from '../../shared/sheet/xlsx-parts.ts';
import { XML_HEAD } from '../../shared/sheet/xml.ts';

/** Words as data, so that the book can go to a worker. */
export type BookMethod = {
  result: Pick<MethodResult, 'cells' | 'inputs'>;
  /** its sheet, and its line in front */
  name: string;
  about: readonly string[];
  /** by name of the cell */
  labels: Readonly<Record<string, string>>;
  units: Readonly<Record<Unit, string>>;
  /** by name of the input */
  evidence: Readonly<Record<string, string>>;
  notes: readonly string[];
  line: BookLine;
};
/** The figures of a method in front: ids of its cells, live, or numbers somebody gave. Money is told in 万元. */
export type BookLine = { value: string; unit: Unit; money: '元' | '万元'; low?: string | number; high?: string | number; weight?: number; reason?: string };
export type WorksheetBook = {
  title: string;
  contentId: string;
  front: string;
  banner: string;
  /** 测算对象, 目的, 价值类型 … */
  facts: readonly (readonly [string, string])[];
  heads: MethodWords['heads'];
  /** what `{{n}}` of a table or series is called: 第 n 项 */
  item: string;
  table: { method: string; value: string; unit: string; low: string; high: string; weight: string; reason: string; together: string };
  methods: readonly BookMethod[];
  /** why the weights put nothing together yet */
  notTogether?: string;
  /** 未采用的方法, 假设与限制: heading and text */
  remarks: readonly (readonly [string, string])[];
  /** what each simulation found, as values */
  runs: readonly RunPaper[];
};

const COLUMNS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const WIDTHS = [26, 17, 9, 17, 17, 11, 52];
const LAST = COLUMNS.at(-1)!;
const VALUE_WIDTH = WIDTHS.slice(1).reduce((a, b) => a + b);
const heightOf = (text: string, width: number): number => 18 * linesOf(text, width);

const sheetOf = (book: WorksheetBook, m: BookMethod): MethodSheet => ({
  result: m.result,
  words: {
    sheet: m.name,
    title: `${book.title} · ${m.name}`,
    banner: book.banner,
    about: m.about,
    heads: book.heads,
    cell: (name, item) => `${m.labels[name] ?? name}${item === undefined ? '' : book.item.replace('{{n}}', String(item))}`,
    unit: (unit) => m.units[unit],
    evidence: (of) => m.evidence[of.name] ?? '',
    notes: m.notes,
  },
});

/** `'许可费节省法'!E23`, in 万元. */
function figureRef(book: WorksheetBook, m: BookMethod, sheet: string, of: string | number | undefined): { text: string; value: number } | undefined {
  const scale = m.line.unit === 'money' && m.line.money === '元' ? 10_000 : 1;
  if (of === undefined) return undefined;
  if (typeof of === 'number') return { text: excelNumber(of), value: of };
  const cell = m.result.cells.find((c) => c.id === of);
  if (!cell) return undefined;
  const placed = layOut(m.result.cells, headRow({ about: m.about }) + 1).rows.flatMap((row) => (row.name === cell.name ? row.cells : []));
  const place = placed.find((c) => c.id === of)!.place;
  const ref = `${quoted(sheet)}!${reference(place)}`;
  return { text: scale === 1 ? ref : `${ref}/${scale}`, value: cell.value / scale };
}

function lineXml(book: WorksheetBook, m: BookMethod, sheet: string, row: number): string {
  const style = STYLE.live + (m.line.unit === 'money' ? 0 : m.line.unit === 'rate' ? 1 : 2);
  const figure = (column: string, of: string | number | undefined): string => {
    const ref = figureRef(book, m, sheet, of);
    return ref ? formulaCell(`${column}${row}`, ref.text, ref.value, style) : stringCell(`${column}${row}`, '', STYLE.text);
  };
  const unit = m.line.unit === 'money' ? '万元' : m.units[m.line.unit];
  return rowXml(
    row,
    [
      stringCell(`A${row}`, m.name, STYLE.text),
      figure('B', m.line.value),
      stringCell(`C${row}`, unit, STYLE.text),
      figure('D', m.line.low),
      figure('E', m.line.high),
      m.line.weight === undefined ? stringCell(`F${row}`, '', STYLE.text) : numberCell(`F${row}`, m.line.weight, STYLE.input + 1),
      stringCell(`G${row}`, m.line.reason ?? '', STYLE.text),
    ],
    heightOf(m.line.reason ?? '', WIDTHS.at(-1)!),
  );
}

/** Values times weights; drawn only where somebody weighed. */
function togetherXml(book: WorksheetBook, first: number, row: number): string[] {
  const weighed = book.methods.filter((m) => m.line.weight !== undefined && m.line.unit === 'money');
  if (weighed.length === 0) return [];
  if (book.notTogether !== undefined)
    return [
      rowXml(
        row,
        COLUMNS.map((c) =>
          stringCell(`${c}${row}`, c === 'A' ? book.table.together : c === LAST ? book.notTogether! : '', c === 'A' ? STYLE.head : STYLE.text),
        ),
        heightOf(book.notTogether, WIDTHS.at(-1)!),
      ),
    ];
  const inWan = (m: BookMethod, of: string | number | undefined): number | undefined => figureRef(book, m, '', of)?.value;
  const values = weighed.map((m) => inWan(m, m.line.value) ?? 0);
  const lows = weighed.map((m, i) => inWan(m, m.line.low) ?? values[i]!);
  const highs = weighed.map((m, i) => inWan(m, m.line.high) ?? values[i]!);
  const rows = book.methods.flatMap((m, i) => (weighed.includes(m) ? [first + i] : []));
  const point = weighed.reduce((s, m, i) => s + m.line.weight! * values[i]!, 0);
  const weights = weighed.reduce((s, m) => s + m.line.weight!, 0);
  const cells = (columns: readonly string[]): string => rows.flatMap((r) => columns.map((c) => `${c}${r}`)).join(',');
  return [
    rowXml(row, [
      stringCell(`A${row}`, book.table.together, STYLE.head),
      formulaCell(`B${row}`, rows.map((r) => `B${r}*F${r}`).join('+'), point, STYLE.linked),
      stringCell(`C${row}`, '万元', STYLE.text),
      formulaCell(`D${row}`, `MIN(${cells(['B', 'D'])})`, Math.min(...values, ...lows), STYLE.linked),
      formulaCell(`E${row}`, `MAX(${cells(['B', 'E'])})`, Math.max(...values, ...highs), STYLE.linked),
      formulaCell(`F${row}`, `SUM(${cells(['F'])})`, weights, STYLE.linked + 1),
      stringCell(`G${row}`, '', STYLE.text),
    ]),
  ];
}

function frontXml(book: WorksheetBook, names: readonly string[]): { xml: string; repeat: number } {
  const head = 4 + book.facts.length;
  const first = head + 1;
  const after = first + book.methods.length;
  const together = togetherXml(book, first, after);
  const remarksAt = after + together.length + 1;
  const merges = [
    `A2:${LAST}2`,
    ...book.facts.map((_, i) => `B${3 + i}:${LAST}${3 + i}`),
    ...book.remarks.flatMap((_, i) => [`B${remarksAt + i}:${LAST}${remarksAt + i}`]),
  ];
  const labelled = (row: number, [label, value]: readonly [string, string]): string =>
    rowXml(
      row,
      [
        stringCell(`A${row}`, label, STYLE.head),
        stringCell(`B${row}`, value, STYLE.text),
        ...COLUMNS.slice(2).map((c) => stringCell(`${c}${row}`, '', STYLE.text)),
      ],
      heightOf(value, VALUE_WIDTH),
    );
  const { table } = book;
  const rows = [
    rowXml(1, [stringCell('A1', book.title, STYLE.title)], 24),
    rowXml(2, [stringCell('A2', book.banner, STYLE.band)], 34),
    ...book.facts.map((fact, i) => labelled(3 + i, fact)),
    rowXml(
      head,
      [table.method, table.value, table.unit, table.low, table.high, table.weight, table.reason].map((h, i) =>
        stringCell(`${COLUMNS[i]}${head}`, h, STYLE.head),
      ),
      24,
    ),
    ...book.methods.map((m, i) => lineXml(book, m, names[i + 1]!, first + i)),
    ...together,
    ...book.remarks.map((remark, i) => labelled(remarksAt + i, remark)),
  ];
  const lastRow = Math.max(after, remarksAt + book.remarks.length - 1);
  const xml = `${XML_HEAD}<worksheet ${SHEET_NS}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${LAST}${lastRow}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>${columnsXml(WIDTHS)}<sheetData>${rows.join('')}</sheetData><mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>${pageXml(book.banner, 1)}</worksheet>`;
  return { xml, repeat: head };
}

/** The same book, the same bytes. */
export function worksheetXlsx(book: WorksheetBook): Uint8Array<ArrayBuffer> {
  const names = sheetNames([book.front, ...book.methods.map((m) => m.name)]);
  const { xml, repeat } = frontXml(book, names);
  return methodsToXlsx(
    book.title,
    book.contentId,
    book.methods.map((m) => sheetOf(book, m)),
    { name: book.front, xml, repeat },
    book.runs.map((run) => runSheet(run, book.title, book.banner)),
  );
}
