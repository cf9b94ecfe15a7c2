import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, between, figuresOf, missed, published, refusedOf, warned, type Asked } from './asked.ts';

const prices = between(0.01, 1e6);
const marks = between(1, 200);
const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));

const factors = [
  { name: '剩余年限', subject: 100 },
  { name: '成熟度', subject: 90 },
];
const deal = (name: string, price: number, weight?: number, scores = [100, 90]): Asked => ({ name, price, weight, scores });
const alike = [deal('甲', 100), deal('乙', 110), deal('丙', 130)];

describe('adjusted comparables', () => {
  it('Σ w·P·Πa against a sum by hand, in any unit of money', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(prices, marks, marks, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 8 }), (rows) => {
        const total = rows.reduce((s, [, , , w]) => s + w, 0);
        const ask = (k: number): Asked => ({ factors, comparables: rows.map(([p, a, b, w], i) => deal(`第${i}`, p * k, w / total, [a, b])) });
        const { value, outputs } = answered('market-comparables', ask(1));
        near(
          value,
          rows.reduce((s, [p, a, b, w]) => s + (w / total) * p * (100 / a) * (90 / b), 0),
        );
        expect(value).toBeGreaterThanOrEqual(outputs['low']! * (1 - 1e-9));
        expect(value).toBeLessThanOrEqual(outputs['high']! * (1 + 1e-9));
        near(value, answered('market-comparables', { ...ask(1e-4), money: '万元' }).value * 1e4);
      }),
      randomRuns(100),
    );
  });

  it('weighs alike where no weights are given', () => {
    near(answered('market-comparables', { factors, comparables: alike }).value, 340 / 3);
  });

  it('says a discount rate that nothing needs', () => {
    expect(answered('market-comparables', { factors, comparables: alike, discountRate: 0.1 }).warnings).toEqual([
      { key: 'inputUnused', params: { field: 'discountRate' } },
    ]);
  });

  it('takes the adjustments themselves instead of scores', () => {
    const ask = (of: Asked): number => answered('market-comparables', { factors, comparables: [{ name: '甲', price: 100, ...of }] }).value;
    near(ask({ adjustments: [1.25, 0.9] }), ask({ scores: [80, 100] }));
    near(ask({ adjustments: [1.25, 0.9] }), 112.5);
    // a subject without a score is the measure: 100
    near(answered('market-comparables', { factors: [{ name: '年限' }], comparables: [{ name: '甲', price: 100, scores: [80] }] }).value, 125);
  });

  it('turns upfront and later payments into one price first', () => {
    const paid = { name: '乙', upfront: 100, payments: [60, 60], scores: [100, 90] };
    near(answered('market-comparables', { factors, comparables: [paid], discountRate: 0.1 }).value, 100 + 60 / 1.1 + 60 / 1.21);
    near(answered('market-comparables', { factors, comparables: [{ name: '乙', upfront: 100, scores: [100, 90] }] }).value, 100);
    const only = { name: '乙', payments: [60], scores: [100, 90] };
    near(answered('market-comparables', { factors, comparables: [only], discountRate: 0.1 }).value, 60 / 1.1);
  });

  it('shows net and gross adjustment of each, and warns beyond the house limits, which may be changed', () => {
    const far = [...alike.slice(1), deal('甲', 100, undefined, [80, 100])];
    const result = answered('market-comparables', { factors, comparables: far });
    const step = (id: string): number => result.steps.find((s) => s.id === id)!.result;
    near(step('netAdjustment.3'), 1.25 * 0.9 - 1);
    near(step('grossAdjustment.3'), 0.25 + 0.1);
    expect(result.warnings).toEqual([{ key: 'factorOver', params: { name: '甲', factor: '剩余年限', percent: '25%', limit: '15%' } }]);
    const strict = answered('market-comparables', { factors, comparables: far, totalLimit: 0.12, factorLimit: 0.3 });
    expect(strict.warnings).toEqual([{ key: 'adjustmentOver', params: { name: '甲', percent: '12.5%', limit: '12%' } }]);
    // a limit just met is not exceeded
    expect(warned(answered('market-comparables', { factors, comparables: far, totalLimit: 0.125, factorLimit: 0.25 }))).toEqual([]);
  });

  it('warns of fewer than three and of prices that look like mixed units', () => {
    expect(answered('market-comparables', { factors, comparables: alike.slice(1) }).warnings).toEqual([
      { key: 'fewComparables', params: { count: 2, least: 3 } },
    ]);
    expect(warned(answered('market-comparables', { factors, comparables: alike.slice(1), leastComparables: 2 }))).toEqual([]);
    expect(warned(answered('market-comparables', { factors, comparables: [...alike, deal('丁', 1_000_000)] }))).toEqual(['unitsSuspect']);
  });

  it('refuses weights not 100 %, and what it cannot compare', () => {
    const ask = (comparables: object[], more: object = {}): string => refusedOf('market-comparables', { factors, comparables, ...more });
    expect(ask([deal('甲', 100, 0.5), deal('乙', 100, 0.4)])).toBe('weightsNot100 comparables');
    expect(ask([deal('甲', 100, 1), deal('乙', 100)])).toBe('weightMissing comparables.1.weight');
    expect(ask([deal('甲', 100, 1, [100])])).toBe('lengthsDiffer comparables.0.scores');
    expect(ask([deal('甲', 100, 1, [100, 0])])).toBe('fieldTooSmall comparables.0.scores.1');
    expect(ask([deal('甲', 0)])).toBe('fieldTooSmall comparables.0.price');
    expect(ask([{ name: '甲', scores: [1, 1] }])).toBe('exactlyOne comparables.0.price');
    expect(ask([{ name: '甲', price: 5, upfront: 5, scores: [1, 1] }])).toBe('exactlyOne comparables.0.price');
    expect(ask([{ name: '甲', upfront: 0, scores: [1, 1] }])).toBe('fieldTooSmall comparables.0.upfront');
    expect(ask([{ name: '甲', payments: [5], scores: [1, 1] }])).toBe('missing discountRate');
    expect(ask([{ name: '甲', price: 5 }])).toBe('exactlyOne comparables.0.scores');
    expect(ask([{ name: '甲', price: 5, scores: [1, 1], adjustments: [1, 1] }])).toBe('exactlyOne comparables.0.scores');
    expect(ask([{ name: '甲', price: 5, adjustments: [1] }])).toBe('lengthsDiffer comparables.0.adjustments');
    expect(ask([])).toBe('listShort comparables');
  });
});

describe('capacity exponent', () => {
  it('CN-MK-01', () => {
    const { refPrice, subject, reference, x } = published('CN-MK-01').inputs;
    expect(missed('CN-MK-01', figuresOf(answered('market-capacity', { referencePrice: refPrice, subject, reference, exponent: x })))).toEqual([]);
  });
  it('the same capacity is the same price; there and back too', () => {
    fc.assert(
      fc.property(prices, marks, marks, between(0.1, 2), (referencePrice, a, b, exponent) => {
        near(answered('market-capacity', { referencePrice, subject: a, reference: a, exponent }).value, referencePrice);
        const there = answered('market-capacity', { referencePrice, subject: a, reference: b, exponent }).value;
        near(answered('market-capacity', { referencePrice: there, subject: b, reference: a, exponent }).value, referencePrice);
      }),
      randomRuns(50),
    );
    expect(refusedOf('market-capacity', { referencePrice: 1, subject: 1, reference: 0, exponent: 1 })).toBe('fieldTooSmall reference');
  });
});

describe('comparable royalties', () => {
  const licences = (...rates: number[]): Asked => ({ licences: rates.map((royalty, i) => ({ name: `第${i}`, royalty })) });
  it('median and quartiles: one outlier does not carry them', () => {
    const { value, outputs } = answered('market-royalty', licences(0.03, 0.05, 0.02, 0.04));
    near(value, 0.035);
    near(outputs['lower']!, 0.0275);
    near(outputs['upper']!, 0.0425);
    near(answered('market-royalty', licences(0.03, 0.9, 0.02, 0.04)).value, 0.035);
  });
  it('their order does not matter, and the range holds the median', () => {
    fc.assert(
      fc.property(fc.array(between(0, 1), { minLength: 1, maxLength: 12 }), (rates) => {
        const a = answered('market-royalty', licences(...rates));
        const b = answered('market-royalty', licences(...[...rates].reverse()));
        expect([a.value, a.outputs]).toEqual([b.value, b.outputs]);
        expect(a.outputs['lower']!).toBeLessThanOrEqual(a.value + 1e-15);
        expect(a.outputs['upper']!).toBeGreaterThanOrEqual(a.value - 1e-15);
      }),
      randomRuns(100),
    );
  });
  it('warns of few, refuses none', () => {
    expect(warned(answered('market-royalty', licences(0.03, 0.05)))).toEqual(['fewComparables']);
    expect(warned(answered('market-royalty', licences(0.03, 0.05, 0.04)))).toEqual([]);
    expect(refusedOf('market-royalty', licences())).toBe('listShort licences');
    expect(refusedOf('market-royalty', licences(1.5))).toBe('fieldTooBig licences.0.royalty');
  });
});
