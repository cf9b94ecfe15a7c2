/** Rule pack, code lists and words, read from resources/ beside the source. */
import { readFile, readdir } from 'node:fs/promises';
import i18next, { type TFunction } from 'i18next';
import { codeList, registerForm, type CodeLists, type RegisterForm } from '../../shared/domain/codes.ts';
import { rulePack, type RulePack } from '../../shared/rules/pack.ts';

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

/** Words of findings and refusals. */
export async function loadWords(lang: 'zh' | 'en'): Promise<TFunction> {
  const words = i18next.createInstance();
  const resources = { [lang]: { findings: await json(`locales/${lang}/findings.json`), refusal: await json(`locales/${lang}/refusal.json`) } };
  return await words.init({ lng: lang, resources: resources as never, interpolation: { escapeValue: false }, showSupportNotice: false } as Parameters<
    typeof words.init
  >[0]);
}
