/** What a method's figure is in the whole of a worksheet: a price by which approach, and where it stands in the price corridor. */
import type { Approach } from '../domain/deal.ts';

export const ROYALTY = 'royalty';
/** `ceiling` and `floor` at once: the method answers both reserves. */
export type CorridorPlace = 'floor' | 'anchor' | 'reserves';
type Role = { approach?: Approach; price: boolean; place?: CorridorPlace };

const income: Role = { approach: 'income', price: true };
const anchor: Role = { approach: 'income', price: true, place: 'anchor' };
const cost: Role = { approach: 'cost', price: true, place: 'floor' };
const market: Role = { approach: 'market', price: true, place: 'anchor' };

/** By the id in methods.ts; what is not named here is no price of the object: rates, shares, splits, offers. */
const ROLES: Readonly<Record<string, Role>> = {
  [ROYALTY]: anchor,
  'relief-from-royalty': anchor,
  'royalty-annuity': anchor,
  'incremental-income': income,
  'price-premium': income,
  'stepped-income': income,
  dcf: income,
  'excess-earnings': income,
  mpeem: income,
  rnpv: income,
  npv: income,
  xnpv: income,
  annuity: income,
  'option-bsm': income,
  'option-binomial': income,
  'option-compound': income,
  'option-exchange': income,
  'cost-multiplier': cost,
  'cost-index': cost,
  'cost-build-up': cost,
  'cost-software': cost,
  depreciation: cost,
  'minimum-fee': cost,
  'market-comparables': market,
  'market-capacity': market,
  // a rate from comparable licences follows the market, but is no price
  'market-royalty': { approach: 'market', price: false },
  'reserve-prices': { price: false, place: 'reserves' },
};
const NONE: Role = { price: false };

export const roleOf = (method: string): Role => ROLES[method] ?? NONE;
