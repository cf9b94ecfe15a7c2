/** What every option method asks for, and the parts of Black, Scholes and Merton they share. Rates inside are continuous. */
import { z } from 'zod';
import { add, div, exp, ln, max, mul, neg, num, pow, sqrt, sub, call as apply, type Num, type Operand } from '../expr.ts';
import { positiveAmount, rate } from '../fields.ts';
import type { Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';

/** Volatility per year of the value of the project; 0 is the certain case. */
export const volatility = (): z.ZodNumber => z.number().min(0).max(10).meta({ quantity: 'rate' });
/** Years to the decision; 0 is now. */
export const term = (): z.ZodNumber => z.number().min(0).max(200).meta({ quantity: 'years' });
export const correlation = (): z.ZodNumber => z.number().min(-1).max(1).meta({ quantity: 'factor' });

/** S, K and the riskless rate, with how that rate is meant: continuous, or per year, then ln(1+r). */
export const optionTerms = {
  /** present value of the cash flows if launched now */
  underlying: positiveAmount(),
  riskFreeRate: rate(),
  compounding: z.enum(['continuous', 'annual']).default('continuous'),
  volatility: volatility(),
};

/** r as the formulas take it; a yearly rate is turned by ln(1+r) in a step of its own. */
export function continuousRate(s: Sheet, riskFreeRate: number, compounding: 'continuous' | 'annual'): Num {
  if (compounding === 'continuous') return s.input('riskFreeRate', riskFreeRate, 'rate', { symbol: 'r' });
  const yearly = s.input('riskFreeRate', riskFreeRate, 'rate', { symbol: 'r_a' });
  return s.step('continuousRate', ln(add(1, yearly)), 'rate', { symbol: 'r' });
}

/** a·e^(−r·t) */
export const grown = (a: Operand, r: Operand, t: Operand): Num => mul(a, exp(neg(mul(r, t))));
export const phi = (x: Operand): Num => apply('normalCdf', x);

export type Terms = { spot: Num; strike: Num; r: Num; q: Num; sigma: Num; tau: Num };

/** d₁ = [ln(S/K)+(r−q+σ²/2)τ]/(σ√τ) */
export const d1Of = ({ spot, strike, r, q, sigma, tau }: Terms): Num =>
  div(add(ln(div(spot, strike)), mul(add(sub(r, q), div(pow(sigma, 2), 2)), tau)), mul(sigma, sqrt(tau)));
/** d₂ = d₁−σ√τ */
export const d2Of = (d1: Num, sigma: Num, tau: Num): Num => sub(d1, mul(sigma, sqrt(tau)));
/** call = S·e^(−qτ)·N(d₁) − K·e^(−rτ)·N(d₂) */
export const callOf = ({ spot, strike, r, q, tau }: Terms, d1: Num, d2: Num): Num =>
  sub(mul(grown(spot, q, tau), phi(d1)), mul(grown(strike, r, tau), phi(d2)));
/** put = K·e^(−rτ)·N(−d₂) − S·e^(−qτ)·N(−d₁) */
export const putOf = ({ spot, strike, r, q, tau }: Terms, d1: Num, d2: Num): Num =>
  sub(mul(grown(strike, r, tau), phi(neg(d2))), mul(grown(spot, q, tau), phi(neg(d1))));
/** put = call − S·e^(−qτ) + K·e^(−rτ) */
export const putByParity = (value: Num, { spot, strike, r, q, tau }: Terms): Num => add(sub(value, grown(spot, q, tau)), grown(strike, r, tau));
/** what is left where nothing is uncertain: max(S·e^(−qτ) − K·e^(−rτ), 0) */
export const certainCall = ({ spot, strike, r, q, tau }: Terms): Num => max(sub(grown(spot, q, tau), grown(strike, r, tau)), num(0));

/** Said of every option value: σ carries it, and how it stands to the NPV. */
export function optionWarnings(relation: 'replacesNpv' | 'addedToNpv', sigma?: number): Warning[] {
  return [{ key: 'sigmaWeakest', params: sigma === undefined ? {} : { sigma: `${Number((sigma * 100).toPrecision(6))}%` } }, { key: relation }];
}
