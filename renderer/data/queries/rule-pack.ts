/** The rule pack in force, for the status bar and the settings. */
import { isConfirmed } from '../../../shared/rules/engine.ts';
import type { RulePack } from '../../../shared/rules/pack.ts';
import { packAmong, packInForce, withCalendars } from '../rules.ts';
import { ruleRows } from './rule-rows.ts';

export type PackLine = { name: string; version: string; unconfirmed: number; total: number };

/** `language` as i18next names it. */
export function rulePackLine(language = 'zh', pack = packInForce()): PackLine {
  return {
    name: (language === 'en' ? pack.nameEn : undefined) ?? pack.name,
    version: pack.version,
    unconfirmed: pack.entries.filter((e) => !isConfirmed(e)).length,
    total: pack.entries.length,
  };
}

/** The pack in force with this office's calendars, as the store has it now. */
export async function storedPack(): Promise<RulePack> {
  const rows = await ruleRows();
  return withCalendars(packAmong(rows), rows.calendars);
}
