/** What is handed to a command: the bytes of a file or of the pipe, as JSON or as the text of a contract. */
import { open, stat } from 'node:fs/promises';
import type { TFunction } from 'i18next';
import { z } from 'zod';
import type { Result } from '../../shared/result.ts';
import type { Command } from './commands.ts';
import { jsonFault } from './json-fault.ts';

/** The readers of the app's own door; handed in by whoever starts the program, because they stand with the documents. */
export type Readers = {
  contract(
    bytes: Uint8Array,
    name: string | undefined,
  ): Promise<Result<{ text: string; tracked: boolean; scannedPages: number[] }, { key: string; params?: Record<string, string | number> }>>;
  decode(bytes: Uint8Array): { text: string };
};
export type Wrong = { field: string; message: string; line?: number; column?: number };
export type Given = { value: unknown; read?: { characters: number; tracked: boolean; scannedPages: number[] } };

/** As much as the app's vault takes of one contract at a time, in MB. */
const MOST_MB = 100;

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
    if (!read.ok) return { field: 'file', message: t(`documents:error.${read.error.key}`, read.error.params ?? {}) };
    const { text, ...rest } = read.value;
    return { value: command.plain(text), read: { characters: text.length, ...rest } };
  }
  return jsonOf(command, readers.decode(bytes).text.replace(/^\ufeff/, ''), t);
}

/** By its name; else by how it begins: a contract that begins with a brace is followed by no quotation mark. */
function isJson(file: string | undefined, bytes: Uint8Array, readers: Readers): boolean {
  if (/\.json$/i.test(file ?? '')) return true;
  return /^\ufeff?\s*\{\s*["}]/.test(readers.decode(bytes.subarray(0, 4096)).text);
}

async function bytesOf(file: string | undefined, stdin: AsyncIterable<Buffer | string> & { isTTY?: boolean }, t: TFunction): Promise<Uint8Array | Wrong> {
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

/** Days and decimals in words of ours: what the parser says of them is a pattern. */
function wordsOf(issue: z.core.$ZodIssue, t: TFunction): string {
  if (issue.code !== 'invalid_format') return issue.message;
  return issue.format === 'date' ? t('cli:format.day') : issue.format === 'regex' ? t('cli:format.decimal') : issue.message;
}

function jsonOf(command: Command, text: string, t: TFunction): Given | Wrong {
  if (text.trim() === '') return { field: 'file', message: t('cli:file.nothing') };
  const fault = jsonFault(text);
  if (fault) return { field: 'file', message: t('cli:json', fault), ...fault };
  const said = t('cli:lang') === 'zh' ? z.locales.zhCN() : z.locales.en();
  const result = command.input.safeParse(JSON.parse(text), { error: said.localeError });
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0]!;
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  return { field: [...issue.path, ...(unknown === undefined ? [] : [unknown])].join('.') || 'file', message: wordsOf(issue, t) };
}
