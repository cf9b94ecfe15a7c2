/**
 * What an amount, a rate or a term can never be, and from where on it is asked about. The thresholds are the house's own
 * and only ask; nobody's rule stands behind them.
 */
import { Decimal, decimal, exactYuan, formatRate, parseMoney, parseRate } from './money.ts';
import { refuse, type Refusal } from './result.ts';
import { parseDay } from './time.ts';

/** 1,000 亿元; above it a wrong unit is likelier than the amount. */
const HUGE_YUAN = 100_000_000_000;
/** 50 亿元 in one year from what one right is used for; a figure of 元 under a heading of 万元 is likelier. */
export const HUGE_REVENUE_YUAN = 5_000_000_000;
/** 10 亿元 in one contract is possible; a figure of 元 under a heading of 万元 is likelier. */
const LARGE_CONTRACT_YUAN = 1_000_000_000;
/** Possible, but asked about above it. */
export const HIGH = { royalty: 0.5, discount: 0.4 } as const;
/** Below it a decimal typed into a box of per cent is likelier: Excel holds 3 % as 0.03, and 15 % as 0.15. */
export const LOW = { royalty: 0.001, discount: 0.01 } as const;

const yuanOf = (text: string | undefined): Decimal | undefined => decimal(parseMoney(text ?? '')?.yuan);
const rateOf = (text: string | undefined): Decimal | undefined => decimal(parseRate(text ?? ''));

/** Amounts are text in 元 as stored; what cannot be read is neither negative nor huge. */
export const isNegativeAmount = (text: string | undefined): boolean => yuanOf(text)?.lt(0) === true;
/** Nobody can pay less than a 分, and papers print two places. */
export const isBelowCent = (text: string | undefined): boolean => (yuanOf(text)?.decimalPlaces() ?? 0) > 2;
export const isLargeContract = (text: string | undefined): boolean => yuanOf(text)?.gt(LARGE_CONTRACT_YUAN) === true;
export const isHugeRevenue = (text: string | undefined): boolean => yuanOf(text)?.gt(HUGE_REVENUE_YUAN) === true;
export const isHugeAmount = (text: string | undefined): boolean => yuanOf(text)?.gt(HUGE_YUAN) === true;

/** A share of something: 0 to 100 %. */
export const isOutsideWhole = (text: string | undefined): boolean => {
  const r = rateOf(text);
  return r !== undefined && (r.lt(0) || r.gt(1));
};
export const isNegativeRate = (text: string | undefined): boolean => rateOf(text)?.lt(0) === true;
/** No royalty at all is a term of its own; no discount is not. */
export const isLowRate = (use: keyof typeof LOW, text: string | undefined): boolean => {
  const r = rateOf(text);
  return r !== undefined && r.gte(0) && r.lt(LOW[use]) && (use === 'discount' || r.gt(0));
};
export const isHighRate = (use: keyof typeof HIGH, text: string | undefined): boolean => rateOf(text)?.gt(HIGH[use]) === true;

/** Whether the first of two rates is above the second; false where either cannot be read. */
export function ratesCross(low: string | undefined, high: string | undefined): boolean {
  const [l, h] = [rateOf(low), rateOf(high)];
  return l !== undefined && h !== undefined && l.gt(h);
}

/** Whether a rate lies outside two others; false where one of the three cannot be read. */
export function isOutside(rate: string | undefined, low: string | undefined, high: string | undefined): boolean {
  const [r, l, h] = [rateOf(rate), rateOf(low), rateOf(high)];
  return r !== undefined && l !== undefined && h !== undefined && (r.lt(l) || r.gt(h));
}

/** Whether a term ends before it starts; false where either day cannot be read. */
export function daysCross(from: string | undefined, to: string | undefined): boolean {
  const [f, t] = [from ? parseDay(from) : undefined, to ? parseDay(to) : undefined];
  return f !== undefined && t !== undefined && t < f;
}

/** A rate as people say it: `-0.05` and `-5 %` are −5%. */
export const rateWords = (text: string | undefined): string => formatRate(parseRate(text ?? '') ?? text);
/** An amount with its separators and all its places, in 元. */
export const yuanWords = (text: string | undefined): string => exactYuan(parseMoney(text ?? '')?.yuan ?? text);

export const refuseCents = (field: string, text: string | undefined): Refusal | undefined =>
  isBelowCent(text) ? refuse('bounds.amountCents', { field, params: { amount: yuanWords(text) } }) : undefined;
export const refuseNegative = (field: string, text: string | undefined): Refusal | undefined =>
  isNegativeAmount(text) ? refuse('bounds.amountNegative', { field, params: { amount: yuanWords(text) } }) : undefined;
/** Of an amount somebody pays; a forecast may be what a formula makes of it. */
export const refuseAmount = (field: string, text: string | undefined): Refusal | undefined => refuseNegative(field, text) ?? refuseCents(field, text);
export const refuseShare = (field: string, text: string | undefined): Refusal | undefined =>
  isOutsideWhole(text) ? refuse('bounds.rateRange', { field, params: { rate: rateWords(text) } }) : undefined;
export const refuseDiscount = (field: string, text: string | undefined): Refusal | undefined =>
  isNegativeRate(text) ? refuse('bounds.discountNegative', { field, params: { rate: rateWords(text) } }) : undefined;
