/** A price agreed in foreign money: the register counts in 元, at a rate and a day a person names. */
import { z } from 'zod';
import { amountInWords, decimal, Decimal, formatYuan } from '../money.ts';
import { parseDay } from '../time.ts';
import { day, line, money, rate } from './fields.ts';
import { filled } from './checks/blank.ts';

/** `amount` in the foreign money, `rate` 元 for one unit of it on day `on`, `source` who publishes that rate. */
export const foreignAmount = z.object({ code: line, amount: money, rate, on: day, source: line }).strict();
export type ForeignAmount = z.infer<typeof foreignAmount>;

/** Currencies offered; another ISO 4217 code may be typed. */
export const CURRENCIES = ['USD', 'EUR', 'HKD', 'JPY', 'GBP', 'MOP', 'TWD', 'CHF', 'CAD', 'AUD', 'SGD', 'KRW'] as const;

/** Codes of ISO 4217 in use for money that prices are agreed in. */
const ISO_CODES = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK ' +
    'DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF ' +
    'KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK ' +
    'PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX ' +
    'USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
);
/** Whether three letters name no money of the list: a slip, or a code newer than the list. */
export const isUnknownCurrency = (code: string | undefined): boolean => /^[A-Z]{3}$/.test(code ?? '') && !ISO_CODES.has(code!);

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

/** As 备注 says it: `合同以外币计价：USD 100,000.00，按 2026-05-20 汇率 7.1（来源）折合人民币 710,000.00 元（大写柒拾壹万元整）`. */
export function foreignNote(said: ForeignAmount | undefined): string {
  if (!isForeignAmount(said) || foreignGaps(said).length > 0) return '';
  const amount = decimal(said.amount)!;
  const yuan = foreignInYuan(said)!.toFixed(2);
  const words = amountInWords(yuan);
  const grouped = amount.toFixed(Math.max(2, amount.decimalPlaces())).replace(/\B(?=(\d{3})+\.)/g, ',');
  return `合同以外币计价：${said.code} ${grouped}，按 ${parseDay(said.on)} 汇率 ${decimal(said.rate)!.toFixed()}（${said.source!.trim()}）折合人民币 ${formatYuan(yuan)} 元${words ? `（大写${words}）` : ''}`;
}
