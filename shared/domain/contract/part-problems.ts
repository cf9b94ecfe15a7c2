/** Amounts of one contract that cannot stand beside each other: a part above its whole, a share that is not what its amounts make. */
import { decimal, formatRate, formatYuan, parseMoney, parseRate } from '../../money.ts';
import type { Answer } from './answers.ts';
import type { ClauseSet } from './clause-set.ts';
import { interviewFields } from './clause-set.ts';
import type { ContractProblem } from './problems.ts';

/** Part and whole by question: know-how in a price, what counts as capital of a value, capital before and after. */
const PARTS: readonly [string, string][] = [
  ['secretPart', 'fixedFee'],
  ['techCapital', 'value'],
  ['techCapital', 'capitalAfter'],
  ['capitalBefore', 'capitalAfter'],
  ['cashCapital', 'capitalAfter'],
  ['value', 'valuedAt'],
];
/** Half of the last place a share is printed with: 0.01 %. */
const NEAR = '0.00005';

export function partProblems(set: ClauseSet, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const text = (key: string): string => answers.get(key)?.value ?? '';
  const yuan = (key: string) => decimal(parseMoney(text(key))?.yuan);
  const label = (key: string): string => interviewFields(set).find((f) => f.key === key)?.label.zh ?? key;
  const out = PARTS.flatMap(([part, whole]): ContractProblem[] => {
    const [p, w] = [yuan(part), yuan(whole)];
    if (p === undefined || w === undefined || p.lte(w)) return [];
    const params = { part: label(part), whole: label(whole), p: formatYuan(p.toFixed()), w: formatYuan(w.toFixed()) };
    return [{ key: 'partOver', level: 'must', params, field: part }];
  });
  const [tech, capital, share] = [yuan('techCapital'), yuan('capitalAfter'), decimal(parseRate(text('techShare')))];
  if (tech === undefined || share === undefined || !capital?.gt(0)) return out;
  const made = tech.div(capital);
  if (made.minus(share).abs().lte(NEAR)) return out;
  return [
    ...out,
    { key: 'shareOfCapital', level: 'must', params: { made: formatRate(made.toFixed(4)), share: formatRate(share.toFixed()) }, field: 'techShare' },
  ];
}
