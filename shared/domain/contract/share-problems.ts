/** Technology for shares: who puts in what against the registered capital, and the rows that say who holds how much of it. */
import { Decimal, decimal, formatRate, formatYuan, parseMoney } from '../../money.ts';
import { parseDay } from '../../time.ts';
import type { Answer } from './answers.ts';
import type { ContractInput } from './build.ts';
import { interviewFields, type ClauseSet } from './clause-set.ts';
import { amountIn, rowsOf, shareIn } from './list-rows.ts';
import type { ContractProblem } from './problems.ts';

const TABLE = 'capTable';

export function shareProblems(set: ClauseSet, input: ContractInput, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const said = (key: string): string => (answers.get(key)?.value ?? '').trim();
  if (!answers.has(TABLE)) return [];
  const capital = decimal(parseMoney(said('capitalAfter'))?.yuan);
  const rows = rowsOf(said(TABLE));
  return [
    ...contributions(set, answers, capital),
    ...(rows.length === 0
      ? []
      : [...wholeOf(rows, capital), ...rowsAgainst(rows, capital), ...technologyIn(rows, said('techCapital')), ...absent(rows, input, said)]),
    ...valuedAhead(said, input.today),
  ];
}

const yuan = (d: Decimal): string => formatYuan(d.toFixed());

/** What each puts in as capital. More than the capital cannot be; less may be somebody who is no party. */
function contributions(set: ClauseSet, answers: ReadonlyMap<string, Answer>, capital: Decimal | undefined): ContractProblem[] {
  const asked = interviewFields(set).filter((f) => f.type === 'money' && /^(capitalBefore|techCapital|cashCapital|otherCash.*|makerCash)$/.test(f.key));
  const put = asked.flatMap((f) => {
    const amount = decimal(parseMoney(answers.get(f.key)?.value ?? '')?.yuan);
    return amount?.gt(0) ? [{ field: f, amount }] : [];
  });
  if (!capital?.gt(0) || put.length < 2) return [];
  const increase = answers.get('form')?.value === 'increase';
  // in an increase, part of what the makers pay may be premium
  const surely = Decimal.sum(0, ...put.filter((p) => !increase || p.field.key !== 'makerCash').map((p) => p.amount));
  const all = Decimal.sum(0, ...put.map((p) => p.amount));
  if (all.eq(capital)) return [];
  const parts = put.map((p) => `${p.field.label.zh} ${yuan(p.amount)}`).join('、');
  const key = all.gt(capital) ? 'capitalOver' : 'capitalUnder';
  return [{ key, level: surely.gt(capital) ? 'must' : 'ask', params: { parts, sum: yuan(all), capital: yuan(capital) }, field: 'capitalAfter' }];
}

/** All rows together: the shares make 100 %, the amounts the registered capital. */
function wholeOf(rows: readonly string[], capital: Decimal | undefined): ContractProblem[] {
  const out: ContractProblem[] = [];
  const unread = rows.findIndex((r) => shareIn(r) === undefined || amountIn(r) === undefined);
  if (unread !== -1) out.push({ key: 'capRowUnread', level: 'ask', params: { row: unread + 1 }, field: TABLE });
  const shares = rows.map(shareIn);
  if (shares.every((s) => s !== undefined)) {
    const sum = Decimal.sum(...shares.map((s) => s.share));
    const near = Decimal.sum(...shares.map((s) => s.near));
    if (!sum.eq(1))
      out.push({ key: 'capShares', level: sum.minus(1).abs().gt(near) ? 'must' : 'ask', params: { sum: formatRate(sum.toFixed()) }, field: TABLE });
  }
  const amounts = rows.map(amountIn);
  if (capital !== undefined && amounts.every((a) => a !== undefined)) {
    const sum = Decimal.sum(...amounts);
    if (!sum.eq(capital)) out.push({ key: 'capAmounts', level: 'must', params: { sum: yuan(sum), capital: yuan(capital) }, field: TABLE });
  }
  return out;
}

/** The first row whose share is not its amount divided by the capital. */
function rowsAgainst(rows: readonly string[], capital: Decimal | undefined): ContractProblem[] {
  if (!capital?.gt(0)) return [];
  for (const [i, row] of rows.entries()) {
    const [amount, told] = [amountIn(row), shareIn(row)];
    if (amount === undefined || told === undefined) continue;
    const made = amount.div(capital);
    if (made.minus(told.share).abs().lte(told.near)) continue;
    const params = { row: i + 1, amount: yuan(amount), made: formatRate(made.toFixed(4)), share: formatRate(told.share.toFixed()) };
    return [{ key: 'capRow', level: 'must', params, field: TABLE }];
  }
  return [];
}

/** Rows of technology against what of its value counts as capital; a name may hold the same words, so it only asks. */
function technologyIn(rows: readonly string[], counted: string): ContractProblem[] {
  const capital = decimal(parseMoney(counted)?.yuan);
  const amounts = rows.filter((r) => /技术(出资|入股|作价|成果|股)|知识产权|专利|无形资产/.test(r) && !/货币|现金/.test(r)).map(amountIn);
  if (capital === undefined || amounts.length === 0 || amounts.some((a) => a === undefined)) return [];
  const sum = Decimal.sum(...(amounts as Decimal[]));
  return sum.eq(capital) ? [] : [{ key: 'capTechnology', level: 'ask', params: { sum: yuan(sum), capital: yuan(capital) }, field: TABLE }];
}

/** Who holds shares by the clauses and stands in no row. A vehicle may have another name, so it only asks. */
function absent(rows: readonly string[], { sources }: ContractInput, said: (key: string) => string): ContractProblem[] {
  const table = rows.join('\n');
  const named = (words: readonly (string | undefined)[]): boolean => words.some((w) => w !== undefined && w !== '' && table.includes(w.normalize('NFKC')));
  const makers = [...said('makerNames').split(/[、,，;；\s]+/), ...said('inventors').split(/[、,，;；\s]+/)].filter((n) => n.length > 1);
  const out: ContractProblem[] = [];
  const miss = (who: string) => out.push({ key: 'capHolder', level: 'ask', params: { who }, field: TABLE });
  const missing: string[] = [];
  if (said('form') === 'new' && !named([sources.buyer?.name, '甲方'])) missing.push(`甲方（${sources.buyer?.name ?? ''}）`);
  if (!named([sources.seller?.name, '乙方'])) missing.push(`乙方（${sources.seller?.name ?? ''}）`);
  const makersHold = said('holder') === 'split' || said('holder') === 'platform' || decimal(parseMoney(said('makerCash'))?.yuan)?.gt(0) === true;
  if (makersHold && !named([...makers, '完成人', '持股平台'])) missing.push(said('makerCash') === '' ? '完成人' : '完成人（另以货币出资）');
  if (missing.length > 0) miss(missing.join('、'));
  return out;
}

/** A finished appraisal of a day to come: allowed for an appraisal as such, odd for one already reported. */
function valuedAhead(said: (key: string) => string, today: string | undefined): ContractProblem[] {
  const day = parseDay(said('valuedOn'));
  return day !== undefined && today !== undefined && day > today ? [{ key: 'valuedAhead', level: 'ask', params: { day }, field: 'valuedOn' }] : [];
}
