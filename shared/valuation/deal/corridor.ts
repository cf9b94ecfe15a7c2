/** 价格走廊 and 多方法调和: how the sheets of one deal stand to each other (valuation.md 2.13, 1.2 item 18). */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { call, div, max, min, sub, sum, sumProduct, type Num } from '../expr.ts';
import { money, positiveAmount, share, words } from '../fields.ts';
import { plainNumber } from '../formula-text.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { reason, weightsRefusal } from '../weights.ts';

/** A figure and the sheet with its version from which it comes. */
const linked = z.object({ value: money(), sheet: words() }).strict();

/**
 * Floor (cost, R_s), anchors (royalty, market), ceiling (R_b), each from its sheet. Target = the anchors' median, held
 * between floor and ceiling. Anchors outside, or a floor above the ceiling, are named.
 */
export const priceCorridor = method({
  id: 'price-corridor',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ floor: linked, anchors: z.array(linked).min(1).max(10), ceiling: linked }),
  run(input, s) {
    const floor = s.input('floor', input.floor.value, 'money', { symbol: 'F' });
    const anchors = s.inputs(
      'anchor',
      input.anchors.map((a) => a.value),
      'money',
      'A',
    );
    const ceiling = s.input('ceiling', input.ceiling.value, 'money', { symbol: 'C' });
    const lowAnchor = s.step('lowAnchor', min(...anchors), 'money', { symbol: 'A_min' });
    const highAnchor = s.step('highAnchor', max(...anchors), 'money', { symbol: 'A_max' });
    const middle = s.step('middleAnchor', call('median', ...anchors), 'money', { symbol: 'A_med' });
    const width = s.step('range', sub(ceiling, floor), 'money', { symbol: 'C−F' });
    const facts = { floor: input.floor.sheet, anchors: input.anchors.map((a) => a.sheet), ceiling: input.ceiling.sheet };
    const inverted = input.floor.value > input.ceiling.value;
    const warnings: Warning[] = [
      ...(inverted ? [{ key: 'floorOverCeiling', params: { floor: input.floor.sheet, ceiling: input.ceiling.sheet, gap: plainNumber(-width.value) } }] : []),
      ...input.anchors.flatMap((a): Warning[] => [
        ...(a.value < input.floor.value ? [{ key: 'anchorBelowFloor', params: { anchor: a.sheet, floor: input.floor.sheet } }] : []),
        ...(a.value > input.ceiling.value ? [{ key: 'anchorAboveCeiling', params: { anchor: a.sheet, ceiling: input.ceiling.sheet } }] : []),
      ]),
    ];
    const outputs = { floor, lowAnchor, highAnchor, middleAnchor: middle, ceiling, range: width };
    // out of order there is no corridor to hold the anchors in: the median stands as it is
    const target = s.step('target', inverted ? middle : min(max(middle, floor), ceiling), 'money', { symbol: 'P' });
    return { value: target, unit: 'money', outputs: { ...outputs, target }, facts, warnings };
  },
});

/** Weights closer than this are equal. */
const SAME = 1e-9;

/** An end of an estimate's range: what was given, otherwise the estimate itself. */
const endOf = (s: Sheet, name: string, symbol: string, given: number | undefined, value: Num, k: number): Num =>
  given === undefined ? s.step(name, value, 'money', { symbol, k }) : s.input(name, given, 'money', { symbol, k });

/**
 * The values of several methods as a range with weights: low = the least, high = the greatest, point = Σ w·V. Weights are
 * given with reasons and total 100 %; equal ones, which make a plain mean, ask for a reason of their own. Methods further
 * apart than `spreadLimit` (a house limit) are named.
 */
export const reconcile = method({
  id: 'reconcile',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    estimates: z
      .array(z.object({ name: words(), value: money(), low: money().optional(), high: money().optional(), weight: share(), reason: reason() }).strict())
      .min(1)
      .max(12),
    equalWeightsReason: reason().optional(),
    spreadLimit: positiveAmount().default(0.5).meta({ quantity: 'rate' }),
  }),
  run({ estimates, equalWeightsReason, spreadLimit }, s) {
    const wrong = weightsRefusal(
      'estimates',
      estimates.map((e) => e.weight),
    );
    if (wrong) return wrong;
    const several = estimates.length > 1;
    const equal = several && estimates.every((e) => Math.abs(e.weight - estimates[0]!.weight) <= SAME);
    if (equal && equalWeightsReason === undefined) return refuse('valuation.equalWeightsReason', { field: 'equalWeightsReason' });
    for (const [i, e] of estimates.entries()) {
      const bad = (e.low !== undefined && e.low > e.value) || (e.high !== undefined && e.high < e.value);
      if (bad) return refuse('valuation.rangeAroundValue', { field: `estimates.${i}`, params: { name: e.name } });
    }
    const values = s.inputs(
      'estimate',
      estimates.map((e) => e.value),
      'money',
      'V',
    );
    const weights = s.inputs(
      'weight',
      estimates.map((e) => e.weight),
      'rate',
      'w',
    );
    s.step('weightTotal', sum(weights), 'rate', { symbol: 'Σw' });
    const ranged = estimates.some((e) => e.low !== undefined || e.high !== undefined);
    const lows = ranged ? estimates.map((e, i) => endOf(s, 'estimateLow', 'L', e.low, values[i]!, i + 1)) : values;
    const highs = ranged ? estimates.map((e, i) => endOf(s, 'estimateHigh', 'H', e.high, values[i]!, i + 1)) : values;
    const low = s.step('low', min(...lows), 'money', { symbol: 'V_min' });
    const high = s.step('high', max(...highs), 'money', { symbol: 'V_max' });
    const point = s.step('weighted', sumProduct(values, weights), 'money', { symbol: 'V' });
    const outputs = { low, high, weighted: point };
    const warnings: Warning[] = several ? [] : [{ key: 'singleMethod' }];
    if (equal) warnings.push({ key: 'equalWeights' });
    if (several && point.value > 0) {
      const spread = s.step('spread', div(sub(max(...values), min(...values)), point), 'rate', { symbol: 'spread' });
      if (spread.value > spreadLimit) warnings.push({ key: 'methodsFarApart', params: { spread: `${plainNumber(Number((spread.value * 100).toFixed(1)))}%` } });
    }
    return {
      value: point,
      unit: 'money',
      outputs,
      facts: { names: estimates.map((e) => e.name), reasons: estimates.map((e) => e.reason), equalWeightsReason },
      warnings,
    };
  },
});
