/** Every method by its id, as the command line, the schemas and the screens know it. */
import type { Method } from './method.ts';
import { dcf } from './income/dcf.ts';
import { excessEarnings } from './income/excess.ts';
import { incrementalIncome, pricePremium } from './income/incremental.ts';
import { mpeem } from './income/mpeem.ts';
import { rnpv } from './income/rnpv.ts';
import { royaltyAnnuity } from './income/royalty-annuity.ts';
import { reliefFromRoyalty } from './income/royalty.ts';
import { steppedIncome } from './income/stepped.ts';
import { tab } from './income/tab.ts';
import { annuityValue, irr, mirr, npv, xirr, xnpv } from './flows/npv.ts';
import { depreciation } from './cost/depreciation.ts';
import { minimumFee } from './cost/minimum-fee.ts';
import { costBuildUp, costIndex, costMultiplier } from './cost/replacement.ts';
import { costSoftware } from './cost/software.ts';
import { marketCapacity, marketRoyalty } from './market/capacity.ts';
import { marketComparables } from './market/comparables.ts';
import { riskBuildUp } from './rates/build-up.ts';
import { capmPlus, wacc } from './rates/capm.ts';
import { realNominal, wara } from './rates/wara.ts';
import { profitShareComparable } from './share/comparable.ts';
import { profitShareEquivalentInvestment, profitShareFactors, profitShareRule } from './share/investment.ts';
import { profitShareMarginal } from './share/marginal.ts';
import { profitShareScored } from './share/scored.ts';
import { nash, nashLinear, rubinstein } from './deal/bargain.ts';
import { priceCorridor, reconcile } from './deal/corridor.ts';
import { offersCompare } from './deal/offers.ts';
import { paymentSolve, paymentValue, royaltyLimits } from './deal/payment.ts';
import { reservePrices, zopa } from './deal/reserves.ts';
import { capTable } from './equity/cap-table.ts';
import { distributionShares } from './equity/distribution.ts';
import { proRata, safeStack } from './equity/safes.ts';
import { shapley } from './equity/shapley.ts';
import { technologyShareTax } from './equity/share-tax.ts';
import { technologyShares } from './equity/technology-shares.ts';
import { optionBinomial } from './options/binomial.ts';
import { bivariate } from './options/bivariate.ts';
import { optionBsm } from './options/bsm.ts';
import { optionCompound } from './options/compound.ts';
import { optionExchange } from './options/exchange.ts';

const INCOME = [reliefFromRoyalty, royaltyAnnuity, incrementalIncome, pricePremium, steppedIncome, dcf, excessEarnings, mpeem, tab, rnpv];
const OPTIONS = [optionBsm, optionBinomial, optionCompound, optionExchange, bivariate];
const DEAL = [paymentValue, paymentSolve, royaltyLimits, offersCompare, reservePrices, zopa, nash, nashLinear, rubinstein, priceCorridor, reconcile];
const EQUITY = [shapley, technologyShares, capTable, safeStack, proRata, technologyShareTax, distributionShares];
const ALL: readonly Method[] = [
  ...DEAL,
  ...EQUITY,
  ...OPTIONS,
  ...INCOME,
  npv,
  xnpv,
  irr,
  xirr,
  mirr,
  annuityValue,
  profitShareMarginal,
  profitShareEquivalentInvestment,
  profitShareRule,
  profitShareFactors,
  profitShareScored,
  profitShareComparable,
  wacc,
  capmPlus,
  wara,
  riskBuildUp,
  realNominal,
  costMultiplier,
  costIndex,
  costBuildUp,
  costSoftware,
  depreciation,
  minimumFee,
  marketComparables,
  marketCapacity,
  marketRoyalty,
];

export const METHODS: ReadonlyMap<string, Method> = new Map(ALL.map((m) => [m.id, m]));
