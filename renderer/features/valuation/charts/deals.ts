/** Offers beside each other, what each party makes of the whole, and comparables. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import { median, quantile } from '../../../../shared/valuation/order-statistics.ts';
import { barsFigure } from './bars.ts';
import { nameOf, seriesOf, type Figure } from './figure.ts';
import type { BarLine } from './parts.ts';
import { percentText, scaleOf } from './scale.ts';
import type { ChartWords } from './words.ts';

const numbered = (result: MethodResult, fact: string, cell: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => nameOf(result, fact, i, cell) ?? String(i + 1));

export function offersFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const [seller, buyer] = [seriesOf(result, 'sellerValue'), seriesOf(result, 'buyerValue')];
  if (seller.length < 2) return undefined;
  const rows = numbered(result, 'offers', 'sellerValue', seller.length);
  const money = scaleOf(result.money, [...seller, ...buyer], words.units);
  const unit = words.t(`unit.${money.unit}`);
  const [toSeller, toBuyer] = [words.t('offers.seller'), words.t('offers.buyer')];
  const best = seller.indexOf(Math.max(...seller));
  const cheapest = buyer.indexOf(Math.min(...buyer));
  return barsFigure({
    id: 'offers',
    title: words.t('offers.title', {
      best: rows[best]!,
      value: money.text(seller[best]!),
      cheapest: rows[cheapest]!,
      cost: money.text(buyer[cheapest]!),
      unit,
    }),
    rows,
    groups: [
      { name: toBuyer, values: buyer },
      { name: toSeller, values: seller },
    ],
    unit,
    of: money.of,
    text: money.text,
    table: {
      columns: [words.t('offers.offer'), words.t('with', { name: toSeller, unit }), words.t('with', { name: toBuyer, unit })],
      rows: rows.map((name, i) => [name, money.text(seller[i]!), money.text(buyer[i]!)]),
    },
  });
}

export function shapleyFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const values = seriesOf(result, 'shapley');
  if (values.length === 0) return undefined;
  const shares = seriesOf(result, 'shapleyShare');
  const rows = numbered(result, 'players', 'shapley', values.length);
  const money = scaleOf(result.money, [...values, result.value], words.units);
  const unit = words.t(`unit.${money.unit}`);
  const most = values.indexOf(Math.max(...values));
  const share = (i: number): string => (shares[i] === undefined ? '' : percentText(shares[i]));
  return barsFigure({
    id: 'shapley',
    title: words.t('shapley.title', { whole: money.text(result.value), name: rows[most]!, value: money.text(values[most]!), unit }),
    rows,
    groups: [{ name: words.t('shapley.part'), values }],
    unit,
    of: money.of,
    text: (v, i) => (shares[i] === undefined ? money.text(v) : `${money.text(v)}  (${share(i)})`),
    table: {
      columns: [words.t('shapley.party'), words.t('with', { name: words.t('shapley.part'), unit }), ...(shares.length > 0 ? [words.t('shapley.share')] : [])],
      rows: rows.map((name, i) => [name, money.text(values[i]!), ...(shares.length > 0 ? [share(i)] : [])]),
    },
  });
}

export function comparablesFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const [prices, adjusted] = [seriesOf(result, 'price'), seriesOf(result, 'adjusted')];
  if (adjusted.length === 0) return undefined;
  const rows = numbered(result, 'names', 'adjusted', adjusted.length);
  const middle = median(adjusted);
  const money = scaleOf(result.money, [...prices, ...adjusted, result.value], words.units);
  const unit = words.t(`unit.${money.unit}`);
  const said = { median: money.text(middle), value: money.text(result.value), unit, count: adjusted.length };
  const [given, after] = [words.t('market.given'), words.t('market.adjusted')];
  const lines: BarLine[] = [
    { name: words.t('market.median', said), value: middle, dash: 'dashed' },
    { name: words.t('market.weighted', said), value: result.value, dash: 'solid' },
  ];
  return barsFigure({
    id: 'comparables',
    title: words.t('market.title', said),
    rows,
    groups: [
      { name: given, values: prices },
      { name: after, values: adjusted },
    ],
    lines,
    unit,
    of: money.of,
    text: money.text,
    table: {
      columns: [words.t('market.deal'), words.t('with', { name: given, unit }), words.t('with', { name: after, unit })],
      rows: [
        ...rows.map((name, i) => [name, money.text(prices[i]!), money.text(adjusted[i]!)]),
        [words.t('market.middle'), '', money.text(middle)],
        [words.t('market.result'), '', money.text(result.value)],
      ],
    },
  });
}

/** Rates of comparable licences with their median and quartiles. */
export function ratesFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const cell = ['royalty', 'peerRoyalty'].find((name) => seriesOf(result, name).length > 0);
  if (cell === undefined) return undefined;
  const rates = seriesOf(result, cell);
  const rows = numbered(result, 'names', cell, rates.length);
  const at = (share: number): number => quantile(rates, share);
  const said = { median: percentText(at(0.5)), low: percentText(at(0.25)), high: percentText(at(0.75)) };
  return barsFigure({
    id: 'rates',
    title: words.t('rates.title', said),
    rows,
    groups: [{ name: words.cell(cell), values: rates }],
    lines: [
      { name: words.t('rates.lower', said), value: at(0.25), dash: 'dotted' },
      { name: words.t('rates.median', said), value: at(0.5), dash: 'solid' },
      { name: words.t('rates.upper', said), value: at(0.75), dash: 'dashed' },
    ],
    unit: '%',
    of: (v) => v * 100,
    text: (v) => percentText(v),
    table: {
      columns: [words.t('market.deal'), words.cell(cell)],
      rows: [
        ...rows.map((name, i) => [name, percentText(rates[i]!)]),
        [words.t('rates.lowerName'), said.low],
        [words.t('rates.medianName'), said.median],
        [words.t('rates.upperName'), said.high],
      ],
    },
  });
}
