/** What the registry takes from the rule pack, by the day of receipt and the seller's area. */
import { z } from 'zod';
import pack from '../../resources/rules/gd-2026.json';
import { ruleAt } from '../../shared/rules/engine.ts';
import { rulePack } from '../../shared/rules/pack.ts';

const RULES = rulePack.parse(pack);
/** where a filing names no area, the pack's own */
const areaOf = (region: string): string => (/^\d{6}$/.test(region) ? region : RULES.region);

const large = z.object({ amount: z.string().regex(/^\d+$/), basis: z.enum(['technicalAmount', 'totalAmount']) });
export type LargeContract = { cents: bigint; basis: 'technicalAmount' | 'totalAmount' };

/** From which amount a contract needs a second review; undefined where the rules of that day have no such limit. */
export function largeContract(day: string, region: string): LargeContract | undefined {
  const parsed = large.safeParse(ruleAt(RULES, 'registry.largeContract', day, areaOf(region))?.value);
  return parsed.success ? { cents: BigInt(parsed.data.amount) * 100n, basis: parsed.data.basis } : undefined;
}

const period = z.object({ restartsOnSupplement: z.boolean() });

/** Whether the day supplements were handed in becomes the new day of acceptance. */
export function restartsOnSupplement(day: string, region: string): boolean {
  const parsed = period.safeParse(ruleAt(RULES, 'registry.days', day, areaOf(region))?.value);
  return parsed.success && parsed.data.restartsOnSupplement;
}

const bounds = z.object({ tiny: z.string(), huge: z.string() });
/** Amounts (分) outside which the unit was probably mistaken. */
export function unitBounds(day: string, region: string): { tiny: bigint; huge: bigint } | undefined {
  const parsed = bounds.safeParse(ruleAt(RULES, 'house.unitBounds', day, areaOf(region))?.value);
  return parsed.success ? { tiny: BigInt(parsed.data.tiny) * 100n, huge: BigInt(parsed.data.huge) * 100n } : undefined;
}

const within = z.object({ warnDays: z.array(z.number().int()).min(1) });
/** How many days before the end of its validity a contract is looked at with care. */
export function expiryDays(day: string, region: string): number | undefined {
  const parsed = within.safeParse(ruleAt(RULES, 'filing.withinValidity', day, areaOf(region))?.value);
  return parsed.success ? Math.max(...parsed.data.warnDays) : undefined;
}
