/** Geske: an option on an option, as staged development is. Source: valuation.md 2.11. */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { add, div, exp, ln, mul, neg, pow, sqrt, sub, type Num } from '../expr.ts';
import { positiveAmount, rate, years } from '../fields.ts';
import { method } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { bivariateNormal, gaussRule } from './bivariate.ts';
import { callOf, continuousRate, d1Of, d2Of, grown, optionTerms, optionWarnings, phi, putOf, type Terms } from './option-terms.ts';

type Daughter = 'call' | 'put';
const priceOf = (daughter: Daughter, t: Terms, d1: Num, d2: Num): Num => (daughter === 'call' ? callOf(t, d1, d2) : putOf(t, d1, d2));

const MOST_ROUNDS = 60;
const LEAST_ROUNDS = 6;

/**
 * S* with daughter(S*, T₂−T₁) = K₁ by Newton. It starts where the daughter is surely worth at least K₁; the price is
 * convex in S, so every round comes nearer from that side and none can run away.
 */
function boundary(s: Sheet, terms: Terms, daughter: Daughter, first: Num): Num {
  const { strike, r, q, tau } = terms;
  const start = daughter === 'call' ? add(first, grown(strike, r, tau)) : sub(grown(strike, r, tau), first);
  let at = s.step('boundaryStart', mul(start, exp(mul(q, tau))), 'money', { symbol: 'S*₀' });
  for (let k = 1; k <= MOST_ROUNDS; k++) {
    const here = { ...terms, spot: at };
    const d1 = s.step('boundaryD1', d1Of(here), 'factor', { symbol: 'd₁*', k });
    const price = priceOf(daughter, here, d1, d2Of(d1, terms.sigma, tau));
    const slope = mul(exp(neg(mul(q, tau))), daughter === 'call' ? phi(d1) : neg(phi(neg(d1))));
    const next = s.step('boundary', sub(at, div(sub(price, first), slope)), 'money', { symbol: 'S*', k });
    const still = Math.abs(next.value - at.value) <= 1e-13 * Math.abs(at.value);
    at = next;
    if (still && k >= LEAST_ROUNDS) break;
  }
  return at;
}

/**
 * Call on call: S·e^(−qT₂)·M(z₁,y₁;ρ) − K₂·e^(−rT₂)·M(z₂,y₂;ρ) − K₁·e^(−rT₁)·N(y₂), ρ = √(T₁/T₂); the other three by signs:
 * V = η·φ·[S·e^(−qT₂)·M(φz₁,ηφy₁;ηρ) − K₂·e^(−rT₂)·M(φz₂,ηφy₂;ηρ)] − η·K₁·e^(−rT₁)·N(ηφy₂), η the first option's sign, φ the
 * second's. Money as asked, rates as decimals, times in years from now.
 */
export const optionCompound = method({
  id: 'option-compound',
  family: 'options',
  level: 'advanced',
  hasMoney: true,
  input: z.object({
    ...optionTerms,
    payoutRate: rate().default(0),
    mother: z.enum(['call', 'put']).default('call'),
    daughter: z.enum(['call', 'put']).default('call'),
    firstPayment: positiveAmount(),
    secondPayment: positiveAmount(),
    firstTerm: years(),
    secondTerm: years(),
  }),
  run(x, s) {
    if (x.volatility === 0) return refuse('valuation.volatilityZero', { field: 'volatility', params: { field: 'volatility' } });
    if (x.secondTerm <= x.firstTerm) return refuse('valuation.termsOrder', { field: 'secondTerm', params: { first: x.firstTerm, second: x.secondTerm } });
    const eta = x.mother === 'call' ? 1 : -1;
    const side = x.daughter === 'call' ? 1 : -1;
    const signed = (sign: number, a: Num): Num => (sign === 1 ? a : neg(a));
    const spot = s.input('underlying', x.underlying, 'money', { symbol: 'S' });
    const k1 = s.input('firstPayment', x.firstPayment, 'money', { symbol: 'K₁' });
    const k2 = s.input('secondPayment', x.secondPayment, 'money', { symbol: 'K₂' });
    const r = continuousRate(s, x.riskFreeRate, x.compounding);
    const q = s.input('payoutRate', x.payoutRate, 'rate', { symbol: 'q' });
    const sigma = s.input('volatility', x.volatility, 'rate', { symbol: 'σ' });
    const t1 = s.input('firstTerm', x.firstTerm, 'years', { symbol: 'T₁' });
    const t2 = s.input('secondTerm', x.secondTerm, 'years', { symbol: 'T₂' });
    const between = s.step('between', sub(t2, t1), 'years', { symbol: 'τ' });
    const later: Terms = { spot, strike: k2, r, q, sigma, tau: between };
    if (x.daughter === 'put') {
      const most = grown(k2, r, between).value;
      if (x.firstPayment >= most) return refuse('valuation.compoundNoBoundary', { field: 'firstPayment', params: { most: Number(most.toPrecision(8)) } });
    }
    const critical = s.step('critical', boundary(s, later, x.daughter, k1), 'money', { symbol: 'S*' });
    const d1 = d1Of({ ...later, spot: critical });
    const proof = s.step('proof', sub(priceOf(x.daughter, { ...later, spot: critical }, d1, d2Of(d1, sigma, between)), k1), 'money', { symbol: '0' });
    const drift = add(sub(r, q), div(pow(sigma, 2), 2));
    const y1 = s.step('y1', div(add(ln(div(spot, critical)), mul(drift, t1)), mul(sigma, sqrt(t1))), 'factor', { symbol: 'y₁' });
    const y2 = s.step('y2', d2Of(y1, sigma, t1), 'factor', { symbol: 'y₂' });
    const z1 = s.step('z1', d1Of({ ...later, tau: t2 }), 'factor', { symbol: 'z₁' });
    const z2 = s.step('z2', d2Of(z1, sigma, t2), 'factor', { symbol: 'z₂' });
    const rho = s.step('rho', signed(eta, sqrt(div(t1, t2))), 'factor', { symbol: 'ρ' });
    const goOn = s.step('goOn', phi(signed(eta * side, y2)), 'factor', { symbol: 'p' });
    const rule = gaussRule(s);
    const upper = bivariateNormal(s, rule, 'jointFlows', 'M₁', signed(side, z1), signed(eta * side, y1), rho);
    const lower = bivariateNormal(s, rule, 'jointCost', 'M₂', signed(side, z2), signed(eta * side, y2), rho);
    const flows = s.step('flowsPart', mul(grown(spot, q, t2), upper), 'money', { symbol: 'A' });
    const cost = s.step('costPart', mul(grown(k2, r, t2), lower), 'money', { symbol: 'B' });
    const now = s.step('firstPart', mul(grown(k1, r, t1), goOn), 'money', { symbol: 'C' });
    const net = eta * side === 1 ? sub(flows, cost) : sub(cost, flows);
    const value = s.step('value', eta === 1 ? sub(net, now) : add(net, now), 'money', { symbol: 'V' });
    return {
      value,
      unit: 'money',
      outputs: { critical, proof, rho, jointFlows: upper, jointCost: lower, goOn },
      warnings: optionWarnings(x.mother === 'call' && x.daughter === 'call' ? 'replacesNpv' : 'addedToNpv', x.volatility),
    };
  },
});
