/** CSV as Excel and WPS write it: UTF-8 with or without BOM, GBK, UTF-16 of either order; comma, semicolon or tab. */
import { refuseDocument } from './document-error.ts';
import type { TableLine } from './read-xlsx.ts';
import { TABLE_LIMITS } from './read-xlsx.ts';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** UTF-8 is strict enough to be tried first: GBK text of any length is not valid UTF-8. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const wide = wideOrder(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'gb18030' };
  }
}

/** UTF-16 by its mark, or by the empty halves of its digits and line ends, which nearly all stand on one side (一 is 4E00). */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length % 2 !== 0) return undefined;
  const empty = [0, 0];
  for (const [i, b] of bytes.subarray(0, 65_536).entries()) if (b === 0) empty[i % 2]!++;
  const [most, least] = [Math.max(...empty), Math.min(...empty)];
  if (most < 3 || most < 4 * least) return undefined;
  return empty[0] === least ? 'utf-16le' : 'utf-16be';
}

export function readCsv(bytes: Uint8Array, onRows?: (rows: number) => void): { lines: TableLine[]; encoding: Encoding } {
  if (bytes.length === 0) refuseDocument('empty');
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) refuseDocument('unknownKind');
  return { lines: parseCsv(text, separatorOf(text), onRows), encoding };
}

function separatorOf(text: string): string {
  const first = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1).replace(/"[^"]*"/g, '');
  const counts = [',', '\t', ';'].map((s) => ({ s, n: first.split(s).length }));
  return counts.reduce((best, c) => (c.n > best.n ? c : best)).s;
}

/** RFC 4180 with a person's licence: quotes inside an unquoted field are kept, a missing last quote ends with the file. */
export function parseCsv(text: string, separator: string, onRows?: (rows: number) => void): TableLine[] {
  const lines: TableLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let started = false;
  let line = 1;
  let startLine = 1;
  const endCell = (): void => {
    if (cells.length < TABLE_LIMITS.columns) cells.push(unguard(cell));
    cell = '';
    started = false;
  };
  const endLine = (): void => {
    endCell();
    if (cells.some((c) => c !== '')) lines.push({ line: startLine, cells });
    if (lines.length > TABLE_LIMITS.rows) refuseDocument('tooManyRows', { limit: TABLE_LIMITS.rows });
    if (lines.length > 0 && lines.length % 1000 === 0) onRows?.(lines.length);
    cells = [];
  };
  for (let i = 0; i < text.length; i++) {
    const ch = text[i]!;
    if (quoted) {
      if (ch === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (ch === '"') quoted = false;
      else {
        if (ch === '\n') line++;
        if (ch !== '\r') cell += ch;
      }
    } else if (ch === '"' && !started) {
      quoted = true;
      started = true;
    } else if (ch === separator) endCell();
    else if (ch === '\n') {
      endLine();
      line++;
      startLine = line;
    } else if (ch !== '\r') {
      cell += ch;
      started = true;
    }
  }
  if (cell !== '' || cells.length > 0) endLine();
  return lines;
}

/** Takes our own guard against formulas off again, so that export and import are inverse. */
const unguard = (cell: string): string => (/^'[=+\-@＝＋－＠\t\r]/.test(cell) ? cell.slice(1) : cell);
