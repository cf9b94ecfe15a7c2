/**
 * kezhuan: the same rules from the command line. JSON (or a contract's text) in, JSON out.
 * Exit 0: nothing to mend; 1: answered, with 必须修改 in it; 2: the input cannot be used, and `field` says where.
 */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { ruleBook } from '../../shared/rules/engine.ts';
import { parseDay } from '../../shared/time.ts';
import { COMMANDS, type Asked, type Command } from './commands.ts';
import { loadPack } from './resources.ts';

export type Ran = { code: 0 | 1 | 2; out: string; err: string };

const USAGE = `kezhuan value royalty [FILE|-]
kezhuan check-contract [FILE.txt|FILE.json|-] [--date YYYY-MM-DD] [--region 440100] [--lang zh|en]
kezhuan precheck [FILE.json|-] [--date YYYY-MM-DD] [--region 440100] [--lang zh|en]
kezhuan schema [value-royalty|check-contract|precheck]
`;

const answer = (code: Ran['code'], body: unknown): Ran => ({ code, out: `${JSON.stringify(body, null, 2)}\n`, err: '' });
const unusable = (field: string, message: string): Ran => answer(2, { error: { field, message } });

/** `--name value` pairs taken out of the arguments; a name without a value is `true`. */
function options(argv: readonly string[]): { words: string[]; named: Record<string, string> } {
  const words: string[] = [];
  const named: Record<string, string> = {};
  for (let i = 0; i < argv.length; i++) {
    const m = /^--([a-z]+)(?:=(.*))?$/.exec(argv[i]!);
    if (!m) words.push(argv[i]!);
    else named[m[1]!] = m[2] ?? argv[++i] ?? '';
  }
  return { words, named };
}

async function text(file: string | undefined, stdin: AsyncIterable<Buffer | string>): Promise<string> {
  if (file !== undefined && file !== '-') return await readFile(file, 'utf8');
  const parts: Buffer[] = [];
  for await (const part of stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

function parsed(command: Command, raw: string): { value: unknown } | { field: string; message: string } {
  const bare = raw.replace(/^\uFEFF/, '');
  if (command.plain !== undefined && !/^\s*\{/.test(bare)) return { value: command.plain(bare) };
  let body: unknown;
  try {
    body = JSON.parse(bare);
  } catch (e) {
    return { field: '', message: `not JSON: ${(e as Error).message}` };
  }
  const result = (command.input as z.ZodType).safeParse(body);
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0]!;
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  return { field: [...issue.path, ...(unknown === undefined ? [] : [unknown])].join('.'), message: issue.message };
}

/** Runs one command line. `today` is only the default of --date, so that a run can be repeated. */
export async function run(argv: readonly string[], stdin: AsyncIterable<Buffer | string>, today = new Date().toISOString().slice(0, 10)): Promise<Ran> {
  const { words, named } = options(argv);
  const strange = Object.keys(named).find((n) => !['date', 'region', 'lang'].includes(n));
  if (strange !== undefined) return unusable(`--${strange}`, 'unknown option');
  if (words[0] === 'schema') {
    if (words[1] !== undefined && COMMANDS[words[1]] === undefined) return unusable('schema', `unknown: ${words[1]}`);
    return answer(
      0,
      words[1] === undefined ? Object.fromEntries(Object.entries(COMMANDS).map(([name, c]) => [name, c?.schema()])) : COMMANDS[words[1]]!.schema(),
    );
  }
  const [name, rest] = words[0] === 'value' ? [`value-${words[1] ?? ''}`, words.slice(2)] : [words[0] ?? '', words.slice(1)];
  const command = COMMANDS[name];
  if (!command) return { code: 2, out: '', err: USAGE };
  const date = parseDay(named['date'] ?? today);
  if (!date) return unusable('--date', `no day: ${named['date']}`);
  const lang = named['lang'] ?? 'zh';
  if (lang !== 'zh' && lang !== 'en') return unusable('--lang', 'zh or en');
  if (!/^(\d{2}|\d{4}|\d{6})$/.test(named['region'] ?? '440100')) return unusable('--region', '2, 4 or 6 digits');
  let raw: string;
  try {
    raw = await text(rest[0], stdin);
  } catch (e) {
    return unusable('file', (e as Error).message);
  }
  const input = parsed(command, raw);
  if ('field' in input) return unusable(input.field, input.message);
  const asked: Asked = { rules: ruleBook(await loadPack(), date, named['region'] ?? '440100'), lang };
  const result = await command.run(input.value, asked);
  return 'refused' in result ? unusable(result.field ?? '', result.message) : answer(result.musts > 0 ? 1 : 0, result.body);
}
