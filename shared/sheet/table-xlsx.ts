/** A table to Excel: typed cells (a text that looks like a formula stays a text), widths, header, print set-up. Same table, same bytes. */
import { strToU8 } from 'fflate';
import { dayNumber, parseDay } from '../time.ts';
import { XML_HEAD, xmlText } from './xml.ts';
import { entriesXml, listSheet, withEntryStyles, type Entry } from './xlsx-entries.ts';
import { BORDERS, SHEET_NS, columnName, fontXml, linesOf, rowXml as row, sheetTitle, stringCell, xf, xlsxFile } from './xlsx-parts.ts';

/** `width` in characters of a Latin digit; a Chinese character takes two. */
export type TableColumn = { header: string; width: number; kind: 'text' | 'money' | 'number' | 'day' | 'rate' | 'whole'; entry?: Entry };
type TableSheet = {
  sheet: string;
  columns: readonly TableColumn[];
  /** decimal text for money and numbers, ISO for days; what cannot be read so is written as text */
  rows: readonly (readonly (string | undefined)[])[];
  /** line above the table and on every printed page: 示例 or 实训, what the table is not */
  band?: string;
  /** so many rows are to be filled in: every column takes what it is of, or one of its `entry`; `lists` names the hidden sheet with what can be chosen */
  fillIn?: { rows: number; lists: string };
};
/** `second`: a sheet behind the table that explains it. */
export type TableExport = TableSheet & { title: string; contentId: string; second?: TableSheet };

const STYLE = { text: 1, head: 2, money: 3, number: 4, day: 5, band: 6, rate: 4, whole: 4 } as const;
/** The same without a frame, for columns that are still empty; {@link withEntryStyles}. */
const OPEN = { text: 7, money: 8, number: 9, day: 10, rate: 11, whole: 12 } as const;
const STYLES = `${XML_HEAD}<styleSheet ${SHEET_NS}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2">${fontXml(false)}${fontXml(true)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/><bgColor indexed="64"/></patternFill></fill></fills>${BORDERS}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">${xf(0, 0, 0, 0, '')}${xf(49, 0, 0, 1, '<alignment vertical="top" wrapText="1"/>')}${xf(49, 1, 2, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>')}${xf(4, 0, 0, 1, '<alignment horizontal="right" vertical="top"/>')}${xf(0, 0, 0, 1, '<alignment horizontal="right" vertical="top"/>')}${xf(164, 0, 0, 1, '<alignment horizontal="center" vertical="top"/>')}${xf(49, 1, 0, 0, '<alignment vertical="center"/>')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

export function tableToXlsx(table: TableExport): Uint8Array<ArrayBuffer> {
  const sheets = [table, ...(table.second ? [table.second] : [])].map((one, i) => sheetOf(one, table.title, i));
  const lists = table.fillIn && listSheet(table.fillIn.lists, table.columns);
  const names = `<definedNames>${['filter', 'titles'].flatMap((k) => sheets.map((s) => s[k as 'filter' | 'titles'])).join('')}</definedNames>`;
  return xlsxFile({
    title: table.title,
    contentId: table.contentId,
    styles: table.fillIn ? withEntryStyles(STYLES) : STYLES,
    sheets: [...sheets, ...(lists ? [lists] : [])],
    names,
  });
}

function sheetOf(table: TableSheet, title: string, index: number): { name: string; xml: string; filter: string; titles: string } {
  const top = table.band ? 1 : 0;
  const headLine = top + 1;
  const last = columnName(table.columns.length - 1);
  const band = table.band ? row(1, [stringCell('A1', table.band, STYLE.band)], 18) : '';
  const head = row(
    headLine,
    table.columns.map((c, i) => stringCell(`${columnName(i)}${headLine}`, c.header, STYLE.head)),
    24,
  );
  const body = table.rows
    .map((cells, n) =>
      row(
        headLine + n + 1,
        table.columns.map((c, i) => cellXml(`${columnName(i)}${headLine + n + 1}`, c, cells[i] ?? '')),
        // what explains a table is read through: its rows are as high as their words
        index === 0 ? undefined : 15 * Math.max(...table.columns.map((c, i) => linesOf(cells[i] ?? '', c.width))),
      ),
    )
    .join('');
  const lastLine = headLine + table.rows.length;
  const sheetName = sheetTitle(table.sheet);
  const xml = `${XML_HEAD}<worksheet ${SHEET_NS}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}${lastLine}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headLine}" topLeftCell="A${headLine + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${table.columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}"${table.fillIn ? ` style="${OPEN[c.kind]}"` : ''} customWidth="1"/>`).join('')}</cols><sheetData>${band}${head}${body}</sheetData><autoFilter ref="A${headLine}:${last}${lastLine}"/>${table.fillIn ? entriesXml(table.columns, headLine + 1, table.fillIn) : ''}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddHeader>&amp;C${xmlText(title.replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
  const quoted = `'${sheetName.replaceAll("'", "''")}'`;
  return {
    name: sheetName,
    xml,
    filter: `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${xmlText(quoted)}!$A$${headLine}:$${last}$${lastLine}</definedName>`,
    titles: `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlText(quoted)}!$1:$${headLine}</definedName>`,
  };
}

function cellXml(ref: string, column: TableColumn, text: string): string {
  const bare = text.trim();
  if (column.kind === 'day') {
    const day = parseDay(bare);
    if (day !== undefined && day >= '1900-03-01') return `<c r="${ref}" s="${STYLE.day}"><v>${dayNumber(day) - dayNumber('1899-12-30')}</v></c>`;
  }
  // more than 15 digits would be rounded by Excel without a word: those stay text
  if (column.kind !== 'text' && column.kind !== 'day' && /^-?\d+(\.\d+)?$/.test(bare) && bare.replace(/\D/g, '').length <= 15)
    return `<c r="${ref}" s="${STYLE[column.kind]}"><v>${bare}</v></c>`;
  return stringCell(ref, text, STYLE.text);
}

/** Text that a spreadsheet would run as a formula gets a leading ' (OWASP), also in full width; quoted, CRLF, BOM for Excel. */
export function tableToCsv(table: Pick<TableExport, 'columns' | 'rows'>): Uint8Array {
  const lines = [table.columns.map((c) => c.header), ...table.rows.map((cells) => table.columns.map((_, i) => cells[i] ?? ''))];
  const text = lines.map((cells, n) => cells.map((c, i) => csvCell(c, n > 0 && table.columns[i]?.kind !== 'text')).join(',')).join('\r\n');
  return strToU8(`\ufeff${text}\r\n`);
}

function csvCell(text: string, numeric: boolean): string {
  const isNumber = numeric && /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  // a register number of 16 digits would be read as a number and rounded; behind a tab it stays text
  if (!numeric && /^\d{16,}$/.test(text)) return `"\t${text}"`;
  return `"${safe.replaceAll('"', '""')}"`;
}
