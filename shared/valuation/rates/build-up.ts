/** A discount rate built from risks (风险累加法). */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, div, mul, sum, type Num } from '../expr.ts';
import { rate, series, share } from '../fields.ts';
import { method } from '../method.ts';
import { scoredFactor, Scoring, type Customary } from '../scoring.ts';
import { itemName, reason } from '../weights.ts';

/** What is usually scored under each risk; custom only (经验值, 待确认; valuation.md 2.5 [R]). */
export const USUAL_RISKS: Customary = {
  technology: { parts: { conversion: { weight: 0.3 }, substitution: { weight: 0.3 }, rights: { weight: 0.2 }, integration: { weight: 0.2 } } },
  market: { parts: { capacity: { weight: 0.4 }, competition: { weight: 0.6, parts: { existing: { weight: 0.7 }, potential: { weight: 0.3 } } } } },
  capital: { parts: { financing: { weight: 0.5 }, liquidity: { weight: 0.5 } } },
  management: { parts: { salesService: { weight: 0.4 }, quality: { weight: 0.3 }, development: { weight: 0.3 } } },
};
const USUAL_CAP = 0.05;
const USUAL_TOTAL = 0.2;

const risk = z.strictObject({
  key: itemName(),
  cap: share().optional(),
  /** 0 no risk, 100 the highest */
  factors: series(scoredFactor).optional(),
  /** instead of scores: a premium judged as a whole, with its reason */
  premium: share().optional(),
  reason: reason().optional(),
});
type Risk = z.output<typeof risk>;

function riskRefusal(x: Risk, at: string, inFlows: readonly string[]): Refusal | undefined {
  if ((x.factors === undefined) === (x.premium === undefined))
    return refuse('valuation.exactlyOne', { field: `${at}.factors`, params: { field: `${at}.factors`, other: `${at}.premium` } });
  if (x.premium !== undefined && x.reason === undefined) return refuse('valuation.reasonMissing', { field: `${at}.reason`, params: { field: `${at}.reason` } });
  const counted = inFlows.includes(x.key) && (x.premium ?? x.cap ?? USUAL_CAP) > 0;
  return counted ? refuse('valuation.riskTwice', { field: at, params: { risk: x.key } }) : undefined;
}

/**
 * r = R_f + Σ premium_i; premium_i = cap_i × Σ w·score/100, or judged as a whole. Higher score, higher risk. The caps
 * (5 % each, 20 % together) and weights are custom and may be changed; a risk that probabilities or a simulation carry
 * (`riskInFlows`) is refused here. Decimals. Source: valuation.md 2.5.
 */
export const riskBuildUp = method({
  id: 'risk-build-up',
  family: 'rates',
  level: 'everyday',
  hasMoney: false,
  input: z.object({ riskFreeRate: rate(), risks: series(risk), totalCap: share().default(USUAL_TOTAL), riskInFlows: series(itemName(), 0).default([]) }),
  run({ riskFreeRate, risks, totalCap, riskInFlows }, s) {
    const rf = s.input('riskFreeRate', riskFreeRate, 'rate', { symbol: 'R_f' });
    const most = s.input('totalCap', totalCap, 'rate', { symbol: 'cap' });
    const scoring = new Scoring(s);
    const { names, reasons, customary } = scoring.notes;
    const premiums: Num[] = [];
    for (const [i, x] of risks.entries()) {
      const k = i + 1;
      const refused = riskRefusal(x, `risks.${i}`, riskInFlows);
      if (refused) return refused;
      names[`premium.${k}`] = x.key;
      if (x.reason !== undefined) reasons[`premium.${k}`] = x.reason;
      if (x.premium !== undefined) {
        if (x.cap !== undefined && x.premium > x.cap)
          return refuse('valuation.riskOverCap', { field: `risks.${i}.premium`, params: { total: percent(x.premium), cap: percent(x.cap) } });
        premiums.push(s.input('premium', x.premium, 'rate', { symbol: 'p', k }));
        continue;
      }
      const points = scoring.weigh(x.factors!, `risks.${i}.factors`, 'factor', USUAL_RISKS[x.key]?.parts);
      if (isRefusal(points)) return points;
      const cap = s.input('cap', x.cap ?? USUAL_CAP, 'rate', { symbol: 'c', k });
      if (x.cap === undefined) customary.push(`cap.${k}`);
      const riskScore = s.step('riskScore', div(points, 100), 'factor', { symbol: 'S', k });
      premiums.push(s.step('premium', mul(cap, riskScore), 'rate', { symbol: 'p', k }));
    }
    const total = s.step('totalPremium', sum(premiums), 'rate', { symbol: 'Σp' });
    if (total.value > most.value + 1e-12)
      return refuse('valuation.riskOverCap', { field: 'totalCap', params: { total: percent(total.value), cap: percent(totalCap) } });
    const value = s.step('discountRate', add(rf, total), 'rate', { symbol: 'r' });
    return {
      value,
      unit: 'rate',
      outputs: { totalPremium: total, r: value },
      warnings: [{ key: 'buildUpCustom' }, ...(customary.length > 0 ? [{ key: 'customaryWeights', params: { count: customary.length } }] : [])],
      facts: { ...scoring.notes },
    };
  },
});

const percent = (x: number): string => `${Number((x * 100).toFixed(4))}%`;
