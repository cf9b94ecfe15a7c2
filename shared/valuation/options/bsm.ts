/** Black–Scholes–Merton, with the patent read as a call on its cash flows. Source: valuation.md 2.11. */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { div, max, mul, num, sub, type Num } from '../expr.ts';
import { positiveAmount, rate } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { callOf, certainCall, continuousRate, d1Of, d2Of, optionTerms, optionWarnings, putByParity, term, type Terms } from './option-terms.ts';

const TABLE = [0.5, 0.75, 1, 1.25, 1.5];

type Yield = { payoutRate?: number | undefined; delayCost: 'given' | 'perYearOfLife' };

/** q: what was given, or the cost of delay of a right that runs out, 1 / remaining life. */
function yieldOf(s: Sheet, { payoutRate, delayCost }: Yield, tau: Num): Num {
  if (delayCost === 'perYearOfLife') return s.step('payoutRate', div(1, tau), 'rate', { symbol: 'q' });
  return s.input('payoutRate', payoutRate ?? 0, 'rate', { symbol: 'q' });
}

/** The same option at 50 % … 150 % of σ. */
function sigmaTable(s: Sheet, terms: Terms, kind: 'call' | 'put'): void {
  const shares = s.inputs('tableShare', TABLE, 'factor', 'm');
  const sigmas = s.steps('tableSigma', shares, (m) => mul(terms.sigma, m), 'rate', 'σ');
  const d1s = s.steps('tableD1', sigmas, (sigma) => d1Of({ ...terms, sigma }), 'factor', 'd₁·');
  s.steps(
    'tableValue',
    sigmas,
    (sigma, i) => {
      const at = { ...terms, sigma };
      const value = callOf(at, d1s[i]!, d2Of(d1s[i]!, sigma, terms.tau));
      return kind === 'call' ? value : putByParity(value, terms);
    },
    'money',
    'C',
  );
}

/**
 * call = S·e^(−qτ)·N(d₁) − K·e^(−rτ)·N(d₂), put by parity; money as asked, rates as decimals, r and q continuous, τ in years.
 * As a patent: S the present value of the flows if launched now, K the present value of the development cost, τ the
 * remaining life, q = 1/remaining life where `delayCost` says so. σ → 0 and τ = 0 are computed as the limits they are.
 */
export const optionBsm = method({
  id: 'option-bsm',
  family: 'options',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    ...optionTerms,
    strike: positiveAmount(),
    term: term(),
    payoutRate: rate().optional(),
    delayCost: z.enum(['given', 'perYearOfLife']).default('given'),
    kind: z.enum(['call', 'put']).default('call'),
  }),
  run(given, s) {
    const { delayCost, payoutRate, kind } = given;
    if (delayCost === 'perYearOfLife' && payoutRate !== undefined)
      return refuse('valuation.delayCostTwice', { field: 'payoutRate', params: { field: 'payoutRate' } });
    if (delayCost === 'perYearOfLife' && given.term === 0) return refuse('valuation.delayCostNoLife', { field: 'term', params: { field: 'term' } });
    const spot = s.input('underlying', given.underlying, 'money', { symbol: 'S' });
    const strike = s.input('strike', given.strike, 'money', { symbol: 'K' });
    const r = continuousRate(s, given.riskFreeRate, given.compounding);
    const sigma = s.input('volatility', given.volatility, 'rate', { symbol: 'σ' });
    const tau = s.input('term', given.term, 'years', { symbol: 'τ' });
    const q = yieldOf(s, given, tau);
    const terms = { spot, strike, r, q, sigma, tau };
    const forcedNow = s.step('forcedNow', kind === 'call' ? max(sub(spot, strike), num(0)) : max(sub(strike, spot), num(0)), 'money', { symbol: 'V₀' });
    const warnings: Warning[] = optionWarnings(kind === 'call' ? 'replacesNpv' : 'addedToNpv', given.volatility);
    const outputs: Record<string, Num> = { forcedNow };
    let callValue: Num;
    if (given.term === 0 || given.volatility === 0) {
      warnings.push({ key: given.term === 0 ? 'termZero' : 'sigmaZero' });
      callValue = s.step('call', certainCall(terms), 'money', { symbol: 'C' });
    } else {
      const d1 = s.step('d1', d1Of(terms), 'factor', { symbol: 'd₁' });
      const d2 = s.step('d2', d2Of(d1, sigma, tau), 'factor', { symbol: 'd₂' });
      callValue = s.step('call', callOf(terms, d1, d2), 'money', { symbol: 'C' });
      Object.assign(outputs, { d1, d2 });
    }
    const putValue = s.step('put', putByParity(callValue, terms), 'money', { symbol: 'P' });
    const value = kind === 'call' ? callValue : putValue;
    const waiting = s.step('waitingValue', sub(value, forcedNow), 'money', { symbol: 'ΔV' });
    if (given.term > 0 && given.volatility > 0) sigmaTable(s, terms, kind);
    if (delayCost === 'perYearOfLife') warnings.push({ key: 'delayCostAssumed' });
    if (waiting.value < 0) warnings.push({ key: 'betterNow' });
    return { value, unit: 'money', outputs: { ...outputs, call: callValue, put: putValue, waitingValue: waiting }, warnings };
  },
});
