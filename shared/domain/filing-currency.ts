/** A price agreed in foreign money: the register counts in 元, at a rate and a day a person names. */
import { z } from 'zod';
import { decimal, Decimal } from '../money.ts';
import { parseDay } from '../time.ts';
import { day, line, money, rate } from './fields.ts';
import { filled } from './checks/blank.ts';

/** `amount` in the foreign money, `rate` 元 for one unit of it on day `on`, `source` who publishes that rate. */
export const foreignAmount = z.object({ code: line, amount: money, rate, on: day, source: line }).strict();
export type ForeignAmount = z.infer<typeof foreignAmount>;

/** Currencies offered; another ISO 4217 code may be typed. */
export const CURRENCIES = ['USD', 'EUR', 'HKD', 'JPY', 'GBP', 'MOP', 'TWD', 'CHF', 'CAD', 'AUD', 'SGD', 'KRW'] as const;

export type ForeignGap = 'code' | 'amount' | 'rate' | 'on' | 'source';

/** What an amount in foreign money still lacks; empty where nobody named one. */
export function foreignGaps(said: ForeignAmount | undefined): ForeignGap[] {
  if (!isForeignAmount(said)) return [];
  const above = (text: string | undefined): boolean => decimal(text)?.gt(0) ?? false;
  return [
    ...(/^[A-Z]{3}$/.test(said.code ?? '') && said.code !== 'CNY' ? [] : (['code'] as const)),
    ...(above(said.amount) ? [] : (['amount'] as const)),
    ...(above(said.rate) ? [] : (['rate'] as const)),
    ...(parseDay(said.on) ? [] : (['on'] as const)),
    ...(filled(said.source) ? [] : (['source'] as const)),
  ];
}

export const isForeignAmount = (said: ForeignAmount | undefined): said is ForeignAmount =>
  said !== undefined && [said.code, said.amount, said.rate, said.on, said.source].some(filled);

/** In 元, half up to 分; undefined before amount and rate are there. */
export function foreignInYuan(said: ForeignAmount | undefined): Decimal | undefined {
  const [amount, at] = [decimal(said?.amount), decimal(said?.rate)];
  return isForeignAmount(said) && amount && at ? amount.times(at).toDecimalPlaces(2) : undefined;
}

/** As 备注 says it: `合同以外币计价：USD 100,000.00，按 2026-05-20 汇率 7.1（来源）折合人民币`. */
export function foreignNote(said: ForeignAmount | undefined): string {
  if (!isForeignAmount(said) || foreignGaps(said).length > 0) return '';
  const amount = decimal(said.amount)!;
  const grouped = amount.toFixed(Math.max(2, amount.decimalPlaces())).replace(/\B(?=(\d{3})+\.)/g, ',');
  return `合同以外币计价：${said.code} ${grouped}，按 ${parseDay(said.on)} 汇率 ${decimal(said.rate)!.toFixed()}（${said.source!.trim()}）折合人民币`;
}
