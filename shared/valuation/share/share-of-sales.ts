/** From a share of profit to a share of sales. */
import { share } from '../fields.ts';
import { mul, type Num } from '../expr.ts';
import type { Sheet } from '../sheet.ts';
import type { Warning } from '../method.ts';

/** Asked for by every profit-share method: the operating margin turns its answer into a royalty on sales. */
export const marginField = { operatingMargin: share().gt(0).optional() };

/** ρ_sales = profit share × operating margin, where the margin is known. Source: valuation.md 2.3. */
export function salesRoyalty(s: Sheet, profitShare: Num, operatingMargin: number | undefined): Record<string, Num> {
  if (operatingMargin === undefined) return {};
  const margin = s.input('operatingMargin', operatingMargin, 'rate', { symbol: 'M' });
  return { salesRoyalty: s.step('salesRoyalty', mul(profitShare, margin), 'rate', { symbol: 'ρ_s' }) };
}

/** A share that is no share of a whole is told, not hidden. */
export const shareWarnings = (profitShare: Num): Warning[] => (profitShare.value < 0 || profitShare.value > 1 ? [{ key: 'shareOutside' }] : []);
