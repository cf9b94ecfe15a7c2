/** The rule pack in force, for the status bar and the settings. */
import type { RuleEntry } from '../../../shared/rules/pack.ts';
import { isConfirmed } from '../../../shared/rules/engine.ts';
import { packInForce } from '../rules.ts';

/** `language` as i18next names it. */
export function rulePackLine(language = 'zh'): { name: string; version: string; unconfirmed: number; total: number } {
  const pack = packInForce();
  return {
    name: (language === 'en' ? pack.nameEn : undefined) ?? pack.name,
    version: pack.version,
    unconfirmed: pack.entries.filter((e) => !isConfirmed(e)).length,
    total: pack.entries.length,
  };
}

export const ruleEntries = (): readonly RuleEntry[] => packInForce().entries;
