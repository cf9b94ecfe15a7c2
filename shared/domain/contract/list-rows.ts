/** Lines of an answer that carry a figure each: “科目：金额”, “股东，方式，认缴额，比例”. */
import { decimal, Decimal, parseMoney } from '../../money.ts';
import { amountsIn } from '../contract-text/amounts.ts';

export const rowsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    // a comma between thousands belongs to its figure
    .replace(/,(?!\d{3}(?!\d))/g, '、')
    .split('\n')
    .map((line) => line.trim().replace(/[;,。、]+$/, ''))
    .filter((line) => line !== '');

/** 元 of the only amount of a line that names its unit (written in digits, in words or both); undefined where there are none or several. */
export function amountIn(line: string): Decimal | undefined {
  const told = [...new Set(amountsIn(line).amounts.map((a) => new Decimal(a.yuan).toFixed()))];
  return told.length === 1 ? decimal(told[0]) : undefined;
}

const LAST = /[¥￥]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*(?:[十百千]?[万亿])?\s*元?[整正]?$/;

/** 元 at the end of a line, whether or not it says so (`材料费：300000`, `材料费（万元）30` is 30 万元); else its only amount. */
export function costIn(line: string): Decimal | undefined {
  const unit = /\((?:单位[::])?(万元|元)\)/.exec(line)?.[1];
  const bare = line.replace(/\([^()]*\)/g, '').trim();
  const last = LAST.exec(bare)?.[0];
  const read = last === undefined ? undefined : parseMoney(last, unit === '万元' ? '万元' : '元')?.yuan;
  return decimal(read) ?? amountIn(line);
}

/** The only share of a line, and half of the last place it is written with: `33.3%` is 0.333 ± 0.0005. */
export function shareIn(line: string): { share: Decimal; near: Decimal } | undefined {
  const told = [...line.matchAll(/(?<![\d.])(\d{1,3}(?:\.(\d{1,8}))?)\s*%/g)];
  if (told.length !== 1) return undefined;
  const [, figure, places = ''] = told[0]!;
  return { share: new Decimal(figure!).div(100), near: new Decimal(10).pow(-places.length - 2).div(2) };
}
