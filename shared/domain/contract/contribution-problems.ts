/** What each party puts in beside money: the rows with their values make up the total the clause and the table of shares rest on. */
import { Decimal, decimal, formatYuan, parseMoney } from '../../money.ts';
import type { Answer } from './answers.ts';
import { interviewFields, type ClauseSet } from './clause-set.ts';
import { amountIn, rowsOf } from './list-rows.ts';
import type { ContractProblem } from './problems.ts';

/** `kindA` is a list of things, `kindAValue` what they are worth together. */
const TOTAL = 'Value';
/** What one piece or one month costs is not what the row is worth. */
const EACH = /单价|每|元\/|\/(台|套|件|年|月|日|天|㎡|平方米)/;

export function contributionProblems(set: ClauseSet, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  return interviewFields(set).flatMap(({ key, type, label }): ContractProblem[] => {
    if (type !== 'lines' || !answers.has(key) || !answers.has(key + TOTAL)) return [];
    const total = decimal(parseMoney(answers.get(key + TOTAL)!.value)?.yuan);
    const values = rowsOf(answers.get(key)!.value).map(valueIn);
    if (values.length === 0) return [];
    const unread = values.indexOf(undefined);
    const out: ContractProblem[] = unread === -1 ? [] : [{ key: 'kindRowUnread', level: 'ask', params: { label: label.zh, row: unread + 1 }, field: key }];
    const sum = Decimal.sum(0, ...values.map((v) => v ?? 0));
    // rows that could not be read may make up what is wanting, not what is too much
    if (total !== undefined && (unread === -1 ? !sum.eq(total) : sum.gt(total)))
      out.push({ key: 'kindSum', level: 'must', params: { label: label.zh, sum: yuan(sum), total: yuan(total) }, field: key + TOTAL });
    return out;
  });
}

const yuan = (d: Decimal): string => formatYuan(d.toFixed());

/** 元 of “内容：折价（元），提供时间”: the only amount that names its unit, else the figure right after the colon. */
function valueIn(row: string): Decimal | undefined {
  if (EACH.test(row)) return undefined;
  const bare = /:\s*[¥￥]?(\d[\d,]*(?:\.\d+)?)\s*(?:\(元\))?\s*(?:、|$)/.exec(row)?.[1];
  return amountIn(row) ?? decimal(bare === undefined ? undefined : parseMoney(bare)?.yuan);
}
