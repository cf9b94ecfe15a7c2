/** What is handed to a command: the bytes of a file or of the pipe, as JSON or as the text of a contract. */
import { open, stat } from 'node:fs/promises';
import type { TFunction } from 'i18next';
import type { Result } from '../../shared/result.ts';
import type { Command } from './commands.ts';
import { wrongIn } from './issue-words.ts';
import { DEEPEST, jsonFault } from './json-fault.ts';

/** The readers of the app's own door; handed in by whoever starts the program, because they stand with the documents. */
export type Readers = {
  contract(
    bytes: Uint8Array,
    name: string | undefined,
  ): Promise<Result<{ text: string; tracked: boolean; scannedPages: number[] }, { key: string; params?: Record<string, string | number> }>>;
  decode(bytes: Uint8Array): { text: string; damagedLine?: number };
};
export type Wrong = { field: string; message: string; line?: number; column?: number };
export type Given = { value: unknown; read?: { characters: number; tracked: boolean; scannedPages: number[] } };

/** As much as the app's vault takes of one contract at a time, in MB. */
const MOST_MB = 100;
/** No request is near that; a longer one would only be waited for. */
const MOST_JSON_MB = 16;

export const isWrong = (x: object): x is Wrong => 'message' in x;

export async function givenTo(
  command: Command,
  file: string | undefined,
  stdin: AsyncIterable<Buffer | string> & { isTTY?: boolean },
  readers: Readers,
  t: TFunction,
): Promise<Given | Wrong> {
  const bytes = await bytesOf(file, stdin, t);
  if (!(bytes instanceof Uint8Array)) return bytes;
  if (command.plain !== undefined && !isJson(file, bytes, readers)) {
    const read = await readers.contract(bytes, file);
    if (!read.ok && read.error.key === 'unknownKind') return { field: 'file', message: t('cli:file.notContract') };
    const pages = scanOf(read);
    if (pages !== undefined && command.scan) return { value: command.scan(pages), read: { characters: 0, tracked: false, scannedPages: pages } };
    if (!read.ok) return { field: 'file', message: t(`cli:unread.${read.error.key}`, read.error.params ?? {}) };
    const { text, ...rest } = read.value;
    return { value: command.plain(text, rest.scannedPages), read: { characters: text.length, ...rest } };
  }
  return jsonOf(command, bytes, readers, t);
}

/** Pages of a file that has none with text. */
function scanOf(read: Awaited<ReturnType<Readers['contract']>>): number[] | undefined {
  if (read.ok || read.error.key !== 'noText') return undefined;
  return Array.from({ length: Number(read.error.params?.['pages'] ?? 0) }, (_, i) => i + 1);
}

/** By its name; else by how it begins: a contract that begins with a brace is followed by no quotation mark, nor with a bracket by another. */
export function isJson(file: string | undefined, bytes: Uint8Array, readers: Readers): boolean {
  if (/\.json$/i.test(file ?? '')) return true;
  return /^\ufeff?\s*(?:\{\s*["}]|\[\s*[\]{])/.test(readers.decode(bytes.subarray(0, 4096)).text);
}

export async function bytesOf(
  file: string | undefined,
  stdin: AsyncIterable<Buffer | string> & { isTTY?: boolean },
  t: TFunction,
): Promise<Uint8Array | Wrong> {
  const wrong = (key: string, params: Record<string, string | number> = {}): Wrong => ({ field: 'file', message: t(`cli:file.${key}`, params) });
  const name = file ?? '-';
  if (name === '-') {
    if (stdin.isTTY === true) return wrong('none');
    return (await gathered(stdin)) ?? wrong('tooLarge', { name: 'stdin', limit: MOST_MB });
  }
  try {
    const about = await stat(name);
    if (about.isDirectory()) return wrong('folder', { name });
    if (about.isFile() && about.size === 0) return wrong('empty', { name });
    if (about.size > MOST_MB * 1024 * 1024) return wrong('tooLarge', { name, limit: MOST_MB });
    const handle = await open(name);
    return (await gathered(handle.createReadStream())) ?? wrong('tooLarge', { name, limit: MOST_MB });
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return wrong('missing', { name });
    if (code === 'EACCES' || code === 'EPERM') return wrong('denied', { name });
    return wrong('unread', { name, reason: code || String(e) });
  }
}

/** All of it, or nothing where there is more than the limit. */
async function gathered(stream: AsyncIterable<Buffer | string>): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part as Buffer);
    length += bytes.length;
    if (length > MOST_MB * 1024 * 1024) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

export function jsonOf(command: Pick<Command, 'input'>, bytes: Uint8Array, readers: Readers, t: TFunction): Given | Wrong {
  if (bytes.length > MOST_JSON_MB * 1024 * 1024) return { field: 'file', message: t('cli:file.longJson', { limit: MOST_JSON_MB }) };
  const { text, damagedLine } = readers.decode(bytes);
  if (damagedLine !== undefined) return { field: 'file', message: t('cli:file.badBytes', { line: damagedLine }) };
  if (text.trim() === '') return { field: 'file', message: t('cli:file.nothing') };
  const fault = jsonFault(text);
  if (fault)
    return {
      field: 'file',
      message: t(fault.deep === true ? 'cli:jsonDeep' : 'cli:json', { ...fault, limit: DEEPEST }),
      line: fault.line,
      column: fault.column,
    };
  const value: unknown = JSON.parse(text);
  return wrongIn(command.input, value, t) ?? { value: command.input.parse(value) };
}
