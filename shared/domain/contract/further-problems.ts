/** What is wrong with 丙方, 丁方 …: one named twice, one without a name or from abroad, too few copies, shares that are no whole. */
import { decimal, Decimal, formatRate, parseRate } from '../../money.ts';
import { sameName } from '../names.ts';
import { isAbroad } from '../party.ts';
import type { Answer } from './answers.ts';
import type { ContractInput } from './build.ts';
import { interviewFields, type ClauseSet } from './clause-set.ts';
import type { Gap } from './fill.ts';
import type { ContractProblem } from './problems.ts';
import { furtherKey, furtherName } from './several.ts';

const FIELD = 'furtherParties';

export function furtherProblems(set: ClauseSet, { sources }: ContractInput, answers: ReadonlyMap<string, Answer>, gaps: readonly Gap[]): ContractProblem[] {
  const further = sources.further ?? [];
  const all = [
    { short: '甲方', party: sources.buyer },
    { short: '乙方', party: sources.seller },
    ...further.map(({ party }, i) => ({ short: furtherName(i), party })),
  ];
  const out: ContractProblem[] = strangers(gaps, further.length);
  all.forEach(({ short, party }, i) => {
    if (i < 2) return;
    const name = (party?.name ?? '').trim();
    if (name === '') out.push({ key: 'furtherNameless', level: 'must', params: { short }, field: FIELD });
    const same = all.slice(0, i).find((o) => (party && o.party?.id === party.id) || (name !== '' && sameName(o.party?.name, name)));
    if (same && (name !== '' || party)) out.push({ key: 'furtherTwice', level: 'must', params: { short, other: same.short, name }, field: FIELD });
    if (party && isAbroad(party)) out.push({ key: 'furtherAbroad', level: 'ask', params: { short, name }, field: FIELD });
  });
  if (further.length > 0) out.push(...copies(answers, all.length), ...shares(set, answers, all.length));
  return out;
}

/** A text that names 丙方 where there is none. */
const strangers = (gaps: readonly Gap[], count: number): ContractProblem[] =>
  [...new Set(gaps.map((g) => g.field))].flatMap((field): ContractProblem[] => {
    const at = /^party[C-H]\.name$/.test(field) ? 'CDEFGH'.indexOf(field[5]!) : -1;
    return at >= count ? [{ key: 'furtherMissing', level: 'must', params: { short: furtherName(at) }, field: FIELD }] : [];
  });

function copies(answers: ReadonlyMap<string, Answer>, parties: number): ContractProblem[] {
  const count = decimal(answers.get('copies')?.value);
  return count?.lt(parties) ? [{ key: 'copiesFew', level: 'must', params: { copies: count.toNumber(), parties }, field: 'copies' }] : [];
}

/** Shares asked of several parties by name: in the results, in the price. Each set is a whole. */
const SHARES: readonly { key: string; of: readonly string[] }[] = [
  { key: 'share', of: ['A', 'B'] },
  { key: 'coShare', of: ['B'] },
];

function shares(set: ClauseSet, answers: ReadonlyMap<string, Answer>, parties: number): ContractProblem[] {
  const asked = new Set(interviewFields(set).map((f) => f.key));
  const letters = Array.from({ length: parties - 2 }, (_, i) => furtherKey(i).slice(-1));
  return SHARES.flatMap(({ key, of }): ContractProblem[] => {
    const keys = [...of, ...letters].map((l) => key + l);
    if (!keys.every((k) => asked.has(k))) return [];
    const read = keys.map((k) => decimal(parseRate(answers.get(k)?.value ?? '')));
    // one that is missing is asked for by its own question
    if (read.some((r) => r === undefined)) return [];
    const sum = Decimal.sum(...(read as Decimal[]));
    return sum.eq(1) ? [] : [{ key: 'sharesWhole', level: 'must', params: { sum: formatRate(sum.toFixed()) }, field: keys.at(-1)! }];
  });
}
