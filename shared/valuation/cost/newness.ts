/** From replacement cost to what is left of it. */
import { mul, type Num } from '../expr.ts';
import { share } from '../fields.ts';
import type { Sheet } from '../sheet.ts';

/** 成新率, where the net cost is asked for: 1 is as new. */
export const newnessField = { newness: share().optional() };

/** Net cost = replacement cost × newness; the replacement cost itself where no newness is given. */
export function netCost(s: Sheet, replacementCost: Num, newness: number | undefined): Num {
  if (newness === undefined) return replacementCost;
  return s.step('netCost', mul(replacementCost, s.input('newness', newness, 'rate', { symbol: 'q' })), 'money', { symbol: 'V' });
}
