/** What has gone of the replacement cost: time, function, market. */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { add, discount, div, max, mul, num, pow, sub, sum, type Num } from '../expr.ts';
import { amount, factor, money, rate, series, share, taxRate } from '../fields.ts';
import { unusedOf } from '../income/bases.ts';
import { method, type Answer, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';

const lifeYears = (): z.ZodNumber => z.number().min(0).max(200).meta({ quantity: 'years' });

/** used / (used + remaining). */
export function usedShare(s: Sheet, usedYears: number, remainingYears: number): Num {
  const used = s.input('usedYears', usedYears, 'years', { symbol: 'n_u' });
  const left = s.input('remainingYears', remainingYears, 'years', { symbol: 'n_r' });
  return s.step('timeRate', div(used, add(used, left)), 'rate', { symbol: 'd' });
}

/** Lives that leave nothing to divide by. */
export const lifeRefusal = (usedYears: number, remainingYears: number): Refusal | undefined =>
  usedYears + remainingYears > 0 ? undefined : refuse('valuation.lifeZero', { field: 'remainingYears', params: { field: 'remainingYears' } });

/**
 * Time: used/(used + remaining). Function: Σ extra yearly cost_k·(1−T)·(1+r)^−k. Market: 1 − utilisation^x on what the
 * other two leave. Net = (cost × (1 − time) − function) × (1 − market), never below nothing. Money in the unit of the
 * request. Source: valuation.md 2.8.
 */
export const depreciation = method({
  id: 'depreciation',
  family: 'cost',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    replacementCost: amount(),
    usedYears: lifeYears(),
    remainingYears: lifeYears(),
    extraCosts: series(money(), 0).default([]),
    taxRate: taxRate().optional(),
    discountRate: rate().optional(),
    utilisation: share().optional(),
    exponent: factor().max(10).optional(),
  }),
  run(x, s): Answer | Refusal {
    const refused = lifeRefusal(x.usedYears, x.remainingYears);
    if (refused) return refused;
    const needed: [keyof typeof x, boolean][] = [
      ['taxRate', x.extraCosts.length > 0],
      ['discountRate', x.extraCosts.length > 0],
      ['exponent', x.utilisation !== undefined],
      ['utilisation', x.exponent !== undefined],
    ];
    const field = needed.find(([name, need]) => need && x[name] === undefined)?.[0];
    if (field) return refuse('valuation.missing', { field, params: { field } });

    const cost = s.input('replacementCost', x.replacementCost, 'money', { symbol: 'C_r' });
    const timeRate = usedShare(s, x.usedYears, x.remainingYears);
    const timeLoss = s.step('timeLoss', mul(cost, timeRate), 'money', { symbol: 'D_t' });
    const functionalLoss =
      x.extraCosts.length > 0 ? functional(s, x.extraCosts, x.taxRate!, x.discountRate!) : s.step('functionalLoss', num(0), 'money', { symbol: 'D_f' });
    const left = s.step('leftCost', max(sub(sub(cost, timeLoss), functionalLoss), 0), 'money', { symbol: 'C_l' });
    const economicRate = x.utilisation === undefined ? s.step('economicRate', num(0), 'rate', { symbol: 'e' }) : economic(s, x.utilisation, x.exponent!);
    const economicLoss = s.step('economicLoss', mul(left, economicRate), 'money', { symbol: 'D_e' });
    const value = s.step('netCost', sub(left, economicLoss), 'money', { symbol: 'V' });
    const warnings: Warning[] = [
      ...(x.extraCosts.length === 0 ? unusedOf(x, ['taxRate', 'discountRate']) : []),
      ...(x.extraCosts.length > Math.ceil(x.remainingYears)
        ? [{ key: 'extraBeyondLife', params: { count: x.extraCosts.length, years: x.remainingYears } }]
        : []),
      ...(x.remainingYears === 0 ? [{ key: 'lifeUsedUp' }] : []),
      ...(cost.value - timeLoss.value < functionalLoss.value ? [{ key: 'lossOverCost' }] : []),
      ...(functionalLoss.value < 0 ? [{ key: 'functionalGain' }] : []),
    ];
    return { value, unit: 'money', outputs: { timeRate, timeLoss, functionalLoss, economicRate, economicLoss, netCost: value }, warnings };
  },
});

function functional(s: Sheet, extraCosts: readonly number[], tax: number, discountRate: number): Num {
  const t = s.input('taxRate', tax, 'rate', { symbol: 'T' });
  const r = s.input('discountRate', discountRate, 'rate', { symbol: 'r' });
  const extra = s.inputs('extraCosts', extraCosts, 'money', 'ΔC');
  const present = s.steps('presentExtra', extra, (c, i) => mul(c, sub(1, t), discount(r, i + 1)), 'money', 'PV');
  return s.step('functionalLoss', sum(present), 'money', { symbol: 'D_f' });
}

function economic(s: Sheet, utilisation: number, exponent: number): Num {
  const u = s.input('utilisation', utilisation, 'rate', { symbol: 'u' });
  const x = s.input('exponent', exponent, 'factor', { symbol: 'x' });
  return s.step('economicRate', sub(1, pow(u, x)), 'rate', { symbol: 'e' });
}
