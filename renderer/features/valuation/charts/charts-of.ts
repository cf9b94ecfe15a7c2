/** Which charts a result deserves, the one that answers most first. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import type { SimulationResult } from '../../../../shared/valuation/simulation/summary.ts';
import { bridgeFigure } from './bridge.ts';
import { comparablesFigure, offersFigure, ratesFigure, shapleyFigure } from './deals.ts';
import type { Figure } from './figure.ts';
import { flowsFigure } from './flows.ts';
import { heatFigure, type Heat } from './heat.ts';
import { histogramFigure } from './histogram.ts';
import { latticeFigure } from './lattice.ts';
import { corridorFigure, reconcileFigure, zopaFigure, type Offer } from './ranges.ts';
import { sharesFigure } from './shares.ts';
import { tornadoFigure, type TornadoRow } from './tornado.ts';
import type { ChartWords } from './words.ts';

/** What was computed beside the result: simulation, sensitivities, offers made in the deal (their values in the result's unit). */
export type Beside = {
  simulation?: SimulationResult | undefined;
  tornado?: { base: number; rows: readonly TornadoRow[] } | undefined;
  heat?: Heat | undefined;
  offers?: readonly Offer[] | undefined;
};
type Maker = (result: MethodResult, words: ChartWords, beside: Beside) => Figure | undefined;

const zopa: Maker = (result, words, { offers = [] }) => zopaFigure(result, offers, words);
/** Methods whose figures have a shape of their own; all others show their flows and the way to their value. */
const OWN: Readonly<Record<string, readonly Maker[]>> = {
  'reserve-prices': [bridgeFigure, zopa],
  zopa: [zopa],
  nash: [zopa],
  rubinstein: [zopa],
  'price-corridor': [corridorFigure],
  reconcile: [reconcileFigure],
  'offers-compare': [offersFigure],
  'option-binomial': [latticeFigure],
  shapley: [shapleyFigure],
  'cap-table': [sharesFigure],
  'technology-shares': [sharesFigure],
  'market-comparables': [comparablesFigure],
  'market-royalty': [ratesFigure],
  'profit-share-comparable': [ratesFigure],
};

export function chartsOf(result: MethodResult, words: ChartWords, beside: Beside = {}): Figure[] {
  const { tornado, heat, simulation } = beside;
  const unit = result.unit === 'rate' ? 'rate' : 'money';
  return [
    ...(OWN[result.method] ?? [bridgeFigure, flowsFigure]).map((make) => make(result, words, beside)),
    tornado && tornadoFigure(tornado.base, tornado.rows, unit, result.money, words),
    simulation && histogramFigure(simulation, result.money, words),
    heat && heatFigure(heat, result.money, words),
  ].filter((f) => f !== undefined);
}
