/** Reserves, bargaining, corridor and reconciliation (valuation.md 2.13, 1.2). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, refusedOf, valueOf, warningsOf, type Asked } from './asked.ts';

const close = (a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b), 1e-12)): boolean => Math.abs(a - b) <= 1e-9 * scale;
const sumOf = (a: readonly number[]): number => a.reduce((x, y) => x + y, 0);

const amounts = fc.integer({ min: 0, max: 1_000_000 }).map((x) => x / 100);
const parts = fc.integer({ min: 0, max: 100 }).map((x) => x / 100);

describe('reserves and the zone between them', () => {
  const base = { minimumFee: 120, sellerAlternative: 150, holdValue: 90, sellerDealCost: 10, buyerWith: 900, buyerAlternative: 400, buyerMargin: 80 };

  it('R_s is the greatest floor plus cost, R_b the surplus less margin, and no more than designing around', () => {
    expect(answered('reserve-prices', base).outputs).toEqual({ sellerReserve: 160, buyerReserve: 420, range: 260 });
    const around = answered('reserve-prices', { ...base, designAroundCost: 300, delayLoss: 60 });
    expect(around.outputs['buyerReserve']).toBe(360);
    expect(around.facts).toEqual({ sellerBinds: 'sellerAlternative', buyerBinds: 'designAround' });
    expect(answered('reserve-prices', { ...base, designAroundCost: 500 }).facts['buyerBinds']).toBe('buyerSurplus');
  });

  it('warns of floors left out, of a buyer with nothing to gain, of reserves that do not meet', () => {
    expect(warningsOf('reserve-prices', { ...base, holdValue: undefined })).toEqual(['floorsPartly']);
    expect(warningsOf('reserve-prices', { ...base, buyerWith: 480 })).toEqual(['buyerGainsNothing', 'noZopa']);
    expect(refusedOf('reserve-prices', { buyerWith: 1, buyerAlternative: 0 })).toBe('sellerFloorMissing minimumFee');
    expect(refusedOf('reserve-prices', { ...base, delayLoss: 5 })).toBe('missing designAroundCost');
    // a way out that loses money is still a floor: below nothing
    expect(valueOf('reserve-prices', { sellerAlternative: -40, sellerDealCost: 10, buyerWith: 1, buyerAlternative: 0 })).toBe(-30);
  });

  it('the zone is the range or the gap, and a price stands in it', () => {
    expect(answered('zopa', { sellerReserve: 160, buyerReserve: 360, price: 240 }).outputs).toEqual({
      range: 200,
      gap: 0,
      middle: 260,
      sellerGain: 80,
      buyerGain: 120,
      position: 0.4,
    });
    const none = answered('zopa', { sellerReserve: 360, buyerReserve: 160, price: 100 });
    expect(none.outputs).toEqual({ range: -200, gap: 200, sellerGain: -260, buyerGain: 60 });
    expect(none.facts['exists']).toBe(false);
    expect(none.warnings.map((w) => w.key)).toEqual(['noZopa', 'priceBelowSeller']);
    expect(warningsOf('zopa', { sellerReserve: 5, buyerReserve: 5, price: 6 })).toEqual(['zopaIsPoint', 'priceAboveBuyer']);
  });
});

describe('bargaining', () => {
  const wide = fc.tuple(amounts, amounts).map(([a, b]) => ({ sellerReserve: Math.min(a, b), buyerReserve: Math.max(a, b) }));

  it('Nash at ½ is the middle, lies between the reserves, and no other price gives a greater product of gains', () => {
    fc.assert(
      fc.property(wide, parts, (zone, sellerPower) => {
        const { value, outputs } = answered('nash', { ...zone, sellerPower });
        expect(close(value, zone.sellerReserve + sellerPower * (zone.buyerReserve - zone.sellerReserve), Math.max(1, zone.buyerReserve))).toBe(true);
        expect(close(outputs['sellerGain']! + outputs['buyerGain']!, zone.buyerReserve - zone.sellerReserve, Math.max(1, zone.buyerReserve))).toBe(true);
        const product = (p: number): number => Math.max(0, p - zone.sellerReserve) ** sellerPower * Math.max(0, zone.buyerReserve - p) ** (1 - sellerPower);
        const others = Array.from({ length: 101 }, (_, i) => product(zone.sellerReserve + ((zone.buyerReserve - zone.sellerReserve) * i) / 100));
        expect(product(value)).toBeGreaterThanOrEqual(Math.max(...others) * (1 - 1e-9) - 1e-9);
      }),
      randomRuns(200),
    );
    expect(valueOf('nash', { sellerReserve: 160, buyerReserve: 360 })).toBe(260);
    expect(warningsOf('nash', { sellerReserve: 1, buyerReserve: 2, sellerPower: 0.7 })).toEqual(['powerNeedsReason']);
    expect(refusedOf('nash', { sellerReserve: 2, buyerReserve: 1 })).toBe('noZopa buyerReserve');
    expect(refusedOf('nash', { sellerReserve: 1, buyerReserve: 2, sellerPower: 1.1 })).toBe('fieldTooBig sellerPower');
  });

  it('the linear form is x = (T − d₂/s₂ + d₁/s₁)/2, and with slopes of 1 the same as Nash between the reserves', () => {
    fc.assert(
      fc.property(
        amounts,
        amounts,
        amounts,
        fc.integer({ min: 1, max: 500 }).map((x) => x / 100),
        fc.integer({ min: 1, max: 500 }).map((x) => x / 100),
        (d1, d2, rest, s1, s2) => {
          const total = d1 / s1 + d2 / s2 + rest + 0.01;
          const { value, outputs } = answered('nash-linear', { total, sellerSlope: s1, buyerSlope: s2, sellerDisagreement: d1, buyerDisagreement: d2 });
          expect(close(value, (total - d2 / s2 + d1 / s1) / 2)).toBe(true);
          expect(close(value + outputs['buyerAmount']!, total)).toBe(true);
        },
      ),
      randomRuns(100),
    );
    expect(valueOf('nash-linear', { total: 360, sellerDisagreement: 160, buyerDisagreement: 0, sellerPower: 0.3 })).toBeCloseTo(
      valueOf('nash', { sellerReserve: 160, buyerReserve: 360, sellerPower: 0.3 }),
      9,
    );
    expect(refusedOf('nash-linear', { total: 100, sellerDisagreement: 60, buyerDisagreement: 50 })).toBe('noSurplus total');
    expect(refusedOf('nash-linear', { total: 100, sellerSlope: 0, sellerDisagreement: 0, buyerDisagreement: 0 })).toBe('fieldTooSmall sellerSlope');
  });

  it('Rubinstein is where many rounds of offers, worked out from the last, lead', () => {
    const delta = fc.integer({ min: 0, max: 95 }).map((x) => x / 100);
    fc.assert(
      fc.property(delta, delta, fc.boolean(), (ds, db, sellerFirst) => {
        // the last offerer takes all; before it, each offers the other what waiting is worth
        let [ifSellerOffers, ifBuyerOffers] = [1, 0];
        for (let i = 0; i < 2000; i++) [ifSellerOffers, ifBuyerOffers] = [1 - db * (1 - ifBuyerOffers), ds * ifSellerOffers];
        const { outputs } = answered('rubinstein', {
          sellerReserve: 100,
          buyerReserve: 300,
          sellerPatience: ds,
          buyerPatience: db,
          first: sellerFirst ? 'seller' : 'buyer',
        });
        expect(outputs['sellerShare']).toBeCloseTo(sellerFirst ? ifSellerOffers : ifBuyerOffers, 9);
        expect(outputs['price']).toBeCloseTo(100 + 200 * outputs['sellerShare']!, 9);
      }),
      randomRuns(100),
    );
    const zone = { sellerReserve: 100, buyerReserve: 300 };
    expect(refusedOf('rubinstein', { ...zone, sellerPatience: 1, buyerPatience: 1 })).toBe('bothPatient buyerPatience');
    expect(valueOf('rubinstein', { ...zone, sellerPatience: 0.9, buyerPatience: 1 })).toBe(100);
    expect(refusedOf('rubinstein', { sellerReserve: 3, buyerReserve: 1, sellerPatience: 0.5, buyerPatience: 0.5 })).toBe('noZopa buyerReserve');
  });
});

describe('price-corridor', () => {
  const at = (value: number, sheet = `示例表 ${value}`): Asked => ({ value, sheet });

  it('the target is the median anchor held between floor and ceiling', () => {
    const ask = (floor: number, anchors: number[], ceiling: number): number =>
      valueOf('price-corridor', { floor: at(floor), anchors: anchors.map((x) => at(x)), ceiling: at(ceiling) });
    expect(ask(100, [150, 200, 400], 300)).toBe(200);
    expect(ask(100, [50, 60], 300)).toBe(100);
    expect(ask(100, [500], 300)).toBe(300);
  });

  it('names what is out of order with the sheets it comes from', () => {
    const result = answered('price-corridor', { floor: at(300, '示例成本表'), anchors: [at(200, '示例收益表')], ceiling: at(100, '示例买方表') });
    expect(result.warnings).toEqual([
      { key: 'floorOverCeiling', params: { floor: '示例成本表', ceiling: '示例买方表', gap: '200' } },
      { key: 'anchorBelowFloor', params: { anchor: '示例收益表', floor: '示例成本表' } },
      { key: 'anchorAboveCeiling', params: { anchor: '示例收益表', ceiling: '示例买方表' } },
    ]);
    expect(result.value).toBe(200);
    expect(warningsOf('price-corridor', { floor: at(1), anchors: [at(2)], ceiling: at(3) })).toEqual([]);
    expect(refusedOf('price-corridor', { floor: { value: 1 }, anchors: [at(2)], ceiling: at(3) })).toBe('missing floor.sheet');
  });
});

describe('reconcile', () => {
  const of = (name: string, value: number, weight: number, more: Asked = {}): Asked => ({ name, value, weight, reason: '示例理由', ...more });

  it('gives a range and the weighted value, which lies in it', () => {
    const result = answered('reconcile', { estimates: [of('收益法', 310, 0.6, { low: 240, high: 390 }), of('市场法', 260, 0.3), of('成本法', 150, 0.1)] });
    expect(result.outputs).toEqual({ low: 150, high: 390, weighted: 279 });
    expect(result.warnings).toEqual([{ key: 'methodsFarApart', params: { spread: '57.3%' } }]);
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, fc.integer({ min: 1, max: 50 })), { minLength: 2, maxLength: 6 }), (rows) => {
        const total = sumOf(rows.map((r) => r[1]));
        const { outputs } = answered('reconcile', { estimates: rows.map(([v, w], i) => of(`示例${i}`, v, w / total)), equalWeightsReason: '示例' });
        const near = 1e-9 * Math.max(1, outputs['high']!);
        expect(outputs['weighted']).toBeGreaterThanOrEqual(outputs['low']! - near);
        expect(outputs['weighted']).toBeLessThanOrEqual(outputs['high']! + near);
      }),
      randomRuns(100),
    );
  });

  it('asks for 100 %, for reasons, and for a reason of its own where the weights are equal', () => {
    expect(refusedOf('reconcile', { estimates: [of('甲', 1, 0.5), of('乙', 2, 0.4)] })).toBe('weightsNot100 estimates');
    expect(refusedOf('reconcile', { estimates: [of('甲', 1, 0.6, { reason: ' ' }), of('乙', 2, 0.4)] })).toBe('reasonMissing estimates.0.reason');
    const equal = [of('甲', 100, 0.5), of('乙', 120, 0.5)];
    expect(refusedOf('reconcile', { estimates: equal })).toBe('equalWeightsReason equalWeightsReason');
    expect(warningsOf('reconcile', { estimates: equal, equalWeightsReason: '示例：同样可靠' })).toEqual(['equalWeights']);
    expect(warningsOf('reconcile', { estimates: [of('甲', 1, 1)] })).toEqual(['singleMethod']);
    expect(refusedOf('reconcile', { estimates: [of('甲', 1, 1, { low: 2 })] })).toBe('rangeAroundValue estimates.0');
    expect(refusedOf('reconcile', { estimates: [of('甲', 1, 0.6, { high: 0.5 }), of('乙', 2, 0.4)] })).toBe('rangeAroundValue estimates.0');
  });
});
