import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../shared/money.ts';
import { call } from '../../shared/valuation/expr.ts';
import { rootsOfNpv } from '../../shared/valuation/polynomial-roots.ts';
import { randomRuns } from '../support/random.ts';
import { answered, inputsOf, missed, refusedOf, valueOf, warningsOf } from './asked.ts';

const flows = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 12 });
const percent = (least: number, most: number) => fc.integer({ min: least, max: most }).map((x) => x / 100);

describe('flows as published', () => {
  it('NPV with the first flow now, after a year, and both', () => {
    const now = inputsOf<{ r: number; flows: number[] }>('LIB-NPV-01');
    expect(missed('LIB-NPV-01', valueOf('npv', { flows: now.flows, discountRate: now.r }))).toEqual([]);
    const later = inputsOf<{ r: number; flows: number[] }>('LIB-NPV-03');
    expect(missed('LIB-NPV-03', valueOf('npv', { flows: later.flows, discountRate: later.r, firstAt: 1 }))).toEqual([]);
    const both = inputsOf<{ r: number; t0: number; flows: number[] }>('XL-NPV-02');
    expect(missed('XL-NPV-02', valueOf('npv', { flows: [both.t0, ...both.flows], discountRate: both.r }))).toEqual([]);
    expect(warningsOf('npv', { flows: [1], discountRate: 0 })).toEqual(['firstFlowNow']);
    expect(warningsOf('npv', { flows: [1], discountRate: 0, firstAt: 1 })).toEqual(['firstFlowAtOne']);
  });
  it('XNPV and XIRR over dates', () => {
    const npv = inputsOf<{ r: number; flows: number[]; dates: string[] }>('XL-XNPV-01');
    const value = valueOf('xnpv', { flows: npv.flows, dates: npv.dates, discountRate: npv.r });
    expect(missed('XL-XNPV-01', value)).toEqual([]);
    expect(value).toBeCloseTo(2086.647602, 6);
    const irr = inputsOf<{ flows: number[]; dates: string[] }>('DAX-XIRR-01');
    const found = answered('xirr', { ...irr });
    expect(missed('DAX-XIRR-01', found.value)).toEqual([]);
    expect(Math.abs(found.outputs['proof']!)).toBeLessThan(1e-8);
  });
  it('IRR and MIRR', () => {
    const irr = inputsOf<{ flows: number[] }>('LIB-IRR-01');
    expect(missed('LIB-IRR-01', valueOf('irr', { flows: irr.flows }))).toEqual([]);
    const mirr = inputsOf<{ flows: number[]; financeRate: number; reinvestRate: number }>('LIB-MIRR-01');
    expect(missed('LIB-MIRR-01', valueOf('mirr', { ...mirr }))).toEqual([]);
  });
  it('a level annuity', () => {
    const { rate, nper, pmt, due } = inputsOf<{ rate: number; nper: number; pmt: number; due: number }>('DAX-PV-01');
    expect(missed('DAX-PV-01', valueOf('annuity', { payment: pmt, discountRate: rate, periods: nper, due }))).toEqual([]);
    expect(valueOf('annuity', { payment: 100, discountRate: 0, periods: 7 })).toBe(700);
  });
});

describe('the edges of flows', () => {
  it('refuses what has no rate, and names every rate where there are several', () => {
    expect(refusedOf('irr', { flows: [100, 50, 20] })).toBe('noIrr flows');
    expect(refusedOf('irr', { flows: [100, -150, 100] })).toBe('noIrr flows');
    expect(refusedOf('irr', { flows: [0, 0] })).toBe('noIrr flows');
    expect(refusedOf('xirr', { flows: [10, 20], dates: ['2026-01-01', '2027-01-01'] })).toBe('noIrr flows');
    const several = answered('irr', { flows: [-1000, 3600, -4310, 1716] });
    const roots = several.facts['roots'] as number[];
    [0.1, 0.2, 0.3].forEach((r, i) => expect(roots[i]).toBeCloseTo(r, 9));
    expect(roots).toHaveLength(3);
    expect(several.warnings).toEqual([{ key: 'severalIrr', params: { roots: '10.0000%、20.0000%、30.0000%' } }]);
    expect(answered('irr', { flows: [-100, 220, -121] }).facts['roots']).toEqual([expect.closeTo(0.1, 6)]);
    const hard = answered('irr', { flows: [-5, 10.5, 1, -8, 1] });
    expect(hard.value).toBeCloseTo(0.0886, 4);
    expect((hard.facts['roots'] as number[]).length).toBeGreaterThan(1);
  });
  it('finds the rate of flows over two hundred years, and none beyond the scan', () => {
    const dates = Array.from({ length: 101 }, (_, i) => `${1900 + 2 * i}-01-01`);
    const found = valueOf('xirr', { flows: [-100, ...Array<number>(100).fill(8)], dates });
    expect(valueOf('xnpv', { flows: [-100, ...Array<number>(100).fill(8)], dates, discountRate: found })).toBeCloseTo(0, 8);
    expect(refusedOf('irr', { flows: [-1, 1_000_000] })).toBe('noIrr flows');
  });
  it('refuses dates that do not fit, days that are none, and rates at −100 % or below', () => {
    expect(refusedOf('xnpv', { flows: [1, 2], dates: ['2026-01-01'], discountRate: 0.1 })).toBe('lengthsDiffer dates');
    expect(refusedOf('xirr', { flows: [-1, 2], dates: ['2026-01-01', '2026-01-02', '2026-01-03'] })).toBe('lengthsDiffer dates');
    expect(refusedOf('xnpv', { flows: [1], dates: ['2026-02-30'], discountRate: 0.1 })).toBe('noSuchDay dates.0');
    expect(refusedOf('npv', { flows: [1], discountRate: -1 })).toBe('fieldTooSmall discountRate');
    expect(refusedOf('npv', { flows: [], discountRate: 0.1 })).toBe('listShort flows');
    expect(refusedOf('npv', { flows: [1], discountRate: 0.1, unheard: 1 })).toBe('fieldUnknown unheard');
    expect(refusedOf('npv', { flows: [1] })).toBe('missing discountRate');
    expect(refusedOf('mirr', { flows: [1, 2], financeRate: 0.1, reinvestRate: 0.1 })).toBe('needsBothSigns flows');
  });
});

describe('laws of flows', () => {
  it('value is linear in the flows, and the unit does not matter', () => {
    fc.assert(
      fc.property(flows, percent(-50, 80), (cf, discountRate) => {
        const v = valueOf('npv', { flows: cf, discountRate });
        expect(valueOf('npv', { flows: cf.map((x) => x * 10_000), discountRate })).toBeCloseTo(v * 10_000, 3);
        const byHorner = cf.reduceRight((later, x) => x + later / (1 + discountRate), 0);
        expect(v).toBeCloseTo(byHorner, 6);
      }),
      randomRuns(200),
    );
  });
  it('a rate put in comes out again: −A now, A(1+r)^n later', () => {
    fc.assert(
      fc.property(percent(-60, 300), fc.integer({ min: 1, max: 15 }), (r, n) => {
        const cf = [-100, ...Array<number>(n - 1).fill(0), 100 * (1 + r) ** n];
        expect(valueOf('irr', { flows: cf })).toBeCloseTo(r, 8);
        expect(valueOf('mirr', { flows: cf, financeRate: 0.05, reinvestRate: 0.07 })).toBeCloseTo(r, 9);
      }),
      randomRuns(100),
    );
  });
  it('at every rate found the flows are worth nothing; one change of sign has one rate', () => {
    fc.assert(
      fc.property(flows, (cf) => {
        for (const r of rootsOfNpv(cf)) {
          const size = cf.reduce((a, x, i) => a + Math.abs(x) * (1 + r) ** -i, 0);
          expect(Math.abs(cf.reduce((a, x, i) => a + x * (1 + r) ** -i, 0))).toBeLessThan(size * 1e-8);
        }
      }),
      randomRuns(100),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 10 }), (out, back) => {
        fc.pre(back.reduce((a, b) => a + b, 0) > out * 0.2);
        expect(rootsOfNpv([-out, ...back])).toHaveLength(1);
      }),
      randomRuns(100),
    );
  });
  it('an annuity is the sum of its payments; paid in advance it is worth (1+r) more', () => {
    fc.assert(
      fc.property(percent(-20, 60), fc.integer({ min: 1, max: 30 }), (discountRate, n) => {
        const v = valueOf('annuity', { payment: 100, discountRate, periods: n });
        expect(v).toBeCloseTo(valueOf('npv', { flows: Array<number>(n).fill(100), discountRate, firstAt: 1 }), 4);
        expect(valueOf('annuity', { payment: 100, discountRate, periods: n, due: 1 })).toBeCloseTo(v * (1 + discountRate), 4);
      }),
      randomRuns(100),
    );
  });
});

it('rounds as decimals are rounded, whatever the double beside them', () => {
  const by = (x: number, digits: number): number => call('round', x, digits).value;
  expect([by(1.005, 2), by(-1.005, 2), by(2.5, 0), by(-2.5, 0), by(0.1 + 0.2, 6), by(1e15 + 0.5, 0)]).toEqual([1.01, -1.01, 3, -3, 0.3, 1e15 + 1]);
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (n, digits) => {
      const text = new Decimal(n).div(1e7).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
      expect(by(n / 1e7, digits)).toBeCloseTo(text.toNumber(), 12);
    }),
    randomRuns<[number, number]>(300),
  );
});

it('many flows of changing sign: the roots are those of a plain scan, found once for the method and its formula', () => {
  const flows = Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? -1 : 1) * (100 + ((i * 37) % 23)));
  const { facts, value } = answered('irr', { flows });
  const worth = (r: number): number => flows.reduce((sum, c, i) => sum + c * (1 + r) ** -i, 0);
  const roots = facts['roots'] as number[];
  expect(roots).toContain(value);
  for (const r of roots) expect(Math.abs(worth(r))).toBeLessThan(1e-6);
  const crossings = Array.from({ length: 40_000 }, (_, i) => -0.5 + i * 1e-4).filter((r) => worth(r) * worth(r + 1e-4) < 0);
  expect(crossings.filter((r) => !roots.some((x) => x >= r - 1e-9 && x <= r + 1e-4 + 1e-9))).toEqual([]);
});
