/** `kezhuan check-clauses FILE…`: what is wrong with clause files, one line a fault as compilers print them. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TFunction } from 'i18next';
import { parseClauses, parsePart } from '../../shared/domain/contract/language/parse.ts';
import type { ClauseFault } from '../../shared/domain/contract/language/fault.ts';
import type { Readers } from './input.ts';

type Checked = { code: 0 | 2; out: string; err: string };

const SHIPPED = fileURLToPath(new URL('../../resources/clauses/parts', import.meta.url));
const MOST_MB = 16;

export async function checkClauseFiles(files: readonly string[], decode: Readers['decode'], t: TFunction): Promise<Checked> {
  if (files.length === 0) return { code: 2, out: '', err: `${t('cli:help.check-clauses')}\n` };
  let code: Checked['code'] = 0;
  const lines: string[] = [];
  for (const file of files) {
    const text = await textOf(file, decode, t);
    if ('refused' in text) {
      lines.push(text.refused);
      code = 2;
      continue;
    }
    const found = faultsOf(file, text.text, decode);
    if (found.some((f) => f.level === 'must')) code = 2;
    lines.push(...(found.length === 0 ? [t('cli:clauses.good', { file })] : found.map((f) => lineOf(f, t))));
  }
  return { code, out: `${lines.join('\n')}\n`, err: '' };
}

function faultsOf(file: string, text: string, decode: Readers['decode']): ClauseFault[] {
  const folder = dirname(file);
  if (basename(folder) === 'parts') return parsePart({ file, text });
  const pathOf = (name: string): string | undefined => [join(folder, 'parts', `${name}.txt`), join(SHIPPED, `${name}.txt`)].find((p) => existsSync(p));
  const read = (name: string): string | undefined => {
    const path = pathOf(name);
    return path === undefined ? undefined : decode(readFileSync(path)).text;
  };
  return parseClauses({ file, text }, read).faults.map((f) => ({
    ...f,
    file: f.file.startsWith('parts/') ? (pathOf(basename(f.file, '.txt')) ?? f.file) : f.file,
  }));
}

const lineOf = ({ level, file, line, column, key, params, expected }: ClauseFault, t: TFunction): string =>
  [
    `${file}:${line}:${column}: ${level === 'warn' ? t('cli:clauses.warn') : ''}${t(`documents:clauseFault.${key}`, params ?? {})}`,
    ...(expected ? [t('documents:clauseFault.expected', { list: expected.join(' / ') })] : []),
  ].join(' ');

async function textOf(name: string, decode: Readers['decode'], t: TFunction): Promise<{ text: string } | { refused: string }> {
  try {
    const about = await stat(name);
    if (about.isDirectory()) return { refused: t('cli:file.folder', { name }) };
    if (about.size > MOST_MB * 1024 * 1024) return { refused: t('cli:file.tooLarge', { name, limit: MOST_MB }) };
    const { text, damagedLine } = decode(await readFile(name));
    return damagedLine === undefined ? { text } : { refused: `${name}:${damagedLine}:1: ${t('cli:file.badBytes', { line: damagedLine })}` };
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code ?? '';
    return { refused: code === 'ENOENT' || code === 'ENOTDIR' ? t('cli:file.missing', { name }) : t('cli:file.unread', { name, reason: code || String(e) }) };
  }
}
