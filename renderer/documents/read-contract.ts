/** A contract drafted elsewhere, whatever its file is called: Word, PDF or plain text, told apart by how it begins. */
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { decodeText, isPlainText } from './decode-text.ts';
import type { DocumentError } from './document-error.ts';
import { readDocxText } from './read-docx.ts';
import type { PdfOptions } from './read-pdf.ts';
import { sniff } from './unzip.ts';

export type ReadContract = {
  text: string;
  /** tracked changes were found; the text is as it reads with all of them accepted */
  tracked: boolean;
  /** pages of a PDF without any text */
  scannedPages: number[];
};

/** What one field of a record holds; a contract is a tenth of it. */
const MOST_CHARACTERS = 200_000;

/** `name`: plain text is taken for a contract only where the name does not promise another kind. */
type ContractOptions = PdfOptions & { name?: string };

export async function readContract(bytes: Uint8Array, options: ContractOptions = {}): Promise<Result<ReadContract, DocumentError>> {
  const read = await byKind(bytes, options);
  return read.ok && read.value.text.length > MOST_CHARACTERS ? fail({ key: 'tooLong', params: { limit: MOST_CHARACTERS } }) : read;
}

async function byKind(bytes: Uint8Array, options: ContractOptions): Promise<Result<ReadContract, DocumentError>> {
  const kind = sniff(bytes);
  if (kind === 'pdf') {
    // half a megabyte of pdf.js: loaded only when there is a PDF
    const { readPdfText } = await import('./read-pdf.ts');
    const read = await readPdfText(bytes, options);
    return read.ok ? ok({ text: read.value.text, tracked: false, scannedPages: read.value.scannedPages }) : read;
  }
  if (kind === 'other') return /\.(docx?|wps|pdf)$/i.test(options.name ?? '') && bytes.length > 0 ? fail({ key: 'unknownKind' }) : plainText(bytes);
  const read = readDocxText(bytes);
  return read.ok ? ok({ text: read.value.text, tracked: read.value.tracked, scannedPages: [] }) : read;
}

function plainText(bytes: Uint8Array): Result<ReadContract, DocumentError> {
  if (bytes.length === 0) return fail({ key: 'empty' });
  // four bytes are the most that one character takes
  if (bytes.length > MOST_CHARACTERS * 4) return fail({ key: 'tooLong', params: { limit: MOST_CHARACTERS } });
  const { text: decoded, damagedLine } = decodeText(bytes);
  if (!isPlainText(decoded)) return fail({ key: 'unknownKind' });
  if (damagedLine !== undefined) return fail({ key: 'badBytes', params: { line: damagedLine } });
  const text = decoded.replace(/\r\n?/g, '\n').replace(/\x1a$/, '').normalize('NFC');
  return text.trim() === '' ? fail({ key: 'noWords' }) : ok({ text, tracked: false, scannedPages: [] });
}
