/** The largest requests the methods take: every list as long as it may be, every choice the one with the most cells. */
const many = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));
const PERIODS = 120;
const LEVELS = 30;
const REASON = '示例：按资料';
const series = (of: (i: number) => number): number[] => many(PERIODS, of);
const revenues = series((i) => 1_000 + 37 * i);
const flows = [-50_000, ...revenues.slice(1)];
const rising = (i: number): number => 1 + 0.001 * (i % 7);
const weights = (n: number): number[] => many(n, () => 1 / n);
const named = <T extends object>(n: number, of: (i: number) => T): ({ name: string } & T)[] => many(n, (i) => ({ name: `示例${i + 1}`, ...of(i) }));
const day = (i: number): string => new Date(Date.UTC(2026, 0, 1 + 31 * i)).toISOString().slice(0, 10);

const milestones = many(30, (i) => ({ amount: 50 + i, year: 0.5 + i, probability: 0.6 }));
const limits = { royaltyRates: series((i) => 0.05 - 0.0003 * i), annualMinimums: series(() => 20), annualCaps: series((i) => 100 + i), totalCap: 9_000 };
const payments = { milestones, ...limits };
/** A tree of scores: groups, their factors, the parts of these. */
const scores = (groups: number, factors: number, parts: number) =>
  many(groups, (g) => ({
    key: `组${g}`,
    weight: 1 / groups,
    factors: many(factors, (f) => ({
      key: `因素${f}`,
      weight: 1 / factors,
      ...(parts === 0
        ? { score: 60, reason: REASON }
        : { parts: many(parts, (p) => ({ key: `项${p}`, weight: 1 / parts, score: 50 + (p % 40), reason: REASON })) }),
    })),
  }));
const range = { low: 0.1, high: 0.3 };
const lattice = { underlying: 100, riskFreeRate: 0.05, payoutRate: 0.02, volatility: 0.2, term: 5 };
const choose = { right: 'choose', expandFactor: 1.3, expandCost: 20, contractFactor: 0.9, contractSaving: 25, salvage: 100 };
const players = 10;

export const LARGEST: readonly (readonly [string, unknown])[] = [
  [
    'relief-from-royalty',
    {
      revenues,
      royaltyRate: 0.05,
      decay: 'geometric',
      decayRate: 0.02,
      contributionDecay: 0.01,
      discountRate: 0.15,
      lowRate: 0.12,
      highRate: 0.18,
      taxRate: 0.25,
      timing: 'mid',
      baseDate: '2026-05-31',
      firstPeriodEnd: '2026-12-31',
      maintenance: series(() => 3),
      tabYears: 10,
    },
  ],
  [
    'relief-from-royalty',
    { revenues, decay: 'table', decayTable: series((i) => 0.05 - 0.0003 * i), discountRate: 0.15, lowRate: 0.12, highRate: 0.18, taxRate: 0.25, tabYears: 100 },
  ],
  ['payment-value', { revenues, upfront: 100, ...payments, timing: 'mid', sellerRate: 0.18, buyerRate: 0.12 }],
  ['payment-solve', { price: 2_800, upfront: 500, milestones, revenues, discountRate: 0.15, otherRate: 0.1 }],
  ['royalty-limits', { revenues, ...limits, sellerRate: 0.15, buyerRate: 0.1 }],
  [
    'offers-compare',
    { revenues, sellerRate: 0.15, buyerRate: 0.1, sellerReserve: 250, buyerReserve: 3_000, offers: named(8, (i) => ({ upfront: 100 + i, ...payments })) },
  ],
  [
    'price-corridor',
    { floor: { value: 160, sheet: '示例' }, anchors: many(10, (i) => ({ value: 200 + 10 * i, sheet: '示例' })), ceiling: { value: 300, sheet: '示例' } },
  ],
  ['reconcile', { estimates: named(12, (i) => ({ value: 300 + i, low: 240, high: 390, weight: (i + 1) / 78, reason: REASON })) }],
  ['shapley', { players: many(players, (i) => `示例${i + 1}`), worths: many(2 ** players - 1, (i) => (i * 37) % 991) }],
  [
    'technology-shares',
    { contributions: named(20, (i) => ({ kind: i < 5 ? 'technology' : 'cash', amount: 100 + 7 * i })), pool: 0.1, totalShares: 999_999_937 },
  ],
  [
    'cap-table',
    {
      holders: named(20, (i) => ({ shares: 1_000_003 + 17 * i })),
      poolShares: 500_001,
      rounds: many(8, (j) => ({
        preMoney: 8_000 * 1.7 ** j,
        poolAdded: 0.03,
        poolBorneBy: j % 2 === 0 ? 'all' : 'existing',
        investments: many(8, (i) => ({ name: `示例投资方${j + 1}-${i + 1}`, cash: 100 + 10 * i * 1.5 ** j })),
        safes: many(8, (i) => ({ name: `示例先投方${j + 1}-${i + 1}`, amount: 20 + i, cap: 3_000 * 1.7 ** j + i })),
      })),
    },
  ],
  ['safe-stack', { safes: named(20, (i) => ({ amount: 20 + i, cap: 4_000 })) }],
  ['distribution-shares', { mode: 'transfer', stateUnit: true, income: 1e6, deductions: named(20, () => ({ amount: 100 })), netIncomeDefinition: REASON }],
  ['distribution-shares', { mode: 'self', stateUnit: false, rule: REASON, operatingProfits: many(30, (i) => 10 + i) }],
  ['option-binomial', { ...lattice, ...choose, steps: 60 }],
  ['option-binomial', { ...lattice, ...choose, steps: 5_000 }],
  ['option-binomial', { ...lattice, ...choose, volatility: undefined, up: 1.0065, down: 0.9937, steps: 5_000 }],
  ['price-premium', { premiums: series((i) => 15 + (i % 9)), weights: weights(PERIODS), quantity: 100, taxRate: 0.25, discountRate: 0.15, years: 5 }],
  ['stepped-income', { unitPremiums: series((i) => 30 + i), quantities: series(() => 2), taxRate: 0.25, discountRate: 0.1 }],
  [
    'dcf',
    {
      ebit: series((i) => 100 + i),
      taxRate: 0.25,
      depreciation: series(() => 10),
      capex: series(() => 15),
      workingCapitalChange: series(() => 4),
      discountRate: 0.1,
      timing: 'mid',
      rightLife: 'indefinite',
      terminal: 'gordon',
      growth: 0.02,
    },
  ],
  ['excess-earnings', { income: 12_000, assetValues: series((i) => 200 + i), assetReturns: series(() => 0.05), discountRate: 0.14, years: 6, timing: 'mid' }],
  [
    'mpeem',
    {
      ebita: series((i) => 9_000 + i),
      taxRate: 0.25,
      assets: named(20, (i) => ({ values: series((k) => 80 + i + k), returnRate: 0.05, returnOf: series(() => 3) })),
      nopatBearsReturnOf: false,
      crossCharges: series(() => 4),
      rightsByExcess: 20,
      attrition: 'table',
      attritionTable: series((i) => 1 - 0.005 * i),
      discountRate: 0.14,
      timing: 'mid',
      tabYears: 100,
    },
  ],
  ['tab', { taxRate: 0.25, tabYears: 200, discountRate: 0.12, timing: 'mid', baseValue: 1_000 }],
  [
    'rnpv',
    {
      stageCosts: many(20, (i) => 50 + i),
      stageTimes: many(20, (i) => i),
      stageProbabilities: many(20, () => 0.95),
      stageReceipts: many(20, (i) => 10 + i),
      receiptTimes: many(20, (i) => 1 + i),
      flows: series((i) => 300 + i),
      firstFlowAt: 21,
      discountRate: 0.1,
      rateCarriesTechnologyRisk: false,
    },
  ],
  ['npv', { flows, discountRate: 0.1 }],
  ['xnpv', { flows, dates: many(PERIODS, day), discountRate: 0.09 }],
  ['irr', { flows }],
  // signs change in every period: as many roots as there can be are looked for
  ['irr', { flows: series((i) => (i % 2 === 0 ? -1 : 1) * (100 + i)) }],
  ['xirr', { flows, dates: many(PERIODS, day) }],
  ['mirr', { flows: series((i) => (i % 3 === 0 ? -60 : 70)), financeRate: 0.1, reinvestRate: 0.12 }],
  ['profit-share-marginal', { with: series((i) => 120 + 2 * i), without: series((i) => 100 + i), discountRate: 0.1, timing: 'mid', operatingMargin: 0.12 }],
  ['profit-share-marginal', { total: series((i) => 250 + i), shareOfTotalProfit: series(() => 0.3), discountRate: 0.1, operatingMargin: 0.12 }],
  [
    'profit-share-factors',
    { contributions: named(PERIODS, (i) => ({ weight: 1 / PERIODS, isTechnology: i % 3 === 0, reason: REASON })), operatingMargin: 0.1 },
  ],
  // each list of the tree at its longest, and a tree of 1,200 scores; the product of all three is 1.7 million, more than anybody types
  ['profit-share-scored', { ...range, groups: scores(PERIODS, 1, 0) }],
  ['profit-share-scored', { ...range, groups: scores(1, PERIODS, 0) }],
  ['profit-share-scored', { ...range, groups: scores(1, 1, PERIODS) }],
  ['profit-share-scored', { ...range, groups: scores(12, 10, 10) }],
  [
    'profit-share-comparable',
    { peers: named(PERIODS, (i) => ({ intangibleShare: 0.4, technologyShare: 0.5, ebitda: 120 + i, sales: 1_000 * rising(i) })), subjectMargin: 0.15 },
  ],
  ['wara', { wacc: 0.12, assets: named(PERIODS, () => ({ weight: 0.7 / PERIODS, return: 0.05 })) }],
  [
    'risk-build-up',
    {
      riskFreeRate: 0.03,
      risks: many(PERIODS, (i) => ({
        key: `风险${i}`,
        cap: 0.001,
        factors: many(10, (f) => ({ key: `因素${f}`, weight: 0.1, score: 40 + f, reason: REASON })),
      })),
    },
  ],
  [
    'cost-index',
    { costs: many(PERIODS, (i) => ({ name: `示例${i}`, amount: 10 + i, indexThen: 96, indexNow: 103 })), priceFactors: series(() => 1.001), newness: 0.8 },
  ],
  [
    'cost-build-up',
    {
      items: many(PERIODS, (i) => ({ kind: i % 2 === 0 ? 'labour' : 'equipment', amount: 120 + i, spentOn: '2024-02-29' })),
      capitalRate: 0.06,
      baseDate: '2026-06-30',
      profitRate: 0.1,
    },
  ],
  ['depreciation', { replacementCost: 9_000, usedYears: 3, remainingYears: 120, extraCosts: series(() => 10), taxRate: 0.25, discountRate: 0.1 }],
  [
    'minimum-fee',
    {
      bookCost: 300,
      priceFactors: series(() => 1.001),
      usedYears: 2,
      remainingYears: 8,
      sellerCapacity: 800,
      buyerCapacity: 600,
      opportunityLumps: series(() => 1),
      opportunityFlows: series(() => 2),
      discountRate: 0.1,
    },
  ],
  [
    'market-comparables',
    {
      factors: named(LEVELS, () => ({ subject: 100 })),
      comparables: named(LEVELS, (i) => ({ upfront: 100, payments: series(() => 6), weight: 1 / LEVELS, scores: many(LEVELS, (f) => 95 + ((i + f) % 9)) })),
      discountRate: 0.12,
    },
  ],
  ['market-royalty', { licences: named(PERIODS, (i) => ({ royalty: 0.02 + 0.0003 * i })) }],
];
