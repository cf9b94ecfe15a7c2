/** 综合 and 价格走廊 of a worksheet: weights, refusals in words, order of floor, anchor and ceiling. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppliedMethod, Worksheet } from '../../shared/domain/deal.ts';
import { isRefusal } from '../../shared/result.ts';
import { roleOf } from '../../shared/valuation/approach.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { corridorOf } from '../../shared/valuation/price-corridor.ts';
import { weigh, weighLines } from '../../shared/valuation/weigh.ts';
import { randomRuns } from '../support/random.ts';
import { r017 } from '../domain/support.ts';

const named = (l: { id: string; method: string; name?: string }) => l.name ?? l.method;
const good = <T>(x: T): Exclude<T, { refused: true }> => {
  expect(isRefusal(x)).toBe(false);
  return x as Exclude<T, { refused: true }>;
};
const base = r017().worksheets[0]!;
const software = (over: Partial<AppliedMethod> = {}): AppliedMethod => ({
  id: 'c',
  method: 'minimum-fee',
  money: '万元',
  request: { bookCost: '100', newness: '80%', sellerCapacity: '1', buyerCapacity: '1' },
  ...over,
});
const reserves = (sellerAlternative: string, buyerWith: string): AppliedMethod => ({
  id: 'r',
  method: 'reserve-prices',
  money: '万元',
  request: { sellerAlternative, buyerWith, buyerAlternative: '0' },
});
const sheet = (over: Partial<Worksheet>): Worksheet => ({ ...base, royaltyWeight: '0.7', royaltyWeightReason: '收益可预测', ...over });
const answer = (w: Worksheet) => weigh(w, weighLines(w, METHODS), named);
const key = (w: Worksheet): string => {
  const a = answer(w);
  return 'key' in a ? `${a.key} ${a.field}` : 'computed';
};

describe('综合', () => {
  it('is a range with the weighed value, in 元', () => {
    const w = sheet({ applied: [software({ weight: '0.3', weightReason: '账面可核' })] });
    const r = good(answer(w));
    // 106.35 万元 × 0.7 + 40 万元 × 0.3
    expect(r.value / 10_000).toBeCloseTo(106.35 * 0.7 + 40 * 0.3, 1);
    expect(r.outputs['low']).toBe(400_000);
    expect(r.outputs['high']! / 10_000).toBeCloseTo(115.93, 1);
  });
  it.each([
    ['100 % in total', { applied: [software({ weight: '0.2', weightReason: '示例' })] }, 'valuation.totalNot100 royaltyWeight'],
    ['a reason for each', { applied: [software({ weight: '0.3' })] }, 'valuation.weightReasonMissing applied/c/weightReason'],
    ['weights at all', { royaltyWeight: '', applied: [software()] }, 'valuation.weightsMissing royaltyWeight'],
    ['a weight that can be read', { applied: [software({ weight: '三成', weightReason: '示例' })] }, 'valuation.weightUnread applied/c/weight'],
    [
      'a reason for equal weights',
      { royaltyWeight: '0.5', applied: [software({ weight: '0.5', weightReason: '示例' })] },
      'valuation.equalWeightsReason equalWeightsReason',
    ],
    ['a range around the value', { applied: [software({ weight: '0.3', weightReason: '示例', low: '500000' })] }, 'valuation.rangeAroundValue applied/c/low'],
    [
      'a price',
      { applied: [{ id: 'x', method: 'profit-share-rule', request: { rule: 'three' }, weight: '0.3', weightReason: '示例' }] },
      'valuation.notAPrice applied/x/weight',
    ],
    ['what computes', { applied: [software({ request: {}, weight: '0.3', weightReason: '示例' })] }, 'valuation.weighedNotComputed applied/c/weight'],
  ] as [string, Partial<Worksheet>, string][])('asks for %s', (_what, over, refused) => expect(key(sheet(over))).toBe(refused));
  it('takes equal weights with a reason', () =>
    expect(
      good(
        answer(sheet({ royaltyWeight: '0.5', equalWeightsReason: '两者同样可靠', applied: [software({ weight: '0.5', weightReason: '示例' })] })),
      ).warnings.map((x) => x.key),
    ).toContain('equalWeights'));
  it('names only methods that exist', () => {
    const asked = ['tab', 'nash', 'wacc', 'cap-table', 'zopa', 'shapley', 'reconcile', 'price-corridor'];
    expect(asked.filter((id) => !METHODS.has(id))).toEqual([]);
    expect(asked.filter((id) => roleOf(id).price)).toEqual([]);
  });
  it('lies between the least and the greatest value whatever the weights', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), (percent) => {
        const w = sheet({
          royaltyWeight: String((100 - percent) / 100),
          equalWeightsReason: '示例',
          applied: [software({ weight: String(percent / 100), weightReason: '示例' })],
        });
        const r = good(answer(w));
        return r.value >= r.outputs['low']! && r.value <= r.outputs['high']!;
      }),
      randomRuns(100),
    );
  });
  it('means the same in 元 and 万元', () => {
    const inYuan = software({
      money: '元',
      request: { bookCost: '1000000', newness: '80%', sellerCapacity: '1', buyerCapacity: '1' },
      weight: '0.3',
      weightReason: '示例',
    });
    const inWan = software({ weight: '0.3', weightReason: '示例' });
    expect(good(answer(sheet({ applied: [inYuan] }))).value).toBe(good(answer(sheet({ applied: [inWan] }))).value);
  });
});

describe('价格走廊', () => {
  const corridor = (applied: AppliedMethod[]) => corridorOf(weighLines(sheet({ applied }), METHODS), (l) => named(l.line));
  const keys = (c: ReturnType<typeof corridor>) => ('answer' in c && c.answer && !isRefusal(c.answer) ? c.answer.warnings.map((w) => w.key) : undefined);
  it('has a floor, anchors and a ceiling, each from its method', () => {
    const c = corridor([software(), reserves('60', '200')]);
    expect([c.floor?.of, c.floor?.value, c.ceiling?.of, c.ceiling?.value, c.anchors.map((a) => a.line.method)]).toEqual([
      'sellerReserve',
      600_000,
      'buyerReserve',
      2_000_000,
      ['royalty'],
    ]);
    expect(keys(c)).toEqual([]);
  });
  it('without a reserve takes the minimum fee for its floor, and waits for a ceiling', () => {
    const c = corridor([software()]);
    expect([c.floor?.of, c.ceiling, c.answer]).toEqual(['minimumFee', undefined, undefined]);
  });
  it('says where the order is broken', () => {
    expect(keys(corridor([reserves('150', '120')]))).toEqual(['floorOverCeiling', 'anchorBelowFloor']);
    expect(keys(corridor([reserves('60', '90')]))).toEqual(['anchorAboveCeiling']);
    expect(corridor([software(), reserves('30', '200')]).overReserve.map((l) => l.of)).toEqual(['minimumFee']);
  });
});
