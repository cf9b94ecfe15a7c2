/** Whole shares by largest remainder: the parts are whole and sum to the total exactly. */
import { call, ifLess, mul, ONE, sub, sum, writtenLater, ZERO, type Num } from '../expr.ts';
import type { Sheet } from '../sheet.ts';

/** Digits to which quotas are taken, so that 2.9999999999 is 3 in every program that computes the sheet. */
const DIGITS = 6;

export type Parts = { name: string; symbol: string; item?: number };

/** How many come before the i-th: a larger remainder, or an equal one that stands earlier. The formula adds these up. */
function before(rests: readonly Num[], i: number): Num[] {
  const x = rests[i]!;
  return [ZERO, ...rests.flatMap((y, j) => (j === i ? [] : [j < i ? ifLess(y, x, ZERO, ONE) : ifLess(x, y, ONE, ZERO)]))];
}

/** The same counts for all of them, by sorting. */
function placesOf(rests: readonly number[]): number[] {
  const places: number[] = [];
  const order = rests.map((_, i) => i).sort((i, j) => rests[j]! - rests[i]! || i - j);
  for (const [place, i] of order.entries()) places[i] = place;
  return places;
}

/**
 * Divides `total` whole pieces by `parts` (shares of one whole). Each gets the whole of its quota; what is left goes one by one
 * to the largest remainders, the earlier first where they are equal. Steps: quota, whole, remainder, place, and the pieces.
 */
export function wholeParts(s: Sheet, parts: readonly Num[], total: Num, { name, symbol, item }: Parts): Num[] {
  const quotas = s.steps(`${name}Quota`, parts, (p) => call('round', mul(p, total), DIGITS), 'factor', 'q', item);
  const wholes = s.steps(`${name}Whole`, quotas, (q) => call('floor', q), 'count', '⌊q⌋', item);
  const rests = s.steps(`${name}Rest`, quotas, (q, i) => call('round', sub(q, wholes[i]!), DIGITS), 'factor', 'rem', item);
  const left = s.step(`${name}Left`, sub(total, sum(wholes)), 'count', { symbol: 'left', ...(item === undefined ? {} : { k: item }) });
  const counts = placesOf(rests.map((x) => x.value));
  const places = s.steps(`${name}Place`, rests, (_, i) => writtenLater(counts[i]!, 'sum', () => before(rests, i)), 'count', 'pl', item);
  return s.steps(name, wholes, (w, i) => sum([w, ifLess(places[i]!, left, ONE, ZERO)]), 'count', symbol, item);
}
