/** Income methods against published answers, a real appraisal's structure, and the way shown on the sheet. */
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../shared/valuation/methods.ts';
import { APPRAISAL_2008 } from './appraisal-2008.ts';
import { answered, cellsOf, inputsOf, missed, valueOf, warningsOf } from './asked.ts';
import { SAMPLES, VARIANTS } from './samples.ts';

describe('published answers', () => {
  it('more profit by price and cost, by year, by weighted premium', () => {
    const a = inputsOf<Record<'qty' | 'costBefore' | 'costAfter' | 'priceBefore' | 'priceAfter' | 'taxRate' | 'r' | 'n', number>>('CN-EX-01');
    const one = answered('incremental-income', {
      quantityBefore: a.qty,
      priceBefore: a.priceBefore,
      priceAfter: a.priceAfter,
      costBefore: a.costBefore,
      costAfter: a.costAfter,
      taxRate: a.taxRate,
      discountRate: a.r,
      years: a.n,
      money: '万元',
    });
    expect(missed('CN-EX-01', { annual: one.outputs['annual']!, value: one.value })).toEqual([]);
    const b = inputsOf<{ annual: number[]; r: number }>('CN-EX-04');
    expect(missed('CN-EX-04', { value: valueOf('stepped-income', { annual: b.annual, discountRate: b.r }) })).toEqual([]);
    // the same from what the source says of each year: (280−250, 270−250, 260−250) × 2 × (1−25 %)
    const premiums = { unitPremiums: [30, 30, 30, 20, 20, 10, 10, 10], quantities: Array<number>(8).fill(2), taxRate: 0.25, discountRate: b.r };
    expect(missed('CN-EX-04', { value: valueOf('stepped-income', premiums) })).toEqual([]);
    const c = inputsOf<{ premiums: number[]; weights: number[]; qty: number; taxRate: number; rf: number; riskPremium: number; n: number }>('CN-EX-05');
    const weighted = answered('price-premium', {
      premiums: c.premiums,
      weights: c.weights,
      quantity: c.qty,
      taxRate: c.taxRate,
      riskFreeRate: c.rf,
      riskPremium: c.riskPremium,
      years: c.n,
    });
    expect(missed('CN-EX-05', { r: weighted.outputs['discountRate']!, annual: weighted.outputs['annual']!, value: weighted.value })).toEqual([]);
    expect(weighted.value).toBeCloseTo(4563.12, 2);
  });
  it('royalties', () => {
    const a = inputsOf<Record<'salesRoyalty' | 'salesMargin' | 'salesProfit' | 'taxRate' | 'r' | 'n', number>>('CN-RY-01');
    const one = answered('royalty-annuity', {
      baseKind: 'profit',
      base: a.salesProfit,
      royaltyRate: a.salesRoyalty,
      operatingMargin: a.salesMargin,
      taxRate: a.taxRate,
      discountRate: a.r,
      years: a.n,
    });
    expect(missed('CN-RY-01', { ...one.outputs, value: one.value })).toEqual([]);
    expect(one.value).toBeCloseTo(309.625, 3);
    const b = inputsOf<{ revenues: number[]; rate: number; taxRate: number; r: number }>('CN-RY-02');
    const two = answered('relief-from-royalty', { revenues: b.revenues, royaltyRate: b.rate, taxRate: b.taxRate, discountRate: b.r, money: '万元' });
    expect(missed('CN-RY-02', { net: cellsOf(two, 'net'), value: two.value })).toEqual([]);
    const c = inputsOf<Record<'base' | 'rate' | 'taxRate' | 'r' | 'n', number>>('CN-RY-03');
    const three = answered('royalty-annuity', { base: c.base, royaltyRate: c.rate, taxRate: c.taxRate, discountRate: c.r, years: c.n });
    expect(missed('CN-RY-03', { annual: three.outputs['annual']!, value: three.value })).toEqual([]);
    const d = inputsOf<{ revenues: number[]; rate: number; taxRate: number; r: number; tabYears: number }>('INT-RY-01');
    const four = { revenues: d.revenues, royaltyRate: d.rate, taxRate: d.taxRate, discountRate: d.r, tabYears: d.tabYears };
    expect(missed('INT-RY-01', { value: valueOf('relief-from-royalty', four) })).toEqual([]);
    const e = inputsOf<{ taxRate: number; n: number; r: number }>('INT-TAB-01');
    expect(missed('INT-TAB-01', valueOf('tab', { taxRate: e.taxRate, tabYears: e.n, discountRate: e.r }))).toEqual([]);
  });
  it('cash flow with a growing end, and with flows in the middle of years', () => {
    const a = inputsOf<{ flows: number[]; r: number; g: number }>('CN-DCF-01');
    const indefinite = { rightLife: 'indefinite', terminal: 'gordon' } as const;
    expect(missed('CN-DCF-01', { value: valueOf('dcf', { flows: a.flows, discountRate: a.r, growth: a.g, ...indefinite }) })).toEqual([]);
    const b = inputsOf<{ flows: number[]; r: number; g: number }>('INT-DCF-02');
    const { outputs, value } = answered('dcf', { flows: b.flows, discountRate: b.r, growth: b.g, timing: 'mid', ...indefinite });
    expect(missed('INT-DCF-02', { pvFlows: outputs['pvFlows']!, tv: outputs['terminalValue']!, ev: value })).toEqual([]);
  });
});

describe('a real appraisal of 2008 by its structure: stub year, falling royalty, before tax', () => {
  const { revenues, ...structure } = APPRAISAL_2008;
  const result = answered('relief-from-royalty', { ...structure, revenues });

  it('puts the flows at 0.29, 1.08, 2.08 … of a year', () => {
    const times = cellsOf(result, 'time');
    [0.29, 1.08, 2.08, 3.08, 4.08, 5.08, 6.08, 7.08].forEach((t, i) => expect(Math.abs(times[i]! - t)).toBeLessThan(0.01));
  });
  it('lets the royalty fall from 3.39 % to 0.47 %, by formula or by table', () => {
    const rates = cellsOf(result, 'royaltyAt');
    expect([rates[0], rates[7]]).toEqual([0.0339, expect.closeTo(0.0047, 12)]);
    const table = valueOf('relief-from-royalty', { ...structure, revenues, royaltyRate: undefined, decay: 'table', decayRate: undefined, decayTable: rates });
    expect(table).toBeCloseTo(result.value, 8);
  });
  it('holds 500 and 1.636 % of sales for a lump of 2,800', () => {
    expect(500 + 0.01636 * result.outputs['revenuePresent']!).toBeCloseTo(2800, 6);
    const running = valueOf('relief-from-royalty', { ...structure, decay: 'none', decayRate: undefined, royaltyRate: 0.01636, revenues });
    expect(running).toBeCloseTo(2300, 6);
  });
  it('says that it is before tax', () => {
    expect(result.warnings.map((w) => w.key)).toEqual(['preTax']);
    expect(result.facts).toEqual({ binding: 'forecast' });
  });
});

describe('the way shown', () => {
  it('has a step for every figure, with its formula and its numbers', () => {
    const { steps, inputs: given } = answered('relief-from-royalty', {
      revenues: [1_000_000, 2_000_000],
      royaltyRate: 0.05,
      decay: 'linear',
      discountRate: 0.1,
      taxRate: 0.25,
      economicYears: 1.5,
      evidence: { revenues: { source: '示例：销售计划', grade: 'estimate', date: '2026-03-01' } },
    });
    const line = (id: string): string => {
      const s = steps.find((x) => x.id === id)!;
      return `${s.formula} | ${s.substituted} | ${Number(s.result.toPrecision(8))}`;
    };
    expect(line('countedPart.2')).toBe('φ₂ = max(0, min(1, round(N − 1, 12))) | max(0, min(1, round(1.5 − 1, 12))) | 0.5');
    expect(line('time.2')).toBe('t₂ = 1 + φ₂ | 1 + 0.5 | 1.5');
    expect(line('royaltyAt.2')).toBe('ρ₂ = max(0, ρ × (n − 1) ÷ n) | max(0, 0.05 × (2 − 1) ÷ 2) | 0.025');
    expect(line('royalty.2')).toBe('R₂ = Rev₂ × ρ₂ × φ₂ | 2000000 × 0.025 × 0.5 | 25000');
    expect(line('net.2')).toBe('CF₂ = R₂ × (1 − T) | 25000 × (1 − 0.25) | 18750');
    expect(line('discountFactor.2')).toBe('v₂ = (1 + r)^(−t₂) | (1 + 0.1)^(−1.5) | 0.86678417');
    expect(line('value')).toBe('V = Σ(PV₁ + PV₂) | Σ(34090.90909 + 16252.20323) | 50343.112');
    expect(given.find((x) => x.id === 'revenues.2')).toEqual({
      id: 'revenues.2',
      name: 'revenues',
      k: 2,
      value: 2_000_000,
      unit: 'money',
      source: '示例：销售计划',
      grade: 'estimate',
      date: '2026-03-01',
    });
  });
  it('shows where every figure given is from', () => {
    const untold = ['mpeem.rightsByExcess', 'npv.firstAt', 'annuity.due'];
    for (const [id, sample] of [...Object.entries(SAMPLES), ...VARIANTS]) {
      if (!['income', 'flows', 'share', 'rates', 'cost', 'market'].includes(METHODS.get(id)!.family)) continue;
      const given = Object.entries(sample as object).flatMap(([name, x]) => (typeof [x].flat()[0] === 'number' || name.endsWith('End') ? [name] : []));
      const evidence = Object.fromEntries(given.map((name) => [name, { source: `示例：${name}` }]));
      const { inputs } = answered(id, { ...(sample as object), evidence });
      const shown = new Set(inputs.map((x) => x.source));
      expect(given.filter((name) => !shown.has(`示例：${name}`) && !untold.includes(`${id}.${name}`)).map((name) => `${id}.${name}`)).toEqual([]);
    }
  });
  it('warns of what a reader should know', () => {
    const royalty = { revenues: [1_000_000, 900_000], royaltyRate: 0.05, discountRate: 0.1, rateBasis: 'preTax' };
    const w = (more: object): string[] => warningsOf('relief-from-royalty', { ...royalty, ...more });
    expect(w({})).toEqual(['preTax']);
    expect(w({ rateBasis: undefined })).toEqual(['rateBasisUnsaid']);
    expect(w({ economicYears: 1 })).toEqual(['preTax', 'forecastCut']);
    expect(w({ economicYears: 9 })).toEqual(['preTax', 'forecastShorter']);
    expect(w({ discountRate: 1.5 })).toEqual(['preTax', 'rateLarge']);
    expect(w({ revenues: [30, 40] })).toEqual(['preTax', 'revenueTiny']);
    expect(w({ revenues: [30, 40], money: '万元' })).toEqual(['preTax']);
    expect(w({ revenues: [2e8, 2e8], money: '万元' })).toEqual(['preTax', 'revenueHuge']);
    expect(w({ maintenance: [60_000, 60_000] })).toEqual(['preTax', 'valueNegative']);
    expect(w({ tabYears: 6 })).toEqual(['preTax', 'tabOnlyIfDeductible', 'tabWithoutTax', 'tabShort']);
    expect(w({ yearlyLeak: 0.1 })).toEqual(['preTax', 'rateLeakUnsaid']);
    expect(w({ inflation: 0.02 })).toEqual(['preTax', 'inflationUnused']);
    expect(answered('relief-from-royalty', { ...royalty, decayRate: 0.1 }).warnings.at(-1)).toEqual({ key: 'inputUnused', params: { field: 'decayRate' } });
    expect(warningsOf('dcf', { flows: [1], discountRate: 0.1, rateBasis: 'postTax', growth: 0.1, terminalReason: '示例' })).toEqual([
      'inputUnused',
      'inputUnused',
    ]);
    const dcf = { flows: [100, 110], discountRate: 0.1, rateBasis: 'postTax', rightLife: 'indefinite', terminal: 'gordon', growth: 0.02 };
    expect(warningsOf('dcf', dcf)).toEqual(['gordonAtEnd', 'terminalLarge']);
    expect(warningsOf('dcf', { ...dcf, timing: 'mid', flows: [1000, -10] })).toEqual(['gordonAtMid', 'terminalNegative']);
    expect(warningsOf('dcf', { flows: [1, 5000], discountRate: 0.1, rateBasis: 'postTax' })).toEqual(['unitsSuspect']);
    expect(warningsOf('dcf', { ebit: [-10, 50], taxRate: 0.25, discountRate: 0.1, rateBasis: 'postTax' })).toEqual(['lossTaxCredited']);
    const excess = { income: 10, netAssets: 200, industryReturn: 0.1, rateBasis: 'postTax' };
    expect(warningsOf('excess-earnings', excess)).toEqual(['excessNegativeOnce']);
    expect(warningsOf('excess-earnings', { ...excess, income: 30, discountRate: 0.1, perpetualReason: '示例：配方一直保密' })).toEqual(['perpetual']);
    const level = { quantityBefore: 10, costBefore: 4, costAfter: 5, discountRate: 0.1, years: 3, rateBasis: 'preTax' };
    expect(warningsOf('incremental-income', level)).toEqual(['preTax', 'annualNegative']);
    const staged = { stageCosts: [10], stageTimes: [0], stageProbabilities: [0], flows: [50], firstFlowAt: 1, discountRate: 0.1, rateBasis: 'postTax' };
    expect(warningsOf('rnpv', staged)).toEqual(['rateRiskUnsaid', 'stageImpossible']);
    expect(warningsOf('rnpv', { ...staged, stageProbabilities: [1], rateCarriesTechnologyRisk: true })).toEqual(['noStageRisk']);
    const many = { nopat: [10, 40], assets: [{ name: '固定资产', values: [200, 200], returnRate: 0.1 }], discountRate: 0.1, rateBasis: 'postTax' };
    expect(answered('mpeem', many).warnings).toEqual([{ key: 'excessNegative', params: { years: '1' } }]);
    expect(warningsOf('mpeem', { ...many, nopat: [1, 2] })).toEqual(['excessNegative', 'valueNegative']);
  });
});
