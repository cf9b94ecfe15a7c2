/** Margrabe: the right to exchange one uncertain value for another, where the development cost itself is random. Source: valuation.md 2.11. */
import { z } from 'zod';
import { add, div, ln, max, mul, num, pow, sqrt, sub } from '../expr.ts';
import { positiveAmount, rate } from '../fields.ts';
import { method } from '../method.ts';
import { correlation, d2Of, grown, optionWarnings, phi, term, volatility } from './option-terms.ts';

/**
 * V = S₁·e^(−q₁τ)·N(d₁) − S₂·e^(−q₂τ)·N(d₂), σ² = σ₁²+σ₂²−2ρσ₁σ₂. No riskless rate enters. Money as asked, rates as
 * decimals, τ in years. σ or τ at zero: max(S₁·e^(−q₁τ) − S₂·e^(−q₂τ), 0).
 */
export const optionExchange = method({
  id: 'option-exchange',
  family: 'options',
  level: 'advanced',
  hasMoney: true,
  input: z.object({
    received: positiveAmount(),
    given: positiveAmount(),
    receivedPayout: rate().default(0),
    givenPayout: rate().default(0),
    receivedVolatility: volatility(),
    givenVolatility: volatility(),
    correlation: correlation(),
    term: term(),
  }),
  run(x, s) {
    const s1 = s.input('received', x.received, 'money', { symbol: 'S₁' });
    const s2 = s.input('given', x.given, 'money', { symbol: 'S₂' });
    const q1 = s.input('receivedPayout', x.receivedPayout, 'rate', { symbol: 'q₁' });
    const q2 = s.input('givenPayout', x.givenPayout, 'rate', { symbol: 'q₂' });
    const sigma1 = s.input('receivedVolatility', x.receivedVolatility, 'rate', { symbol: 'σ₁' });
    const sigma2 = s.input('givenVolatility', x.givenVolatility, 'rate', { symbol: 'σ₂' });
    const rho = s.input('correlation', x.correlation, 'factor', { symbol: 'ρ' });
    const tau = s.input('term', x.term, 'years', { symbol: 'τ' });
    // rounding must not take the square below nothing where the two move as one
    const variance = s.step('variance', max(sub(add(pow(sigma1, 2), pow(sigma2, 2)), mul(2, rho, sigma1, sigma2)), num(0)), 'factor', { symbol: 'σ²' });
    const sigma = s.step('jointVolatility', sqrt(variance), 'rate', { symbol: 'σ' });
    const now1 = s.step('receivedPresent', grown(s1, q1, tau), 'money', { symbol: 'F₁' });
    const now2 = s.step('givenPresent', grown(s2, q2, tau), 'money', { symbol: 'F₂' });
    const warnings = optionWarnings('replacesNpv');
    if (sigma.value === 0 || x.term === 0) {
      const value = s.step('value', max(sub(now1, now2), num(0)), 'money', { symbol: 'V' });
      return { value, unit: 'money', warnings: [...warnings, { key: x.term === 0 ? 'termZero' : 'sigmaZero' }] };
    }
    const d1 = s.step('d1', div(add(ln(div(now1, now2)), mul(div(variance, 2), tau)), mul(sigma, sqrt(tau))), 'factor', { symbol: 'd₁' });
    const d2 = s.step('d2', d2Of(d1, sigma, tau), 'factor', { symbol: 'd₂' });
    const value = s.step('value', sub(mul(now1, phi(d1)), mul(now2, phi(d2))), 'money', { symbol: 'V' });
    return { value, unit: 'money', outputs: { d1, d2, sigma }, warnings };
  },
});
