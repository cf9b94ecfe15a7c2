/** What a simulation found, on paper and as a sheet of the workbook: settings, figures, how the trials lie. Values, never formulas. */
import type { Block } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { Decimal, formatRate, formatWan } from '../../shared/money.ts';
import { columnLetters } from '../../shared/valuation/excel.ts';
import { STYLE, columnsXml, KIND, numberCell, pageXml } from './method-xlsx.ts';
import { even, grid, pictureBlock, type Picture } from './worksheet-methods.ts';
import { SHEET_NS, linesOf, rowXml, stringCell } from '../../shared/sheet/xlsx-parts.ts';
import { XML_HEAD } from '../../shared/sheet/xml.ts';

/** A text, or a figure: money in 万元. */
export type RunCell = string | { value: number; kind: 'money' | 'rate' | 'factor' | 'whole' };
type RunTable = { caption: string; headers: readonly string[]; rows: readonly (readonly RunCell[])[] };
export type RunPaper = { name: string; notes: readonly string[]; tables: readonly RunTable[]; pictures: readonly Picture[] };

function cellText(c: RunCell): string {
  if (typeof c === 'string') return c;
  const d = new Decimal(c.value);
  if (c.kind === 'money') return formatWan(d.times(10_000).toFixed());
  if (c.kind === 'rate') return formatRate(d.toDecimalPlaces(6).toFixed());
  return c.kind === 'whole' ? d.toFixed(0) : d.toFixed(2);
}

export const runBlocks = (run: RunPaper): Block[] => [
  ...run.notes.map((text) => paragraph(text, { indent: true })),
  ...run.tables.map((t) =>
    grid(
      even(t.headers.length),
      t.headers,
      t.rows.map((r) => r.map(cellText)),
      t.caption,
    ),
  ),
  ...run.pictures.map(pictureBlock),
];

const WIDTHS = [26, 20, 34, 20, 14, 12];
const LAST = columnLetters(WIDTHS.length);

/** One sheet below the other things of the book; `repeat` is its title row. */
export function runSheet(run: RunPaper, title: string, banner: string): { name: string; xml: string; repeat: number } {
  const rows = [rowXml(1, [stringCell('A1', `${title} · ${run.name}`, STYLE.title)], 24), rowXml(2, [stringCell('A2', banner, STYLE.band)], 34)];
  const merges = [`A2:${LAST}2`];
  let at = 3;
  for (const line of run.notes) {
    merges.push(`A${at}:${LAST}${at}`);
    rows.push(rowXml(at, [stringCell(`A${at}`, line, STYLE.text)], 18 * linesOf(line, 120)));
    at += 1;
  }
  for (const table of run.tables) {
    at += 1;
    rows.push(rowXml(at, [stringCell(`A${at}`, table.caption, STYLE.title)]));
    at += 1;
    rows.push(
      rowXml(
        at,
        table.headers.map((h, i) => stringCell(`${columnLetters(i + 1)}${at}`, h, STYLE.head)),
        24,
      ),
    );
    for (const row of table.rows) {
      at += 1;
      const cells = row.map((c, i) => {
        const ref = `${columnLetters(i + 1)}${at}`;
        return typeof c === 'string' ? stringCell(ref, c, STYLE.text) : numberCell(ref, c.value, STYLE.own + KIND[c.kind]);
      });
      const tallest = Math.max(1, ...row.map((c, i) => (typeof c === 'string' ? linesOf(c, WIDTHS[i] ?? 12) : 1)));
      rows.push(rowXml(at, cells, 18 * tallest));
    }
    at += 1;
  }
  const xml = `${XML_HEAD}<worksheet ${SHEET_NS}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${LAST}${at}"/><sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>${columnsXml(WIDTHS)}<sheetData>${rows.join('')}</sheetData><mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>${pageXml(banner, 1)}</worksheet>`;
  return { name: run.name, xml, repeat: 2 };
}
