import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/result.ts';
import { npv } from '../../shared/valuation/flows/npv.ts';
import { valueBy } from '../../shared/valuation/method.ts';
import { changed, grid, scenarioTable, tornado } from '../../shared/valuation/simulation/sensitivity.ts';

describe('one at a time, and together', () => {
  const request = { flows: [-100, 60, 60, 60], discountRate: 0.1 };
  const at = (x: unknown): number => {
    const answer = valueBy(npv, x);
    if (isRefusal(answer)) throw new Error(answer.key);
    return answer.value;
  };

  it('a tornado moves one input, widest first, by bounds or by P10 and P90', () => {
    const result = tornado(npv, request, [
      { field: 'flows.3', low: 55, high: 65 },
      { field: 'discountRate', low: 0.05, high: 0.2 },
      { field: 'flows.0', distribution: { kind: 'uniform', low: -110, high: -90 } },
    ]);
    if (isRefusal(result)) throw new Error(result.key);
    expect(result.base).toBe(at(request));
    expect(result.bars.map((b) => b.field)).toEqual(['discountRate', 'flows.0', 'flows.3']);
    expect(result.bars[0]).toMatchObject({ atLow: at({ ...request, discountRate: 0.05 }), atHigh: at({ ...request, discountRate: 0.2 }) });
    expect(result.bars[1]!.low).toBeCloseTo(-108, 12);
    expect(result.bars[1]!.swing).toBeCloseTo(16, 10);
    expect(request.flows).toEqual([-100, 60, 60, 60]);
  });

  it('a side that has no value says why and stands first', () => {
    const result = tornado(npv, request, [
      { field: 'flows.3', low: 55, high: 65 },
      { field: 'discountRate', low: -1, high: 0.2 },
    ]);
    if (isRefusal(result)) throw new Error(result.key);
    expect(result.bars[0]).toMatchObject({ field: 'discountRate', atLow: { refused: true, key: 'valuation.fieldTooSmall' }, swing: 0 });
    expect(tornado(npv, request, [{ field: 'flows.9', low: 1, high: 2 }])).toMatchObject({ key: 'valuation.fieldUnknown' });
    expect(tornado(npv, request, [{ field: 'flows.1', distribution: { kind: 'uniform', low: 2, high: 1 } }])).toMatchObject({
      key: 'valuation.distributionOrder',
    });
    expect(tornado(npv, {}, [])).toMatchObject({ refused: true });
  });

  it('a scenario makes its changes together; a grid makes every pair', () => {
    const table = scenarioTable(npv, request, [
      {
        name: '示例·悲观',
        changes: [
          { field: 'discountRate', value: 0.2 },
          { field: 'flows.1', value: 40 },
        ],
      },
      { name: '示例·不成立', changes: [{ field: 'discountRate', value: -1 }] },
    ]);
    if (isRefusal(table)) throw new Error(table.key);
    expect(table.rows[0]).toMatchObject({ value: at({ flows: [-100, 40, 60, 60], discountRate: 0.2 }) });
    expect(table.rows[0]!.difference).toBeCloseTo(Number(table.rows[0]!.value) - table.base, 12);
    expect(table.rows[1]).toMatchObject({ value: { refused: true } });
    expect(scenarioTable(npv, request, [{ name: '示例', changes: [{ field: 'flows.x', value: 1 }] }])).toMatchObject({ key: 'valuation.fieldUnknown' });
    const cells = grid(npv, request, { field: 'discountRate', values: [0.05, 0.2] }, { field: 'flows.1', values: [50, 60, 70] });
    expect(cells).toEqual([0.05, 0.2].map((discountRate) => [50, 60, 70].map((flow) => at({ flows: [-100, flow, 60, 60], discountRate }))));
    expect(grid(npv, request, { field: 'nothing.1', values: [1] }, { field: 'flows.1', values: [1] })).toMatchObject({ key: 'valuation.fieldUnknown' });
    expect(grid(npv, request, { field: 'discountRate', values: [0.1] }, { field: 'flows.8', values: [1] })).toMatchObject({ key: 'valuation.fieldUnknown' });
  });

  it('a field deep in a request is replaced without touching the rest', () => {
    expect(changed({ a: { b: [1, { c: 2 }] }, d: 3 }, 'a.b.1.c', 9)).toEqual({ a: { b: [1, { c: 9 }] }, d: 3 });
    expect(changed({ a: 1 }, 'a.b', 9)).toBeUndefined();
  });
});
