/** One request for each method, so that whatever holds for all methods is shown for all. */
import { DEAL_SAMPLES, DEAL_VARIANTS } from './samples-deal.ts';
import { INCOME_SAMPLES, INCOME_VARIANTS } from './samples-income.ts';
import { OPTION_SAMPLES, OPTION_VARIANTS } from './samples-option.ts';

export const SAMPLES: Readonly<Record<string, unknown>> = {
  npv: { flows: [-40_000, 5_000, 8_000, 12_000, 30_000], discountRate: 0.08 },
  xnpv: { flows: [-10_000, 2_750, 4_250, 3_250, 2_750], dates: ['2008-01-01', '2008-03-01', '2008-10-30', '2009-02-15', '2009-04-01'], discountRate: 0.09 },
  irr: { flows: [-100, 39, 59, 55, 20] },
  xirr: { flows: [-10_000, 2_750, 4_250, 3_250, 2_750], dates: ['2014-01-01', '2014-03-01', '2014-10-30', '2015-02-15', '2015-04-01'] },
  mirr: { flows: [-100, 50, -60, 70], financeRate: 0.1, reinvestRate: 0.12 },
  annuity: { payment: 500, discountRate: 0.02 / 3, periods: 240 },
  'profit-share-marginal': { incremental: [100, 150, 80, 60], shareOfTotalProfit: [0.4, 0.3, 0.2, 0.15], discountRate: 0.1, operatingMargin: 0.12 },
  'profit-share-equivalent-investment': { techCost: 200, techMarkup: 5, buyerCost: 4000, buyerMarkup: 0.25 },
  'profit-share-rule': { rule: 'range', position: 0.3, operatingMargin: 0.1 },
  'profit-share-factors': {
    contributions: [
      { name: '专利技术', weight: 0.3, isTechnology: true, reason: '示例' },
      { name: '工艺诀窍', weight: 0.1, isTechnology: true, reason: '示例' },
      { name: '资金与管理', weight: 0.6, reason: '示例' },
    ],
    operatingMargin: 0.1,
  },
  'profit-share-scored': {
    low: 0.1,
    high: 0.3,
    groups: [
      {
        key: 'legal',
        weight: 0.4,
        factors: [
          { key: 'status', score: 80, reason: '示例：已授权' },
          { key: 'scope', score: 60, reason: '示例：两项独立权利要求' },
          { key: 'infringement', score: 70, reason: '示例：可由样品判断' },
        ],
      },
      {
        key: '技术',
        weight: 0.6,
        factors: [
          { key: '先进性', weight: 0.5, score: 75, reason: '示例：同类前列' },
          {
            key: '成熟度',
            weight: 0.5,
            parts: [
              { key: '样机', weight: 0.25, score: 90, reason: '示例：已试制' },
              { key: '量产', weight: 0.75, score: 40, reason: '示例：未量产' },
            ],
          },
        ],
      },
    ],
  },
  'profit-share-comparable': {
    peers: [
      { name: '示例甲', intangibleShare: 0.4, technologyShare: 0.5, ebitda: 120, sales: 1000 },
      { name: '示例乙', intangibleShare: 0.3, technologyShare: 0.6, ebitda: 90, sales: 600 },
      { name: '示例丙', intangibleShare: 0.5, technologyShare: 0.4, ebitda: 50, sales: 800 },
    ],
    subjectMargin: 0.15,
  },
  wacc: { riskFreeRate: 0.03, unleveredBeta: 0.9, equityPremium: 0.05, specificPremium: 0.02, costOfDebt: 0.06, taxRate: 0.25, debtToEquity: 0.5 },
  'capm-plus': { riskFreeRate: 0.03, leveredBeta: 1.2, equityPremium: 0.06, specificPremium: 0.03 },
  wara: {
    wacc: 0.12,
    assets: [
      { name: '营运资金', weight: 0.2, return: 0.04 },
      { name: '固定资产', weight: 0.5, return: 0.07 },
    ],
  },
  'risk-build-up': {
    riskFreeRate: 0.03,
    risks: [
      { key: 'technology', factors: ['conversion', 'substitution', 'rights', 'integration'].map((key) => ({ key, score: 60, reason: '示例' })) },
      {
        key: 'market',
        cap: 0.06,
        factors: [
          { key: 'capacity', score: 30, reason: '示例' },
          {
            key: 'competition',
            parts: [
              { key: 'existing', score: 70, reason: '示例' },
              { key: 'potential', score: 50, reason: '示例' },
            ],
          },
        ],
      },
      { key: 'capital', premium: 0.02, reason: '示例' },
    ],
  },
  'real-nominal': { nominalRate: 0.1, inflation: 0.03 },
  'cost-multiplier': { materialCost: 50, labourCost: 20, labourMultiple: 1.5, researchRisk: 0.2, returnRate: 0.3, newness: 0.75 },
  'cost-index': {
    costs: [
      { name: '材料', amount: 10 },
      { amount: 4, indexThen: 96, indexNow: 103 },
    ],
    priceFactors: [1.08, 1.1],
    newness: 0.8,
  },
  'cost-build-up': {
    items: [
      { kind: 'labour', amount: 120, yearsAgo: 2.5 },
      { kind: 'equipment', amount: 40, spentOn: '2024-02-29' },
    ],
    capitalRate: 0.06,
    baseDate: '2026-06-30',
    profitRate: 0.1,
  },
  'cost-software': { ksloc: 32, effortFactor: 1.15, maintenance: 0.2, monthCost: 1.6, roundNominal: 0, roundEffort: 0 },
  depreciation: {
    replacementCost: 500,
    usedYears: 3,
    remainingYears: 7,
    extraCosts: [10, 10, 8],
    taxRate: 0.25,
    discountRate: 0.1,
    utilisation: 0.8,
    exponent: 0.7,
  },
  'minimum-fee': {
    bookCost: 300,
    priceFactors: [1.1],
    usedYears: 2,
    remainingYears: 8,
    sellerCapacity: 800,
    buyerCapacity: 600,
    opportunityLumps: [100],
    opportunityFlows: [20, 20],
    discountRate: 0.1,
  },
  'market-comparables': {
    factors: [
      { name: '剩余年限', subject: 100 },
      { name: '成熟度', subject: 90 },
    ],
    comparables: [
      { name: '示例甲', price: 300, weight: 0.5, scores: [110, 95] },
      { name: '示例乙', upfront: 100, payments: [60, 60, 60], weight: 0.3, scores: [95, 100] },
      { name: '示例丙', price: 260, weight: 0.2, scores: [100, 60] },
    ],
    discountRate: 0.12,
  },
  'market-capacity': { referencePrice: 20, subject: 90, reference: 120, exponent: 0.7 },
  'market-royalty': {
    licences: [
      { name: '示例甲', royalty: 0.03 },
      { name: '示例乙', royalty: 0.05 },
      { name: '示例丙', royalty: 0.02 },
      { name: '示例丁', royalty: 0.2 },
    ],
  },
  ...INCOME_SAMPLES,
  ...DEAL_SAMPLES,
  ...OPTION_SAMPLES,
};

/** Further requests where a method has other branches: another formula is another row in the workbook. */
export const VARIANTS: readonly (readonly [string, unknown])[] = [...INCOME_VARIANTS, ...DEAL_VARIANTS, ...OPTION_VARIANTS];

const FIVE = [300, 500, 800, 900, 900];
const lattice = { underlying: 100, riskFreeRate: 0.05, payoutRate: 0.02, volatility: 0.3, term: 5 };
/** Where a life ends, a table stops or a tree is too large to be told: what is typed over in a workbook has to move it there too. */
export const LIVE_VARIANTS: readonly (readonly [string, unknown])[] = [
  ['relief-from-royalty', { revenues: FIVE, royaltyRate: 0.05, discountRate: 0.15, lowRate: 0.12, highRate: 0.2, economicYears: 5 }],
  ['relief-from-royalty', { revenues: FIVE, royaltyRate: 0.05, decay: 'linear', discountRate: 0.15, economicYears: 3, timing: 'mid' }],
  ['relief-from-royalty', { revenues: FIVE, decay: 'table', decayTable: [0.05, 0.04], discountRate: 0.15, economicYears: 3.5, maintenance: [1, 2] }],
  ['dcf', { flows: FIVE, discountRate: 0.15, economicYears: 3 }],
  [
    'dcf',
    { flows: FIVE, discountRate: 0.15, baseDate: '2026-05-31', firstPeriodEnd: '2026-12-31', contractEnd: '2028-12-31', economicYears: 4, timing: 'mid' },
  ],
  ['dcf', { flows: FIVE, discountRate: 0.15, economicYears: 9, terminal: 'exitMultiple', exitBase: 900, exitMultiple: 3, terminalReason: '示例' }],
  ['stepped-income', { annual: FIVE, discountRate: 0.15, economicYears: 5 }],
  ['mpeem', { nopat: FIVE, assets: [{ name: '示例', values: FIVE, returnRate: 0.05 }], discountRate: 0.15, economicYears: 3 }],
  ['excess-earnings', { income: 100, netAssets: 300, industryReturn: 0.1, discountRate: 0.15, years: 5, timing: 'mid' }],
  [
    'royalty-limits',
    { revenues: FIVE, royaltyRates: [0.05], annualMinimums: [20], annualCaps: [42], totalCap: 90, economicYears: 3, sellerRate: 0.1, buyerRate: 0.14 },
  ],
  ['payment-solve', { price: 100, revenues: FIVE, upfront: 40, discountRate: 0.12, economicYears: 4 }],
  ['xirr', { flows: [300, -1000, 500, 400], dates: ['2026-06-01', '2026-01-01', '2027-01-01', '2028-03-01'] }],
  ['option-binomial', { ...lattice, strike: 90, steps: 90, style: 'european' }],
  ['option-binomial', { ...lattice, steps: 61, right: 'choose', expandFactor: 1.3, expandCost: 20, contractFactor: 0.9, contractSaving: 25, salvage: 100 }],
  ['option-binomial', { ...lattice, strike: 110, steps: 300, right: 'put' }],
];
