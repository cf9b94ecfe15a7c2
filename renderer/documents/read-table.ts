/** A table from a file, whatever it is called: .xlsx or .csv by its bytes. */
import type { Result } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { attempt, refuseDocument } from './document-error.ts';
import type { Encoding } from './read-csv.ts';
import { readCsv } from './read-csv.ts';
import type { TableLine } from './read-xlsx.ts';
import { readXlsx } from './read-xlsx.ts';
import { sniff } from './unzip.ts';

export type ReadTable = { kind: 'xlsx' | 'csv'; sheet: string; sheets: string[]; lines: TableLine[]; encoding?: Encoding };

export function readTable(bytes: Uint8Array, options: { sheet?: string; onRows?: (rows: number) => void } = {}): Result<ReadTable, DocumentError> {
  return attempt(() => {
    if (bytes.length === 0) refuseDocument('empty');
    const kind = sniff(bytes);
    if (kind === 'pdf') refuseDocument('unknownKind');
    if (kind === 'other') {
      const { lines, encoding } = readCsv(bytes, options.onRows);
      if (lines.length === 0) refuseDocument('empty');
      return { kind: 'csv', sheet: '', sheets: [], lines, encoding };
    }
    const { name, sheets, lines } = readXlsx(bytes, options.sheet, options.onRows);
    if (lines.length === 0) refuseDocument('empty');
    return { kind: 'xlsx', sheet: name, sheets, lines };
  });
}
