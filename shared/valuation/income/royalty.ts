/** Relief from royalty: what the owner need not pay for using the right. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { discount, max, min, mul, sumProduct, type Num } from '../expr.ts';
import { amount, confirmed, rate, series, share, taxRate, years } from '../fields.ts';
import { method } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { basisFields, percentText, ratesOn, sizeSuspect, unitsMixed, unusedOf, type Rates } from './bases.ts';
import { counted, discountFactors, periodsOf, presentSum, timingFields, type Periods } from './periods.ts';
import { netRoyalties } from './royalty-flows.ts';
import { tabOn, type TabCells } from './tab.ts';

const input = z.object({
  /** forecast revenue per period; with a stub the first is the stub period's own */
  revenues: series(amount()),
  royaltyRate: share().optional(),
  decay: z.enum(['none', 'geometric', 'linear', 'table']).default('none'),
  /** δ of ρ_k = ρ(1−δ)^(k−1) */
  decayRate: share().optional(),
  /** a royalty rate per period; the last one stays */
  decayTable: series(share()).optional(),
  /** λ of s_k = e^(−λ(k−1)): the part of the royalty the technology still earns */
  contributionDecay: z.number().min(0).max(10).meta({ quantity: 'rate' }).optional(),
  /** know-how: the chance a year that it gets out */
  yearlyLeak: share().lt(1).optional(),
  /** whether the discount rate already carries a premium for that */
  rateCarriesLeak: confirmed().optional(),
  discountRate: rate(),
  /** other discount rates shown beside the base case */
  lowRate: rate().optional(),
  highRate: rate().optional(),
  taxRate: taxRate().default(0),
  ...basisFields,
  ...timingFields,
  /** cost of keeping the right in force, per period */
  maintenance: series(amount(), 0).default([]),
  /** years the buyer writes the right off over; tax amortisation benefit only where given */
  tabYears: years().optional(),
});
type Input = z.output<typeof input>;

/** Inputs that no formula of this choice reads. */
const UNUSED = {
  none: ['decayRate', 'decayTable'],
  linear: ['decayRate', 'decayTable'],
  geometric: ['decayTable'],
  table: ['royaltyRate', 'decayRate'],
} as const;

const missing = (field: string): Refusal => refuse('valuation.missing', { field, params: { field } });

function inputRefusal(asked: Input): Refusal | undefined {
  if (asked.decay === 'table' && asked.decayTable === undefined) return missing('decayTable');
  if (asked.decay !== 'table' && asked.royaltyRate === undefined) return missing('royaltyRate');
  if (asked.decay === 'geometric' && asked.decayRate === undefined) return missing('decayRate');
  if (asked.maintenance.length > asked.revenues.length)
    return refuse('valuation.lengthsDiffer', { field: 'maintenance', params: { field: 'maintenance', other: 'revenues' } });
  if (asked.lowRate !== undefined && asked.highRate !== undefined && asked.lowRate > asked.highRate)
    return refuse('valuation.rangeOrder', { field: 'lowRate', params: { low: percentText(asked.lowRate), high: percentText(asked.highRate) } });
  if (asked.yearlyLeak !== undefined && asked.yearlyLeak > 0 && asked.rateCarriesLeak) return refuse('valuation.leakRiskTwice', { field: 'rateCarriesLeak' });
  return unitsMixed(asked.revenues, 'revenues');
}

/** The whole value at another discount rate, in steps of its own. */
function otherRate(s: Sheet, side: 'low' | 'high', r: Num, net: readonly Num[], p: Periods, benefit: TabCells | undefined): Num | Refusal {
  const short = side === 'low' ? 'L' : 'H';
  const factors = s.steps(`${side}Factor`, p.times, (t) => discount(r, t), 'factor', `v_${short}`);
  const total = sumProduct(net, factors);
  if (!benefit) return s.step(`${side}Value`, total, 'money', { symbol: `V_${short}` });
  const factor = benefit.at(r);
  if (isRefusal(factor)) return refuse('valuation.tabEndless', { field: `${side}Rate`, params: { field: `${side}Rate` } });
  const tab = s.step(`${side}TabFactor`, factor, 'factor', { symbol: `TAB_${short}` });
  return s.step(`${side}Value`, mul(total, tab), 'money', { symbol: `V_${short}` });
}

/** Which end of the range is which depends on the flows' signs; the band is the least and the most of the three. */
function range(s: Sheet, asked: Input, rates: Rates, value: Num, at: (side: 'low' | 'high', r: Num) => Num | Refusal): Record<string, Num> | Refusal {
  const outputs: Record<string, Num> = {};
  for (const [side, given] of [
    ['low', asked.lowRate],
    ['high', asked.highRate],
  ] as const) {
    if (given === undefined) continue;
    const there = at(side, rates.toFlows(`${side}Rate`, given, side === 'low' ? 'r_L' : 'r_H'));
    if (isRefusal(there)) return there;
    outputs[`${side}Value`] = there;
  }
  const all = Object.values(outputs);
  if (all.length === 0) return {};
  const bandMin = s.step('bandMin', min(value, ...all), 'money', { symbol: 'V_min' });
  return { ...outputs, bandMin, bandMax: s.step('bandMax', max(value, ...all), 'money', { symbol: 'V_max' }) };
}

/**
 * V = [Σ Rev_k·ρ_k·s_k·(1−T)·(1+r)^−t_k − Σ m_k·(1−T)·(1+r)^−t_k] × TAB, in the money unit; revenue and upkeep of a last
 * year the life ends in count by its part, know-how also by (1−p)^t_k, the chance that it is still secret. Source:
 * valuation.md 2.1, 2.3 (许可费节省法).
 */
export const reliefFromRoyalty = method({
  id: 'relief-from-royalty',
  family: 'income',
  level: 'everyday',
  hasMoney: true,
  input,
  run(asked, s, money) {
    const refused = inputRefusal(asked);
    if (refused) return refused;
    const rates = ratesOn(s, asked, asked.taxRate);
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', asked.discountRate, 'r');
    const p = periodsOf(s, asked, asked.revenues.length);
    if (isRefusal(p)) return p;
    const revenues = s.inputs('revenues', asked.revenues.slice(0, p.times.length), 'money', 'Rev');
    const tax = asked.taxRate > 0 || asked.tabYears !== undefined ? s.input('taxRate', asked.taxRate, 'rate', { symbol: 'T' }) : undefined;
    const net = netRoyalties(s, asked, revenues, asked.taxRate > 0 ? tax : undefined, p);
    const factors = discountFactors(s, r, p.times);
    const [name, symbol] = asked.tabYears === undefined ? ['value', 'V'] : ['sumPresent', 'V₀'];
    const plain = presentSum(s, net, factors, name!, symbol!);
    const benefit = asked.tabYears === undefined ? undefined : tabOn(s, tax!, r, asked.tabYears, asked.timing);
    if (isRefusal(benefit)) return benefit;
    const value = benefit ? s.step('value', mul(plain, benefit.factor), 'money', { symbol: 'V' }) : plain;
    const counts = revenues.map((x, i) => counted(x, i, p));
    const revenuePresent = s.step('revenuePresent', sumProduct(counts, factors), 'money', { symbol: 'PV_Rev' });
    const band = range(s, asked, rates, value, (side, other) => otherRate(s, side, other, net, p, benefit));
    if (isRefusal(band)) return band;
    return {
      value,
      unit: 'money',
      outputs: { ...(benefit ? { sumPresent: plain, tabFactor: benefit.factor } : {}), revenuePresent, ...band },
      warnings: [
        ...rates.warnings,
        ...sizeSuspect(asked.revenues, money),
        ...p.warnings,
        ...(benefit?.warnings ?? []),
        ...unusedOf(asked, UNUSED[asked.decay]),
        ...(asked.yearlyLeak !== undefined && asked.rateCarriesLeak === undefined ? [{ key: 'rateLeakUnsaid' }] : []),
        ...(value.value < 0 ? [{ key: 'valueNegative' }] : []),
      ],
      facts: { binding: p.binding },
    };
  },
});
