/** What a licence pays: values, limits, solutions and offers (valuation.md 2.14). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, cellsOf, refusedOf, valueOf, warningsOf, type Asked } from './asked.ts';

const close = (a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b), 1e-12)): boolean => Math.abs(a - b) <= 1e-9 * scale;
const sumOf = (a: readonly number[]): number => a.reduce((x, y) => x + y, 0);

const amounts = fc.integer({ min: 0, max: 1_000_000 }).map((x) => x / 100);
const rates = fc.integer({ min: 0, max: 60 }).map((x) => x / 100);
const parts = fc.integer({ min: 0, max: 100 }).map((x) => x / 100);
const milestones = fc.array(fc.record({ amount: amounts, year: fc.integer({ min: 0, max: 80 }).map((x) => x / 10), probability: parts }), { maxLength: 4 });
const revenues = fc.array(amounts, { minLength: 1, maxLength: 12 });
const positiveRevenues = fc.array(
  amounts.map((x) => x + 1),
  { minLength: 1, maxLength: 12 },
);

/** The plain sum of valuation.md 2.14, end of year. */
function presentBy(r: number, u: number, ms: { amount: number; year: number; probability: number }[], paid: number[], mid = false): number {
  return u + sumOf(ms.map((m) => (m.probability * m.amount) / (1 + r) ** m.year)) + sumOf(paid.map((x, i) => x / (1 + r) ** (mid ? i + 0.5 : i + 1)));
}

describe('payment-value', () => {
  it('is fee, milestones by their chances, and royalties, at each side’s rate', () => {
    fc.assert(
      fc.property(revenues, amounts, milestones, parts, rates, rates, fc.boolean(), (rev, upfront, ms, rho, rs, rb, mid) => {
        const { outputs } = answered('payment-value', {
          revenues: rev,
          upfront,
          milestones: ms,
          royaltyRates: [rho],
          sellerRate: rs,
          buyerRate: rb,
          timing: mid ? 'mid' : 'end',
        });
        const paid = rev.map((x) => x * rho);
        expect(close(outputs['sellerValue']!, presentBy(rs, upfront, ms, paid, mid))).toBe(true);
        expect(close(outputs['buyerValue']!, presentBy(rb, upfront, ms, paid, mid))).toBe(true);
        expect(outputs['gap']).toBe(outputs['buyerValue']! - outputs['sellerValue']!);
        // all is paid later or now: who discounts less values it more
        if (rs > rb) expect(outputs['gap']).toBeGreaterThanOrEqual(0);
        // the same figures in 元 are ten thousand times those in 万元
        const yuan = answered('payment-value', {
          revenues: rev.map((x) => x * 1e4),
          upfront: upfront * 1e4,
          milestones: ms.map((m) => ({ ...m, amount: m.amount * 1e4 })),
          royaltyRates: [rho],
          sellerRate: rs,
          buyerRate: rb,
          timing: mid ? 'mid' : 'end',
        });
        expect(close(yuan.value, outputs['sellerValue']! * 1e4)).toBe(true);
      }),
      randomRuns(200),
    );
  });

  it('falls in the rate and does not fall with a longer life', () => {
    const at = (sellerRate: number, economicYears: number): number =>
      valueOf('payment-value', { revenues: [100, 100, 100, 100], royaltyRates: [0.1], sellerRate, buyerRate: 0.1, economicYears });
    expect([0, 0.1, 0.2].map((r) => at(r, 4))).toEqual([0, 0.1, 0.2].map((r) => at(r, 4)).toSorted((a, b) => b - a));
    expect([1, 1.5, 2.7, 4].map((n) => at(0.1, n))).toEqual([1, 1.5, 2.7, 4].map((n) => at(0.1, n)).toSorted((a, b) => a - b));
  });

  it('says which way the room lies, and that figures are before tax', () => {
    const ask = (sellerRate: number, buyerRate: number): string[] =>
      warningsOf('payment-value', { revenues: [100], royaltyRates: [0.1], sellerRate, buyerRate });
    expect(ask(0.2, 0.1)).toEqual(['beforeTax', 'payEarlier']);
    expect(ask(0.1, 0.2)).toEqual(['beforeTax', 'payLater']);
    expect(ask(0.1, 0.1)).toEqual(['beforeTax']);
    expect(warningsOf('payment-value', { revenues: [100], sellerRate: 0.1, buyerRate: 0.1 })).toContain('nothingPaid');
  });

  it('refuses what does not fit together', () => {
    const base = { revenues: [100, 200, 300], sellerRate: 0.1, buyerRate: 0.1 };
    expect(refusedOf('payment-value', { ...base, royaltyRates: [0.1, 0.2] })).toBe('lengthsDiffer royaltyRates');
    expect(refusedOf('payment-value', { ...base, annualCaps: [1, 2] })).toBe('lengthsDiffer annualCaps');
    expect(refusedOf('payment-value', { ...base, royaltyRates: [1.2] })).toBe('fieldTooBig royaltyRates.0');
    expect(refusedOf('payment-value', { ...base, milestones: [{ amount: 5, year: 1, probability: 1.5 }] })).toBe('fieldTooBig milestones.0.probability');
    expect(refusedOf('payment-value', { ...base, milestones: [{ amount: -5, year: 1 }] })).toBe('fieldTooSmall milestones.0.amount');
    expect(refusedOf('payment-value', { ...base, sellerRate: -1 })).toBe('fieldTooSmall sellerRate');
    expect(refusedOf('payment-value', { ...base, economicYears: 0 })).toBe('lifeOver economicYears');
    expect(refusedOf('payment-value', { ...base, revenues: [] })).toBe('listShort revenues');
    expect(refusedOf('payment-value', { ...base, annualMinimums: [30], annualCaps: [50, 20, 50] })).toBe('minimumOverCap annualMinimums');
  });
});

describe('royalty-limits', () => {
  it('pays each period within its cap and minimum, and all within the total, as a loop by hand does', () => {
    fc.assert(
      fc.property(revenues, parts, amounts, amounts, amounts, rates, (rev, rho, a, b, total, r) => {
        const [least, most] = [Math.min(a, b) / 50, Math.max(a, b) / 50];
        let left = total;
        const byHand = rev.map((x) => {
          const paid = Math.min(left, Math.max(least, Math.min(most, x * rho)));
          left -= paid;
          return paid;
        });
        const ask = { revenues: rev, royaltyRates: [rho], annualMinimums: [least], annualCaps: [most], totalCap: total, sellerRate: r, buyerRate: r };
        const result = answered('royalty-limits', ask);
        cellsOf(result, 'royaltyPaid').forEach((x, i) => expect(close(x, byHand[i]!, Math.max(1, total, sumOf(rev)))).toBe(true));
        expect(result.outputs['royaltyTotal']).toBeLessThanOrEqual(total * (1 + 1e-12));
        const free = valueOf('payment-value', { revenues: rev, royaltyRates: [rho], sellerRate: r, buyerRate: r });
        expect(close(result.value - result.outputs['sellerEffect']!, free, Math.max(1, free, total))).toBe(true);
        expect(close(result.value, valueOf('payment-value', ask), Math.max(1, total))).toBe(true);
      }),
      randomRuns(200),
    );
  });

  it('names the periods where a limit decided, and says that this is one forecast', () => {
    const result = answered('royalty-limits', {
      revenues: [100, 400, 900],
      royaltyRates: [0.05],
      annualMinimums: [10, 15, 20],
      annualCaps: [40],
      totalCap: 60,
      sellerRate: 0.15,
      buyerRate: 0.1,
    });
    expect(cellsOf(result, 'royaltyPaid')).toEqual([10, 20, 30]);
    expect(result.facts['bound']).toEqual({ minimum: [1], cap: [3], total: [3] });
    expect(result.warnings.map((w) => w.key)).toContain('limitsNeedSimulation');
    expect(refusedOf('royalty-limits', { revenues: [100], royaltyRates: [0.05], sellerRate: 0.1, buyerRate: 0.1 })).toBe('limitMissing annualMinimums');
  });
});

describe('payment-solve', () => {
  it('the royalty solved, put back, gives the price; the fee solved from it gives the fee', () => {
    fc.assert(
      fc.property(
        positiveRevenues,
        milestones,
        rates,
        fc.integer({ min: 0, max: 1000 }).map((x) => x / 1000),
        fc.integer({ min: 1, max: 1000 }).map((x) => x / 1000),
        (rev, ms, r, feePart, rho) => {
          const fixed = presentBy(r, 0, ms, []);
          const royalty = presentBy(
            r,
            0,
            [],
            rev.map((x) => x * rho),
          );
          const upfront = feePart * 1000;
          const price = upfront + fixed + royalty;
          const base = { price, revenues: rev, milestones: ms, discountRate: r };
          const solved = answered('payment-solve', { ...base, upfront });
          expect(Math.abs(solved.value - rho)).toBeLessThanOrEqual(1e-9 * Math.max(1, price / (royalty / rho)));
          expect(close(solved.outputs['priceAgain']!, price)).toBe(true);
          const back = valueOf('payment-value', {
            revenues: rev,
            milestones: ms,
            upfront,
            royaltyRates: [Math.min(1, solved.value)],
            sellerRate: r,
            buyerRate: r,
          });
          expect(close(back, price)).toBe(true);
          const fee = answered('payment-solve', { ...base, royaltyRate: rho });
          expect(Math.abs(fee.value - upfront)).toBeLessThanOrEqual(1e-9 * price);
          expect(close(fee.outputs['priceAgain']!, price)).toBe(true);
          // every line of the table of equal offers is worth the price, from all royalty to all fee
          expect([[], [0, 0.25, 0.5, 0.75, 1]]).toContainEqual(cellsOf(fee, 'feePart'));
          const result = [solved, fee].map((x) => ({ fees: cellsOf(x, 'equalFee'), rates: cellsOf(x, 'equalRoyalty'), base: x.outputs['revenuePresent']! }));
          for (const t of result) t.fees.forEach((u, i) => expect(close(u + fixed + t.rates[i]! * t.base, price)).toBe(true));
          const wan = answered('payment-solve', {
            ...base,
            price: price / 1e4,
            revenues: rev.map((x) => x / 1e4),
            milestones: ms.map((m) => ({ ...m, amount: m.amount / 1e4 })),
            upfront: upfront / 1e4,
            money: '万元',
          });
          expect(Math.abs(wan.value - solved.value)).toBeLessThanOrEqual(1e-9 * Math.max(1, price / (royalty / rho)));
        },
      ),
      randomRuns(150),
    );
  });

  it('the 2008 appraisal: 500 at once and 1.636 % running are 2,800 at once, over its stub first year', () => {
    // valuation.md 2.1 and 2.14 give the days, the rate, the price, the fee and the royalty; the revenues are of its shape, at its total
    const shape = [0.6, 1.4, 1.9, 2.2, 2.3, 2.2, 1.8, 1.2];
    const timing: Asked = { timing: 'mid', baseDate: '2008-05-31', firstPeriodEnd: '2008-12-31' };
    const times = shape.map((_, k) => (k === 0 ? 214 / 365 / 2 : 214 / 365 + k - 1 + 0.5));
    const perUnit = sumOf(shape.map((x, k) => x / 1.237 ** times[k]!));
    const revenues = shape.map((x) => (x * (2300 / 0.01636)) / perUnit);
    const base = { price: 2800, revenues, discountRate: 0.237, money: '万元', ...timing };
    const solved = answered('payment-solve', { ...base, upfront: 500 });
    expect(
      cellsOf(solved, 'time')
        .map((t) => Math.floor(t * 100) / 100)
        .slice(0, 3),
    ).toEqual([0.29, 1.08, 2.08]);
    expect(solved.value).toBeCloseTo(0.01636, 12);
    expect(valueOf('payment-solve', { ...base, royaltyRate: 0.01636 })).toBeCloseTo(500, 8);
    expect(valueOf('payment-value', { revenues, upfront: 500, royaltyRates: [0.01636], sellerRate: 0.237, buyerRate: 0.237, ...timing })).toBeCloseTo(2800, 8);
  });

  it('refuses where nothing can be solved', () => {
    const base = { price: 100, revenues: [0, 0], discountRate: 0.1 };
    expect(refusedOf('payment-solve', { ...base, upfront: 20 })).toBe('noRoyaltyBase revenues');
    expect(valueOf('payment-solve', { ...base, royaltyRate: 0.05 })).toBe(100);
    expect(refusedOf('payment-solve', base)).toMatch(/^exactlyOne/);
    expect(refusedOf('payment-solve', { ...base, upfront: 1, royaltyRate: 0.1 })).toMatch(/^exactlyOne/);
    const some = { ...base, revenues: [500, 500] };
    expect(refusedOf('payment-solve', { ...some, upfront: 101 })).toBe('fixedOverPrice upfront');
    expect(refusedOf('payment-solve', { ...some, royaltyRate: 0.5 })).toBe('fixedOverPrice royaltyRate');
    expect(refusedOf('payment-solve', { ...base, revenues: [10, 10], upfront: 0 })).toBe('royaltyOverOne price');
    expect(refusedOf('payment-solve', { ...some, price: 0, upfront: 0 })).toBe('fieldTooSmall price');
    expect(valueOf('payment-solve', { ...some, upfront: 100 })).toBe(0);
  });

  it('values the solved terms at the other side’s rate too', () => {
    const { outputs, value } = answered('payment-solve', { price: 300, upfront: 100, revenues: [1000, 2000], discountRate: 0.2, otherRate: 0.1 });
    expect(outputs['otherValue']).toBeCloseTo(presentBy(0.1, 100, [], [1000 * value, 2000 * value]), 9);
    expect(outputs['gap']).toBeCloseTo(outputs['otherValue']! - 300, 9);
  });
});

describe('offers-compare', () => {
  const offers = [
    { name: '示例甲', upfront: 260 },
    { name: '示例乙', upfront: 100, royaltyRates: [0.04] },
    { name: '示例丙', upfront: 260 },
  ];
  const base = { revenues: [1000, 2000, 2600], sellerRate: 0.15, buyerRate: 0.1, offers };

  it('each offer is worth what it is worth alone; places are by value, shared where equal', () => {
    fc.assert(
      fc.property(
        revenues,
        fc.array(fc.record({ upfront: amounts, milestones, royaltyRates: fc.tuple(parts) }), { minLength: 2, maxLength: 6 }),
        rates,
        rates,
        (rev, all, rs, rb) => {
          const around = { revenues: rev, sellerRate: rs, buyerRate: rb };
          const { outputs, value } = answered('offers-compare', { ...around, offers: all.map((o, i) => ({ name: `示例${i}`, ...o })) });
          const alone = all.map((o) => answered('payment-value', { ...around, ...o }).outputs);
          alone.forEach((o, i) => {
            expect(outputs[`sellerValue.${i + 1}`]).toBe(o['sellerValue']);
            expect(outputs[`buyerValue.${i + 1}`]).toBe(o['buyerValue']);
            expect(outputs[`sellerRank.${i + 1}`]).toBe(1 + alone.filter((x) => x['sellerValue']! > o['sellerValue']!).length);
            expect(outputs[`buyerRank.${i + 1}`]).toBe(1 + alone.filter((x) => x['buyerValue']! < o['buyerValue']!).length);
          });
          expect(value).toBe(Math.max(...alone.map((o) => o['sellerValue']!)));
        },
      ),
      randomRuns(100),
    );
  });

  it('names offers outside the reserves and offers worse for both', () => {
    const result = answered('offers-compare', { ...base, sellerReserve: 262, buyerReserve: 270 });
    const told = result.warnings.map((w) => `${w.key} ${String(w.params?.['name'])}`);
    expect(told).toContain('offerBelowSeller 示例甲');
    expect(told).toContain('offerAboveBuyer 示例乙');
    expect(told.filter((t) => t.startsWith('offerDominated'))).toEqual([]);
    const worse = answered('offers-compare', { ...base, buyerRate: 0.3, sellerRate: 0.05 });
    expect(worse.warnings.find((w) => w.key === 'offerDominated')?.params).toEqual({ name: '示例甲', by: '示例乙' });
  });

  it('refuses one offer alone, and says in which offer a field is wrong', () => {
    expect(refusedOf('offers-compare', { ...base, offers: offers.slice(0, 1) })).toBe('listShort offers');
    expect(refusedOf('offers-compare', { ...base, offers: [offers[0], { name: '示例', royaltyRates: [0.1, 0.2] }] })).toBe(
      'lengthsDiffer offers.1.royaltyRates',
    );
    expect(refusedOf('offers-compare', { ...base, offers: [{ name: ' ' }, offers[0]] })).toBe('missing offers.0.name');
  });
});
