/** Risk-adjusted net present value: every amount weighted by the probability that it comes to it. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, discount, mul, neg, num, product, sum, type Num } from '../expr.ts';
import { amount, confirmed, money, rate, series, share, yearsFromNow } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { basisFields, ratesOn } from './bases.ts';
import { lengthsRefusal } from './free-cash-flow.ts';
import { discountFactors } from './periods.ts';

const input = z.object({
  /** what each stage costs, when (years from the base date), and how likely it succeeds once begun */
  stageCosts: series(amount(), 1, 20),
  stageTimes: series(yearsFromNow(), 1, 20),
  stageProbabilities: series(share(), 1, 20),
  /** what is received once a stage has succeeded, at the same time as its cost unless `receiptTimes` says otherwise */
  stageReceipts: series(amount(), 1, 20).optional(),
  receiptTimes: series(yearsFromNow(), 1, 20).optional(),
  /** yearly flows after the last stage has succeeded */
  flows: series(money()),
  firstFlowAt: yearsFromNow(),
  discountRate: rate(),
  /** whether the discount rate carries a premium for the technology failing */
  rateCarriesTechnologyRisk: confirmed().optional(),
  ...basisFields,
});
type Input = z.output<typeof input>;

function inputRefusal(asked: Input): Refusal | undefined {
  const { stageCosts, stageTimes, stageProbabilities, stageReceipts, receiptTimes, firstFlowAt } = asked;
  const uneven = lengthsRefusal({ stageTimes, stageProbabilities, stageReceipts, receiptTimes }, 'stageCosts', stageCosts.length);
  if (uneven) return uneven;
  if (receiptTimes && !stageReceipts) return refuse('valuation.onlyWith', { field: 'receiptTimes', params: { field: 'receiptTimes', other: 'stageReceipts' } });
  const back = stageTimes.findIndex((t, i) => i > 0 && t < stageTimes[i - 1]!);
  if (back > 0) return refuse('valuation.timesBackward', { field: 'stageTimes', params: { stage: back + 1 } });
  const early = receiptTimes?.findIndex((t, i) => t < stageTimes[i]!) ?? -1;
  if (early >= 0) return refuse('valuation.receiptBeforeStage', { field: 'receiptTimes', params: { stage: early + 1 } });
  if (firstFlowAt < stageTimes.at(-1)!) return refuse('valuation.flowsBeforeStage', { field: 'firstFlowAt', params: { time: stageTimes.at(-1)! } });
  if (asked.rateCarriesTechnologyRisk && stageProbabilities.some((p) => p < 1))
    return refuse('valuation.technologyRiskTwice', { field: 'rateCarriesTechnologyRisk' });
  return undefined;
}

function warningsOf(asked: Input): Warning[] {
  const warnings: Warning[] = [];
  if (asked.rateCarriesTechnologyRisk === undefined) warnings.push({ key: 'rateRiskUnsaid' });
  if (asked.stageProbabilities.every((p) => p === 1)) warnings.push({ key: 'noStageRisk' });
  const dead = asked.stageProbabilities.indexOf(0);
  if (dead >= 0) warnings.push({ key: 'stageImpossible', params: { stage: dead + 1 } });
  return warnings;
}

/** Present value of what each success brings in, each weighted by every stage up to it having succeeded. */
function receiptsOf(s: Sheet, asked: Input, p: readonly Num[], r: Num): Num[] {
  if (!asked.stageReceipts) return [];
  const receipts = s.inputs('stageReceipts', asked.stageReceipts, 'money', 'M');
  const times = s.inputs('receiptTimes', asked.receiptTimes ?? asked.stageTimes, 'years', 't_M');
  const passed = s.steps('passed', receipts, (_, i) => product(p.slice(0, i + 1)), 'rate', 'Q');
  const factors = s.steps('receiptFactor', times, (t) => discount(r, t), 'factor', 'v_M');
  return s.steps('receiptPresent', receipts, (m, i) => mul(m, passed[i]!, factors[i]!), 'money', 'PV_M');
}

/**
 * rNPV = −Σ C_i·Π_{j<i} p_j·(1+r)^−t_i + Σ M_i·Π_{j≤i} p_j·(1+r)^−t_i + Π p·Σ CF_k·(1+r)^−t_k, in the money unit: a stage
 * costs if it is reached, receipts and revenue come if it succeeds. A rate that carries the same risk is refused.
 * valuation.md 2.10.
 */
export const rnpv = method({
  id: 'rnpv',
  family: 'income',
  level: 'advanced',
  hasMoney: true,
  input,
  run(asked, s) {
    const refused = inputRefusal(asked);
    if (refused) return refused;
    const rates = ratesOn(s, asked, undefined);
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', asked.discountRate, 'r');
    const costs = s.inputs('stageCosts', asked.stageCosts, 'money', 'C');
    const at = s.inputs('stageTimes', asked.stageTimes, 'years', 't_C');
    const p = s.inputs('stageProbabilities', asked.stageProbabilities, 'rate', 'p');
    const reached = s.steps('reached', p, (_, i) => (i === 0 ? num(1) : product(p.slice(0, i))), 'rate', 'q');
    const stageFactors = s.steps('stageFactor', at, (t) => discount(r, t), 'factor', 'v_C');
    const costPresent = s.steps('costPresent', costs, (c, i) => mul(neg(c), reached[i]!, stageFactors[i]!), 'money', 'PV_C');
    const success = s.step('success', product(p), 'rate', { symbol: 'Q' });
    const received = receiptsOf(s, asked, p, r);
    const flows = s.inputs('flows', asked.flows, 'money', 'CF');
    const first = s.input('firstFlowAt', asked.firstFlowAt, 'years', { symbol: 't₀' });
    const times = s.steps('time', flows, (_, i) => add(first, i), 'years', 't');
    const factors = discountFactors(s, r, times);
    const present = s.steps('present', flows, (x, i) => mul(x, success, factors[i]!), 'money', 'PV');
    const expectedCost = s.step('expectedCost', sum(costPresent), 'money', { symbol: 'ΣPV_C' });
    const expectedRevenue = s.step('expectedRevenue', sum(present), 'money', { symbol: 'ΣPV' });
    const value = s.step('value', add(expectedCost, ...received, expectedRevenue), 'money', { symbol: 'rNPV' });
    return { value, unit: 'money', outputs: { success, expectedCost, expectedRevenue }, warnings: [...rates.warnings, ...warningsOf(asked)] };
  },
});
