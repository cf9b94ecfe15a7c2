/** Which figures of a method make the way to its value. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import { cellOf, seriesOf, total } from './figure.ts';
import type { ChartWords } from './words.ts';

export type BridgePart = { name: string; value: number; kind: 'start' | 'change' | 'total' };
type Maker = (result: MethodResult, words: ChartWords) => BridgePart[];

const dot = (a: readonly number[], b: readonly number[]): number => total(a.map((x, i) => x * b[i]!));
/** Changes that are nothing are left out. */
const moved = (parts: readonly BridgePart[]): BridgePart[] => {
  const size = Math.max(...parts.map((p) => Math.abs(p.value)));
  return parts.filter((p) => p.kind !== 'change' || Math.abs(p.value) > size * 1e-9);
};
const start = (name: string, value: number): BridgePart => ({ name, value, kind: 'start' });
const change = (name: string, value: number): BridgePart => ({ name, value, kind: 'change' });
const reached = (name: string, value: number): BridgePart => ({ name, value, kind: 'total' });

/** Royalties before tax → tax → upkeep → tax amortisation benefit; all of them as present values. */
const royalty: Maker = (result, { t }) => {
  const factors = seriesOf(result, 'discountFactor');
  const gross = dot(seriesOf(result, 'royalty'), factors);
  const tax = cellOf(result, 'taxRate') ?? 0;
  const sum = total(seriesOf(result, 'present'));
  return [
    start(t('bridge.royalty'), gross),
    change(t('bridge.tax'), -tax * gross),
    change(t('bridge.upkeep'), sum - gross * (1 - tax)),
    change(t('bridge.tab'), result.value - sum),
    reached(t('bridge.value'), result.value),
  ];
};

const excess: Maker = (result, { t, cell }) => {
  const factors = seriesOf(result, 'discountFactor');
  const nopat = dot(seriesOf(result, 'nopat'), factors);
  const charges = dot(seriesOf(result, 'charges'), factors);
  const sum = total(seriesOf(result, 'present'));
  return [
    start(t('bridge.presentOf', { name: cell('nopat') }), nopat),
    change(t('bridge.presentOf', { name: cell('charges') }), -charges),
    change(t('bridge.lost'), sum - nopat + charges),
    change(t('bridge.tab'), result.value - sum),
    reached(t('bridge.value'), result.value),
  ];
};

/** Cells of one result, each by its own name; a minus before it takes it away, an equals sign says where the way has come. */
const plain =
  (...list: readonly string[]): Maker =>
  (result, { cell, t }) =>
    list.flatMap((item, i): BridgePart[] => {
      const sign = item[0] === '-' || item[0] === '=' ? item[0] : '';
      const name = item.slice(sign.length);
      const single = cellOf(result, name);
      const series = seriesOf(result, name);
      if (single === undefined && series.length === 0) return [];
      const value = single ?? total(series);
      const called = name === 'value' ? t('bridge.value') : cell(name);
      if (sign === '=') return [reached(called, value)];
      return [i === 0 ? start(called, value) : change(called, sign === '-' ? -value : value)];
    });

const dcf: Maker = (result, words) => (cellOf(result, 'pvTerminal') === undefined ? [] : plain('pvFlows', 'pvTerminal', '=value')(result, words));

const minimumFee: Maker = (result, { t, cell }) => {
  const at = (name: string): number => cellOf(result, name) ?? 0;
  const net = at('netReplacementCost');
  return [
    start(cell('bookCost'), at('bookCost')),
    change(t('bridge.prices'), at('replacementCost') - at('bookCost')),
    change(t('bridge.worn'), net - at('replacementCost')),
    change(t('bridge.sellerBears'), net * (at('share') - 1)),
    change(cell('opportunityCost'), at('opportunityCost')),
    reached(cell('minimumFee'), result.value),
  ];
};

const reserves: Maker = (result, { t, cell }) => {
  const at = (name: string): number => cellOf(result, name) ?? 0;
  const surplus = at('buyerWith') - at('buyerAlternative') - at('buyerMargin');
  return [
    start(cell(String(result.facts['sellerBinds'])), at('sellerFloor')),
    change(cell('sellerDealCost'), at('sellerDealCost')),
    reached(cell('sellerReserve'), at('sellerReserve')),
    start(cell('buyerWith'), at('buyerWith')),
    change(cell('buyerAlternative'), -at('buyerAlternative')),
    change(cell('buyerMargin'), -at('buyerMargin')),
    change(t('bridge.designAround'), at('buyerReserve') - surplus),
    reached(cell('buyerReserve'), at('buyerReserve')),
  ];
};

const MAKERS: Readonly<Record<string, Maker>> = {
  'relief-from-royalty': royalty,
  mpeem: excess,
  dcf,
  rnpv: plain('expectedRevenue', 'receiptPresent', 'expectedCost', '=value'),
  tab: plain('baseValue', 'tabBenefit', '=valueWithTab'),
  'minimum-fee': minimumFee,
  depreciation: plain('replacementCost', '-timeLoss', '-functionalLoss', '-economicLoss', '=netCost'),
  'reserve-prices': reserves,
  'payment-value': plain('upfront', 'sellerMilestonePresent', 'sellerRoyaltyPresent', '=sellerValue'),
};

/** None where a method has no such way, or only one step of it. */
export function bridgeParts(result: MethodResult, words: ChartWords): BridgePart[] {
  const parts = moved(MAKERS[result.method]?.(result, words) ?? []);
  return parts.some((p) => p.kind === 'change') ? parts : [];
}
