/** Money: decimal text in 元 everywhere; this file reads what people type, prints it, and writes 金额大写. */
import { Decimal as Base } from 'decimal.js';

/** Own copy so that nobody else's precision setting can change an amount. */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 40 });
export type Decimal = Base;

export const MONEY_UNITS = ['元', '万元', '亿元'] as const;
export type MoneyUnit = (typeof MONEY_UNITS)[number];
const FACTOR: Record<MoneyUnit, number> = { 元: 1, 万元: 10_000, 亿元: 100_000_000 };

/** `unit` is the unit the amount was read in; `stated` whether the person wrote it or it was assumed. */
export type ReadMoney = { yuan: string; unit: MoneyUnit; stated: boolean };

const NUMBER = /^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/;

/** A finite number from decimal text, or undefined: never NaN, never a guess. Commas count only between thousands: `3,00` is no number. */
export function decimal(text: string | undefined): Decimal | undefined {
  const bare = text?.normalize('NFKC').trim();
  return bare !== undefined && NUMBER.test(bare) ? new Decimal(bare.replace(/,/g, '')) : undefined;
}

/**
 * Reads `150万`, `1,500,000.00`, `１５０万元`, `5千万`, `¥1500000`, `二百万`, `壹佰捌拾万元整`. A number with neither unit nor sign of
 * currency is in `assumed`; behind ¥, RMB or 人民币 it is 元. Undefined where it is no amount.
 */
export function parseMoney(input: string, assumed: MoneyUnit = '元'): ReadMoney | undefined {
  const typed = input
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[圆圓]/g, '元');
  const bare = typed
    .replace(/^(人民币|RMB|CNY)/i, '')
    .replace(/^[¥￥]/, '')
    .replace(/(RMB|CNY)$/i, '');
  const currency = bare !== typed;
  const m = /^([+-]?[\d,.]+)(?:([十百千]?)(亿元|亿|万元|万|元))?[整正]?$/.exec(bare);
  if (m && NUMBER.test(m[1]!)) {
    const said: MoneyUnit | undefined =
      m[3] === undefined ? (currency ? '元' : undefined) : m[3].startsWith('亿') ? '亿元' : m[3].startsWith('万') ? '万元' : '元';
    const unit = said ?? assumed;
    const yuan = new Decimal(m[1]!.replace(/,/g, '')).times(FACTOR[unit]).times(READ_PLACE[m[2] ?? ''] ?? 1);
    return { yuan: yuan.toFixed(), unit, stated: said !== undefined };
  }
  const words = readAmountWords(bare);
  if (words !== undefined) return { yuan: words, unit: '元', stated: true };
  // everyday numerals without 元: 二百万 says its size, 二百 is in the unit of the box
  const whole = /[整正]$/.test(bare) ? undefined : readWhole(bare);
  if (bare === '' || whole === undefined) return undefined;
  const sized = currency || /[万亿萬億]/.test(bare);
  const unit = sized ? '元' : assumed;
  return { yuan: whole.times(FACTOR[unit]).toFixed(), unit, stated: sized };
}

/** Reads a rate: `2.5%`, `２．５％` and `0.025` are the same; answers decimal text. */
export function parseRate(input: string): string | undefined {
  const m = /^([+-]?\d+(\.\d+)?)(%|‰)?$/.exec(
    input
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/^百分之/, ''),
  );
  if (!m) return undefined;
  return new Decimal(m[1]!).div(m[3] === '%' || /^\s*百分之/.test(input) ? 100 : m[3] === '‰' ? 1000 : 1).toFixed();
}

/** Text of a box marked %, as a decimal: a bare figure is per cent (0.5 is 0.5 %, 15 is 15 %). What is no rate stays as typed. */
export const readRate = (text: string): string => decimal(text)?.div(100).toFixed() ?? parseRate(text) ?? text.trim();

/** Text kept as it was typed, as a decimal: a bare figure up to 1 is a decimal there, one beyond it is per cent. What is no rate stays. */
export const keptRate = (text: string): string => {
  const bare = decimal(text);
  return bare?.abs().gt(1) ? bare.div(100).toFixed() : (parseRate(text) ?? text.trim());
};

const grouped = (fixed: string): string => {
  const [whole, rest] = fixed.split('.') as [string, string?];
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (rest === undefined ? '' : `.${rest}`);
};

/** `1500000` → `1,500,000.00`; what is not an amount is shown as typed. Rounds half up for display only. */
export function formatYuan(text: string | undefined, digits = 2): string {
  const d = decimal(text);
  return d ? grouped(d.toFixed(digits)) : (text ?? '');
}

/** 元 with two places, or as many as the amount has: nothing that was typed is hidden. */
export const exactYuan = (text: string | undefined): string => formatYuan(text, Math.max(2, decimal(text)?.decimalPlaces() ?? 2));

/** 元 shown in 万元: `1063494.9` → `106.35`; `all` keeps every digit. */
export function formatWan(text: string | undefined, digits: number | 'all' = 2): string {
  const d = decimal(text)?.div(10_000);
  return d ? grouped(digits === 'all' ? d.toFixed() : d.toFixed(digits)) : (text ?? '');
}

/** `0.025` → `2.5%`. */
export function formatRate(text: string | undefined): string {
  const d = decimal(text);
  return d ? `${d.times(100).toDecimalPlaces(6).toFixed()}%` : (text ?? '');
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

function words4(n: number): string {
  const digits = [...String(n)].map(Number);
  let out = '';
  let zero = false;
  digits.forEach((d, i) => {
    if (d === 0) zero = true;
    else {
      out += (zero && out !== '' ? '零' : '') + DIGITS[d]! + PLACES[digits.length - 1 - i]!;
      zero = false;
    }
  });
  return out;
}

const joined = (high: string, low: number, below: number, words: (n: number) => string): string =>
  low === 0 ? high : `${high}${low < below ? '零' : ''}${words(low)}`;
const words8 = (n: number): string => (n < 10_000 ? words4(n) : joined(`${words4(Math.floor(n / 10_000))}万`, n % 10_000, 1000, words4));
const wordsWhole = (n: number): string => (n < 1e8 ? words8(n) : joined(`${words8(Math.floor(n / 1e8))}亿`, n % 1e8, 1e7, words8));

/** 金额大写 of 元 (《支付结算办法》附件一): `1800000` → 壹佰捌拾万元整. Half up to 分; undefined below 0, from 10^16 元, or for no amount. */
export function amountInWords(text: string | undefined): string | undefined {
  const d = decimal(text)?.toDecimalPlaces(2);
  if (!d || d.isNegative() || d.gte(1e16)) return undefined;
  const whole = d.trunc();
  const cents = d.minus(whole).times(100).toNumber();
  const jiao = Math.floor(cents / 10);
  const fen = cents % 10;
  const head = whole.isZero() ? '' : `${joinWhole(whole)}元`;
  if (cents === 0) return `${head === '' ? '零元' : head}整`;
  if (fen === 0) return `${head}${DIGITS[jiao]!}角整`;
  return `${head}${jiao === 0 ? (head === '' ? '' : '零') : `${DIGITS[jiao]!}角`}${DIGITS[fen]!}分`;
}

/** 10^16 is above the integers a double keeps exactly, so 亿 and below are cut apart as decimals first. */
function joinWhole(whole: Decimal): string {
  const high = whole.div(1e8).trunc().toNumber();
  const low = whole.mod(1e8).toNumber();
  return high === 0 ? words8(low) : joined(`${wordsWhole(high)}亿`, low, 1e7, words8);
}

const READ_DIGIT: Record<string, number> = {};
['零〇○', '壹一弌', '贰二贰两', '叁三参', '肆四', '伍五', '陆六', '柒七', '捌八', '玖九'].forEach((set, n) => [...set].forEach((ch) => (READ_DIGIT[ch] = n)));
const READ_PLACE: Record<string, number> = { 拾: 10, 十: 10, 佰: 100, 百: 100, 仟: 1000, 千: 1000 };

/** A last figure straight behind 百, 千, 万 or 亿 is refused: 一万五 is spoken for 15,000, and written for 10,005 only with its 零. */
function readWhole(text: string): Decimal | undefined {
  let total = new Decimal(0);
  let section = 0;
  let digit: number | undefined;
  let lastPlace = 10_000;
  let lastBig = Infinity;
  if (/[百佰千仟万萬亿億][^零〇○百佰千仟万萬亿億十拾](?=[万萬亿億]|$)/.test(text)) return undefined;
  for (const ch of text) {
    const d = READ_DIGIT[ch];
    const place = READ_PLACE[ch];
    if (d !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = d;
    } else if (place !== undefined) {
      if (place >= lastPlace) return undefined;
      section += (digit === undefined || digit === 0 ? (place === 10 && section === 0 ? 1 : NaN) : digit) * place;
      lastPlace = place;
      digit = undefined;
    } else if (ch === '万' || ch === '亿' || ch === '億' || ch === '萬') {
      const big = ch === '万' || ch === '萬' ? 1e4 : 1e8;
      section += digit ?? 0;
      if (big === 1e8) total = total.plus(section).times(big);
      else if (big < lastBig) total = total.plus(section * big);
      else return undefined;
      if (section === 0 && (big === 1e4 || total.isZero())) return undefined;
      lastBig = big === 1e8 ? Infinity : big;
      section = 0;
      digit = undefined;
      lastPlace = 10_000;
    } else return undefined;
  }
  section += digit ?? 0;
  return Number.isNaN(section) ? undefined : total.plus(section);
}

/** The inverse of {@link amountInWords}, also for everyday numerals (一百八十万元); decimal text in 元, or undefined. */
export function readAmountWords(input: string): string | undefined {
  const bare = input
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(人民币)?(大写)?[::]?(人民币)?/, '')
    .replace(/[整正]$/, '')
    .replace(/圆|圓/g, '元');
  const m = /^(?:([^元角分]+)元)?(?:零?([^元角分])角)?(?:零?([^元角分])分)?$/.exec(bare);
  if (!m || bare === '' || (m[1] === undefined && m[2] === undefined && m[3] === undefined)) return undefined;
  const whole = m[1] === undefined ? new Decimal(0) : readWhole(m[1]);
  const jiao = m[2] === undefined ? 0 : READ_DIGIT[m[2]];
  const fen = m[3] === undefined ? 0 : READ_DIGIT[m[3]];
  if (!whole || whole.isNaN() || jiao === undefined || fen === undefined) return undefined;
  return whole.plus(new Decimal(jiao * 10 + fen).div(100)).toFixed();
}
