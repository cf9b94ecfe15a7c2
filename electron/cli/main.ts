/**
 * kezhuan: the same rules from the command line. JSON (or a contract) in, JSON out.
 * Exit 0: nothing to mend; 1: answered, with 必须修改 in it; 2: it cannot be done, and `field` says where.
 */
import type { TFunction } from 'i18next';
import { ruleBook } from '../../shared/rules/engine.ts';
import { chinaDay, parseDay } from '../../shared/time.ts';
import { checkClauseFiles } from './check-clauses.ts';
import { draftBatch, type Makers } from './draft.ts';
import { COMMANDS, type Asked } from './commands.ts';
import { withFormFile, formFile } from './precheck.ts';
import { givenTo, isWrong, type Readers, type Wrong } from './input.ts';
import { isRegion, loadPack, loadVersion, loadWords } from './resources.ts';
import { nearest } from '../../shared/nearest.ts';
import { METHOD_IDS, methodHelp, methodList } from './value.ts';

export type Ran = { code: 0 | 1 | 2; out: string; err: string };

const answer = (code: Ran['code'], body: unknown): Ran => ({ code, out: `${JSON.stringify(body, null, 2)}\n`, err: '' });
const unusable = (error: Wrong): Ran => answer(2, { error });
const shown = (out: string): Ran => ({ code: 0, out: `${out}\n`, err: '' });

const OPTIONS = ['date', 'region', 'lang'];
/** Options of one command only. */
const OWN: Readonly<Record<string, readonly string[]>> = { draft: ['kind', 'out', 'template'], precheck: ['form', 'on'] };
const SHORT: Readonly<Record<string, string>> = { '-h': '--help', '-V': '--version', '-v': '--version' };

/** `--name value` pairs taken out of the arguments; --help and --version take none. */
function options(argv: readonly string[]): { words: string[]; named: Record<string, string> } {
  const words: string[] = [];
  const named: Record<string, string> = {};
  for (let i = 0; i < argv.length; i++) {
    // what follows a bare -- is a name, whatever it begins with; a bare - is the pipe
    if (argv[i] === '--') return { words: [...words, ...argv.slice(i + 1)], named };
    const m = /^(?:--|-(?=.))([^=]+)(?:=(.*))?$/s.exec(SHORT[argv[i]!] ?? argv[i]!);
    if (!m) words.push(argv[i]!);
    else if (![...OPTIONS, ...Object.values(OWN).flat()].includes(m[1]!) && !m[0].startsWith('--help') && !m[0].startsWith('--version')) named[m[1]!] = '';
    else if (m[1] === 'help' || m[1] === 'version') named[m[1]] = '';
    else named[m[1]!] = m[2] ?? argv[++i] ?? '';
  }
  return { words, named };
}

/** `value royalty` is one command of two words. */
const commandIn = (words: readonly string[]): { name: string; rest: readonly string[] } =>
  words[0] === 'value' && words.length > 1 ? { name: `value-${words[1]}`, rest: words.slice(2) } : { name: words[0] ?? '', rest: words.slice(1) };
/** What `value`, `help` and `schema` take for a method: its id, or royalty and simulation. */
const VALUES: readonly string[] = ['royalty', 'simulation', ...METHOD_IDS];
const FIRST_WORDS: readonly string[] = ['value', 'check-contract', 'check-clauses', 'draft', 'precheck', 'clocks', 'schema', 'help'];
const isCommand = (name: string): boolean => Object.hasOwn(COMMANDS, name) || ['schema', 'check-clauses', 'draft'].includes(name);

function help(words: readonly string[], t: TFunction): Ran {
  if (words.length === 0) return shown(t('cli:help.all'));
  // `help npv` is asked as often as `help value npv`
  const { name } = commandIn(words.length === 1 && VALUES.includes(words[0]!) ? ['value', words[0]!] : words);
  if (name === 'value') return shown(t('cli:help.value', { methods: methodList(t) }));
  const method = name.startsWith('value-') && name !== 'value-royalty' ? methodHelp(name.slice('value-'.length), t) : undefined;
  if (method !== undefined) return shown(method);
  return isCommand(name) ? shown(t(`cli:help.${name}`)) : unknown(words, t);
}

function unknown(words: readonly string[], t: TFunction): Ran {
  const [first = '', second] = words;
  const near = first === 'value' && second !== undefined ? meant('value', second) : (nearest(first, FIRST_WORDS) ?? meant('value', first));
  return {
    code: 2,
    out: '',
    err: `${t('cli:unknownCommand', { name: words.join(' ').slice(0, 60) })}${near === undefined ? '' : t('cli:wrong.near', { name: near })}\n\n${t('cli:help.all')}\n`,
  };
}

function noMethod(typed: string, t: TFunction): Ran {
  const [name, near] = [typed.slice(0, 60), nearest(typed, VALUES)];
  const message = near === undefined ? t('cli:noMethod', { name, methods: methodList(t) }) : t('cli:noMethodNear', { name, near });
  return unusable({ field: 'method', message });
}

function meant(before: string, method: string): string | undefined {
  const near = nearest(method, VALUES);
  return near === undefined ? undefined : `${before} ${near}`;
}

/** Runs one command line. `today` is only the default of --date, so that a run can be repeated. */
export async function run(
  argv: readonly string[],
  stdin: AsyncIterable<Buffer | string> & { isTTY?: boolean },
  readers: Readers & { /** without them nothing can be drafted */ makers?: Makers },
  today = chinaDay(new Date().toISOString())!,
): Promise<Ran> {
  const { words, named } = options(argv);
  const lang = named['lang'] ?? 'zh';
  const t = await loadWords(lang === 'en' ? 'en' : 'zh');
  if ('version' in named) return shown(t('cli:version', { version: await loadVersion() }));
  if ('help' in named || words[0] === 'help') return help(words[0] === 'help' ? words.slice(1) : words, t);
  const wrong = (field: string, key: string, params: Record<string, string> = {}): Ran => unusable({ field, message: t(`cli:${key}`, params) });
  const taken = [...OPTIONS, ...(Object.hasOwn(OWN, words[0] ?? '') ? OWN[words[0]!]! : [])];
  const strange = Object.keys(named).find((n) => !taken.includes(n));
  if (strange !== undefined) {
    const near = nearest(strange, [...taken, 'help', 'version']);
    const said = t('cli:option.unknown', { name: strange.slice(0, 60) });
    return unusable({ field: `--${strange}`, message: near === undefined ? said : `${said}${t('cli:wrong.near', { name: `--${near}` })}` });
  }
  if (lang !== 'zh' && lang !== 'en') return wrong('--lang', 'option.lang', { text: lang });
  if (words.length === 0) return { code: 2, out: '', err: `${t('cli:help.all')}\n` };
  const { name, rest } = commandIn(words);
  if (name === 'value') return { code: 2, out: '', err: `${t('cli:help.value', { methods: methodList(t) })}\n` };
  if (!isCommand(name)) return name.startsWith('value-') ? noMethod(words[1]!, t) : unknown(words, t);
  // `schema value npv` means `schema value-npv`
  if (name === 'schema' && rest.length === 2 && rest[0] === 'value') return run(['schema', `value-${rest[1]}`, '--lang', lang], stdin, readers, today);
  if (name === 'check-clauses') return checkClauseFiles(rest, readers.decode, t);
  if (rest.length > 1) return wrong('file', 'option.tooMany', { text: rest.slice(1).join(' ') });
  if (name === 'schema') {
    const all = Object.fromEntries(Object.entries(COMMANDS).map(([key, c]) => [key, c!.schema()]));
    if (rest[0] === undefined) return answer(0, all);
    // `schema value`: every method's, by its id
    if (rest[0] === 'value')
      return answer(0, Object.fromEntries(Object.entries(all).flatMap(([key, s]) => (key.startsWith('value-') ? [[key.slice(6), s]] : []))));
    const wanted = VALUES.includes(rest[0]) ? `value-${rest[0]}` : rest[0];
    if (Object.hasOwn(all, wanted)) return answer(0, all[wanted]);
    const near = nearest(wanted, ['value', ...Object.keys(all), ...VALUES]);
    return unusable({
      field: 'schema',
      message: `${t('cli:option.schema', { text: rest[0].slice(0, 60) })}${near === undefined ? '' : t('cli:wrong.near', { name: near })}`,
    });
  }
  // a filing is checked on a day: --on is --date by the name it has there
  const day = named['on'] === undefined ? 'date' : 'on';
  const date = parseDay(named[day] ?? today);
  if (!date) return wrong(`--${day}`, 'option.date', { text: named[day] ?? '' });
  const region = named['region'] ?? '440100';
  if (!/^(\d{2}|\d{4}|\d{6})$/.test(region)) return wrong('--region', 'option.region', { text: region });
  if (!(await isRegion(region))) return wrong('--region', 'option.noRegion', { text: region });
  if (name === 'draft') {
    if (!readers.makers) return unknown(words, t);
    const done = await draftBatch({ file: rest[0], named, makers: readers.makers, rules: ruleBook(await loadPack(), date, region), t });
    return 'message' in done ? unusable(done) : answer(done.code, done.body);
  }
  const form = named['form'] === undefined ? undefined : await formFile(named['form'], readers, t);
  if (form && isWrong(form)) return unusable(form);
  const command = form ? withFormFile(COMMANDS[name]!, form) : COMMANDS[name]!;
  const given = await givenTo(command, rest[0], stdin, readers, t);
  if (isWrong(given)) return unusable(given);
  const asked: Asked = { rules: ruleBook(await loadPack(), date, region), lang };
  const result = await command.run(given.value, asked);
  if ('refused' in result) return unusable({ field: result.field ?? '', message: result.message });
  return answer(result.musts > 0 ? 1 : 0, given.read ? { ...(result.body as object), read: given.read } : result.body);
}
