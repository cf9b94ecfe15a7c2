/** One result for every chart there is, with what stands beside it. */
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { valueBy, type Method, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { benchFor, runChunk } from '../../shared/valuation/simulation/chunk.ts';
import { planOf } from '../../shared/valuation/simulation/plan.ts';
import { grid, tornado } from '../../shared/valuation/simulation/sensitivity.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import type { Beside } from '../../renderer/features/valuation/charts/charts-of.ts';
import { tornadoRows } from '../../renderer/features/valuation/charts/tornado.ts';
import type { ChartWords } from '../../renderer/features/valuation/charts/words.ts';
import { SAMPLES } from './samples.ts';

function answered<T extends object>(x: T | Refusal): T {
  if (isRefusal(x)) throw new Error(JSON.stringify(x));
  return x;
}

const ROYALTY = {
  money: '万元',
  revenues: [1200, 1800, 2600, 3200, 3400, 3400, 3000, 2400],
  royaltyRate: 0.045,
  discountRate: 0.16,
  taxRate: 0.25,
  maintenance: [6, 6, 6, 6, 6, 6, 6, 6],
  tabYears: 10,
};
const CAP = {
  holders: [
    { name: '示例单位', shares: 2_000_000 },
    { name: '示例团队', shares: 3_000_000 },
    { name: '示例创始投资方', shares: 5_000_000 },
  ],
  poolShares: 1_000_000,
  rounds: [
    { preMoney: 4000, investments: [{ name: '示例投资方甲', cash: 1000 }], poolAdded: 0.05 },
    {
      preMoney: 9000,
      investments: [
        { name: '示例投资方乙', cash: 2000 },
        { name: '示例投资方甲', cash: 500 },
      ],
    },
    { preMoney: 30_000, investments: [{ name: '示例产业基金', cash: 6000 }] },
  ],
};

const LONG = '示例高等院校附属第一医院与先进材料联合实验室成果转化专项持股平台（有限合伙）第';

/** The requests of the cases, by a name that may carry a note behind a blank. */
const REQUESTS: Readonly<Record<string, Record<string, unknown>>> = {
  'relief-from-royalty': ROYALTY,
  dcf: { ...(SAMPLES['dcf'] as object), money: '万元' },
  npv: { flows: [-400, -120, 80, 160, 260, 300, 280, 240, 150, 90, 60, 40], discountRate: 0.12, money: '万元' },
  mpeem: { ...(SAMPLES['mpeem'] as object), money: '万元' },
  rnpv: { ...(SAMPLES['rnpv'] as object), money: '万元' },
  'payment-value': { ...(SAMPLES['payment-value'] as object), money: '万元' },
  'minimum-fee': { ...(SAMPLES['minimum-fee'] as object), money: '万元' },
  depreciation: { ...(SAMPLES['depreciation'] as object), money: '万元' },
  'reserve-prices': { ...(SAMPLES['reserve-prices'] as object), money: '万元' },
  'nash offers': { sellerReserve: 160, buyerReserve: 320, sellerPower: 0.55, money: '万元' },
  'zopa gap': { sellerReserve: 320, buyerReserve: 260, price: 300, money: '万元' },
  'price-corridor': { ...(SAMPLES['price-corridor'] as object), money: '万元' },
  reconcile: { ...(SAMPLES['reconcile'] as object), money: '万元' },
  'offers-compare': { ...(SAMPLES['offers-compare'] as object), money: '万元' },
  'option-binomial': { underlying: 500, strike: 520, riskFreeRate: 0.02, volatility: 0.4, payoutRate: 0.06, term: 3, steps: 12, right: 'put', money: '万元' },
  'option-binomial small': { ...(SAMPLES['option-binomial'] as object), money: '万元' },
  'cap-table': { ...CAP, money: '万元' },
  'technology-shares': { ...(SAMPLES['technology-shares'] as object), money: '万元' },
  shapley: { ...(SAMPLES['shapley'] as object), money: '万元' },
  'market-comparables': { ...(SAMPLES['market-comparables'] as object), money: '万元' },
  'market-royalty': SAMPLES['market-royalty'] as Record<string, unknown>,
  // names, sums and numbers of parts as large as they may be
  'npv large': { flows: Array.from({ length: 120 }, (_, k) => (k < 2 ? -9e10 : 4e9 + k * 1e7)), discountRate: 0.04, money: '万元' },
  'npv lumps': { flows: [-98_765_432.1, ...Array.from({ length: 11 }, (_, k) => 12_345_678.9 + k)], discountRate: 0.04, money: '万元' },
  'cap-table large': {
    holders: Array.from({ length: 20 }, (_, k) => ({ name: `${LONG}${k}`, shares: 1_000_000 + k })),
    rounds: Array.from({ length: 8 }, (_, k) => ({ preMoney: 10_000 * (k + 1), investments: [{ name: `示例投资方${k}`, cash: 2000 }] })),
    money: '万元',
  },
  'market-comparables large': {
    factors: [{ name: LONG }],
    comparables: Array.from({ length: 30 }, (_, k) => ({ name: `${LONG}${k}`, price: 1e9 + k * 3e7, adjustments: [0.9 + k / 200] })),
    money: '万元',
  },
  'offers-compare large': {
    ...(SAMPLES['offers-compare'] as object),
    offers: Array.from({ length: 8 }, (_, k) => ({ name: `${LONG}${k}`, upfront: 260 + k * 1e9 })),
    money: '万元',
  },
  'price-corridor large': {
    floor: { value: -5e8, sheet: LONG },
    anchors: Array.from({ length: 10 }, (_, k) => ({ value: 6e8 + k * 1e8, sheet: `${LONG}${k}` })),
    ceiling: { value: 9e8, sheet: LONG },
    money: '万元',
  },
  'shapley large': { players: [`${LONG}甲`, `${LONG}乙`, `${LONG}丙`], worths: [-3e8, 0, 1e8, 5e8, 2e8, 1e8, 9e8], money: '万元' },
};
const RATES = [0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22];
const ROYALTIES = [0.03, 0.035, 0.04, 0.045, 0.05, 0.055, 0.06];

export function simulated(): SimulationResult {
  const plan = answered(
    planOf({
      base: { revenues: [1000], periods: 10, royaltyRate: 0.05, discountRate: 0.2, taxRate: 0.25 },
      uncertain: [
        { variable: 'revenueLevel', distribution: { kind: 'lognormal', mean: 1, sd: 0.3 } },
        { variable: 'discountRate', distribution: { kind: 'triangular', low: 0.15, mode: 0.2, high: 0.28 } },
      ],
      trials: 20_000,
      seed: 20_080_531,
      floor: 100,
    }),
  );
  const bench = benchFor(plan);
  return answered(
    summaryOf(
      plan,
      Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i, bench)),
    ),
  );
}

/** Sensitivities of relief from royalty; the case as it stands is in the middle of the grid. */
function sensitivities(m: Method, words: ChartWords): Beside {
  const found = answered(
    tornado(m, ROYALTY, [
      { field: 'discountRate', low: 0.12, high: 0.2 },
      { field: 'royaltyRate', low: 0.03, high: 0.06 },
      { field: 'revenues.2', low: 2000, high: 3200 },
      { field: 'taxRate', low: 0.15, high: 0.25 },
      { field: 'tabYears', low: 8, high: 15 },
    ]),
  );
  const values = answered(grid(m, ROYALTY, { field: 'discountRate', values: RATES }, { field: 'royaltyRate', values: ROYALTIES }));
  const percents = (list: readonly number[]): string[] => list.map((x) => `${Number((x * 100).toFixed(2))}%`);
  return {
    simulation: simulated(),
    tornado: { base: found.base, rows: tornadoRows(found, words, (f) => (f.endsWith('Rate') ? 'rate' : 'other')) },
    heat: {
      down: { name: words.field('discountRate'), labels: percents(RATES), base: RATES.indexOf(ROYALTY.discountRate) },
      across: { name: words.field('royaltyRate'), labels: percents(ROYALTIES), base: ROYALTIES.indexOf(ROYALTY.royaltyRate) },
      values,
    },
  };
}

export const CASES: readonly string[] = Object.keys(REQUESTS);

export type ChartCase = { result: MethodResult; words: ChartWords; beside: Beside };

/** `wordsFor` gives the words of a family. */
export function chartCase(name: string, wordsFor: (family: string) => ChartWords): ChartCase {
  const m = METHODS.get(name.split(' ')[0]!)!;
  const result = answered(valueBy(m, REQUESTS[name]));
  const words = wordsFor(m.family);
  const offers = [
    { name: '示例 我方第一次报价', value: 360 },
    { name: '示例 对方还价', value: 190 },
    { name: '示例 我方第二次报价', value: 280 },
  ];
  return { result, words, beside: m.id === 'relief-from-royalty' ? sensitivities(m, words) : name === 'nash offers' ? { offers } : {} };
}
