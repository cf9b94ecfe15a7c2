/** Reads the cells of one sheet as text: dates as 2021-03-12, numbers as they stand, in the order of the columns. */
import { NOT_CALCULATED } from '../../shared/domain/import/plan.ts';
import { refuseDocument } from './document-error.ts';
import { openOffice } from './unzip.ts';
import type { ZipReader } from './unzip.ts';
import { readXml } from './xml-read.ts';

/** `merged`: column → the line of the cell it is one with, further up; `rounded`: columns with a number of more digits than a spreadsheet keeps. */
export type TableLine = { line: number; cells: string[]; merged?: Record<number, number>; rounded?: number[] };
export type Sheet = { name: string; sheets: string[]; lines: TableLine[] };

export const TABLE_LIMITS = { rows: 200_000, columns: 500 } as const;

/** More than that many cells filled from merged ones is a trick, not a list. */
const MOST_MERGED = 1_000_000;

/** `wanted` names a sheet; without it the first visible one with something in it. `onRows` hears of progress every thousand rows. */
export function readXlsx(bytes: Uint8Array, wanted?: string, onRows?: (rows: number) => void): Sheet {
  const zip = openOffice(bytes);
  if (!zip.has('xl/workbook.xml')) refuseDocument('unknownKind');
  const { sheets, date1904 } = workbook(zip);
  const targets = relationTargets(zip);
  const partOf = (s: SheetEntry | undefined): string | undefined => {
    const part = s === undefined ? undefined : targets.get(s.relation);
    return part !== undefined && zip.has(part) ? part : undefined;
  };
  const shared = zip.has('xl/sharedStrings.xml') ? sharedStrings(zip) : [];
  const dates = zip.has('xl/styles.xml') ? dateStyles(zip) : [];
  const visible = sheets.filter((s) => !s.hidden);
  const named = sheets.find((s) => s.name === wanted);
  const read = (named ? [named] : visible.length > 0 ? visible : sheets).flatMap((s) => {
    const part = partOf(s);
    return part === undefined ? [] : [{ name: s.name, part }];
  });
  if (read.length === 0) refuseDocument('noSheet');
  const names = sheets.map((s) => s.name);
  for (const { name, part } of read) {
    const lines = sheetLines(zip, part, { shared, dates, date1904 }, onRows);
    if (lines.length > 0) return { name, sheets: names, lines };
  }
  return { name: read[0]!.name, sheets: names, lines: [] };
}

type SheetEntry = { name: string; relation: string; hidden: boolean };

function workbook(zip: ZipReader): { sheets: SheetEntry[]; date1904: boolean } {
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  readXml(zip, 'xl/workbook.xml', {
    open(name, a) {
      if (name === 'workbookPr') date1904 = a['date1904'] === '1' || a['date1904'] === 'true';
      if (name === 'sheet') sheets.push({ name: a['name'] ?? '', relation: a['id'] ?? '', hidden: (a['state'] ?? 'visible') !== 'visible' });
    },
  });
  return { sheets, date1904 };
}

function relationTargets(zip: ZipReader): Map<string, string> {
  const targets = new Map<string, string>();
  const part = 'xl/_rels/workbook.xml.rels';
  if (!zip.has(part)) refuseDocument('damaged', { part });
  readXml(zip, part, {
    open(name, a) {
      if (name !== 'Relationship' || a['TargetMode'] === 'External') return;
      const target = a['Target'] ?? '';
      targets.set(a['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
    },
  });
  return targets;
}

function sharedStrings(zip: ZipReader): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  readXml(zip, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text(t) {
      if (inText) text += t;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') strings.push(unescape(text));
    },
  });
  return strings;
}

/** `_x000D_` and the like: how Excel writes characters XML has no place for. */
const unescape = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\r\n?/g, '\n');

const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

function dateStyles(zip: ZipReader): boolean[] {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  readXml(zip, 'xl/styles.xml', {
    open(name, a) {
      if (name === 'numFmt') formats.set(Number(a['numFmtId']), a['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(a['numFmtId'] ?? 0);
        // what is left of a format once quoted words, colours and escapes are gone: a year or a day makes it a date
        const code = (formats.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
        styles.push(BUILT_IN_DATES.has(id) || /[yd年日]/i.test(code));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

type Book = { shared: readonly string[]; dates: readonly boolean[]; date1904: boolean };

function sheetLines(zip: ZipReader, part: string, book: Book, onRows?: (rows: number) => void): TableLine[] {
  const lines: TableLine[] = [];
  const merges: string[] = [];
  let line = 0;
  let formula = false;
  let cells: string[] = [];
  let rounded: number[] = [];
  let column = 0;
  let type = '';
  let style = 0;
  let value = '';
  let reading = false;
  readXml(zip, part, {
    open(name, a) {
      if (name === 'row') {
        line = a['r'] === undefined ? line + 1 : Number(a['r']);
        cells = [];
        rounded = [];
        column = 0;
      } else if (name === 'c') {
        column = a['r'] === undefined ? column : columnOf(a['r']);
        type = a['t'] ?? 'n';
        style = Number(a['s'] ?? 0);
        value = '';
        formula = false;
      } else if (name === 'f') formula = true;
      else if (name === 'v' || name === 't') reading = true;
      else if (name === 'mergeCell') merges.push(a['ref'] ?? '');
    },
    text(t) {
      if (reading) value += t;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'c') {
        if (column < TABLE_LIMITS.columns) {
          while (cells.length < column) cells.push('');
          // a formula written by a program that does not calculate
          cells[column] = formula && value === '' && type !== 'str' ? NOT_CALCULATED : cellText(value, type, style, book);
          if (type === 'n' && /^\d{16,}$/.test(cells[column]!)) rounded.push(column);
        }
        column++;
      } else if (name === 'row' && cells.some((c) => c !== '')) {
        lines.push({ line, cells, ...(rounded.length > 0 ? { rounded } : {}) });
        if (lines.length > TABLE_LIMITS.rows) refuseDocument('tooManyRows', { limit: TABLE_LIMITS.rows });
        if (lines.length % 1000 === 0) onRows?.(lines.length);
      }
    },
  });
  fillMerged(lines, merges);
  return lines;
}

/** What stands in a merged cell stands on each of its lines; the file has it on the first only. */
function fillMerged(lines: readonly TableLine[], merges: readonly string[]): void {
  if (merges.length === 0) return;
  const at = new Map(lines.map((l, i) => [l.line, i]));
  let filled = 0;
  for (const ref of merges) {
    const m = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(ref);
    const [column, first, last] = m ? [columnOf(m[1]!), Number(m[2]), Number(m[3])] : [0, 0, 0];
    const from = at.get(first);
    const value = from === undefined ? '' : (lines[from]!.cells[column] ?? '');
    if (from === undefined || value === '') continue;
    for (let i = from + 1; i < lines.length && lines[i]!.line <= last; i++) {
      if (++filled > MOST_MERGED) refuseDocument('damaged');
      const line = lines[i]!;
      while (line.cells.length <= column) line.cells.push('');
      if (line.cells[column] !== '') continue;
      line.cells[column] = value;
      line.merged = { ...line.merged, [column]: first };
    }
  }
}

/** `AB12` → 27. */
export function columnOf(reference: string): number {
  let n = 0;
  for (const ch of reference) {
    const code = ch.charCodeAt(0);
    if (code < 65 || code > 90) break;
    n = n * 26 + code - 64;
  }
  return n - 1;
}

function cellText(value: string, type: string, style: number, book: Book): string {
  switch (type) {
    case 's':
      return book.shared[Number(value)] ?? '';
    case 'b':
      return value === '1' ? '是' : '否';
    case 'd':
      return value.slice(0, 10);
    case 'n':
      return value === '' ? '' : numberText(value, book.dates[style] === true, book.date1904);
    default:
      return unescape(value);
  }
}

function numberText(value: string, isDate: boolean, date1904: boolean): string {
  const n = Number(value);
  if (!Number.isFinite(n)) return value;
  if (isDate && n >= 1 && n < 2_958_466) return serialDay(n + (date1904 ? 1462 : 0));
  // 0.1 is stored as 0.10000000000000001: 15 digits are what the person saw
  const text = String(Number(n.toPrecision(15)));
  return text.includes('e') ? n.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 }) : text;
}

/** Excel's day number → ISO; its 1900-02-29 never was, so days before it are one off. */
function serialDay(serial: number): string {
  const days = Math.floor(serial) - (serial < 60 ? 25_568 : 25_569);
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}
