/** CSV as Excel and WPS write it, in any encoding of decode-text.ts; comma, semicolon or tab. */
import { decodeText, isPlainText, type Encoding } from './decode-text.ts';
import { refuseDocument } from './document-error.ts';
import type { TableLine } from './read-xlsx.ts';
import { TABLE_LIMITS } from './read-xlsx.ts';

type CsvText = { lines: TableLine[]; encoding: Encoding };

export function readCsv(bytes: Uint8Array, onRows?: (rows: number) => void): CsvText {
  if (bytes.length === 0) refuseDocument('empty');
  const { text: decoded, encoding, damagedLine } = decodeText(bytes);
  if (!isPlainText(decoded)) refuseDocument('unknownKind');
  if (damagedLine !== undefined) refuseDocument('badBytes', { line: damagedLine });
  const text = decoded.replace(/\r\n?/g, '\n').replace(/\x1a$/, '');
  // Excel's own first line that names the separator
  const named = /^sep=([,;\t])\n/i.exec(text);
  if (named) return { lines: parseCsv(text.slice(named[0].length), named[1]!, onRows).map(({ line, cells }) => ({ line: line + 1, cells })), encoding };
  return { lines: parseCsv(text, separatorOf(text), onRows), encoding };
}

const LOOKED_AT = 20;

/**
 * The sign that leaves the fewest quotes inside a cell, and of these the one that cuts the most of the first lines into
 * equally many cells: titles stand above, and any of the three may stand in a text, even more often than between cells.
 */
function separatorOf(text: string): string {
  const head = text.slice(0, 200_000);
  let best = { sign: ',', score: 0, stray: Infinity };
  for (const sign of [',', '\t', ';']) {
    const widths = new Map<number, number>();
    const { lines, stray } = cut(head, sign, LOOKED_AT);
    for (const { cells } of lines) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    const score = Math.max(0, ...[...widths].map(([width, lines]) => (width - 1) * lines));
    if (score > 0 && (stray < best.stray || (stray === best.stray && score > best.score))) best = { sign, score, stray };
  }
  return best.sign;
}

/** RFC 4180 with a person's licence: quotes inside an unquoted field are kept. A quote that is never closed would swallow lines, and is refused. */
function parseCsv(text: string, separator: string, onRows?: (rows: number) => void): TableLine[] {
  const { lines, open } = cut(text, separator, TABLE_LIMITS.rows, onRows);
  if (open !== undefined) refuseDocument('openQuote', { line: open });
  if (lines.length > TABLE_LIMITS.rows) refuseDocument('tooManyRows', { limit: TABLE_LIMITS.rows });
  return lines;
}

/** At most one line more than `most`. `open`: the line of a quote whose other end is not in the text; `stray`: how many cells go on after or around a quote. */
function cut(text: string, separator: string, most: number, onRows?: (rows: number) => void): { lines: TableLine[]; stray: number; open?: number } {
  const lines: TableLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let started = false;
  let line = 1;
  let startLine = 1;
  let quoteLine = 1;
  let closed = false;
  let stray = 0;
  const endCell = (): void => {
    if (cells.length < TABLE_LIMITS.columns) cells.push(unguard(cell));
    cell = '';
    started = false;
    closed = false;
  };
  const endLine = (): void => {
    endCell();
    if (cells.some((c) => c !== '')) lines.push({ line: startLine, cells });
    if (lines.length > 0 && lines.length % 1000 === 0) onRows?.(lines.length);
    cells = [];
  };
  for (let i = 0; i < text.length && lines.length <= most; i++) {
    const ch = text[i]!;
    if (quoted) {
      if (ch === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (ch === '"') {
        quoted = false;
        closed = true;
      } else {
        if (ch === '\n') line++;
        cell += ch;
      }
    } else if (ch === '"' && !started) {
      quoted = true;
      started = true;
      quoteLine = line;
    } else if (ch === separator) endCell();
    else if (ch === '\n') {
      endLine();
      line++;
      startLine = line;
    } else {
      if (closed || ch === '"') stray++;
      cell += ch;
      started = true;
    }
  }
  if (cell !== '' || cells.length > 0) endLine();
  // forgotten at the very end it does no harm
  return quoted && line > quoteLine ? { lines, stray, open: quoteLine } : { lines, stray };
}

/** Takes our own guard against formulas off again, so that export and import are inverse. */
const unguard = (cell: string): string => (/^'[=+\-@＝＋－＠\t\r]/.test(cell) ? cell.slice(1) : cell);
