/** What income methods refuse, and that the refusal names the field. */
import { expect, it } from 'vitest';
import { refusedOf, type Asked } from './asked.ts';

const ROYALTY = { revenues: [1_000_000, 900_000], royaltyRate: 0.05, discountRate: 0.1 };
const DCF = { flows: [100, 110], discountRate: 0.1, growth: 0.02 };
const EXCESS = { income: 100, assetValues: [200], assetReturns: [0.1] };
const MPEEM = { nopat: [100, 110], assets: [{ name: '固定资产', values: [200, 180], returnRate: 0.08 }], discountRate: 0.14 };
const STAGED = { stageCosts: [10, 20], stageTimes: [0, 2], stageProbabilities: [0.5, 0.6], flows: [100], firstFlowAt: 3, discountRate: 0.1 };
const LEVEL = { quantityBefore: 10, priceBefore: 17, priceAfter: 20, discountRate: 0.1, years: 5 };
const PREMIUM = { premiums: [10, 20], weights: [0.4, 0.6], quantity: 10, discountRate: 0.1, years: 3 };
const ANNUITY = { base: 1_000_000, royaltyRate: 0.05, discountRate: 0.1, years: 5 };

const CASES: [string, Asked, Asked, string][] = [
  // bases
  ['relief-from-royalty', ROYALTY, { flowBasis: 'preTax', taxRate: 0.25 }, 'preTaxWithTax taxRate'],
  ['relief-from-royalty', ROYALTY, { rateBasis: 'postTax' }, 'mixedTaxBasis rateBasis'],
  ['relief-from-royalty', ROYALTY, { taxRate: 0.25, rateBasis: 'preTax' }, 'mixedTaxBasis rateBasis'],
  ['dcf', DCF, { flowBasis: 'preTax', rateBasis: 'postTax' }, 'mixedTaxBasis rateBasis'],
  ['mpeem', MPEEM, { rateBasis: 'preTax' }, 'mixedTaxBasis rateBasis'],
  ['relief-from-royalty', ROYALTY, { ratePrices: 'real' }, 'mixedPrices ratePrices'],
  ['dcf', DCF, { flowPrices: 'real', ratePrices: 'nominal' }, 'mixedPrices ratePrices'],
  // rates and life
  ['relief-from-royalty', ROYALTY, { discountRate: -1 }, 'fieldTooSmall discountRate'],
  ['relief-from-royalty', ROYALTY, { lowRate: 0.2, highRate: 0.1 }, 'rangeOrder lowRate'],
  ['relief-from-royalty', ROYALTY, { economicYears: 0 }, 'lifeOver economicYears'],
  ['dcf', DCF, { economicYears: -2 }, 'lifeOver economicYears'],
  ['relief-from-royalty', ROYALTY, { baseDate: '2026-03-01', legalEnd: '2026-03-01' }, 'lifeOver legalEnd'],
  ['relief-from-royalty', ROYALTY, { baseDate: '2026-03-01', contractEnd: '2025-12-31' }, 'lifeOver contractEnd'],
  ['relief-from-royalty', ROYALTY, { legalEnd: '2040-01-01' }, 'baseDateNeeded baseDate'],
  ['relief-from-royalty', ROYALTY, { firstPeriodEnd: '2026-12-31' }, 'baseDateNeeded baseDate'],
  ['relief-from-royalty', ROYALTY, { baseDate: '2026-12-31', firstPeriodEnd: '2026-12-31' }, 'stubLength firstPeriodEnd'],
  ['relief-from-royalty', ROYALTY, { baseDate: '2026-01-01', firstPeriodEnd: '2027-06-30' }, 'stubLength firstPeriodEnd'],
  ['relief-from-royalty', ROYALTY, { baseDate: '2026-02-29' }, 'noSuchDay baseDate'],
  ['royalty-annuity', ANNUITY, { years: 0 }, 'lifeOver years'],
  ['incremental-income', LEVEL, { years: -1 }, 'lifeOver years'],
  // royalty
  ['relief-from-royalty', ROYALTY, { revenues: [300, 5_000_000] }, 'unitsMixed revenues'],
  ['relief-from-royalty', ROYALTY, { revenues: [-1] }, 'fieldTooSmall revenues.0'],
  ['relief-from-royalty', ROYALTY, { royaltyRate: 5 }, 'fieldTooBig royaltyRate'],
  ['relief-from-royalty', ROYALTY, { royaltyRate: undefined }, 'missing royaltyRate'],
  ['relief-from-royalty', ROYALTY, { decay: 'geometric' }, 'missing decayRate'],
  ['relief-from-royalty', ROYALTY, { decay: 'table' }, 'missing decayTable'],
  ['relief-from-royalty', ROYALTY, { decay: 'sinking' }, 'fieldChoice decay'],
  ['relief-from-royalty', ROYALTY, { maintenance: [1, 2, 3] }, 'lengthsDiffer maintenance'],
  ['relief-from-royalty', ROYALTY, { yearlyLeak: 0.1, rateCarriesLeak: true }, 'leakRiskTwice rateCarriesLeak'],
  ['relief-from-royalty', ROYALTY, { yearlyLeak: 1 }, 'fieldTooBig yearlyLeak'],
  ['relief-from-royalty', ROYALTY, { taxRate: 0.9, discountRate: -0.5, tabYears: 10 }, 'tabEndless discountRate'],
  ['relief-from-royalty', ROYALTY, { taxRate: 0.9, lowRate: -0.5, tabYears: 10 }, 'tabEndless lowRate'],
  ['tab', { taxRate: 0.5, tabYears: 10, discountRate: -0.4 }, {}, 'tabEndless discountRate'],
  ['royalty-annuity', ANNUITY, { royaltyRate: undefined }, 'exactlyOne royaltyRate'],
  ['royalty-annuity', ANNUITY, { profitShare: 0.3 }, 'exactlyOne royaltyRate'],
  ['royalty-annuity', ANNUITY, { baseKind: 'profit' }, 'missing operatingMargin'],
  ['royalty-annuity', ANNUITY, { operatingMargin: 0.04 }, 'royaltyAboveMargin royaltyRate'],
  ['royalty-annuity', ANNUITY, { operatingMargin: 0 }, 'fieldTooSmall operatingMargin'],
  // cash flow
  ['dcf', DCF, { flows: undefined }, 'exactlyOne flows'],
  ['dcf', DCF, { ebit: [1, 2] }, 'exactlyOne flows'],
  ['dcf', DCF, { taxRate: 0.25 }, 'onlyWith taxRate'],
  ['dcf', DCF, { capex: [1, 2] }, 'onlyWith capex'],
  ['dcf', DCF, { flows: undefined, ebit: [1, 2] }, 'missing taxRate'],
  ['dcf', DCF, { flows: undefined, ebit: [1, 2], taxRate: 0.25, capex: [1] }, 'lengthsDiffer capex'],
  ['dcf', DCF, { terminal: 'gordon' }, 'terminalNeedsReason terminalReason'],
  ['dcf', DCF, { terminal: 'gordon', terminalReason: '  ' }, 'reasonMissing terminalReason'],
  ['dcf', DCF, { terminal: 'gordon', rightLife: 'indefinite', growth: 0.1 }, 'growthTooHigh growth'],
  ['dcf', DCF, { terminal: 'gordon', rightLife: 'indefinite', growth: 0.2 }, 'growthTooHigh growth'],
  ['dcf', DCF, { terminal: 'gordon', rightLife: 'indefinite', growth: undefined }, 'missing growth'],
  ['dcf', DCF, { terminal: 'exitMultiple', rightLife: 'indefinite' }, 'missing exitMultiple'],
  ['dcf', DCF, { terminal: 'exitMultiple', rightLife: 'indefinite', exitMultiple: 8 }, 'missing exitBase'],
  ['dcf', DCF, { terminal: 'gordon', terminalReason: '示例', economicYears: 1.5 }, 'terminalAfterLife terminal'],
  ['dcf', DCF, { terminal: 'gordon', terminalReason: '示例', economicYears: 1 }, 'terminalAfterLife terminal'],
  ['dcf', DCF, { rightLife: 'indefinite', economicYears: 5 }, 'indefiniteWithEnd rightLife'],
  ['dcf', DCF, { flows: [50], terminal: 'gordon', rightLife: 'indefinite', baseDate: '2026-06-30', firstPeriodEnd: '2026-12-31' }, 'terminalOnStub flows'],
  // level and stepped income
  ['incremental-income', LEVEL, { priceAfter: undefined }, 'missing priceAfter'],
  ['incremental-income', LEVEL, { priceBefore: undefined, priceAfter: undefined }, 'missing priceBefore'],
  ['incremental-income', LEVEL, { costBefore: 4 }, 'missing costAfter'],
  ['incremental-income', LEVEL, { quantityAfter: 12 }, 'missing costBefore'],
  ['price-premium', PREMIUM, { weights: [0.4, 0.5] }, 'weightsNot100 weights'],
  ['price-premium', PREMIUM, { weights: [1] }, 'lengthsDiffer weights'],
  ['price-premium', PREMIUM, { riskFreeRate: 0.03 }, 'exactlyOne discountRate'],
  ['price-premium', PREMIUM, { discountRate: undefined, riskFreeRate: 0.03 }, 'missing riskPremium'],
  ['price-premium', PREMIUM, { riskPremium: 0.03 }, 'missing riskFreeRate'],
  ['stepped-income', { annual: [1, 2], discountRate: 0.1 }, { unitPremiums: [1, 2] }, 'exactlyOne annual'],
  ['stepped-income', { annual: [1, 2], discountRate: 0.1 }, { quantities: [1, 2] }, 'onlyWith quantities'],
  ['stepped-income', { unitPremiums: [1, 2], discountRate: 0.1 }, {}, 'missing quantities'],
  ['stepped-income', { unitPremiums: [1, 2], quantities: [1], discountRate: 0.1 }, {}, 'lengthsDiffer quantities'],
  // excess earnings
  ['excess-earnings', EXCESS, { netAssets: 100 }, 'exactlyOne assetValues'],
  ['excess-earnings', EXCESS, { assetReturns: undefined }, 'missing assetReturns'],
  ['excess-earnings', EXCESS, { assetReturns: [0.1, 0.2] }, 'lengthsDiffer assetReturns'],
  ['excess-earnings', { income: 100, netAssets: 200 }, {}, 'missing industryReturn'],
  ['excess-earnings', EXCESS, { years: 5 }, 'missing discountRate'],
  ['excess-earnings', EXCESS, { discountRate: 0.1 }, 'lifeOrReason years'],
  ['excess-earnings', EXCESS, { discountRate: 0, perpetualReason: '示例' }, 'growthTooHigh discountRate'],
  ['excess-earnings', EXCESS, { discountRate: 0.1, years: 0 }, 'lifeOver years'],
  ['mpeem', MPEEM, { ebita: [1, 2] }, 'exactlyOne nopat'],
  ['mpeem', MPEEM, { assets: [{ name: '固定资产', values: [200], returnRate: 0.08 }] }, 'lengthsDiffer assets.0.values'],
  ['mpeem', MPEEM, { assets: [{ name: '固定资产', values: [200, 180], returnRate: 0.08, returnOf: [20, 20] }] }, 'missing nopatBearsReturnOf'],
  [
    'mpeem',
    MPEEM,
    { assets: [{ name: '固定资产', values: [200, 180], returnRate: 0.08, returnOf: [20, 20] }], nopatBearsReturnOf: true },
    'returnOfTwice assets.0.returnOf',
  ],
  ['mpeem', MPEEM, { rightsByExcess: 2 }, 'crossChargeMissing crossCharges'],
  ['mpeem', MPEEM, { crossCharges: [1] }, 'lengthsDiffer crossCharges'],
  ['mpeem', MPEEM, { attrition: 'geometric' }, 'missing attritionRate'],
  ['mpeem', MPEEM, { attrition: 'geometric', attritionRate: 1.2 }, 'fieldTooBig attritionRate'],
  ['mpeem', MPEEM, { attrition: 'table' }, 'missing attritionTable'],
  ['mpeem', MPEEM, { attrition: 'table', attritionTable: [1] }, 'lengthsDiffer attritionTable'],
  // stages
  ['rnpv', STAGED, { rateCarriesTechnologyRisk: true }, 'technologyRiskTwice rateCarriesTechnologyRisk'],
  ['rnpv', STAGED, { stageTimes: [2, 1] }, 'timesBackward stageTimes'],
  ['rnpv', STAGED, { stageTimes: [2] }, 'lengthsDiffer stageTimes'],
  ['rnpv', STAGED, { firstFlowAt: 1 }, 'flowsBeforeStage firstFlowAt'],
  ['rnpv', STAGED, { receiptTimes: [1, 2] }, 'onlyWith receiptTimes'],
  ['rnpv', STAGED, { stageReceipts: [1, 2], receiptTimes: [1, 1] }, 'receiptBeforeStage receiptTimes'],
  ['rnpv', STAGED, { stageProbabilities: [1.2, 1] }, 'fieldTooBig stageProbabilities.0'],
];

it.each(CASES)('%s: %j and %j → %s', (id, request, change, refusal) => expect(refusedOf(id, { ...request, ...change })).toBe(refusal));

it('answers each of these before the change', () => {
  for (const [id, request, change] of CASES)
    if (Object.keys(change).length > 0) expect([id, refusedOf(id, request)]).toEqual([id, request['unitPremiums'] ? 'missing quantities' : 'not refused']);
});

it('a life of next to nothing is worth next to nothing', () => {
  for (const [id, request, field] of [
    ['incremental-income', LEVEL, 'years'],
    ['relief-from-royalty', ROYALTY, 'economicYears'],
  ] as const)
    for (const years of [1e-308, 1e-12]) expect([id, years, refusedOf(id, { ...request, [field]: years })]).toEqual([id, years, 'not refused']);
});
