import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isRefusal } from '../../shared/result.ts';
import { formatWan } from '../../shared/money.ts';
import { offerValue, sensitivity, valueByRoyalty, type RoyaltyResult } from '../../shared/valuation/royalty.ts';
import { royaltyInputOf, royaltySchema, type RoyaltyRequest } from '../../shared/valuation/royalty-input.ts';

const R017: RoyaltyRequest = {
  unit: '万元',
  revenues: ['300', '500', '800', '900', '900'],
  royaltyRate: '0.05',
  discountRate: '0.15',
  lowRate: '0.12',
  highRate: '0.2',
};
const good = <T>(x: T): Exclude<T, { refused: true }> => {
  if (isRefusal(x)) throw new Error(JSON.stringify(x));
  return x as Exclude<T, { refused: true }>;
};
const value = (r: RoyaltyRequest): number => Number((good(valueByRoyalty(r)) as RoyaltyResult).value);
const key = (x: unknown): string => (isRefusal(x) ? x.key : 'not refused');

describe('relief from royalty', () => {
  it('meets the check values of R-017', () => {
    const r = good(valueByRoyalty(R017));
    expect([formatWan(r.value), formatWan(r.low!.value), formatWan(r.high!.value)]).toEqual(['106.35', '115.93', '92.80']);
    expect([formatWan(r.band.min), formatWan(r.band.max)]).toEqual(['92.80', '115.93']);
    expect(r.life).toEqual({ years: '5', binding: 'forecast' });
    expect(r.steps.map((s) => s.id)).toEqual(['life', 'year-1', 'year-2', 'year-3', 'year-4', 'year-5', 'total']);
  });
  it('values the three offers', () => {
    const pv = (entryFee: string, royaltyRate: string): string => formatWan(good(offerValue(R017, { entryFee, royaltyRate })).value);
    expect([pv('1800000', '0.03'), pv('1200000', '0.02'), pv('1500000', '0.025')]).toEqual(['243.81', '162.54', '203.17']);
    expect(formatWan(good(offerValue(R017, { entryFee: '1000000' })).value)).toBe('100.00');
    expect(Number(good(offerValue(R017, { royaltyRate: '0.05', years: 1 })).value)).toBeCloseTo(150_000 / 1.15, 6);
    expect(key(offerValue(R017, { entryFee: '一百' }))).toBe('valuation.unreadable');
  });
  it('meets the published cases CN-RY-01..03 and INT-RY-01', () => {
    const post = { flowBasis: 'postTax', rateBasis: 'postTax' } as const;
    expect(
      value({ unit: '万元', revenues: Array<string>(8).fill('4600'), royaltyRate: '0.02', taxRate: '0.25', discountRate: '0.15', ...post }) / 1e4,
    ).toBeCloseTo(309.625, 2);
    expect(
      value({ unit: '万元', revenues: ['800', '900', '950', '950'], royaltyRate: '0.04', taxRate: '0.25', discountRate: '0.1', ...post }) / 1e4,
    ).toBeCloseTo(85.01, 2);
    expect(Math.abs(value({ unit: '元', revenues: Array<string>(3).fill('10000000'), royaltyRate: '0.3', discountRate: '0.1' }) - 7_460_700)).toBeLessThan(200);
    const tab = {
      unit: '元',
      revenues: ['1000000', '1100000', '1200000', '1300000', '1400000'],
      royaltyRate: '0.05',
      taxRate: '0.25',
      discountRate: '0.12',
      tabYears: '5',
      ...post,
    } as const;
    expect(Math.abs(value({ ...tab, revenues: [...tab.revenues] }) - 194_163.77)).toBeLessThan(0.01);
  });
  it('decays by rate, in a line, by table', () => {
    const one: RoyaltyRequest = { unit: '万元', revenues: ['100', '100', '100', '100'], royaltyRate: '0.08', discountRate: '0' };
    const rates = (decay: RoyaltyRequest['decay']): number[] => good(valueByRoyalty({ ...one, decay })).rows.map((r) => Number(r.rate));
    expect(rates({ kind: 'geometric', rate: '0.5' })).toEqual([0.08, 0.04, 0.02, 0.01]);
    expect(rates({ kind: 'linear' })).toEqual([0.08, 0.06, 0.04, 0.02]);
    expect(rates({ kind: 'table', rates: ['0.05', '0.03'] })).toEqual([0.05, 0.03, 0.03, 0.03]);
  });
  it('places cash at the end, in the middle, and after a stub', () => {
    const r = (more: Partial<RoyaltyRequest>): number[] => good(valueByRoyalty({ ...R017, ...more })).rows.map((x) => Number(Number(x.t).toFixed(4)));
    expect(r({})).toEqual([1, 2, 3, 4, 5]);
    expect(r({ timing: 'mid' })).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
    // the published appraisal of 2008-05-31: 0.29, 1.08, 2.08
    expect(
      r({ timing: 'mid', baseDate: '2008-05-31', firstPeriodEnd: '2008-12-31' })
        .slice(0, 3)
        .map((t) => Number(t.toFixed(2))),
    ).toEqual([0.29, 1.09, 2.09]);
    expect(key(valueByRoyalty({ ...R017, firstPeriodEnd: '2008-12-31' }))).toBe('valuation.baseDateNeeded');
    expect(key(valueByRoyalty({ ...R017, baseDate: '2008-12-31', firstPeriodEnd: '2008-12-31' }))).toBe('valuation.stubLength');
  });
  it('takes the shortest life and cuts the last year', () => {
    const r = good(valueByRoyalty({ ...R017, baseDate: '2026-03-01', legalEnd: '2040-01-02', contractEnd: '2028-08-31', economicYears: '8' }));
    expect(r.life.binding).toBe('contract');
    expect(r.rows).toHaveLength(3);
    expect(Number(r.rows[2]!.fraction)).toBeCloseTo(183 / 365, 3);
    expect(r.warnings.map((w) => w.key)).toContain('forecastCut');
    expect(good(valueByRoyalty({ ...R017, economicYears: '8' })).warnings.map((w) => w.key)).toContain('forecastShorter');
  });
  it('a stub that ends on the day the contract ends counts whole, in leap years too', () => {
    for (const baseDate of ['2027-05-31', '2028-01-15', '2026-05-31']) {
      const end = `${baseDate.slice(0, 4)}-12-31`;
      const stub = { ...R017, baseDate, firstPeriodEnd: end, timing: 'mid' as const };
      const only = good(valueByRoyalty({ ...stub, revenues: ['300'] }));
      const ended = good(valueByRoyalty({ ...stub, contractEnd: end }));
      expect([ended.rows.length, ended.rows[0]!.fraction, ended.value]).toEqual([1, '1', only.value]);
      // two whole periods later: no sliver of a fourth, no cut third
      const later = good(valueByRoyalty({ ...stub, contractEnd: `${Number(end.slice(0, 4)) + 2}-12-31` }));
      expect(later.rows.map((r) => r.fraction)).toEqual(['1', '1', '1']);
    }
  });
  it('a tax amortisation benefit that has no end below 0 % is refused, never a negative price', () => {
    const tab = { ...R017, taxRate: '0.25', flowBasis: 'postTax', tabYears: '10' } as const;
    expect(Number(good(valueByRoyalty({ ...tab, discountRate: '0' })).value)).toBeGreaterThan(0);
    expect(valueByRoyalty({ ...tab, discountRate: '-0.3' })).toMatchObject({ key: 'valuation.tabEndless', field: 'discountRate' });
    expect(valueByRoyalty({ ...tab, lowRate: '-0.3' })).toMatchObject({ key: 'valuation.tabEndless', field: 'lowRate' });
  });
  it('refuses what has no answer, and says why', () => {
    const cases: [Partial<RoyaltyRequest>, string][] = [
      [{ discountRate: '-1' }, 'valuation.rateTooLow'],
      [{ highRate: '-1.2' }, 'valuation.rateTooLow'],
      [{ economicYears: '0' }, 'valuation.lifeOver'],
      [{ baseDate: '2026-03-01', legalEnd: '2026-03-01' }, 'valuation.lifeOver'],
      [{ legalEnd: '2040-01-01' }, 'valuation.baseDateNeeded'],
      [{ flowBasis: 'preTax', taxRate: '0.25' }, 'valuation.preTaxWithTax'],
      [{ rateBasis: 'postTax' }, 'valuation.mixedTaxBasis'],
      [{ flowPrices: 'real', ratePrices: 'nominal' }, 'valuation.mixedPrices'],
      [{ revenues: ['300', '5000000'] }, 'valuation.unitsMixed'],
      [{ revenues: ['-1'] }, 'valuation.negativeRevenue'],
      [{ royaltyRate: '5' }, 'valuation.royaltyRange'],
      [{ revenues: ['abc'] }, 'valuation.unreadable'],
      [{ taxRate: '1', flowBasis: 'postTax' }, 'valuation.taxRange'],
    ];
    expect([valueByRoyalty({ ...R017, royaltyRate: '-0.05' }), valueByRoyalty({ ...R017, lowRate: '-1.5' })]).toMatchObject([
      { params: { rate: '-5%' } },
      { params: { rate: '-150%' } },
    ]);
    for (const [change, want] of cases) expect([change, key(valueByRoyalty({ ...R017, ...change }))]).toEqual([change, want]);
    expect(good(valueByRoyalty({ ...R017, unit: '元' })).warnings.map((w) => w.key)).toContain('revenueTiny');
    expect(good(valueByRoyalty({ ...R017, revenues: ['200000000'] })).warnings.map((w) => w.key)).toContain('revenueHuge');
    expect(good(valueByRoyalty({ ...R017, discountRate: '1.5' })).warnings.map((w) => w.key)).toContain('rateLarge');
  });
  it('laws: unit does not matter, value falls in r and rises in royalty and life', () => {
    const flows = fc.array(fc.integer({ min: 1000, max: 900_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        flows,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('end' as const, 'mid' as const),
        (revs, r, rho, timing) => {
          fc.pre(revs.every((v, i) => i === 0 || Math.max(v, revs[i - 1]!) / Math.min(v, revs[i - 1]!) < 2000));
          const req: RoyaltyRequest = { unit: '万元', revenues: revs.map(String), royaltyRate: String(rho / 100), discountRate: String(r / 100), timing };
          const v = value(req);
          expect(value({ ...req, unit: '元', revenues: revs.map((x) => String(x * 10_000)) })).toBe(v);
          expect(value({ ...req, discountRate: String((r + 1) / 100) })).toBeLessThan(v);
          expect(value({ ...req, royaltyRate: String((rho + 1) / 100) })).toBeGreaterThan(v);
          if (revs.length > 1) expect(value({ ...req, economicYears: String(revs.length - 1) })).toBeLessThan(v);
          const mid = value({ ...req, timing: 'mid' });
          expect(mid / value({ ...req, timing: 'end' })).toBeCloseTo(Math.sqrt(1 + r / 100), 9);
        },
      ),
      { numRuns: 100 },
    );
  });
  it('gives a grid whose base cell is the base case', () => {
    const grid = good(sensitivity(R017, ['0.12', '0.15', '0.2'], ['0.04', '0.05']));
    expect(grid.map((row) => formatWan(row[1]))).toEqual(['115.93', '106.35', '92.80']);
    expect(key(sensitivity(R017, ['-2'], ['0.05']))).toBe('valuation.rateTooLow');
  });
});

describe('worksheet texts', () => {
  const sheet = (inputs: Record<string, string>, more = {}) => ({
    id: 'w',
    revenues: ['300万', '5,000,000', '800万元', '9000000', '900万'],
    inputs: Object.fromEntries(Object.entries(inputs).map(([k, v]) => [k, { value: v }])),
    ...more,
  });
  it('reads what people type', () => {
    const req = good(
      royaltyInputOf(
        sheet({ royaltyRate: '5%', discountRate: '15％', maintenance: '2000;2000', decay: 'none' }, { baseDate: '2026.3.1', lowRate: '12%', highRate: '0.20' }),
      ),
    );
    expect(formatWan(good(valueByRoyalty({ ...req, maintenance: [] })).value)).toBe('106.35');
    expect(req).toMatchObject({ baseDate: '2026-03-01', maintenance: ['2000', '2000'], lowRate: '0.12', highRate: '0.2' });
    expect(good(royaltyInputOf(sheet({ discountRate: '0.1', decay: 'table', decayTable: '5%、4%、3%' }))).decay).toEqual({
      kind: 'table',
      rates: ['0.05', '0.04', '0.03'],
    });
  });
  it('names the field it cannot read', () => {
    const field = (x: unknown): string | undefined => (isRefusal(x) ? x.field : undefined);
    expect(field(royaltyInputOf(sheet({ royaltyRate: '五', discountRate: '0.1' })))).toBe('royaltyRate');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%' })))).toBe('discountRate');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1' }, { revenues: [] })))).toBe('revenues');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1' }, { revenues: ['约三百'] })))).toBe('revenues');
    const years = (revenues: string[]) => royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1' }, { revenues }));
    // a blank year would pull the later ones forward; blank ones at the end are no years
    expect(years(['', '500', '800'])).toMatchObject({ key: 'valuation.yearBlank', field: 'revenues', params: { year: 1 } });
    expect(years(['300', '500', ' ', '900', ''])).toMatchObject({ key: 'valuation.yearBlank', params: { year: 3 } });
    expect(years(['300', '', '500', '', ''])).toMatchObject({ key: 'valuation.yearBlank', params: { year: 2 } });
    expect(good(years(['300', '500', '', ' '])).revenues).toEqual(['300', '500']);
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1', maintenance: '900、、1500' })))).toBe('maintenance');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1', legalEnd: '明年' })))).toBe('legalEnd');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1' }, { baseDate: 'x' })))).toBe('baseDate');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1', decay: 'geometric' })))).toBe('decayRate');
    expect(field(royaltyInputOf(sheet({ discountRate: '0.1', decay: 'table' })))).toBe('decayTable');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1', decay: 'odd' })))).toBe('decay');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1', maintenance: '8..8' })))).toBe('maintenance');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1' }, { lowRate: 'x' })))).toBe('lowRate');
    expect(field(royaltyInputOf(sheet({ royaltyRate: '5%', discountRate: '0.1' }, { highRate: 'x' })))).toBe('highRate');
  });
  it('has a JSON schema', () => expect(JSON.stringify(royaltySchema())).toContain('royaltyRate'));
});
