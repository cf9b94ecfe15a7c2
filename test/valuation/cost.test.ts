import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, between, figuresOf, missed, published, refusedOf, warned, type Asked } from './asked.ts';

const amounts = between(0, 1e6);
const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
/** The request in 万元 gives the same money. */
const sameInWan = (method: string, yuan: (scale: number) => Asked): void =>
  near(answered(method, yuan(1)).value, answered(method, { ...yuan(1e-4), money: '万元' }).value * 1e4);

it('says what was given and does not count', () => {
  const unused = (id: string, request: Asked): unknown[] =>
    answered(id, request).warnings.flatMap((w) => (w.key === 'inputUnused' ? [w.params!['field']] : []));
  expect(unused('depreciation', { replacementCost: 5, usedYears: 1, remainingYears: 1, taxRate: 0.25, discountRate: 0.1 })).toEqual([
    'taxRate',
    'discountRate',
  ]);
  const fee = { bookCost: 5, newness: 1, form: 'assignment', sellerCapacity: 1, buyerCapacity: 1, discountRate: 0.1 };
  expect(unused('minimum-fee', fee)).toEqual(['sellerCapacity', 'buyerCapacity', 'discountRate']);
  expect(unused('minimum-fee', { ...fee, form: 'licence', opportunityFlows: [1] })).toEqual([]);
  expect(unused('cost-build-up', { items: [{ amount: 1, yearsAgo: 1 }], capitalRate: 0.1, baseDate: '2026-01-01' })).toEqual(['baseDate']);
});

describe('multiplier', () => {
  const x = { materialCost: 50, labourCost: 20, labourMultiple: 1.5, researchRisk: 0.2, returnRate: 0.3 };
  it('CN-RC-01', () => {
    const { C, V, beta1, beta2, L } = published('CN-RC-01').inputs;
    const result = answered('cost-multiplier', { materialCost: C, labourCost: V, labourMultiple: beta1, researchRisk: beta2, returnRate: L });
    expect(missed('CN-RC-01', figuresOf(result))).toEqual([]);
    near(result.value, 130);
  });
  it('gives the net cost where newness is known, in any unit of money', () => {
    near(answered('cost-multiplier', { ...x, newness: 0.5 }).value, 65);
    expect(answered('cost-multiplier', { ...x, newness: 0 }).value).toBe(0);
    sameInWan('cost-multiplier', (k) => ({ ...x, materialCost: 50 * k, labourCost: 20 * k }));
  });
  it('refuses a certain failure of research', () => {
    expect(refusedOf('cost-multiplier', { ...x, researchRisk: 1 })).toBe('fieldTooBig researchRisk');
    expect(refusedOf('cost-multiplier', { ...x, labourMultiple: 0 })).toBe('fieldTooSmall labourMultiple');
    expect(refusedOf('cost-multiplier', { ...x, newness: 1.1 })).toBe('fieldTooBig newness');
  });
});

describe('price index', () => {
  it('CN-RC-04', () => {
    const { costs, ...rest } = published('CN-RC-04').inputs as unknown as { costs: number[] };
    expect(missed('CN-RC-04', figuresOf(answered('cost-index', { ...rest, costs: costs.map((amount) => ({ amount })) })))).toEqual([]);
  });
  it('an index for an item, or factors for all: the same when they say the same', () => {
    const costs = [{ amount: 100 }, { amount: 40 }];
    const own = costs.map((c) => ({ ...c, indexThen: 100, indexNow: 125 }));
    near(answered('cost-index', { costs, priceFactors: [1.25] }).value, answered('cost-index', { costs: own }).value);
    sameInWan('cost-index', (k) => ({ costs: costs.map((c) => ({ amount: c.amount * k })), priceFactors: [1.1], newness: 0.7 }));
  });
  it('tells costs left at old prices, refuses half an index', () => {
    expect(warned(answered('cost-index', { costs: [{ amount: 100 }] }))).toEqual(['notIndexed']);
    expect(warned(answered('cost-index', { costs: [{ amount: 100, indexThen: 1, indexNow: 1 }] }))).toEqual([]);
    expect(refusedOf('cost-index', { costs: [{ amount: 100, indexThen: 99 }] })).toBe('missing costs.0.indexNow');
    expect(refusedOf('cost-index', { costs: [{ amount: 100, indexNow: 99 }] })).toBe('missing costs.0.indexThen');
    expect(refusedOf('cost-index', { costs: [{ amount: 1, indexThen: 0, indexNow: 1 }] })).toBe('fieldTooSmall costs.0.indexThen');
  });
});

describe('build-up', () => {
  it('compounds each item to the base date and adds profit, against a sum by hand', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amounts, between(0, 20)), { minLength: 1, maxLength: 20 }),
        between(0, 0.5),
        between(0, 1),
        (rows, capitalRate, profitRate) => {
          const items = rows.map(([amount, yearsAgo]) => ({ amount, yearsAgo }));
          const by = rows.reduce((s, [c, t]) => s + c * (1 + capitalRate) ** t, 0) * (1 + profitRate);
          near(answered('cost-build-up', { items, capitalRate, profitRate }).value, by);
          sameInWan('cost-build-up', (k) => ({ items: items.map((x) => ({ ...x, amount: x.amount * k })), capitalRate, profitRate }));
        },
      ),
      randomRuns(50),
    );
  });
  it('counts days over 365, also through a leap year', () => {
    const [byDay, byYears] = [{ spentOn: '2024-01-01' }, { yearsAgo: 366 / 365 }].map(
      (at) => answered('cost-build-up', { items: [{ amount: 100, ...at }], capitalRate: 0.1, baseDate: '2025-01-01' }).value,
    );
    near(byDay!, byYears!);
    near(answered('cost-build-up', { items: [{ amount: 100, spentOn: '2025-01-01' }], capitalRate: 0.1, baseDate: '2025-01-01' }).value, 100);
  });
  it('refuses what it cannot date, money not yet spent, and profit taken twice', () => {
    const ask = (item: object, more: object = {}): string => refusedOf('cost-build-up', { items: [{ amount: 1, ...item }], capitalRate: 0.1, ...more });
    expect(ask({})).toBe('exactlyOne items.0.yearsAgo');
    expect(ask({ yearsAgo: 1, spentOn: '2024-01-01' })).toBe('exactlyOne items.0.yearsAgo');
    expect(ask({ spentOn: '2024-01-01' })).toBe('baseDateNeeded baseDate');
    expect(ask({ spentOn: '2024-01-02' }, { baseDate: '2024-01-01' })).toBe('spentAfter items.0.spentOn');
    expect(ask({ yearsAgo: -1 })).toBe('fieldTooSmall items.0.yearsAgo');
    expect(ask({ yearsAgo: 1, kind: 'profit' }, { profitRate: 0.1 })).toBe('profitTwice profitRate');
    // profit as an item, or nothing said of profit, is in order
    const { facts, value } = answered('cost-build-up', {
      items: [
        { name: '利润', kind: 'profit', amount: 3, yearsAgo: 0 },
        { amount: 5, yearsAgo: 0 },
      ],
      capitalRate: 0.1,
    });
    expect([value, facts]).toEqual([8, { names: { 'amount.1': '利润' }, kinds: { 'amount.1': 'profit', 'amount.2': 'other' } }]);
  });
});

describe('software', () => {
  const x = { ksloc: 32, effortFactor: 1.15, maintenance: 0.2, monthCost: 1.6 };
  it('is a·KSLOC^b·β months, with maintenance, times the cost of a month', () => {
    near(answered('cost-software', x).value, 2.8 * 32 ** 1.2 * 1.15 * 1.2 * 1.6);
    // 179.2 → 179, 205.85 → 206, 247.2 → 247
    near(answered('cost-software', { ...x, roundNominal: 0, roundEffort: 0 }).value, 206 * 1.2 * 1.6);
    near(answered('cost-software', { ...x, roundNominal: 0, roundEffort: 0, roundTotal: 0 }).value, 247 * 1.6);
    near(answered('cost-software', { ...x, roundTotal: 1 }).value, 247.3 * 1.6);
    near(answered('cost-software', { ...x, newness: 0.5 }).value, answered('cost-software', x).value / 2);
    sameInWan('cost-software', (k) => ({ ...x, monthCost: 16_000 * k }));
  });
  it('says what its constants are for and where it rounded', () => {
    expect(warned(answered('cost-software', x))).toEqual(['embeddedConstants']);
    expect(warned(answered('cost-software', { ...x, a: 3, roundEffort: 0 }))).toEqual(['roundedOnTheWay']);
    expect(refusedOf('cost-software', { ...x, ksloc: 0 })).toBe('fieldTooSmall ksloc');
    expect(refusedOf('cost-software', { ...x, b: 5.1 })).toBe('fieldTooBig b');
  });
});

describe('depreciation', () => {
  const x = { replacementCost: 500, usedYears: 3, remainingYears: 7 };
  const extra = { extraCosts: [10, 10, 8], taxRate: 0.25, discountRate: 0.1 };
  it('takes off time, function and market in this order, against figures by hand', () => {
    near(answered('depreciation', x).value, 350);
    const functional = 0.75 * (10 / 1.1 + 10 / 1.21 + 8 / 1.331);
    near(answered('depreciation', { ...x, ...extra }).value, 350 - functional);
    const all = answered('depreciation', { ...x, ...extra, utilisation: 0.8, exponent: 0.7 });
    near(all.value, (350 - functional) * 0.8 ** 0.7);
    near(all.outputs['functionalLoss']!, functional);
    near(all.outputs['economicRate']!, 1 - 0.8 ** 0.7);
    near(all.outputs['timeRate']!, 0.3);
  });
  it('net and the three losses are the replacement cost, and the net is never below nothing', () => {
    fc.assert(
      fc.property(
        amounts,
        between(0.01, 30),
        between(0, 30),
        fc.array(amounts, { maxLength: 10 }),
        between(0, 1),
        (cost, usedYears, remainingYears, extraCosts, utilisation) => {
          const ask = { replacementCost: cost, usedYears, remainingYears, extraCosts, taxRate: 0.25, discountRate: 0.1, utilisation, exponent: 0.7 };
          const { value, outputs: o, warnings } = answered('depreciation', ask);
          expect(value).toBeGreaterThanOrEqual(-1e-9);
          if (!warnings.some((w) => w.key === 'lossOverCost')) near(value + o['timeLoss']! + o['functionalLoss']! + o['economicLoss']!, cost);
          sameInWan('depreciation', (k) => ({ ...ask, replacementCost: cost * k, extraCosts: extraCosts.map((c) => c * k) }));
        },
      ),
      randomRuns(50),
    );
  });
  it('refuses no life at all and half of what a loss needs; tells the rest', () => {
    expect(refusedOf('depreciation', { ...x, usedYears: 0, remainingYears: 0 })).toBe('lifeZero remainingYears');
    expect(refusedOf('depreciation', { ...x, remainingYears: -1 })).toBe('fieldTooSmall remainingYears');
    expect(refusedOf('depreciation', { ...x, ...extra, taxRate: undefined })).toBe('missing taxRate');
    expect(refusedOf('depreciation', { ...x, ...extra, discountRate: undefined })).toBe('missing discountRate');
    expect(refusedOf('depreciation', { ...x, utilisation: 0.8 })).toBe('missing exponent');
    expect(refusedOf('depreciation', { ...x, exponent: 0.8 })).toBe('missing utilisation');
    const spent = answered('depreciation', { ...x, remainingYears: 0 });
    expect([spent.value, warned(spent)]).toEqual([0, ['lifeUsedUp']]);
    const lost = answered('depreciation', { ...x, ...extra, extraCosts: [900] });
    expect([lost.value, warned(lost)]).toEqual([0, ['lossOverCost']]);
    expect(warned(answered('depreciation', { ...x, ...extra, extraCosts: [-10] }))).toEqual(['functionalGain']);
    expect(warned(answered('depreciation', { ...x, ...extra, remainingYears: 2 }))).toEqual(['extraBeyondLife']);
  });
});

describe('minimum fee', () => {
  it.each(['CN-MF-01', 'CN-MF-02'])('%s', (id) => {
    const { priceFactor, ...rest } = published(id).inputs;
    expect(missed(id, figuresOf(answered('minimum-fee', { ...rest, priceFactors: [priceFactor], money: '万元' })))).toEqual([]);
  });

  const x = { bookCost: 300, usedYears: 2, remainingYears: 8, sellerCapacity: 800, buyerCapacity: 600 };
  it('an assignment of the right bears all of the cost', () => {
    const result = answered('minimum-fee', { ...x, form: 'assignment', sellerCapacity: undefined, buyerCapacity: undefined, opportunityLumps: [40] });
    near(result.value, 240 + 40);
    expect(result.outputs['share']).toBe(1);
    expect(warned(result)).toEqual(['sellerFloor', 'assignmentBearsAll']);
    // whatever the capacities say
    near(answered('minimum-fee', { ...x, form: 'assignment', opportunityLumps: [40] }).value, 280);
  });
  it('discounts lost margins year by year; newness may be given; in any unit of money', () => {
    near(answered('minimum-fee', { ...x, opportunityFlows: [20, 20], discountRate: 0.1 }).value, 240 * (600 / 1400) + 20 / 1.1 + 20 / 1.21);
    near(answered('minimum-fee', { ...x, usedYears: undefined, remainingYears: undefined, newness: 0.8 }).value, answered('minimum-fee', x).value);
    sameInWan('minimum-fee', (k) => ({ ...x, bookCost: 3e6 * k, opportunityLumps: [1e5 * k], opportunityFlows: [2e5 * k], discountRate: 0.1 }));
  });
  it('the floor rises with the buyer’s capacity and never passes cost plus opportunity', () => {
    fc.assert(
      fc.property(amounts, between(1, 1e6), between(1, 1e6), (bookCost, sellerCapacity, buyerCapacity) => {
        const ask = (more: number): number =>
          answered('minimum-fee', { ...x, bookCost, sellerCapacity, buyerCapacity: buyerCapacity + more, opportunityLumps: [7] }).value;
        expect(ask(1)).toBeGreaterThanOrEqual(ask(0));
        expect(ask(0)).toBeLessThanOrEqual(bookCost * 0.8 + 7 + 1e-9 * bookCost);
      }),
      randomRuns(50),
    );
  });
  it('refuses what it lacks', () => {
    const ask = (more: object): string => refusedOf('minimum-fee', { ...x, ...more });
    expect(ask({ newness: 0.5 })).toBe('exactlyOne newness');
    expect(ask({ usedYears: undefined, remainingYears: undefined })).toBe('exactlyOne newness');
    expect(ask({ usedYears: undefined })).toBe('missing usedYears');
    expect(ask({ usedYears: 0, remainingYears: 0 })).toBe('lifeZero remainingYears');
    expect(ask({ buyerCapacity: undefined })).toBe('missing buyerCapacity');
    expect(ask({ sellerCapacity: 0, buyerCapacity: 0 })).toBe('bothZero buyerCapacity');
    expect(ask({ opportunityFlows: [1] })).toBe('missing discountRate');
  });
});
