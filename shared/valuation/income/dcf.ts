/** Discounted cash flow: flows given or built, at the end or middle of periods, with or without a terminal value. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, discount, div, mul, sub, sum, type Num } from '../expr.ts';
import { factor, money, rate, series, taxRate } from '../fields.ts';
import { method, type Answer, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { reason } from '../weights.ts';
import { basisFields, percentText, ratesOn, unitsSuspect, unusedOf } from './bases.ts';
import { flowsOf } from './free-cash-flow.ts';
import { counted, discountFactors, periodsOf, presentSum, timingFields, type Periods } from './periods.ts';

const input = z.object({
  /** flows as they are, or EBIT and what turns it into free cash flow */
  flows: series(money()).optional(),
  ebit: series(money()).optional(),
  taxRate: taxRate().optional(),
  depreciation: series(money()).optional(),
  capex: series(money()).optional(),
  workingCapitalChange: series(money()).optional(),
  discountRate: rate(),
  ...basisFields,
  ...timingFields,
  /** a right that ends has no terminal value unless a reason is given */
  rightLife: z.enum(['finite', 'indefinite']).default('finite'),
  terminal: z.enum(['none', 'gordon', 'exitMultiple']).default('none'),
  terminalReason: reason().optional(),
  growth: rate().optional(),
  exitMultiple: factor().optional(),
  /** the last year's figure the multiple is taken of */
  exitBase: money().optional(),
});
type Input = z.output<typeof input>;

/** Inputs that no formula of this choice reads. */
const UNUSED = { none: ['growth', 'exitMultiple', 'exitBase', 'terminalReason'], gordon: ['exitMultiple', 'exitBase'], exitMultiple: ['growth'] } as const;

/** What forbids a terminal value before anything is computed. */
function terminalRefusal(asked: Input): Refusal | undefined {
  const ends = [asked.legalEnd, asked.contractEnd, asked.economicYears].some((x) => x !== undefined);
  if (asked.rightLife === 'indefinite' && ends) return refuse('valuation.indefiniteWithEnd', { field: 'rightLife' });
  if (asked.terminal === 'none') return undefined;
  if (asked.rightLife === 'finite' && asked.terminalReason === undefined) return refuse('valuation.terminalNeedsReason', { field: 'terminalReason' });
  for (const field of asked.terminal === 'gordon' ? (['growth'] as const) : (['exitMultiple', 'exitBase'] as const))
    if (asked[field] === undefined) return refuse('valuation.missing', { field, params: { field } });
  return undefined;
}

/** TV and its factor: Gordon's goes with the last flow (N − 0.5 in the middle of years), a multiple always with the end of N. */
function terminalOf(s: Sheet, asked: Input, last: Num, r: Num, p: Periods): { tv: Num; at: Num; warnings: Warning[] } | Refusal {
  if (p.cut) return refuse('valuation.terminalAfterLife', { field: 'terminal' });
  if (asked.terminal === 'exitMultiple') {
    const multiple = s.input('exitMultiple', asked.exitMultiple!, 'factor', { symbol: 'M' });
    const base = s.input('exitBase', asked.exitBase!, 'money', { symbol: 'E_N' });
    const tv = s.step('terminalValue', mul(base, multiple), 'money', { symbol: 'TV' });
    return { tv, at: s.step('terminalTime', p.end, 'years', { symbol: 't_TV' }), warnings: tv.value < 0 ? [{ key: 'terminalNegative' }] : [] };
  }
  if (p.stub && p.times.length === 1) return refuse('valuation.terminalOnStub', { field: 'flows' });
  const g = s.input('growth', asked.growth!, 'rate', { symbol: 'g' });
  if (r.value <= g.value) return refuse('valuation.growthTooHigh', { field: 'growth', params: { rate: percentText(r.value), growth: percentText(g.value) } });
  const next = s.step('nextFlow', mul(last, add(1, g)), 'money', { symbol: 'FCF_N+1' });
  const tv = s.step('terminalValue', div(next, sub(r, g)), 'money', { symbol: 'TV' });
  const warnings: Warning[] = [{ key: asked.timing === 'mid' ? 'gordonAtMid' : 'gordonAtEnd' }];
  if (tv.value < 0) warnings.push({ key: 'terminalNegative' });
  return { tv, at: s.step('terminalTime', p.times.at(-1)!, 'years', { symbol: 't_TV' }), warnings };
}

/** Share of the value above which the terminal value is pointed out. */
const LARGE = 0.75;

function withTerminal(s: Sheet, asked: Input, flows: readonly Num[], r: Num, p: Periods, warnings: Warning[]): Answer | Refusal {
  const terminal = terminalOf(s, asked, flows.at(-1)!, r, p);
  if (isRefusal(terminal)) return terminal;
  const pvFlows = presentSum(s, flows, discountFactors(s, r, p.times), 'pvFlows', 'PV_FCF');
  const factorAt = s.step('terminalFactor', discount(r, terminal.at), 'factor', { symbol: 'v_TV' });
  const pvTerminal = s.step('pvTerminal', mul(terminal.tv, factorAt), 'money', { symbol: 'PV_TV' });
  const value = s.step('value', add(pvFlows, pvTerminal), 'money', { symbol: 'V' });
  const outputs: Record<string, Num> = { pvFlows, terminalValue: terminal.tv, pvTerminal };
  if (value.value > 0) outputs['terminalShare'] = s.step('terminalShare', div(pvTerminal, value), 'rate', { symbol: 'w_TV' });
  const large = outputs['terminalShare'] !== undefined && outputs['terminalShare'].value > LARGE;
  return {
    value,
    unit: 'money',
    outputs,
    warnings: [
      ...warnings,
      ...terminal.warnings,
      ...(large ? [{ key: 'terminalLarge', params: { share: `${(outputs['terminalShare']!.value * 100).toFixed(1)}%` } }] : []),
    ],
    facts: { binding: p.binding, ...(asked.terminalReason === undefined ? {} : { terminalReason: asked.terminalReason }) },
  };
}

/**
 * V = Σ FCF_k·(1+r)^−t_k + TV·(1+r)^−t_TV, in the money unit. FCF = EBIT(1−T) + D&A − capex − ΔNWC. Gordon
 * TV = FCF_N(1+g)/(r−g), the flow grown one period before it is capitalised. Source: valuation.md 2.1, 2.2.
 */
export const dcf = method({
  id: 'dcf',
  family: 'income',
  level: 'everyday',
  hasMoney: true,
  input,
  run(asked, s) {
    const refused = terminalRefusal(asked);
    if (refused) return refused;
    const built = flowsOf(asked);
    if (isRefusal(built)) return built;
    const rates = ratesOn(s, asked, asked.taxRate);
    if (isRefusal(rates)) return rates;
    const r = rates.toFlows('discountRate', asked.discountRate, 'r');
    const p = periodsOf(s, asked, built.length);
    if (isRefusal(p)) return p;
    const flows = built.write(s, p.times.length);
    const kept = flows.map((x, i) => counted(x, i, p));
    const amounts = flows.slice(0, p.counts).map((x) => x.value);
    const warnings = [...rates.warnings, ...p.warnings, ...built.warnings, ...unitsSuspect(amounts), ...unusedOf(asked, UNUSED[asked.terminal])];
    if (asked.terminal !== 'none') return withTerminal(s, asked, kept, r, p, warnings);
    return {
      value: presentSum(s, kept, discountFactors(s, r, p.times), 'value', 'V'),
      unit: 'money',
      outputs: { total: s.step('total', sum(kept), 'money', { symbol: 'Σ' }) },
      warnings,
      facts: { binding: p.binding },
    };
  },
});
