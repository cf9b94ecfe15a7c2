/** A royalty on equal yearly sales or profit. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../result.ts';
import { div, mul } from '../expr.ts';
import { amount, rate, share } from '../fields.ts';
import { plainNumber } from '../formula-text.ts';
import { method } from '../method.ts';
import { oneOf } from '../weights.ts';
import { ratesOn, sizeSuspect } from './bases.ts';
import { level, levelFields } from './level.ts';

/**
 * V = base × share × (1−T) × PVAF(r,n), in the money unit: royalty on yearly sales, or a share of yearly profit. The
 * share of profit may be given, or made from a royalty on sales: ρ_sales = share × operating margin. valuation.md 2.3.
 */
export const royaltyAnnuity = method({
  id: 'royalty-annuity',
  family: 'income',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    baseKind: z.enum(['revenue', 'profit']).default('revenue'),
    /** yearly sales, or yearly profit from them */
    base: amount(),
    /** royalty on sales */
    royaltyRate: share().optional(),
    /** share of profit */
    profitShare: share().optional(),
    operatingMargin: z.number().gt(0).max(1).meta({ quantity: 'share' }).optional(),
    discountRate: rate(),
    ...levelFields,
  }),
  run(asked, s, money) {
    const { baseKind, royaltyRate, profitShare, operatingMargin } = asked;
    const needed = baseKind === 'revenue' ? 'royaltyRate' : 'profitShare';
    const other = baseKind === 'revenue' ? 'profitShare' : 'royaltyRate';
    const refused = oneOf(asked, needed, other);
    if (refused) return refused;
    if (asked[needed] === undefined && operatingMargin === undefined)
      return refuse('valuation.missing', { field: 'operatingMargin', params: { field: 'operatingMargin' } });
    const rates = ratesOn(s, asked, asked.taxRate);
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', asked.discountRate, 'r');
    const base = s.input('base', asked.base, 'money', { symbol: baseKind === 'revenue' ? 'Rev' : 'P' });
    const margin = operatingMargin === undefined ? undefined : s.input('operatingMargin', operatingMargin, 'rate', { symbol: 'm' });
    let onSales = royaltyRate === undefined ? undefined : s.input('royaltyRate', royaltyRate, 'rate', { symbol: 'ρ' });
    let onProfit = profitShare === undefined ? undefined : s.input('profitShare', profitShare, 'rate', { symbol: 'θ' });
    if (margin && onSales) onProfit = s.step('profitShare', div(onSales, margin), 'rate', { symbol: 'θ' });
    else if (margin && onProfit) onSales = s.step('royaltyRate', mul(onProfit, margin), 'rate', { symbol: 'ρ' });
    if (onProfit && onProfit.value > 1) return refuse('valuation.royaltyAboveMargin', { field: 'royaltyRate', params: { share: plainNumber(onProfit.value) } });
    const gross = s.step('gross', mul(base, (baseKind === 'revenue' ? onSales : onProfit)!), 'money', { symbol: 'R' });
    const outputs = { ...(onSales ? { royaltyRate: onSales } : {}), ...(onProfit ? { profitShare: onProfit } : {}) };
    return level(s, asked, gross, r, [...rates.warnings, ...(baseKind === 'revenue' ? sizeSuspect([asked.base], money) : [])], outputs);
  },
});
