/** The rule pack this program carries, bound to a day and a place. */
import pack from '../../resources/rules/gd-2026.json';
import { ruleBook, type RuleBook } from '../../shared/rules/engine.ts';
import { rulePack, type RulePack } from '../../shared/rules/pack.ts';

const PROVINCE = '440000';
let parsed: RulePack | null = null;

/** The pack in force; parsed once. */
export const packInForce = (): RulePack => (parsed ??= rulePack.parse(pack));

/** ISO date of this computer's calendar. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

/** Rules as of a day (today) at a place (6-digit division; the province of the pack where it is unknown). */
export const rulesAt = (date: string = today(), region?: string): RuleBook => ruleBook(packInForce(), date, /^\d{6}$/.test(region ?? '') ? region! : PROVINCE);
