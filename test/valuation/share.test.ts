import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, between, figuresOf, missed, published, refusedOf, warned, type Asked } from './asked.ts';

const amounts = between(0.01, 1e6);
const rates = between(-0.5, 1);
const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));

describe('marginal analysis', () => {
  it('CN-PS-01: added profit and its share of total profit', () => {
    const { r, ...profits } = published('CN-PS-01').inputs;
    expect(missed('CN-PS-01', figuresOf(answered('profit-share-marginal', { ...profits, discountRate: r, money: '万元' })))).toEqual([]);
  });

  it('CN-PS-03: profit with and without', () => {
    const { r, ...profits } = published('CN-PS-03').inputs;
    expect(missed('CN-PS-03', figuresOf(answered('profit-share-marginal', { ...profits, discountRate: r })))).toEqual([]);
  });

  it('both forms agree when the addition is the difference, and neither cares for the unit of money', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amounts, amounts), { minLength: 1, maxLength: 12 }),
        rates,
        fc.constantFrom('end', 'mid'),
        (years, discountRate, timing) => {
          const without = years.map(([a]) => a);
          const incremental = years.map(([, b]) => b);
          const having = years.map(([a, b]) => a + b);
          const compared = answered('profit-share-marginal', { with: having, without, discountRate, timing });
          near(compared.value, answered('profit-share-marginal', { incremental, total: having, discountRate, timing }).value);
          const scaled = answered('profit-share-marginal', {
            with: having.map((x) => x / 1e4),
            without: without.map((x) => x / 1e4),
            discountRate,
            timing,
            money: '万元',
          });
          near(compared.value, scaled.value);
          // by hand, without the engine
          const pv = (row: number[]): number => row.reduce((s, x, i) => s + x / (1 + discountRate) ** (timing === 'mid' ? i + 0.5 : i + 1), 0);
          near(compared.value, pv(incremental) / pv(having));
        },
      ),
      randomRuns(100),
    );
  });

  it('any two of added profit, whole profit and share say the same', () => {
    const [incremental, total, shareOfTotalProfit] = [
      [20, 30],
      [100, 120],
      [0.2, 0.25],
    ];
    const ask = (x: Asked): number => answered('profit-share-marginal', { ...x, discountRate: 0.12 }).value;
    near(ask({ incremental, total }), ask({ incremental, shareOfTotalProfit }));
    near(ask({ incremental, total }), ask({ total, shareOfTotalProfit }));
  });

  it('middle of the year or end, the share is the same: only the weights within the row count', () => {
    const x = { incremental: [10, 20], total: [100, 90], discountRate: 0.1 };
    const [end, mid] = [answered('profit-share-marginal', x), answered('profit-share-marginal', { ...x, timing: 'mid' })];
    near(end.value, mid.value);
    near(mid.outputs['pvTotal']!, end.outputs['pvTotal']! * Math.sqrt(1.1));
  });

  it('gives the royalty on sales: share × margin', () => {
    near(answered('profit-share-marginal', { incremental: [20], total: [100], discountRate: 0, operatingMargin: 0.1 }).outputs['salesRoyalty']!, 0.02);
  });

  it('refuses what cannot be answered', () => {
    const r = { discountRate: 0.1 };
    expect(refusedOf('profit-share-marginal', r)).toBe('marginalForm incremental');
    expect(refusedOf('profit-share-marginal', { ...r, incremental: [1], with: [1] })).toBe('marginalForm incremental');
    expect(refusedOf('profit-share-marginal', { ...r, incremental: [1] })).toBe('marginalTwo incremental');
    expect(refusedOf('profit-share-marginal', { ...r, incremental: [1], total: [2], shareOfTotalProfit: [0.5] })).toBe('marginalTwo incremental');
    expect(refusedOf('profit-share-marginal', { ...r, total: [1] })).toBe('marginalTwo incremental');
    expect(refusedOf('profit-share-marginal', { ...r, incremental: [1, 2], total: [2] })).toBe('lengthsDiffer total');
    expect(refusedOf('profit-share-marginal', { ...r, incremental: [1, 2], shareOfTotalProfit: [0.2] })).toBe('lengthsDiffer shareOfTotalProfit');
    expect(refusedOf('profit-share-marginal', { ...r, incremental: [1], shareOfTotalProfit: [0] })).toBe('fieldTooSmall shareOfTotalProfit.0');
    expect(refusedOf('profit-share-marginal', { ...r, incremental: [1], total: [-2] })).toBe('profitNotPositive total');
    expect(refusedOf('profit-share-marginal', { ...r, with: [1] })).toBe('missing without');
    expect(refusedOf('profit-share-marginal', { ...r, without: [1] })).toBe('missing with');
    expect(refusedOf('profit-share-marginal', { ...r, with: [1, 2], without: [1] })).toBe('lengthsDiffer without');
    expect(refusedOf('profit-share-marginal', { ...r, with: [0], without: [0] })).toBe('profitNotPositive with');
    expect(refusedOf('profit-share-marginal', { incremental: [1], total: [2] })).toBe('missing discountRate');
  });

  it('tells a share outside 0…100 % and negative additions', () => {
    expect(warned(answered('profit-share-marginal', { with: [100], without: [-20], discountRate: 0.1 }))).toEqual(['shareOutside']);
    expect(warned(answered('profit-share-marginal', { incremental: [-1, 3], total: [10, 10], discountRate: 0.1 }))).toEqual(['incrementalNegative']);
  });
});

it('a share of exactly 0 or 100 % and an addition of nothing are in order; a total of nothing is refused', () => {
  const r = { discountRate: 0.1 };
  expect(warned(answered('profit-share-marginal', { ...r, with: [100], without: [100] }))).toEqual([]);
  expect(warned(answered('profit-share-marginal', { ...r, with: [100], without: [0] }))).toEqual([]);
  expect(warned(answered('profit-share-marginal', { ...r, incremental: [0, 3], total: [10, 10] }))).toEqual([]);
  expect(refusedOf('profit-share-marginal', { ...r, incremental: [0], total: [0] })).toBe('profitNotPositive total');
});

it('a range may be one point', () => {
  near(answered('profit-share-rule', { rule: 'range', low: 0.2, high: 0.2 }).value, 0.2);
  near(answered('profit-share-scored', { low: 0.2, high: 0.2, groups: usual(70) }).value, 0.2);
});

describe('equivalent investment', () => {
  it.each(['CN-EI-01', 'CN-EI-02'])('%s', (id) => {
    expect(missed(id, figuresOf(answered('profit-share-equivalent-investment', published(id).inputs)))).toEqual([]);
  });

  it('the shares of both sides are the whole, in any unit of money', () => {
    fc.assert(
      fc.property(amounts, amounts, between(0, 9), between(0, 9), (c, b, m, n) => {
        const ours = answered('profit-share-equivalent-investment', { techCost: c, techMarkup: m, buyerCost: b, buyerMarkup: n }).value;
        const theirs = answered('profit-share-equivalent-investment', { techCost: b, techMarkup: n, buyerCost: c, buyerMarkup: m }).value;
        near(ours + theirs, 1);
        near(
          ours,
          answered('profit-share-equivalent-investment', { techCost: c / 1e4, techMarkup: m, buyerCost: b / 1e4, buyerMarkup: n, money: '万元' }).value,
        );
      }),
      randomRuns(100),
    );
  });

  it('refuses no cost at all and tells a side without any', () => {
    const x = { techCost: 0, techMarkup: 1, buyerCost: 0, buyerMarkup: 1 };
    expect(refusedOf('profit-share-equivalent-investment', x)).toBe('bothZero techCost');
    expect(warned(answered('profit-share-equivalent-investment', { ...x, techCost: 5 }))).toEqual(['oneSided']);
    expect(warned(answered('profit-share-equivalent-investment', { ...x, buyerCost: 5 }))).toEqual(['oneSided']);
    expect(warned(answered('profit-share-equivalent-investment', { ...x, techCost: 5, buyerCost: 5 }))).toEqual([]);
    expect(refusedOf('profit-share-equivalent-investment', { ...x, techCost: -5 })).toBe('fieldTooSmall techCost');
  });
});

describe('rules of thumb', () => {
  it('are a third, a quarter or a place in the range, and always say what they are', () => {
    near(answered('profit-share-rule', { rule: 'three' }).value, 1 / 3);
    near(answered('profit-share-rule', { rule: 'four' }).value, 1 / 4);
    near(answered('profit-share-rule', { rule: 'range' }).value, 0.225);
    near(answered('profit-share-rule', { rule: 'range', low: 0.1, high: 0.2, position: 1 }).value, 0.2);
    for (const rule of ['three', 'four', 'range']) {
      const result = answered('profit-share-rule', { rule });
      expect(warned(result)).toEqual(['ruleOfThumb']);
      expect(result.facts['customary']).not.toEqual([]);
    }
    expect(refusedOf('profit-share-rule', { rule: 'range', low: 0.3, high: 0.2 })).toBe('lowOverHigh low');
    expect(refusedOf('profit-share-rule', { rule: 'five' })).toBe('fieldChoice rule');
  });
});

describe('factor contribution', () => {
  const of = (name: string, weight: number, isTechnology = false): Asked => ({ name, weight, isTechnology, reason: '示例' });
  it('is what the factors of technology weigh', () => {
    const result = answered('profit-share-factors', { contributions: [of('专利', 0.2, true), of('诀窍', 0.15, true), of('资金', 0.65)], operatingMargin: 0.2 });
    near(result.value, 0.35);
    near(result.outputs['salesRoyalty']!, 0.07);
    expect(result.facts['reasons']).toMatchObject({ 'weight.3': '示例' });
  });
  it('refuses weights not 100 %, no technology, no reason', () => {
    const ask = (...contributions: Asked[]): string => refusedOf('profit-share-factors', { contributions });
    expect(ask(of('专利', 0.5, true), of('资金', 0.4))).toBe('weightsNot100 contributions');
    expect(ask(of('管理', 0.5), of('资金', 0.5))).toBe('noTechnology contributions');
    expect(ask({ ...of('专利', 1, true), reason: ' ' })).toBe('reasonMissing contributions.0.reason');
  });
});

const usual = (score: number): unknown[] =>
  Object.entries({
    legal: ['status', 'scope', 'infringement'],
    technology: ['field', 'substitution', 'advancement', 'innovation', 'maturity', 'application', 'defence'],
    economic: ['supplyDemand'],
  }).map(([key, factors]) => ({ key, factors: factors.map((of) => ({ key: of, score, reason: '示例' })) }));
const group = (...factors: Asked[]): Asked => ({ low: 0, high: 1, groups: [{ key: '技术', weight: 1, factors }] });
const scored = (key: string, weight: number | undefined, score: number): Asked => ({ key, weight, score, reason: '示例' });

describe('scored range', () => {
  it('ρ = m + (n − m)s over the usual tree: all scores alike give that score', () => {
    for (const score of [0, 37, 100]) {
      const result = answered('profit-share-scored', { low: 0.1, high: 0.3, groups: usual(score) });
      near(result.value, 0.1 + 0.2 * (score / 100));
      // every weight of three groups and eleven factors is the custom
      expect(result.warnings).toEqual([{ key: 'customaryWeights', params: { count: 14 } }]);
    }
  });

  it('weighs a tree of three levels', () => {
    const parts = [scored('样机', 0.25, 90), scored('量产', 0.75, 40)];
    const result = answered('profit-share-scored', group(scored('先进', 0.6, 50), { key: '成熟', weight: 0.4, parts }));
    near(result.value, 0.6 * 0.5 + 0.4 * (0.25 * 0.9 + 0.75 * 0.4));
    expect(result.warnings).toEqual([]);
    expect(result.facts['names']).toMatchObject({ 'factorScore.1.2': '成熟', 'partScore.1.1': '样机' });
    expect(result.facts['reasons']).toMatchObject({ 'factorScore.1.1': '示例', 'partScore.1.2': '示例' });
  });

  it('stays within the range, and rises with any score', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), between(0, 99)), { minLength: 1, maxLength: 8 }),
        between(0, 0.5),
        between(0.01, 0.5),
        (rows, low, width) => {
          const total = rows.reduce((a, [w]) => a + w, 0);
          const ask = (more: number): number =>
            answered('profit-share-scored', {
              low,
              high: low + width,
              groups: [{ key: '甲', weight: 1, factors: rows.map(([w, score], i) => scored(`第${i}`, w / total, i === 0 ? score + more : score)) }],
            }).value;
          const value = ask(0);
          expect(value).toBeGreaterThanOrEqual(low - 1e-12);
          expect(value).toBeLessThanOrEqual(low + width + 1e-12);
          expect(ask(1)).toBeGreaterThan(value);
        },
      ),
      randomRuns(100),
    );
  });

  it('refuses weights that are not 100 %, on any level, and scores without a reason', () => {
    expect(refusedOf('profit-share-scored', group(scored('甲', 0.5, 1), scored('乙', 0.4, 1)))).toBe('weightsNot100 groups.0.factors');
    expect(refusedOf('profit-share-scored', group({ key: '甲', weight: 1, parts: [scored('乙', 0.9, 1)] }))).toBe('weightsNot100 groups.0.factors.0.parts');
    expect(refusedOf('profit-share-scored', { low: 0, high: 1, groups: usual(1).slice(1) })).toBe('weightsNot100 groups');
    expect(refusedOf('profit-share-scored', group(scored('甲', undefined, 1)))).toBe('weightMissing groups.0.factors.0.weight');
    expect(refusedOf('profit-share-scored', group({ key: '甲', weight: 1, score: 5 }))).toBe('reasonMissing groups.0.factors.0.reason');
    expect(refusedOf('profit-share-scored', group({ key: '甲', weight: 1, score: 5, reason: '  ' }))).toBe('reasonMissing groups.0.factors.0.reason');
    expect(refusedOf('profit-share-scored', group({ key: '甲', weight: 1 }))).toBe('scoreOrParts groups.0.factors.0');
    expect(refusedOf('profit-share-scored', group(scored('甲', 1, 101)))).toBe('fieldTooBig groups.0.factors.0.score');
    expect(refusedOf('profit-share-scored', { low: 0.4, high: 0.3, groups: usual(1) })).toBe('lowOverHigh low');
  });
});
