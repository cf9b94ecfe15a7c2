/** Instalments that stand in a table: its cells come as lines, one under the other, or divided by tabs, bars or blanks. */
import { Decimal } from '../../money.ts';
import type { Quote } from '../finding.ts';
import type { TextAmount } from './amounts.ts';

/** `from` and `to`: the table without what leads to it. */
export type PaymentTable = { parts: TextAmount[]; from: number; to: number };

/** The heading of a column of amounts: 金额（元）, 付款金额, 应付款额（万元）. */
const COLUMN = /^[^\d，。；：:]{0,8}(?:金额|款额|付款额|价款)[ \t　]*(?:[（(／/]?[^\d，。；：:]{0,6}?(?<unit>万元|元)[^\d，。；：:]{0,4}[）)]?)?$/;
const AMOUNT = /^(?:人民币)?[¥￥]?[ \t　]*(\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,12})(\.\d{1,6})?[ \t　]*(万元|元)?(?:整)?$/;
const PAYS = /付款|支付|付给|拨付|分期|期次|期数/;
/** Tables of other money: what is spent, brought in, owed beside the price, or paid in another currency. */
const NOT_THIS =
  /预算|明细|构成|支出|出资|投资|认缴|股权|设备|材料|单价|提成|年费|维持|违约|赔偿|奖励|保证金|租金|补助|津贴|退还|返还|美元|欧元|日元|港[元币]|外币/;
const TOTAL_ROW = /^[ \t　]*(?:合[ 　]*计|总[ 　]*计|共[ 　]*计|小[ 　]*计|总额)/;
const DIVIDES = [/[\n\t|｜]/g, /[\n\t|｜]|[ 　]+/g];
const MOST_COLUMNS = 10;
const MOST_ROWS = 60;

/** The first table of payments; undefined where its rows cannot be told apart, or where the unit of an amount is open. 元. */
export function paymentTableIn(text: string): PaymentTable | undefined {
  for (const divide of DIVIDES) {
    const cells = cellsIn(text, divide);
    for (const [i, cell] of cells.entries()) {
      const heading = COLUMN.exec(cell.text);
      const found = heading && tableAt(text, cells, i, heading.groups?.['unit']);
      if (found) return found;
    }
  }
  return undefined;
}

function cellsIn(text: string, divide: RegExp): Quote[] {
  const ends = [...text.matchAll(divide)].map((m) => [m.index, m.index + m[0].length] as const);
  return [...ends, [text.length, text.length] as const].map(([end], i) => {
    const start = i === 0 ? 0 : ends[i - 1]![1];
    return { text: text.slice(start, end).trim(), start, end };
  });
}

const isHeading = (cell: Quote | undefined): boolean =>
  cell !== undefined && cell.text.length <= 12 && !/[，。；：:\d]|^[^（(]*[）)]|表$|^[一二三四五六七八九十]{1,3}[、.．]|^第.{1,3}条/.test(cell.text);

/** `at`: the cell that heads the amounts. Every row has as many cells as the heading, so the amounts are equally far from one another. */
function tableAt(text: string, cells: readonly Quote[], at: number, unit: string | undefined): PaymentTable | undefined {
  let first = at;
  while (at - first < MOST_COLUMNS && isHeading(cells[first - 1])) first--;
  const lead = text.slice(Math.max(0, cells[first]!.start - 120), cells[first]!.start);
  const intro = lead.split('。').at(-1)!.split('\n').slice(-3).join('\n');
  const said = unit ?? /单位[：:][ \t　]*(?:人民币)?(万元|元)/.exec(intro)?.[1];
  // a heading above the table may be taken for one of its columns, so the narrowest that fits is the table
  for (let wide = at === first ? 1 : 2; wide <= MOST_COLUMNS; wide++) {
    const heads = cells.slice(first, Math.max(at + 1, Math.min(first + wide, at + wide)));
    const rows = rowsOf(cells, at, wide);
    const parts = rows.map((cell) => amountOf(cell, said));
    if (rows.length < 2 || heads.some((c) => AMOUNT.test(c.text)) || parts.some(isSmall) || skipsRows(cells, at, wide, rows.length)) continue;
    const about = intro + heads.map((c) => c.text).join(' ');
    const known = parts.filter((p) => p !== undefined);
    const told = PAYS.test(about) && !NOT_THIS.test(about) && known.length === parts.length;
    return told ? { parts: known, from: cells[first]!.start, to: cells[at + wide * rows.length]!.end } : undefined;
  }
  return undefined;
}

/** The number of a row or a year, which stands in a column of its own. */
const isSmall = (part: TextAmount | undefined): boolean => part !== undefined && (new Decimal(part.yuan).lt(100) || /^(19|20)\d\d$/.test(part.text));

/** Whether amounts stand halfway, or a third of the way, between those of two rows: then each step may leave rows out. */
const skipsRows = (cells: readonly Quote[], at: number, wide: number, rows: number): boolean =>
  [2, 3].some((d) => wide % d === 0 && Array.from({ length: rows * d }, (_, k) => k + 1).some((k) => k % d !== 0 && isMoney(cells[at + (wide / d) * k])));
const isMoney = (cell: Quote | undefined): boolean => cell !== undefined && AMOUNT.test(cell.text) && !/^\d{1,4}$/.test(cell.text);

/** The cells under a heading, down to the row of the total. */
function rowsOf(cells: readonly Quote[], at: number, wide: number): Quote[] {
  const out: Quote[] = [];
  for (let i = at + wide; i < cells.length && out.length < MOST_ROWS && AMOUNT.test(cells[i]!.text); i += wide) {
    if (cells.slice(i - wide + 1, i).some((c) => TOTAL_ROW.test(c.text))) break;
    out.push(cells[i]!);
  }
  return out;
}

function amountOf({ text, start, end }: Quote, unit: string | undefined): TextAmount | undefined {
  const [, whole = '', cents = '', own] = AMOUNT.exec(text)!;
  const number = new Decimal(whole.replace(/[,，]/g, '') + cents);
  const counted = own ?? unit;
  // a small bare number may as well be in 万元
  if (counted === undefined && number.lt(10000)) return undefined;
  return { text, start, end, words: false, yuan: (counted === '万元' ? number.times(10000) : number).toFixed() };
}
