/** Lines of a list that add up others. Taken as records they would count everything twice. */
import { decimal, Decimal } from '../../money.ts';
import { plainHeader, type TemplateName } from './templates.ts';

type Fields = Readonly<Record<string, string>>;
/** By what a line was taken for a sum: the word it has, or that its amount is that of `count` lines above. */
export type SumSign = { key: 'totalLabel'; params: { text: string } } | { key: 'totalSum'; params: { count: number } };

/** 合 计, 本页小计, 2021年合计(万元); short, because a long text that ends so is a name. */
const WORD = /^.{0,8}(小计|合计|总计|累计|共计)(金额)?(\(.{0,12}\))?$|^(sub|grand)?total$/;
/** Fields in which such a line writes what it is. */
const SAID_IN: Record<TemplateName, readonly string[]> = {
  ledger: ['serial', 'department', 'leader', 'projectName', 'partner'],
  achievements: ['title', 'owner'],
};
/** Fields a record has and a sum has not. */
const OWN: Record<TemplateName, readonly string[]> = { ledger: ['partner', 'signedOn', 'effectiveOn'], achievements: ['owner', 'completedOn', 'contact'] };
/** A dash in a field says that there is nothing. */
const NOTHING = /^[-—–/\\]*$/;
/** One line above is repeated, not added up. */
const FEWEST = 2;
/** 元: sums of a workbook are a little off where it calculated in binary. */
const TOLERANCE = '0.01';

class Sum {
  #yuan = new Decimal(0);
  rows = 0;

  add(yuan: Decimal): void {
    this.#yuan = this.#yuan.plus(yuan);
    this.rows++;
  }

  is(yuan: Decimal): boolean {
    return this.rows >= FEWEST && this.#yuan.minus(yuan).abs().lt(TOLERANCE);
  }
}

/** Asked of every line of a list in its order, with the fields as read (`amount` in 元); answers why one looks like a sum. */
export function sumFinder(template: TemplateName): (fields: Fields) => SumSign | undefined {
  const all = new Sum();
  let sinceLast = new Sum();
  let ownAbove = false;
  const signOf = (fields: Fields, amount: Decimal | undefined, own: boolean): SumSign | undefined => {
    if (own) return undefined;
    const said = SAID_IN[template].find((f) => WORD.test(plainHeader(fields[f] ?? '')));
    if (said !== undefined) return { key: 'totalLabel', params: { text: fields[said]!.slice(0, 40) } };
    // a list without partners and days has nothing to tell a sum from a record by
    if (amount === undefined || amount.isZero() || !ownAbove) return undefined;
    const sum = [sinceLast, all].find((s) => s.is(amount));
    return sum && { key: 'totalSum', params: { count: sum.rows } };
  };
  return (fields) => {
    const amount = template === 'ledger' ? decimal(fields['amount']) : undefined;
    const own = OWN[template].some((f) => !NOTHING.test(fields[f]?.trim() ?? '') && !WORD.test(plainHeader(fields[f]!)));
    const sign = signOf(fields, amount, own);
    if (sign) sinceLast = new Sum();
    else {
      ownAbove ||= own;
      if (amount) for (const sum of [all, sinceLast]) sum.add(amount);
    }
    return sign;
  };
}
