/** A table from a file: .xlsx or .csv by its bytes. Its name counts only where it promises something that is no table. */
import type { Result } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { attempt, refuseDocument } from './document-error.ts';
import type { Encoding } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import type { TableLine } from './read-xlsx.ts';
import { readXlsx } from './read-xlsx.ts';
import { sniff } from './unzip.ts';

export type ReadTable = { kind: 'xlsx' | 'csv'; sheet: string; sheets: string[]; lines: TableLine[]; encoding?: Encoding };

/** Text under such a name is a broken file of that kind, and no list. */
const NO_TABLE = /\.(pdf|docx?|wps|pptx?|dps|rtf|html?|xml|json|png|jpe?g|gif|bmp|tiff?|webp|zip|rar|7z|gz|exe|dll|mp[34])$/i;

export function readTable(
  bytes: Uint8Array,
  options: { sheet?: string; name?: string; onRows?: (rows: number) => void } = {},
): Result<ReadTable, DocumentError> {
  return attempt(() => {
    if (bytes.length === 0) refuseDocument('empty');
    const kind = sniff(bytes);
    if (kind === 'pdf' || (kind === 'other' && NO_TABLE.test(options.name ?? ''))) refuseDocument('unknownKind');
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
