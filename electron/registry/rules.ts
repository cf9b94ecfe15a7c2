/** What the registry takes from the rule pack, by the day of receipt and the seller's area. */
import { z } from 'zod';
import pack from '../../resources/rules/gd-2026.json';
import { ruleAt } from '../../shared/rules/engine.ts';
import { rulePack } from '../../shared/rules/pack.ts';

const RULES = rulePack.parse(pack);
/** where a filing names no area, the pack's own */
const areaOf = (region: string): string => (/^\d{6}$/.test(region) ? region : RULES.region);

/** A rule's value where it fits; kept, because every letter of a day asks for the same few. */
const kept = new Map<string, unknown>();
const MOST_KEPT = 5_000;
function valueOf<T>(id: string, shape: z.ZodType<T>, day: string, region: string): T | undefined {
  const area = areaOf(region);
  const at = `${id} ${day} ${area}`;
  if (!kept.has(at)) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(at, shape.safeParse(ruleAt(RULES, id, day, area)?.value).data);
  }
  return kept.get(at) as T | undefined;
}

const large = z.object({ amount: z.string().regex(/^\d+$/), basis: z.enum(['technicalAmount', 'totalAmount']) });
export type LargeContract = { cents: bigint; basis: 'technicalAmount' | 'totalAmount' };

/** From which amount a contract needs a second review; undefined where the rules of that day have no such limit. */
export function largeContract(day: string, region: string): LargeContract | undefined {
  const limit = valueOf('registry.largeContract', large, day, region);
  return limit && { cents: BigInt(limit.amount) * 100n, basis: limit.basis };
}

const period = z.object({ restartsOnSupplement: z.boolean() });

/** Whether the day supplements were handed in becomes the new day of acceptance. */
export function restartsOnSupplement(day: string, region: string): boolean {
  return valueOf('registry.days', period, day, region)?.restartsOnSupplement === true;
}

const bounds = z.object({ tiny: z.string(), huge: z.string() });
/** Amounts (分) outside which the unit was probably mistaken. */
export function unitBounds(day: string, region: string): { tiny: bigint; huge: bigint } | undefined {
  const unit = valueOf('house.unitBounds', bounds, day, region);
  return unit && { tiny: BigInt(unit.tiny) * 100n, huge: BigInt(unit.huge) * 100n };
}

const within = z.object({ warnDays: z.array(z.number().int()).min(1) });
/** How many days before the end of its validity a contract is looked at with care. */
export function expiryDays(day: string, region: string): number | undefined {
  const warned = valueOf('filing.withinValidity', within, day, region);
  return warned && Math.max(...warned.warnDays);
}
