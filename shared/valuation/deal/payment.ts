/** 支付方式等价测算: what a licence's payments are worth to each side, and the rate or fee that meets a price (valuation.md 2.14). */
import { z } from 'zod';
import { isRefusal, refuse } from '../../result.ts';
import { add, discount, div, mul, sub, sum, sumProduct, type Num } from '../expr.ts';
import { positiveAmount, rate, share, amount } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import { plainNumber } from '../formula-text.ts';
import { oneOf } from '../weights.ts';
import {
  discountingOf,
  forecastFields,
  forecastOf,
  milestonesField,
  milestonesOf,
  milestonesPresent,
  paymentWarnings,
  royaltiesOf,
  royaltiesPresent,
  royaltyFields,
  termFields,
  termsOf,
  worthTo,
  type Side,
} from './payment-terms.ts';

const rounded = (x: number): string => plainNumber(Number(x.toPrecision(6)));

/** Payments dearer to one side than they are worth to the other: the side of the fee that both would gain from. */
function roomWarning(gap: number, least: number): Warning[] {
  if (Math.abs(gap) <= least * 1e-9) return [];
  return [{ key: gap > 0 ? 'payEarlier' : 'payLater', params: { gap: rounded(Math.abs(gap)) } }];
}

/**
 * PV = U + Σ p_j·M_j·(1+r)^−t_j + Σ ρ_k·Rev_k·(1+r)^−t_k at the seller's and at the buyer's rate; the gap PV_b − PV_s is
 * bargaining room. Yearly minimums and caps apply as they would on this one forecast. Money in the request's unit, before tax.
 */
export const paymentValue = method({
  id: 'payment-value',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ ...forecastFields, ...termFields, sellerRate: rate(), buyerRate: rate() }),
  run(input, s) {
    const f = forecastOf(s, input);
    if (isRefusal(f)) return f;
    const terms = termsOf(s, input, f);
    if (isRefusal(terms)) return terms;
    const seller = worthTo(s, discountingOf(s, 'seller', input.sellerRate, f), terms);
    const buyer = worthTo(s, discountingOf(s, 'buyer', input.buyerRate, f), terms);
    const gap = s.step('gap', sub(buyer, seller), 'money', { symbol: 'PV_b−PV_s' });
    const nothing: Warning[] = seller.value === 0 ? [{ key: 'nothingPaid' }] : [];
    return {
      value: seller,
      unit: 'money',
      outputs: { sellerValue: seller, buyerValue: buyer, gap },
      facts: { bound: terms.royalties.bound },
      warnings: [
        ...paymentWarnings(f, [{ milestones: input.milestones, limited: terms.royalties.limited }]),
        ...roomWarning(gap.value, seller.value),
        ...nothing,
      ],
    };
  },
});

/** What differs by less differs by rounding only. */
const ROUNDING = 1e-9;
/** What part of the price the fee takes in the table of equal offers. */
const PARTS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Solves the payment for a price P at one rate. Given the fee: ρ* = (P − U − Σ p·M·df)/Σ Rev·df. Given the royalty:
 * U* = P − Σ p·M·df − ρ·Σ Rev·df. The answer is put back and must give P. No revenue to carry a royalty, a fee that alone
 * exceeds the price, or a royalty above 100 % is refused.
 */
export const paymentSolve = method({
  id: 'payment-solve',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    price: positiveAmount(),
    ...forecastFields,
    discountRate: rate(),
    milestones: milestonesField,
    /** given: the royalty is solved */
    upfront: amount().optional(),
    /** given: the fee is solved */
    royaltyRate: share().optional(),
    /** the other side's rate, to show what the same terms are worth there */
    otherRate: rate().optional(),
  }),
  run(input, s) {
    const both = oneOf(input, 'upfront', 'royaltyRate');
    if (both) return both;
    const price = s.input('price', input.price, 'money', { symbol: 'P' });
    const f = forecastOf(s, input);
    if (isRefusal(f)) return f;
    const r = s.input('discountRate', input.discountRate, 'rate', { symbol: 'r' });
    const milestones = milestonesOf(s, input.milestones);
    const later = milestonesPresent(s, 'milestonePresent', 'PVM', r, milestones);
    const fixed = s.step('milestoneSum', sum(later.length > 0 ? later : [0]), 'money', { symbol: 'ΣPVM' });
    const factors = s.steps('discountFactor', f.periods.times, (t) => discount(r, t), 'factor', 'v');
    const base = s.step('revenuePresent', sumProduct(f.revenues, factors), 'money', { symbol: 'ΣRev·v' });
    const solvesRate = input.upfront !== undefined;
    if (solvesRate && base.value === 0) return refuse('valuation.noRoyaltyBase', { field: 'revenues' });
    const given = solvesRate
      ? s.input('upfront', input.upfront!, 'money', { symbol: 'U' })
      : s.input('royaltyRate', input.royaltyRate!, 'rate', { symbol: 'ρ' });
    const left = solvesRate ? sub(sub(price, given), fixed) : sub(sub(price, fixed), mul(given, base));
    if (left.value < -ROUNDING * input.price) {
      return refuse('valuation.fixedOverPrice', { field: solvesRate ? 'upfront' : 'royaltyRate', params: { over: rounded(-left.value) } });
    }
    const solved = solvesRate ? s.step('solvedRoyalty', div(left, base), 'rate', { symbol: 'ρ*' }) : s.step('solvedUpfront', left, 'money', { symbol: 'U*' });
    if (solvesRate && solved.value > 1 + ROUNDING)
      return refuse('valuation.royaltyOverOne', { field: 'price', params: { rate: `${rounded(solved.value * 100)}%` } });
    const [upfront, royalty] = solvesRate ? [given, solved] : [solved, given];
    const again = s.step('priceAgain', add(upfront, fixed, mul(royalty, base)), 'money', { symbol: 'P′' });
    const outputs = { [solvesRate ? 'solvedRoyalty' : 'solvedUpfront']: solved, priceAgain: again, revenuePresent: base };
    const warnings = paymentWarnings(f, [{ milestones: input.milestones, limited: false }]);
    if (base.value > 0 && fixed.value < input.price) {
      const parts = s.inputs('feePart', PARTS, 'rate', 'a');
      const fees = s.steps('equalFee', parts, (a) => mul(a, sub(price, fixed)), 'money', 'U');
      s.steps('equalRoyalty', fees, (u) => div(sub(sub(price, fixed), u), base), 'rate', 'ρ');
    }
    if (input.otherRate === undefined) return { value: solved, unit: solvesRate ? 'rate' : 'money', outputs, warnings };
    const o = s.input('otherRate', input.otherRate, 'rate', { symbol: 'r′' });
    const laterThere = milestonesPresent(s, 'otherMilestonePresent', 'PVM′', o, milestones);
    const there = s.steps('otherPresent', f.periods.times, (t, k) => mul(royalty, f.revenues[k]!, discount(o, t)), 'money', 'PVR′');
    const otherValue = s.step('otherValue', sum([upfront, ...laterThere, ...there]), 'money', { symbol: 'PV′' });
    const gap = s.step('gap', sub(otherValue, price), 'money', { symbol: 'PV′−P' });
    return { value: solved, unit: solvesRate ? 'rate' : 'money', outputs: { ...outputs, otherValue, gap }, warnings };
  },
});

/**
 * Yearly minimums and caps and a total cap on royalties, as they fall on one forecast: what they add or take, at both rates.
 * On one forecast only. They are options: what they are worth under uncertainty is a matter of simulation.
 */
export const royaltyLimits = method({
  id: 'royalty-limits',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ ...forecastFields, ...royaltyFields, sellerRate: rate(), buyerRate: rate() }),
  run(input, s) {
    if ((input.annualMinimums ?? input.annualCaps ?? input.totalCap) === undefined) return refuse('valuation.limitMissing', { field: 'annualMinimums' });
    const f = forecastOf(s, input);
    if (isRefusal(f)) return f;
    const royalties = royaltiesOf(s, input, f);
    if (isRefusal(royalties)) return royalties;
    const change = s.steps('limitEffect', royalties.paid, (x, k) => sub(x, royalties.free[k]!), 'money', 'Δ');
    const of = (side: Side, r: number): { value: Num; effect: Num } => {
      const d = discountingOf(s, side, r, f);
      const value = s.step(`${side}Value`, sum(royaltiesPresent(s, d, royalties.paid)), 'money', { symbol: `PV_${side[0]!}` });
      return { value, effect: s.step(`${side}Effect`, sumProduct(change, d.factors), 'money', { symbol: `ΔPV_${side[0]!}` }) };
    };
    const seller = of('seller', input.sellerRate);
    const buyer = of('buyer', input.buyerRate);
    const paid = s.step('royaltyTotal', sum(royalties.paid), 'money', { symbol: 'ΣRoyP' });
    return {
      value: seller.value,
      unit: 'money',
      outputs: { sellerValue: seller.value, buyerValue: buyer.value, sellerEffect: seller.effect, buyerEffect: buyer.effect, royaltyTotal: paid },
      facts: { bound: royalties.bound },
      warnings: paymentWarnings(f, [{ milestones: [], limited: true }]),
    };
  },
});
