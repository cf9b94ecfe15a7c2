/** Rule pack, code lists and words, read from resources/ beside the source. */
import { readFile, readdir } from 'node:fs/promises';
import i18next, { type TFunction } from 'i18next';
import { codeList, registerForm, type CodeList, type CodeLists, type RegisterForm } from '../../shared/domain/codes.ts';
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

/** The program's version, as package.json has it. */
export const loadVersion = async (): Promise<string> => ((await json('../package.json')) as { version: string }).version;

/** Whether the list of areas knows this code; it ends at the cities, so a district counts by its city. */
export async function isRegion(code: string): Promise<boolean> {
  const known = (items: CodeList['items']): boolean => items.some((i) => i.code.startsWith(code.slice(0, 4)) || known(i.children ?? []));
  return known(codeList.parse(await json('codes/areas.json')).items);
}

const NAMESPACES = ['findings', 'refusal', 'documents', 'cli', 'valuation', 'method-simulation', ...FAMILIES.map((family) => `method-${family}`)];
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
