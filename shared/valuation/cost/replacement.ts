/** What it would cost to make the technology again. */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { daysBetween } from '../../time.ts';
import { add, div, mul, num, pow, product, sub, sum, type Num } from '../expr.ts';
import { amount, day, factor, rate, series } from '../fields.ts';
import { unusedOf } from '../income/bases.ts';
import { method, type Answer } from '../method.ts';
import { itemName } from '../weights.ts';
import { netCost, newnessField } from './newness.ts';

const names = (items: readonly { name?: string }[]): Record<string, string> =>
  Object.fromEntries(items.flatMap((x, i) => (x.name === undefined ? [] : [[`amount.${i + 1}`, x.name]])));

/**
 * 倍加系数法: C_r = [C + β₁V]/(1−β₂) × (1+L). C materials, V labour, β₁ multiple of creative labour, β₂ average risk of
 * research (0 ≤ β₂ < 1), L return on the investment. Source: valuation.md 2.8.
 */
export const costMultiplier = method({
  id: 'cost-multiplier',
  family: 'cost',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    materialCost: amount(),
    labourCost: amount(),
    labourMultiple: factor(),
    researchRisk: z.number().min(0).lt(1).meta({ quantity: 'rate' }),
    returnRate: rate(),
    ...newnessField,
  }),
  run(x, s) {
    const c = s.input('materialCost', x.materialCost, 'money', { symbol: 'C' });
    const v = s.input('labourCost', x.labourCost, 'money', { symbol: 'V_L' });
    const b1 = s.input('labourMultiple', x.labourMultiple, 'factor', { symbol: 'β₁' });
    const b2 = s.input('researchRisk', x.researchRisk, 'rate', { symbol: 'β₂' });
    const l = s.input('returnRate', x.returnRate, 'rate', { symbol: 'L' });
    const weighted = s.step('weightedCost', add(c, mul(b1, v)), 'money', { symbol: 'C_w' });
    const replacementCost = s.step('replacementCost', mul(div(weighted, sub(1, b2)), add(1, l)), 'money', { symbol: 'C_r' });
    return { value: netCost(s, replacementCost, x.newness), unit: 'money', outputs: { replacementCost }, warnings: [{ key: 'multipliersJudged' }] };
  },
});

/**
 * 物价指数法: Σ cost_i × (index now / index then of the item, where given) × Π price factors of all, × newness.
 * Source: valuation.md 2.8.
 */
export const costIndex = method({
  id: 'cost-index',
  family: 'cost',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    costs: series(z.strictObject({ name: itemName().optional(), amount: amount(), indexThen: factor().optional(), indexNow: factor().optional() })),
    priceFactors: series(factor(), 0).default([]),
    ...newnessField,
  }),
  run({ costs, priceFactors, newness }, s): Answer | Refusal {
    const half = costs.findIndex((c) => (c.indexThen === undefined) !== (c.indexNow === undefined));
    if (half >= 0) {
      const field = `costs.${half}.${costs[half]!.indexNow === undefined ? 'indexNow' : 'indexThen'}`;
      return refuse('valuation.missing', { field, params: { field } });
    }
    const indexed: Num[] = costs.map((c, i) => {
      const k = i + 1;
      const cost = s.input('amount', c.amount, 'money', { symbol: 'C', k });
      if (c.indexThen === undefined) return cost;
      const then = s.input('indexThen', c.indexThen, 'factor', { symbol: 'I_b', k });
      return s.step('indexedCost', div(mul(cost, s.input('indexNow', c.indexNow!, 'factor', { symbol: 'I_n', k })), then), 'money', { symbol: 'C*', k });
    });
    const total = s.step('costTotal', sum(indexed), 'money', { symbol: 'ΣC' });
    const factors = s.inputs('priceFactors', priceFactors, 'factor', 'i');
    const replacementCost = s.step('replacementCost', factors.length > 0 ? mul(total, product(factors)) : num(total), 'money', { symbol: 'C_r' });
    const unmoved = factors.length === 0 && costs.some((c) => c.indexThen === undefined);
    return {
      value: netCost(s, replacementCost, newness),
      unit: 'money',
      outputs: { replacementCost },
      warnings: unmoved ? [{ key: 'notIndexed' }] : [],
      facts: { names: names(costs) },
    };
  },
});

const item = z.strictObject({
  name: itemName().optional(),
  kind: z.enum(['labour', 'material', 'equipment', 'overhead', 'opportunity', 'profit', 'other']).default('other'),
  amount: amount(),
  /** years before the base date, or the day it was spent */
  yearsAgo: z.number().min(0).max(200).meta({ quantity: 'years' }).optional(),
  spentOn: day().optional(),
});

/**
 * Build-up: every item compounded to the base date, Σ amount_i·(1+r)^t_i, and a reasonable profit on the sum. t_i in
 * years, or from days over 365. Source: valuation.md 2.8.
 */
export const costBuildUp = method({
  id: 'cost-build-up',
  family: 'cost',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ items: series(item), capitalRate: rate(), baseDate: day().optional(), profitRate: rate().default(0), ...newnessField }),
  run({ items, capitalRate, baseDate, profitRate, newness }, s): Answer | Refusal {
    for (const [i, x] of items.entries()) {
      const at = `items.${i}`;
      if ((x.yearsAgo === undefined) === (x.spentOn === undefined))
        return refuse('valuation.exactlyOne', { field: `${at}.yearsAgo`, params: { field: `${at}.yearsAgo`, other: `${at}.spentOn` } });
      if (x.spentOn === undefined) continue;
      if (baseDate === undefined) return refuse('valuation.baseDateNeeded', { field: 'baseDate' });
      if (daysBetween(x.spentOn, baseDate) < 0) return refuse('valuation.spentAfter', { field: `${at}.spentOn`, params: { day: x.spentOn, base: baseDate } });
    }
    const profitItem = items.findIndex((x) => x.kind === 'profit');
    if (profitRate > 0 && profitItem >= 0) return refuse('valuation.profitTwice', { field: 'profitRate', params: { item: `items.${profitItem}` } });
    const r = s.input('capitalRate', capitalRate, 'rate', { symbol: 'r' });
    const compounded = items.map((x, i) => {
      const k = i + 1;
      const cost = s.input('amount', x.amount, 'money', { symbol: 'C', k });
      const t =
        x.spentOn === undefined
          ? s.input('yearsAgo', x.yearsAgo!, 'years', { symbol: 't', k })
          : s.step('yearsAgo', div(s.input('spentOn', daysBetween(x.spentOn, baseDate!), 'days', { symbol: 'd', k }), 365), 'years', { symbol: 't', k });
      return s.step('compounded', mul(cost, pow(add(1, r), t)), 'money', { symbol: 'FV', k });
    });
    const total = s.step('compoundedTotal', sum(compounded), 'money', { symbol: 'ΣFV' });
    const profit = s.input('profitRate', profitRate, 'rate', { symbol: 'm' });
    const replacementCost = s.step('replacementCost', mul(total, add(1, profit)), 'money', { symbol: 'C_r' });
    return {
      value: netCost(s, replacementCost, newness),
      unit: 'money',
      outputs: { compoundedTotal: total, replacementCost },
      warnings: items.every((x) => x.spentOn === undefined) ? unusedOf({ baseDate }, ['baseDate']) : [],
      facts: { names: names(items), kinds: Object.fromEntries(items.map((x, i) => [`amount.${i + 1}`, x.kind])) },
    };
  },
});
