/** Discount rates from the capital market: CAPM with a specific premium, WACC. */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { add, div, mul, sub, type Num } from '../expr.ts';
import { rate, share, taxRate } from '../fields.ts';
import { unusedOf } from '../income/bases.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { oneOf } from '../weights.ts';

const beta = (): z.ZodNumber => z.number().min(-10).max(20).meta({ quantity: 'factor' });
const debtToEquity = (): z.ZodNumber => z.number().min(0).max(100).meta({ quantity: 'factor' });
const prices = z.enum(['nominal', 'real']).default('nominal');

const equity = {
  riskFreeRate: rate(),
  leveredBeta: beta().optional(),
  unleveredBeta: beta().optional(),
  equityPremium: rate(),
  specificPremium: rate().default(0),
  /** whether success probabilities or a simulation already carry the specific risk */
  riskInFlows: z.boolean().default(false),
  /** whether the rates are nominal or real */
  prices,
};
type Equity = {
  riskFreeRate: number;
  leveredBeta?: number;
  unleveredBeta?: number;
  equityPremium: number;
  specificPremium: number;
  riskInFlows: boolean;
  taxRate?: number;
  debtToEquity?: number;
};

/** What is wrong with the inputs of an equity return. */
function equityRefusal(x: Equity): Refusal | undefined {
  const refused = oneOf(x, 'leveredBeta', 'unleveredBeta');
  if (refused) return refused;
  if (x.riskInFlows && x.specificPremium > 0) return refuse('valuation.riskTwice', { field: 'specificPremium', params: { risk: 'specificPremium' } });
  const field = (['debtToEquity', 'taxRate'] as const).find((f) => x.unleveredBeta !== undefined && x[f] === undefined);
  return field && refuse('valuation.missing', { field, params: { field } });
}

type Structure = { de?: Num; t?: Num };
/** k_e = R_f + β_L·ERP + α, with β_L = β_U[1+(1−T)·D/E] where the unlevered beta was given. */
function equityReturn(s: Sheet, x: Equity, { de, t }: Structure): Num {
  const rf = s.input('riskFreeRate', x.riskFreeRate, 'rate', { symbol: 'R_f' });
  const bl =
    x.unleveredBeta === undefined
      ? s.input('leveredBeta', x.leveredBeta!, 'factor', { symbol: 'β_L' })
      : s.step('leveredBeta', mul(s.input('unleveredBeta', x.unleveredBeta, 'factor', { symbol: 'β_U' }), add(1, mul(sub(1, t!), de!))), 'factor', {
          symbol: 'β_L',
        });
  const erp = s.input('equityPremium', x.equityPremium, 'rate', { symbol: 'ERP' });
  const alpha = s.input('specificPremium', x.specificPremium, 'rate', { symbol: 'α' });
  return s.step('ke', add(rf, mul(bl, erp), alpha), 'rate', { symbol: 'k_e' });
}

function equityWarnings(x: Equity, ke: Num): Warning[] {
  return [
    ...((x.leveredBeta ?? x.unleveredBeta!) < 0 ? [{ key: 'betaNegative' }] : []),
    ...(x.specificPremium !== 0 ? [{ key: 'specificJudged' }] : []),
    ...(ke.value < x.riskFreeRate ? [{ key: 'belowRiskFree' }] : []),
  ];
}

/** CAPM+: k_e = R_f + β_L·ERP + α. Post-tax return on equity as a decimal. Source: valuation.md 2.5. */
export const capmPlus = method({
  id: 'capm-plus',
  family: 'rates',
  level: 'everyday',
  hasMoney: false,
  input: z.object({ ...equity, taxRate: taxRate().optional(), debtToEquity: debtToEquity().optional() }),
  run(x, s) {
    const refused = equityRefusal(x);
    if (refused) return refused;
    const levered: Structure =
      x.unleveredBeta === undefined
        ? {}
        : { de: s.input('debtToEquity', x.debtToEquity!, 'factor', { symbol: 'D/E' }), t: s.input('taxRate', x.taxRate!, 'rate', { symbol: 'T' }) };
    const value = equityReturn(s, x, levered);
    const unused = x.unleveredBeta === undefined ? unusedOf(x, ['taxRate', 'debtToEquity']) : [];
    return {
      value,
      unit: 'rate',
      outputs: { ke: value },
      warnings: [...equityWarnings(x, value), ...unused],
      facts: { basis: { prices: x.prices, tax: 'post' } },
    };
  },
});

/** D/E and the weights of debt and equity, from whichever of D/E and D/V was given. */
function structure(s: Sheet, debtToEquityGiven: number | undefined, debtShare: number | undefined): { de: Num; equityWeight: Num; debtWeight: Num } {
  if (debtShare !== undefined) {
    const debtWeight = s.input('debtShare', debtShare, 'rate', { symbol: 'D/V' });
    const equityWeight = s.step('equityWeight', sub(1, debtWeight), 'rate', { symbol: 'E/V' });
    return { de: s.step('debtToEquity', div(debtWeight, equityWeight), 'factor', { symbol: 'D/E' }), equityWeight, debtWeight };
  }
  const de = s.input('debtToEquity', debtToEquityGiven!, 'factor', { symbol: 'D/E' });
  const equityWeight = s.step('equityWeight', div(1, add(1, de)), 'rate', { symbol: 'E/V' });
  return { de, equityWeight, debtWeight: s.step('debtWeight', sub(1, equityWeight), 'rate', { symbol: 'D/V' }) };
}

/** WACC = E/V·k_e + D/V·k_d·(1−T), the weights from D/E or D/V. A post-tax rate as a decimal. Source: valuation.md 2.5. */
export const wacc = method({
  id: 'wacc',
  family: 'rates',
  level: 'everyday',
  hasMoney: false,
  input: z.object({
    ...equity,
    costOfDebt: rate(),
    debtPrices: prices,
    taxRate: taxRate(),
    debtToEquity: debtToEquity().optional(),
    debtShare: share().lt(1).optional(),
  }),
  run(x, s) {
    const refused = oneOf(x, 'debtToEquity', 'debtShare') ?? equityRefusal({ ...x, debtToEquity: x.debtToEquity ?? x.debtShare });
    if (refused) return refused;
    if (x.prices !== x.debtPrices) return refuse('valuation.mixedPrices', { field: 'debtPrices' });
    const { de, equityWeight, debtWeight } = structure(s, x.debtToEquity, x.debtShare);
    const t = s.input('taxRate', x.taxRate, 'rate', { symbol: 'T' });
    const ke = equityReturn(s, x, { de, t });
    const kd = s.input('costOfDebt', x.costOfDebt, 'rate', { symbol: 'k_d' });
    const kdNet = s.step('kdAfterTax', mul(kd, sub(1, t)), 'rate', { symbol: 'k_d*' });
    const value = s.step('wacc', add(mul(equityWeight, ke), mul(debtWeight, kdNet)), 'rate', { symbol: 'WACC' });
    return {
      value,
      unit: 'rate',
      outputs: { ke, kdAfterTax: kdNet, equityWeight, debtWeight, wacc: value },
      warnings: [...equityWarnings(x, ke), ...(ke.value < kdNet.value ? [{ key: 'equityBelowDebt' }] : [])],
      facts: { basis: { prices: x.prices, tax: 'post' } },
    };
  },
});
