/** 议价解: where between the reserves a price falls (valuation.md 2.13). They split the surplus over alternatives, not all profit. */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { add, div, mul, sub, type Num } from '../expr.ts';
import { amount, factor, money, positiveAmount, share } from '../fields.ts';
import { plainNumber } from '../formula-text.ts';
import { method } from '../method.ts';
import type { Sheet } from '../sheet.ts';

const rounded = (x: number): string => plainNumber(Number(x.toPrecision(8)));
const reserves = { sellerReserve: money(), buyerReserve: money() };

/** Both reserves as cells and the surplus between them; refused where there is none. */
function surplusOf(s: Sheet, input: { sellerReserve: number; buyerReserve: number }): { low: Num; high: Num; surplus: Num } | Refusal {
  if (input.buyerReserve < input.sellerReserve) {
    return refuse('valuation.noZopa', { field: 'buyerReserve', params: { gap: rounded(input.sellerReserve - input.buyerReserve) } });
  }
  const low = s.input('sellerReserve', input.sellerReserve, 'money', { symbol: 'R_s' });
  const high = s.input('buyerReserve', input.buyerReserve, 'money', { symbol: 'R_b' });
  return { low, high, surplus: s.step('surplus', sub(high, low), 'money', { symbol: 'Z' }) };
}

/** The price that gives the seller the share α of the surplus, and what each side gains by it. */
function splitAt(s: Sheet, { low, high, surplus }: { low: Num; high: Num; surplus: Num }, alpha: Num): { price: Num; sellerGain: Num; buyerGain: Num } {
  const price = s.step('price', add(low, mul(alpha, surplus)), 'money', { symbol: 'P' });
  const sellerGain = s.step('sellerGain', sub(price, low), 'money', { symbol: 'G_s' });
  return { price, sellerGain, buyerGain: s.step('buyerGain', sub(high, price), 'money', { symbol: 'G_b' }) };
}

/** Nash: P = R_s + α(R_b − R_s); α is the seller's bargaining power, ½ unless there is a reason. No ZOPA is refused. */
export const nash = method({
  id: 'nash',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ ...reserves, sellerPower: share().default(0.5) }),
  run(input, s) {
    const between = surplusOf(s, input);
    if ('refused' in between) return between;
    const split = splitAt(s, between, s.input('sellerPower', input.sellerPower, 'rate', { symbol: 'α' }));
    return { value: split.price, unit: 'money', outputs: split, warnings: input.sellerPower === 0.5 ? [] : [{ key: 'powerNeedsReason' }] };
  },
});

/**
 * Nash with linear utilities u₁ = s₁·x − d₁ and u₂ = s₂·(T − x) − d₂ over a total T:
 * x = d₁/s₁ + α(T − d₁/s₁ − d₂/s₂); at α = ½ this is x = (T − d₂/s₂ + d₁/s₁)/2. Refused where the disagreement points
 * already take more than T.
 */
export const nashLinear = method({
  id: 'nash-linear',
  family: 'deal',
  level: 'advanced',
  hasMoney: true,
  input: z.object({
    total: positiveAmount(),
    sellerSlope: factor().default(1),
    buyerSlope: factor().default(1),
    sellerDisagreement: amount(),
    buyerDisagreement: amount(),
    sellerPower: share().default(0.5),
  }),
  run(input, s) {
    const total = s.input('total', input.total, 'money', { symbol: 'T' });
    const least = (side: 'seller' | 'buyer', no: string): Num => {
      const d = s.input(`${side}Disagreement`, input[`${side}Disagreement`], 'money', { symbol: `d${no}` });
      return s.step(`${side}Least`, div(d, s.input(`${side}Slope`, input[`${side}Slope`], 'factor', { symbol: `s${no}` })), 'money', {
        symbol: `d${no}÷s${no}`,
      });
    };
    const seller = least('seller', '₁');
    const buyer = least('buyer', '₂');
    const surplus = s.step('surplus', sub(sub(total, seller), buyer), 'money', { symbol: 'Z' });
    if (surplus.value < 0) return refuse('valuation.noSurplus', { field: 'total', params: { gap: rounded(-surplus.value) } });
    const alpha = s.input('sellerPower', input.sellerPower, 'rate', { symbol: 'α' });
    const sellerShare = s.step('sellerAmount', add(seller, mul(alpha, surplus)), 'money', { symbol: 'x' });
    const buyerShare = s.step('buyerAmount', sub(total, sellerShare), 'money', { symbol: 'T−x' });
    return { value: sellerShare, unit: 'money', outputs: { sellerAmount: sellerShare, buyerAmount: buyerShare, surplus } };
  },
});

/**
 * Rubinstein's alternating offers: δ is what a sum is still worth to a side one round later. The seller first:
 * α = (1 − δ_b)/(1 − δ_s·δ_b); the buyer first: α = δ_s(1 − δ_b)/(1 − δ_s·δ_b). P = R_s + α(R_b − R_s). Two sides that lose
 * nothing by waiting have no solution.
 */
export const rubinstein = method({
  id: 'rubinstein',
  family: 'deal',
  level: 'advanced',
  hasMoney: true,
  input: z.object({ ...reserves, sellerPatience: share(), buyerPatience: share(), first: z.enum(['seller', 'buyer']).default('seller') }),
  run(input, s) {
    if (input.sellerPatience === 1 && input.buyerPatience === 1) return refuse('valuation.bothPatient', { field: 'buyerPatience' });
    const between = surplusOf(s, input);
    if ('refused' in between) return between;
    const ds = s.input('sellerPatience', input.sellerPatience, 'rate', { symbol: 'δ_s' });
    const db = s.input('buyerPatience', input.buyerPatience, 'rate', { symbol: 'δ_b' });
    const first = div(sub(1, db), sub(1, mul(ds, db)));
    const alpha = s.step('sellerShare', input.first === 'seller' ? first : mul(ds, first), 'rate', { symbol: 'α' });
    const split = splitAt(s, between, alpha);
    return { value: split.price, unit: 'money', outputs: { ...split, sellerShare: alpha }, warnings: [{ key: 'patienceIsJudged' }] };
  },
});
