import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, between, figuresOf, missed, published, refusedOf, warned } from './asked.ts';

const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(a), Math.abs(b)));
const small = between(0, 0.5);

describe('WACC and CAPM', () => {
  it('INT-WACC-01', () => {
    const { rf, beta, mrp, kd, taxRate, debtToEquity } = published('INT-WACC-01').inputs;
    expect(
      missed('INT-WACC-01', figuresOf(answered('wacc', { riskFreeRate: rf, leveredBeta: beta, equityPremium: mrp, costOfDebt: kd, taxRate, debtToEquity }))),
    ).toEqual([]);
  });

  const base = { riskFreeRate: 0.03, equityPremium: 0.06, taxRate: 0.25, debtToEquity: 0.8 };

  it('an unlevered beta is levered: β_U[1+(1−T)D/E], here against figures by hand', () => {
    const unlevered = answered('wacc', { ...base, unleveredBeta: 1, costOfDebt: 0.05 });
    near(unlevered.outputs['ke']!, 0.03 + 1.6 * 0.06);
    near(unlevered.value, 0.126 / 1.8 + (0.8 / 1.8) * 0.05 * 0.75);
    near(answered('capm-plus', { ...base, unleveredBeta: 1, specificPremium: 0.02 }).value, 0.146);
    near(answered('capm-plus', { riskFreeRate: 0.03, leveredBeta: 1.2, equityPremium: 0.06 }).value, 0.102);
  });

  it('D/V says what D/E says', () => {
    const x = { riskFreeRate: 0.03, equityPremium: 0.06, taxRate: 0.25, unleveredBeta: 1, costOfDebt: 0.05 };
    const [byShare, byRatio] = [answered('wacc', { ...x, debtShare: 0.2 }), answered('wacc', { ...x, debtToEquity: 0.25 })];
    near(byShare.value, byRatio.value);
    near(byShare.outputs['ke']!, byRatio.outputs['ke']!);
    expect(refusedOf('wacc', { ...x, debtShare: 0.2, debtToEquity: 0.25 })).toBe('exactlyOne debtToEquity');
    expect(refusedOf('wacc', { ...x, debtShare: 1 })).toBe('fieldTooBig debtShare');
  });

  it('without debt the WACC is the return on equity; otherwise it lies between equity and debt after tax', () => {
    fc.assert(
      fc.property(small, between(-1, 3), small, small, between(0, 0.9), between(0, 5), (rf, leveredBeta, erp, kd, taxRate, debtToEquity) => {
        const x = { riskFreeRate: rf, leveredBeta, equityPremium: erp, costOfDebt: kd, taxRate };
        const { value, outputs } = answered('wacc', { ...x, debtToEquity });
        const [ke, debt] = [outputs['ke']!, kd * (1 - taxRate)];
        expect(value).toBeGreaterThanOrEqual(Math.min(ke, debt) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(ke, debt) + 1e-12);
        near(outputs['equityWeight']! + outputs['debtWeight']!, 1);
        near(answered('wacc', { ...x, debtToEquity: 0 }).value, ke);
        near(answered('capm-plus', { riskFreeRate: rf, leveredBeta, equityPremium: erp }).value, ke);
      }),
      randomRuns(100),
    );
  });

  it('refuses two betas or none, mixed bases, a risk counted twice', () => {
    const x = { ...base, costOfDebt: 0.05 };
    expect(refusedOf('wacc', x)).toBe('exactlyOne leveredBeta');
    expect(refusedOf('wacc', { ...x, leveredBeta: 1, unleveredBeta: 1 })).toBe('exactlyOne leveredBeta');
    expect(refusedOf('wacc', { ...x, leveredBeta: 1, debtPrices: 'real' })).toBe('mixedPrices debtPrices');
    expect(refusedOf('wacc', { ...x, leveredBeta: 1, specificPremium: 0.02, riskInFlows: true })).toBe('riskTwice specificPremium');
    expect(refusedOf('wacc', { ...x, leveredBeta: 1, taxRate: 1 })).toBe('fieldTooBig taxRate');
    expect(refusedOf('wacc', { ...x, leveredBeta: 1, debtToEquity: -0.1 })).toBe('fieldTooSmall debtToEquity');
    expect(refusedOf('capm-plus', { riskFreeRate: 0.03, equityPremium: 0.06, unleveredBeta: 1 })).toBe('missing debtToEquity');
    expect(refusedOf('capm-plus', { riskFreeRate: 0.03, equityPremium: 0.06, unleveredBeta: 1, debtToEquity: 1 })).toBe('missing taxRate');
    expect(refusedOf('capm-plus', { riskFreeRate: 0.03, equityPremium: 0.06, leveredBeta: 1, specificPremium: 0.01, riskInFlows: true })).toBe(
      'riskTwice specificPremium',
    );
    expect(warned(answered('wacc', { ...x, leveredBeta: -1 }))).toEqual(['betaNegative', 'belowRiskFree', 'equityBelowDebt']);
    expect(warned(answered('wacc', { ...x, leveredBeta: 1, specificPremium: 0.02 }))).toEqual(['specificJudged']);
    expect(answered('wacc', { ...x, leveredBeta: 1 }).facts).toEqual({ basis: { prices: 'nominal', tax: 'post' } });
  });
});

it('says what was given and does not count', () => {
  const given = { riskFreeRate: 0.03, equityPremium: 0.06, leveredBeta: 1, taxRate: 0.25 };
  expect(answered('capm-plus', given).warnings).toEqual([{ key: 'inputUnused', params: { field: 'taxRate' } }]);
});

it('what just meets an edge is in order', () => {
  const x = { riskFreeRate: 0.03, equityPremium: 0.06, taxRate: 0, debtToEquity: 0.8, costOfDebt: 0.03 };
  // a beta of nothing: the return on equity is the risk-free rate, and that of debt
  expect(warned(answered('wacc', { ...x, leveredBeta: 0, riskInFlows: true }))).toEqual([]);
  const whole = { key: '其他', premium: 0.05, reason: '示例' };
  near(answered('risk-build-up', { riskFreeRate: 0.03, risks: [{ ...whole, cap: 0.05 }], totalCap: 0.05 }).value, 0.08);
  near(answered('risk-build-up', { riskFreeRate: 0.03, risks: [{ ...whole, cap: 0.1 }] }).value, 0.08);
});

describe('WARA', () => {
  const assets = [
    { name: '营运资金', weight: 0.2, return: 0.04 },
    { name: '固定资产', weight: 0.5, return: 0.07 },
  ];

  it('leaves the intangibles what the others do not earn', () => {
    const { value, outputs } = answered('wara', { wacc: 0.12, assets });
    near(value, (0.12 - 0.008 - 0.035) / 0.3);
    near(outputs['proof']!, 0.12);
    near(answered('wara', { wacc: 0.12, assets, intangibleWeight: 0.3 }).value, value);
  });

  it('its proof is the WACC, whatever the assets', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), small), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        small,
        (rows, own, whole) => {
          const total = rows.reduce((a, [w]) => a + w, own);
          const { outputs, value } = answered('wara', { wacc: whole, assets: rows.map(([w, r], i) => ({ name: `第${i}`, weight: w / total, return: r })) });
          near(outputs['proof']!, whole);
          expect(Math.abs(outputs['intangibleWeight']! - own / total)).toBeLessThan(1e-12);
          // those who all earn the WACC leave the WACC
          const level = answered('wara', { wacc: whole, assets: rows.map(([w], i) => ({ name: `第${i}`, weight: w / total, return: whole })) });
          expect(Math.abs(level.value - whole)).toBeLessThan(1e-9);
          expect(warned(level)).toEqual([]);
          expect(Number.isFinite(value)).toBe(true);
        },
      ),
      randomRuns(100),
    );
  });

  it('refuses weights that leave nothing or are not 100 %; tells a return below the WACC', () => {
    expect(refusedOf('wara', { wacc: 0.12, assets: [...assets, { name: '专利', weight: 0.3, return: 0.1 }] })).toBe('intangibleWeight assets');
    expect(refusedOf('wara', { wacc: 0.12, assets: [{ name: '专利', weight: 1, return: 0.1 }], intangibleWeight: 0 })).toBe(
      'intangibleWeight intangibleWeight',
    );
    expect(refusedOf('wara', { wacc: 0.12, assets, intangibleWeight: 0.2 })).toBe('weightsNot100 intangibleWeight');
    expect(warned(answered('wara', { wacc: 0.05, assets }))).toEqual(['intangibleBelowWacc']);
  });
});

const scores = (score: number, ...keys: string[]): object[] => keys.map((key) => ({ key, score, reason: '示例' }));
const usual = (score: number): object[] => [
  { key: 'technology', factors: scores(score, 'conversion', 'substitution', 'rights', 'integration') },
  { key: 'market', factors: [...scores(score, 'capacity'), { key: 'competition', parts: scores(score, 'existing', 'potential') }] },
  { key: 'capital', factors: scores(score, 'financing', 'liquidity') },
  { key: 'management', factors: scores(score, 'salesService', 'quality', 'development') },
];

describe('risk build-up', () => {
  it('goes from the risk-free rate to 20 % above it with the customary caps', () => {
    for (const score of [0, 45, 100]) near(answered('risk-build-up', { riskFreeRate: 0.03, risks: usual(score) }).value, 0.03 + (0.2 * score) / 100);
  });

  it('weighs the customary tree, here against figures by hand', () => {
    const market = {
      key: 'market',
      factors: [...scores(30, 'capacity'), { key: 'competition', parts: [...scores(70, 'existing'), ...scores(50, 'potential')] }],
    };
    near(answered('risk-build-up', { riskFreeRate: 0.03, risks: [market] }).value, 0.03 + 0.05 * (0.4 * 0.3 + 0.6 * (0.7 * 0.7 + 0.3 * 0.5)));
  });

  it('takes a premium judged as a whole, with its reason', () => {
    const result = answered('risk-build-up', { riskFreeRate: 0.04, risks: [{ key: '风险', premium: 0.11, reason: '示例' }] });
    near(result.value, 0.15);
    expect(warned(result)).toEqual(['buildUpCustom']);
    expect(result.facts['reasons']).toEqual({ 'premium.1': '示例' });
  });

  it('every figure that is only custom is named', () => {
    const { facts, warnings } = answered('risk-build-up', { riskFreeRate: 0.03, risks: usual(50) });
    // eleven factors, two parts, four caps; the factor with parts counts among the eleven
    expect(warnings).toContainEqual({ key: 'customaryWeights', params: { count: 17 } });
    expect(facts['customary']).toContain('cap.4');
  });

  it('refuses weights not 100 %, missing reasons, a cap overrun and a risk counted twice', () => {
    const ask = (risk: object, more: object = {}): string => refusedOf('risk-build-up', { riskFreeRate: 0.03, risks: [risk], ...more });
    expect(ask({ key: 'technology', factors: scores(1, 'conversion', 'rights') })).toBe('weightsNot100 risks.0.factors');
    expect(ask({ key: '其他', factors: scores(1, 'conversion') })).toBe('weightMissing risks.0.factors.0.weight');
    expect(ask({ key: '其他', premium: 0.1 })).toBe('reasonMissing risks.0.reason');
    expect(ask({ key: '其他' })).toBe('exactlyOne risks.0.factors');
    expect(ask({ key: '其他', premium: 0.1, cap: 0.05, reason: '示例' })).toBe('riskOverCap risks.0.premium');
    expect(ask({ key: '其他', premium: 0.21, reason: '示例' })).toBe('riskOverCap totalCap');
    expect(ask({ key: 'technology', factors: scores(50, 'conversion', 'substitution', 'rights', 'integration') }, { riskInFlows: ['technology'] })).toBe(
      'riskTwice risks.0',
    );
    near(answered('risk-build-up', { riskFreeRate: 0.03, risks: [{ key: '其他', premium: 0.21, reason: '示例' }], totalCap: 0.25 }).value, 0.24);
    near(
      answered('risk-build-up', {
        riskFreeRate: 0.03,
        risks: [{ key: 'technology', premium: 0, reason: '示例：已由成功概率体现' }],
        riskInFlows: ['technology'],
      }).value,
      0.03,
    );
  });
});

describe('nominal and real rates', () => {
  it('there and back is where one was', () => {
    fc.assert(
      fc.property(between(-0.9, 2), between(-0.5, 2), (realRate, inflation) => {
        const nominal = answered('real-nominal', { realRate, inflation });
        expect(nominal.facts).toEqual({ basis: { prices: 'nominal' } });
        const back = answered('real-nominal', { nominalRate: nominal.value, inflation });
        expect(Math.abs(back.value - realRate)).toBeLessThan(1e-9);
        expect(back.facts).toEqual({ basis: { prices: 'real' } });
      }),
      randomRuns(100),
    );
    near(answered('real-nominal', { realRate: 0.1, inflation: 0.03 }).value, 0.133);
  });

  it('refuses both or neither', () => {
    expect(refusedOf('real-nominal', { inflation: 0.03 })).toBe('exactlyOne nominalRate');
    expect(refusedOf('real-nominal', { nominalRate: 0.1, realRate: 0.1, inflation: 0.03 })).toBe('exactlyOne nominalRate');
    expect(refusedOf('real-nominal', { nominalRate: 0.1, inflation: -1 })).toBe('fieldTooSmall inflation');
  });
});
