/** The rule pack in force, for the status bar and the settings. */
import type { RuleEntry } from '../../../shared/rules/pack.ts';
import { isConfirmed } from '../../../shared/rules/engine.ts';
import { packInForce } from '../rules.ts';

export function rulePackLine(): { name: string; version: string; unconfirmed: number; total: number } {
  const pack = packInForce();
  return { name: pack.name, version: pack.version, unconfirmed: pack.entries.filter((e) => !isConfirmed(e)).length, total: pack.entries.length };
}

export const ruleEntries = (): readonly RuleEntry[] => packInForce().entries;
