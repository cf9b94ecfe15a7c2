/** What must hold for every input of the income methods; independent computations where there are any. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, yearsBetween } from '../../shared/time.ts';
import { randomRuns } from '../support/random.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { schemaOf } from '../../shared/valuation/method.ts';
import { answered, cellsOf, valueOf, type Asked } from './asked.ts';
import { SAMPLES } from './samples.ts';

const percent = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least, max: most }).map((x) => x / 100);
const amounts = (least = 1): fc.Arbitrary<number[]> => fc.array(fc.integer({ min: 1000, max: 900_000 }), { minLength: least, maxLength: 8 });
const timing = fc.constantFrom('end' as const, 'mid' as const);
const check = <T extends [unknown, ...unknown[]]>(runs: number, arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }, holds: (...x: T) => void): void =>
  fc.assert(fc.property(...arbitraries, holds), randomRuns<T>(runs));
/** Equal to within rounding of double precision, whatever the size. */
const same = (a: number, b: number, within = 1e-10): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(a), Math.abs(b)));
const df = (r: number, t: number): number => (1 + r) ** -t;
const each = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

describe('relief from royalty', () => {
  const BASE = '2026-03-10';
  const request = fc.record({
    revenues: fc.array(fc.integer({ min: 1000, max: 900_000 }), { minLength: 1, maxLength: 8 }),
    royaltyRate: percent(0, 30),
    decay: fc.constantFrom('none' as const, 'geometric' as const, 'linear' as const, 'table' as const),
    decayRate: percent(0, 60),
    decayTable: fc.array(percent(0, 20), { minLength: 1, maxLength: 9 }),
    discountRate: percent(-20, 60),
    range: fc.option(fc.tuple(percent(-10, 10), percent(11, 60)), { nil: undefined }),
    taxRate: fc.constantFrom(0, 0.15, 0.25),
    timing,
    stubDays: fc.option(fc.integer({ min: 1, max: 366 }), { nil: undefined }),
    legalDays: fc.option(fc.integer({ min: 30, max: 4000 }), { nil: undefined }),
    contractDays: fc.option(fc.integer({ min: 30, max: 4000 }), { nil: undefined }),
    economicYears: fc.option(
      fc.integer({ min: 1, max: 40 }).map((x) => x / 4),
      { nil: undefined },
    ),
    maintenance: fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 8 }),
    tabYears: fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined }),
  });
  it('is what adding it up year by year comes to', () => {
    let compared = 0;
    check(400, [request], (x) => {
      const inside = x.revenues.every((v, i) => i === 0 || Math.max(v, x.revenues[i - 1]!) / Math.min(v, x.revenues[i - 1]!) < 2000);
      fc.pre(inside && x.maintenance.length <= x.revenues.length);
      // below 0 % the saving may have no end: refused
      fc.pre(x.tabYears === undefined || (x.discountRate >= 0 && (x.range?.[0] ?? 0) >= 0));
      const end = (days: number | undefined): string | undefined => (days === undefined ? undefined : addDays(BASE, days));
      const dates = { baseDate: BASE, firstPeriodEnd: end(x.stubDays), legalEnd: end(x.legalDays), contractEnd: end(x.contractDays), timing: x.timing };
      const { revenues, royaltyRate, decay, decayRate, decayTable, discountRate, taxRate, maintenance, tabYears, economicYears } = x;
      const stub = x.stubDays === undefined ? 1 : x.stubDays / 365;
      const measured = (day: string): number =>
        dates.firstPeriodEnd === undefined
          ? yearsBetween(BASE, day)
          : day <= dates.firstPeriodEnd
            ? daysBetween(BASE, day) / 365
            : stub + yearsBetween(dates.firstPeriodEnd, day);
      const limits = [dates.legalEnd, dates.contractEnd].flatMap((d) => (d === undefined ? [] : [measured(d)]));
      const life = Math.min(...limits, economicYears ?? Infinity, limits.length > 0 || economicYears ? Infinity : stub + revenues.length - 1);
      const periods = revenues.flatMap((revenue, i) => {
        const [from, to] = [i === 0 ? 0 : stub + i - 1, Math.min(stub + i, life)];
        const length = i === 0 ? stub : 1;
        return to - from > 1e-9 ? [{ revenue, upkeep: maintenance[i] ?? 0, part: (to - from) / length, t: x.timing === 'end' ? to : (from + to) / 2 }] : [];
      });
      const rho = (i: number): number =>
        decay === 'table'
          ? decayTable[Math.min(i, decayTable.length - 1)]!
          : royaltyRate * (decay === 'geometric' ? (1 - decayRate) ** i : decay === 'linear' ? (periods.length - i) / periods.length : 1);
      const at = (r: number): number => {
        const plain = periods.reduce((sum, p, i) => sum + (p.revenue * rho(i) - p.upkeep) * p.part * (1 - taxRate) * df(r, p.t), 0);
        if (tabYears === undefined) return plain;
        const saved = each(tabYears, (k) => (taxRate / tabYears) * df(r, x.timing === 'mid' ? k + 0.5 : k + 1)).reduce((a, b) => a + b, 0);
        return plain / (1 - saved);
      };
      const asked = { revenues, royaltyRate, decay, decayRate, decayTable, discountRate, taxRate, maintenance, tabYears, economicYears, ...dates };
      const now = answered('relief-from-royalty', { ...asked, lowRate: x.range?.[0], highRate: x.range?.[1] });
      const size = Math.max(1, ...revenues);
      const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-8 * size);
      near(now.value, at(discountRate));
      if (x.range) {
        near(now.outputs['lowValue']!, at(x.range[0]));
        near(now.outputs['highValue']!, at(x.range[1]));
        near(now.outputs['bandMin']!, Math.min(at(discountRate), ...x.range.map(at)));
      }
      near(
        now.outputs['revenuePresent']!,
        periods.reduce((sum, p) => sum + p.revenue * p.part * df(discountRate, p.t), 0),
      );
      const parts = cellsOf(now, 'countedPart');
      expect(parts.length === 0 ? cellsOf(now, 'time').length : parts.filter((x) => x > 0).length).toBe(periods.length);
      compared += 1;
    });
    expect(compared).toBeGreaterThan(50);
  });
  it('falls in the discount rate, rises in the royalty and in the life', () => {
    check(150, [amounts(2), percent(0, 50), percent(1, 30), timing], (revenues, discountRate, royaltyRate, when) => {
      fc.pre(Math.max(...revenues) / Math.min(...revenues) < 2000);
      const ask = (more: Asked): number => valueOf('relief-from-royalty', { revenues, discountRate, royaltyRate, timing: when, ...more });
      const v = ask({});
      expect(ask({ discountRate: discountRate + 0.01 })).toBeLessThan(v);
      expect(ask({ royaltyRate: royaltyRate + 0.01 })).toBeGreaterThan(v);
      const n = revenues.length;
      expect(ask({ economicYears: n - 0.5 })).toBeLessThan(v);
      expect(ask({ economicYears: n - 1 })).toBeLessThan(ask({ economicYears: n - 0.5 }));
      same(ask({ economicYears: n }), v);
      // where the last part of a year becomes the whole year nothing jumps
      same(ask({ economicYears: n - 1e-7 }), v, 1e-6);
      same(ask({ timing: 'mid' }), ask({ timing: 'end' }) * Math.sqrt(1 + discountRate));
    });
  });
  it('a yearly leak p is a discount rate of (1+r)/(1−p) − 1; λ is a decay of 1 − e^−λ', () => {
    check(150, [amounts(), percent(0, 40), percent(0, 50), timing], (revenues, discountRate, p, when) => {
      fc.pre(Math.max(...revenues) / Math.min(...revenues) < 2000);
      const ask = (more: Asked): number => valueOf('relief-from-royalty', { revenues, royaltyRate: 0.05, timing: when, discountRate, ...more });
      same(ask({ yearlyLeak: p, rateCarriesLeak: false }), ask({ discountRate: (1 + discountRate) / (1 - p) - 1 }));
      same(ask({ contributionDecay: p }), ask({ decay: 'geometric', decayRate: 1 - Math.exp(-p) }));
    });
  });
  it('real flows at a nominal rate are worth what they are at the real one, and the other way', () => {
    check(100, [amounts(), percent(1, 30), percent(-3, 15)], (revenues, real, inflation) => {
      fc.pre(Math.max(...revenues) / Math.min(...revenues) < 2000);
      const nominal = (1 + real) * (1 + inflation) - 1;
      const ask = (more: Asked): number => valueOf('relief-from-royalty', { revenues, royaltyRate: 0.05, ...more });
      same(ask({ discountRate: real, ratePrices: 'real', inflation }), ask({ discountRate: nominal }));
      const deflated = { flowPrices: 'real', discountRate: nominal, ratePrices: 'nominal', inflation };
      same(ask(deflated), ask({ discountRate: real, flowPrices: 'real', ratePrices: 'real' }));
    });
  });
});

describe('tax amortisation benefit', () => {
  it('is what writing off the value again and again comes to', () => {
    check(150, [percent(0, 60), fc.integer({ min: 1, max: 20 }), percent(0, 60), timing], (tax, tabYears, r, when) => {
      const { value, outputs } = answered('tab', { taxRate: tax, tabYears, discountRate: r, timing: when, baseValue: 1000 });
      let worth = 1000;
      for (let i = 0; i < 2000; i++) {
        const written = worth / tabYears;
        worth = 1000 + each(tabYears, (k) => tax * written * df(r, when === 'mid' ? k + 0.5 : k + 1)).reduce((a, b) => a + b, 0);
      }
      same(worth, 1000 * value, 1e-9);
      same(outputs['tabProof']!, outputs['tabBenefit']!, 1e-9);
    });
  });
});

describe('cash flow', () => {
  const flows = fc.array(fc.integer({ min: -500, max: 1000 }), { minLength: 1, maxLength: 10 });
  const gordon = { rightLife: 'indefinite', terminal: 'gordon' } as const;
  it('a growing end is what the flows of a thousand years come to', () => {
    check(60, [flows, percent(5, 40), percent(-10, 3), timing], (cf, r, growth, when) => {
      const shift = when === 'mid' ? 0.5 : 0;
      const last = cf.at(-1)!;
      const far = each(1500, (i) => last * (1 + growth) ** (i + 1) * df(r, cf.length + i + 1 - shift));
      const near = cf.map((x, i) => x * df(r, i + 1 - shift));
      same(
        valueOf('dcf', { flows: cf, discountRate: r, growth, timing: when, ...gordon }),
        [...near, ...far].reduce((a, b) => a + b, 0),
        1e-7,
      );
    });
  });
  it('the middle of the year is worth √(1+r) more where every flow shifts, not where a multiple is paid at the end', () => {
    check(100, [flows, percent(5, 40), percent(-10, 3)], (cf, r, growth) => {
      const ask = (more: Asked): number => valueOf('dcf', { flows: cf, discountRate: r, ...more });
      same(ask({ timing: 'mid', growth, ...gordon }), ask({ growth, ...gordon }) * Math.sqrt(1 + r), 1e-9);
      const exit = { rightLife: 'indefinite', terminal: 'exitMultiple', exitMultiple: 6, exitBase: 100 };
      const [mid, end] = [answered('dcf', { flows: cf, discountRate: r, timing: 'mid', ...exit }), answered('dcf', { flows: cf, discountRate: r, ...exit })];
      same(mid.outputs['pvTerminal']!, end.outputs['pvTerminal']!);
      same(end.outputs['pvTerminal']!, 600 * df(r, cf.length));
    });
  });
  it('built from EBIT it is the same as given', () => {
    const part = fc.integer({ min: -200, max: 400 });
    check(100, [fc.array(fc.tuple(part, part, part, part), { minLength: 1, maxLength: 8 }), percent(1, 40), percent(0, 40)], (rows, r, tax) => {
      const [ebit, depreciation, capex, workingCapitalChange] = [0, 1, 2, 3].map((j) => rows.map((x) => x[j]!));
      const built = answered('dcf', { ebit, depreciation, capex, workingCapitalChange, taxRate: tax, discountRate: r });
      const given = rows.map(([e, d, c, w]) => e * (1 - tax) + d - c - w);
      same(built.value, valueOf('dcf', { flows: given, discountRate: r }), 1e-8);
    });
  });
});

describe('income above the ordinary', () => {
  it('the parts of the increment are the profit after less the profit before', () => {
    const n = fc.integer({ min: 0, max: 100 });
    check(150, [n, n, n, n, n, n], (q1, q2, p1, p2, c1, c2) => {
      const asked = { quantityBefore: q1, quantityAfter: q2, priceBefore: p1, priceAfter: p2, costBefore: c1, costAfter: c2, discountRate: 0.1, years: 1 };
      same(answered('incremental-income', asked).outputs['increment']!, q2 * (p2 - c2) - q1 * (p1 - c1));
    });
  });
  it('an equal income over n.x years is the same told year by year', () => {
    check(150, [fc.integer({ min: 1, max: 60 }).map((x) => x / 4), percent(-10, 50), timing], (years, r, when) => {
      const stepped = { annual: Array<number>(Math.ceil(years)).fill(100), economicYears: years, discountRate: r, timing: when };
      same(valueOf('royalty-annuity', { base: 1000, royaltyRate: 0.1, years, discountRate: r, timing: when }), valueOf('stepped-income', stepped), 1e-9);
    });
  });
  it('a share of profit and its royalty on sales are worth the same', () => {
    check(100, [percent(1, 50), percent(2, 60), percent(1, 40)], (profitShare, operatingMargin, r) => {
      const shared = { operatingMargin, profitShare: undefined, discountRate: r, years: 6 };
      const onProfit = answered('royalty-annuity', { ...shared, baseKind: 'profit', base: 1_000_000 * operatingMargin, profitShare });
      same(onProfit.value, valueOf('royalty-annuity', { ...shared, base: 1_000_000, royaltyRate: profitShare * operatingMargin }));
      same(onProfit.outputs['royaltyRate']!, profitShare * operatingMargin);
    });
  });
});

describe('excess earnings', () => {
  it('with charges that leave the royalty, it is relief from royalty', () => {
    check(
      150,
      [amounts(), percent(0, 40), percent(0, 20), timing, fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined })],
      (revenues, r, rho, when, tabYears) => {
        fc.pre(Math.max(...revenues) / Math.min(...revenues) < 2000);
        const economicYears = revenues.length - 0.3;
        const shared = { discountRate: r, taxRate: 0.25, timing: when, economicYears, tabYears };
        const assets = [{ name: '其余资产', values: revenues, returnRate: 0.2 * 0.75 - rho * 0.75 }];
        const mpeem = valueOf('mpeem', { ...shared, ebita: revenues.map((x) => x * 0.2), assets });
        same(mpeem, valueOf('relief-from-royalty', { ...shared, revenues, royaltyRate: rho }), 1e-8);
      },
    );
  });
  it('level earnings are one period times the factor of the years', () => {
    check(100, [fc.integer({ min: 1, max: 15 }), percent(1, 40), fc.integer({ min: 0, max: 500 }), timing], (n, r, income, when) => {
      const one = valueOf('excess-earnings', { income, assetValues: [300, 100], assetReturns: [0.05, 0.2], discountRate: r, years: n, timing: when });
      const values = (x: number): number[] => Array<number>(n).fill(x);
      const assets = [
        { name: '固定资产', values: values(300), returnRate: 0.05 },
        { name: '营运资金', values: values(100), returnRate: 0.2 },
      ];
      same(valueOf('mpeem', { nopat: values(income), assets, discountRate: r, timing: when }), one, 1e-8);
    });
  });
  it('what others charge for, and what is lost each year, lowers it by as much', () => {
    check(100, [fc.array(fc.integer({ min: 50, max: 500 }), { minLength: 1, maxLength: 8 }), percent(0, 99), percent(1, 40)], (nopat, lost, r) => {
      const asked = { nopat, assets: [{ name: '固定资产', values: nopat, returnRate: 0.1 }], discountRate: r };
      const ask = (more: Asked): number => valueOf('mpeem', { ...asked, ...more });
      const table = nopat.map((_, i) => (1 - lost) ** i);
      same(ask({ attrition: 'geometric', attritionRate: lost }), ask({ attrition: 'table', attritionTable: table }));
      same(ask({ attrition: 'exponential', attritionRate: -Math.log(1 - lost) }), ask({ attrition: 'table', attritionTable: table }), 1e-8);
      const back = nopat.map((x) => x * 0.2);
      const worn = [{ name: '固定资产', values: nopat, returnRate: 0.1, returnOf: back }];
      same(ask({ assets: worn, nopatBearsReturnOf: false }), ask({ crossCharges: back }), 1e-8);
      same(ask({ rightsByExcess: 2, crossCharges: nopat.map((x) => x * 0.2) }), (ask({}) * 0.7) / 0.9, 1e-8);
    });
  });
});

describe('risk-adjusted net present value', () => {
  const stage = fc.record({
    cost: fc.integer({ min: 0, max: 300 }),
    gap: fc.integer({ min: 0, max: 8 }).map((x) => x / 4),
    p: percent(0, 100),
    receipt: fc.integer({ min: 0, max: 50 }),
  });
  const stages = fc.array(stage, { minLength: 1, maxLength: 6 });
  const flows = fc.array(fc.integer({ min: -100, max: 900 }), { minLength: 1, maxLength: 8 });
  const ask = (list: { cost: number; gap: number; p: number; receipt: number }[], cf: number[], r: number, more: Asked = {}): number => {
    let at = 0;
    const stageTimes = list.map((x) => (at += x.gap));
    const receipts = { stageReceipts: list.map((x) => x.receipt), receiptTimes: stageTimes.map((t) => t + 0.5) };
    const shared = { stageCosts: list.map((x) => x.cost), stageTimes, stageProbabilities: list.map((x) => x.p), ...receipts };
    return valueOf('rnpv', { ...shared, flows: cf, firstFlowAt: at + 1, discountRate: r, ...more });
  };
  it('is the mean over every way the stages can end', () => {
    check(150, [stages, flows, percent(0, 40)], (list, cf, r) => {
      let at = 0;
      const times = list.map((x) => (at += x.gap));
      // stage k is where it ends; list.length is success
      const ways = each(list.length + 1, (k) => {
        const chance = list.slice(0, k).reduce((a, x) => a * x.p, 1) * (k < list.length ? 1 - list[k]!.p : 1);
        const spent = list.slice(0, k + 1).reduce((a, x, i) => a + x.cost * df(r, times[i]!), 0);
        const received = list.slice(0, k).reduce((a, x, i) => a + x.receipt * df(r, times[i]! + 0.5), 0);
        const earned = k < list.length ? 0 : cf.reduce((a, x, i) => a + x * df(r, at + 1 + i), 0);
        return chance * (received + earned - spent);
      });
      same(
        ask(list, cf, r),
        ways.reduce((a, b) => a + b, 0),
        1e-8,
      );
    });
  });
  it('is plain net present value where nothing can fail, and less in a stage less likely', () => {
    check(100, [stages, flows, percent(0, 40)], (list, cf, r) => {
      const sure = list.map((x) => ({ ...x, p: 1 }));
      let at = 0;
      const plain =
        sure.reduce((a, x) => a - x.cost * df(r, (at += x.gap)) + x.receipt * df(r, at + 0.5), 0) + cf.reduce((a, x, i) => a + x * df(r, at + 1 + i), 0);
      same(ask(sure, cf, r), plain, 1e-8);
      const last = { ...list.at(-1)!, p: 0 };
      const earns = cf.every((x) => x >= 0);
      if (earns) expect(ask([...list.slice(0, -1), last], cf, r)).toBeLessThanOrEqual(ask(list, cf, r) + 1e-9);
    });
  });
});

describe('万元 and 元', () => {
  type Schema = { quantity?: string; properties?: Record<string, Schema>; items?: Schema };
  /** A request with every amount of money ten thousand times as large. */
  const inYuan = (x: unknown, schema: Schema): unknown => {
    if (typeof x === 'number') return schema.quantity === 'money' ? x * 10_000 : x;
    if (Array.isArray(x)) return x.map((y) => inYuan(y, schema.items!));
    if (typeof x !== 'object' || x === null) return x;
    return Object.fromEntries(Object.entries(x).map(([name, y]) => [name, inYuan(y, schema.properties![name]!)]));
  };
  const ids = [...METHODS.values()].filter((m) => m.family === 'income' || m.family === 'flows').map((m) => m.id);
  it.each(ids)('%s: the unit does not matter, to money it is ten thousand times, to all else nothing', (id) => {
    const request = SAMPLES[id] as Asked;
    const wan = answered(id, { ...request, money: '万元' });
    const yuan = answered(id, { ...(inYuan(request, schemaOf(METHODS.get(id)!) as Schema) as Asked), money: '元' });
    const scale = (unit: string): number => (unit === 'money' ? 10_000 : 1);
    // what is nothing is so to within rounding of the flows it is made of
    const size = Math.max(...wan.cells.map((c) => Math.abs(c.value) * scale(c.unit)));
    yuan.cells.forEach((c, i) =>
      expect(Math.abs(c.value - wan.cells[i]!.value * scale(c.unit))).toBeLessThanOrEqual(Math.max(1e-12 * size, 1e-9 * Math.abs(c.value))),
    );
    expect(yuan.cells).toHaveLength(wan.cells.length);
  });
});
