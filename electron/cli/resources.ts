/** Rule pack, code lists and words, read from resources/ beside the source. */
import { readFile, readdir } from 'node:fs/promises';
import i18next, { type TFunction } from 'i18next';
import { codeList, registerForm, type CodeList, type CodeLists, type RegisterForm } from '../../shared/domain/codes.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { rulePack, type RulePack } from '../../shared/rules/pack.ts';
import { FAMILIES } from '../../shared/valuation/method.ts';

const ROOT = new URL('../../resources/', import.meta.url);
const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(new URL(path, ROOT), 'utf8'));

export const loadPack = async (): Promise<RulePack> => rulePack.parse(await json('rules/gd-2026.json'));
export const loadForm = async (): Promise<RegisterForm> => registerForm.parse(await json('codes/register-form.json'));

export async function loadLists(): Promise<CodeLists> {
  const found: [string, CodeLists[string]][] = [];
  for (const file of await readdir(new URL('codes/', ROOT))) {
    const list = codeList.safeParse(await json(`codes/${file}`));
    if (list.success) found.push([list.data.id, list.data]);
  }
  return Object.fromEntries(found);
}

const CLAUSES = new URL('clauses/', ROOT);

/** Codes of the contract kinds that come with the program. */
export const loadKinds = async (): Promise<string[]> => {
  const codes = (await readdir(CLAUSES)).filter((f) => f.endsWith('.txt')).map((f) => f.slice(0, -'.txt'.length));
  const kinds = await Promise.all(codes.map(async (code) => ((await loadClauses(code)) === undefined ? [] : [code])));
  return kinds.flat().sort();
};

/** The clauses of a contract kind; undefined where there is none of this code. */
export async function loadClauses(code: string): Promise<ClauseSet | undefined> {
  if (!/^[A-Z0-9-]{1,20}$/.test(code)) return undefined;
  const text = await readFile(new URL(`${code}.txt`, CLAUSES), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const shared = new URL('parts/', CLAUSES);
  const parts = new Map(
    await Promise.all((await readdir(shared)).map(async (f) => [f.slice(0, -'.txt'.length), await readFile(new URL(f, shared), 'utf8')] as const)),
  );
  const { set } = parseClauses({ file: `${code}.txt`, text }, (name) => parts.get(name));
  return set?.flavour === 'contract' ? set : undefined;
}

/** The program's version, as package.json has it. */
export const loadVersion = async (): Promise<string> => ((await json('../package.json')) as { version: string }).version;

/** Whether the list of areas knows this code; it ends at the cities, so a district counts by its city. */
export async function isRegion(code: string): Promise<boolean> {
  const known = (items: CodeList['items']): boolean => items.some((i) => i.code.startsWith(code.slice(0, 4)) || known(i.children ?? []));
  return known(codeList.parse(await json('codes/areas.json')).items);
}

const NAMESPACES = [
  'clocks',
  'findings',
  'precheck',
  'refusal',
  'documents',
  'cli',
  'valuation',
  'method-simulation',
  ...FAMILIES.map((family) => `method-${family}`),
];
/** Words of findings, of refusals, of valuation methods and of the command line itself. */
export function loadWords(lang: 'zh' | 'en'): Promise<TFunction> {
  const made = spoken.get(lang) ?? makeWords(lang);
  spoken.set(lang, made);
  return made;
}
const spoken = new Map<'zh' | 'en', Promise<TFunction>>();

async function makeWords(lang: 'zh' | 'en'): Promise<TFunction> {
  const words = i18next.createInstance();
  const read = await Promise.all(NAMESPACES.map(async (name) => [name, await json(`locales/${lang}/${name}.json`)] as const));
  const resources = { [lang]: Object.fromEntries(read) };
  return await words.init({ lng: lang, resources: resources as never, interpolation: { escapeValue: false }, showSupportNotice: false } as Parameters<
    typeof words.init
  >[0]);
}
