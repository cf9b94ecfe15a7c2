import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS } from './clauses.ts';

const NAMES = new Map(KINDS.map((k) => [k.code, k.name]));

/** What a kind of contract or paper is called in the language of the screen; what is printed stays Chinese. The code itself of a kind this program does not know. */
export function useKindTitle(): (code: string) => string {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return useCallback((code) => NAMES.get(code)?.[language] ?? code, [language]);
}
