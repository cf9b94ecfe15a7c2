/** What stands between a draft and a signing copy. `must` refuses the copy; `ask` wants a look. */
import { isBelowCent, yuanWords } from '../../bounds.ts';
import { decimal, formatYuan, parseMoney } from '../../money.ts';
import { parseDay } from '../../time.ts';
import { wholeRefusal, type Answer } from './answers.ts';
import type { DocumentModel } from './blocks.ts';
import type { ContractInput } from './build.ts';
import type { ClauseSet, InterviewField } from './clause-set.ts';
import { interviewFields } from './clause-set.ts';
import { contributionProblems } from './contribution-problems.ts';
import { dueProblems } from './due-problems.ts';
import type { Gap } from './fill.ts';
import { fundProblems } from './fund-problems.ts';
import { furtherProblems } from './further-problems.ts';
import { ownWording } from './own-wording.ts';
import { partProblems } from './part-problems.ts';
import { rightProblems } from './right-problems.ts';
import { shareProblems } from './share-problems.ts';

/** `key` names words under `documents.problem.*`; `field` is the interview field (or record field) that mends it. */
export type ContractProblem = {
  key: string;
  level: 'must' | 'ask';
  params?: Record<string, string | number>;
  /** a question by its key, or what a record says by its path (`deal.buyerId`, `rights.number`) */
  field?: string;
  /** the record it is about, where there may be several of its kind */
  id?: string;
  source?: string;
};

export function contractProblems(set: ClauseSet, input: ContractInput, answers: ReadonlyMap<string, Answer>, gaps: readonly Gap[]): ContractProblem[] {
  return [
    ...questionProblems(set, answers, gaps),
    ...parties(set, input),
    ...furtherProblems(set, input, answers, gaps),
    ...rightProblems(set, input, answers),
    ...money(input, answers),
    ...partProblems(set, answers),
    ...shareProblems(set, input, answers),
    ...fundProblems(answers),
    ...contributionProblems(set, answers),
    ...dates(answers),
    ...dueProblems(set, input, answers),
    ...ownWording(set, input, answers),
  ];
}

/** What the questions themselves leave open: required ones without an answer, answers that cannot be read. */
export function questionProblems(set: Asked, answers: ReadonlyMap<string, Answer>, gaps: readonly Gap[]): ContractProblem[] {
  return [...missing(set, answers), ...unreadable(gaps, set), ...counts(set, answers), ...cents(set, answers), ...parts(answers)];
}

type Asked = Pick<ClauseSet, 'steps'>;

/** What a problem names, with its question as that is called in the language it is told in. */
export function namedIn(language: string, set: Asked, { params, field }: ContractProblem): ContractProblem['params'] {
  const asked = language === 'en' && params?.['label'] !== undefined ? interviewFields(set).find((f) => f.key === field) : undefined;
  return asked ? { ...params, label: asked.label.en } : params;
}

const label = (f: InterviewField | undefined, key: string): string => f?.label.zh ?? key;
const value = (answers: ReadonlyMap<string, Answer>, key: string): string => (answers.get(key)?.value ?? '').trim();

function missing(set: Asked, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  return interviewFields(set)
    .filter((f) => f.required && answers.has(f.key) && value(answers, f.key) === '')
    .map((f) => ({ key: 'missing', level: 'must' as const, params: { label: f.label.zh }, field: f.key }));
}

function unreadable(gaps: readonly Gap[], set: Asked): ContractProblem[] {
  const fields = new Map(interviewFields(set).map((f) => [f.key, f]));
  const seen = new Set<string>();
  return gaps.flatMap((g): ContractProblem[] => {
    if ((g.fault === 'blank' && fields.get(g.field)?.required) || g.field.startsWith('party') || seen.has(g.field + g.fault)) return [];
    seen.add(g.field + g.fault);
    return [{ key: g.fault, level: 'must', params: { label: label(fields.get(g.field), g.field) }, field: g.field }];
  });
}

/** What was typed before its question knew a least number. */
const counts = (set: Asked, answers: ReadonlyMap<string, Answer>): ContractProblem[] =>
  interviewFields(set).flatMap((f) => {
    const text = value(answers, f.key);
    const wrong = f.type === 'whole' && text !== '' && wholeRefusal(text, f.min) !== null;
    return wrong ? [{ key: 'count', level: 'must' as const, params: { label: f.label.zh, text }, field: f.key }] : [];
  });

/** Less than a 分, typed or held before it was refused: it would be printed rounded. */
const cents = (set: Asked, answers: ReadonlyMap<string, Answer>): ContractProblem[] =>
  interviewFields(set).flatMap((f) => {
    const text = value(answers, f.key);
    return f.type === 'money' && isBelowCent(text)
      ? [{ key: 'cents', level: 'must' as const, params: { label: f.label.zh, amount: yuanWords(text) }, field: f.key }]
      : [];
  });

function parties(set: ClauseSet, { sources }: ContractInput): ContractProblem[] {
  const out: ContractProblem[] = [];
  if (!sources.buyer?.name) out.push({ key: 'noBuyer', level: 'must', params: { role: set.partyA }, field: 'deal.buyerId' });
  if (!sources.seller?.name) out.push({ key: 'noSeller', level: 'must', params: { role: set.partyB }, field: 'deal.sellerId' });
  if (sources.buyer?.name && sources.buyer.name === sources.seller?.name) out.push({ key: 'sameParty', level: 'must', field: 'deal.buyerId' });
  return out;
}

function money({ sources }: ContractInput, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const out: ContractProblem[] = [];
  const fixed = decimal(parseMoney(value(answers, 'fixedFee'))?.yuan);
  if (fixed?.lte(0)) out.push({ key: 'notPositive', level: 'must', field: 'fixedFee' });
  const part = decimal(parseMoney(value(answers, 'nonTechnical'))?.yuan);
  if (fixed !== undefined && part?.gt(fixed)) out.push({ key: 'partOverTotal', level: 'must', field: 'nonTechnical', source: '技术合同司法解释第14条' });
  if (value(answers, 'payKind') === 'instalments') {
    const amounts = sources.instalments.map((i) => decimal(i.amount));
    const below = sources.instalments.find((i) => isBelowCent(i.amount));
    if (below) out.push({ key: 'instalmentCents', level: 'must', params: { name: below.name ?? '', amount: yuanWords(below.amount) }, field: 'instalments' });
    const sum = amounts.reduce((s, a) => (s === undefined || a === undefined ? undefined : s.plus(a)), decimal('0'));
    if (amounts.length === 0) out.push({ key: 'noInstalments', level: 'must', field: 'instalments' });
    else if (fixed !== undefined && !sum?.eq(fixed))
      out.push({
        key: 'instalmentSum',
        level: 'must',
        params: { sum: sum ? formatYuan(sum.toFixed()) : '—', total: formatYuan(fixed.toFixed()) },
        field: 'instalments',
      });
  }
  return out;
}

/** 研究开发经费 and 报酬 are written apart: together they are the total of the same article. */
function parts(answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const yuan = (key: string) => decimal(parseMoney(value(answers, key))?.yuan);
  const [total, funds, reward] = [yuan('fixedFee'), yuan('researchFunds'), yuan('researchReward')];
  if (total === undefined || funds === undefined || value(answers, 'payKind') === 'royalty') return [];
  const sum = reward === undefined ? funds : funds.plus(reward);
  if (sum.eq(total)) return [];
  return [{ key: 'partsSum', level: 'must', params: { sum: formatYuan(sum.toFixed()), total: formatYuan(total.toFixed()) }, field: 'researchFunds' }];
}

function dates(answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const from = parseDay(value(answers, 'termFrom'));
  const to = parseDay(value(answers, 'termTo'));
  return from !== undefined && to !== undefined && from > to ? [{ key: 'termOrder', level: 'must', params: { from, to }, field: 'termTo' }] : [];
}

/** Last look over the printed text: nothing unfilled in braces, each seal keyword once, no ministry's imprint. */
export function leftovers(document: DocumentModel, lines: readonly string[]): ContractProblem[] {
  const text = lines.join('\n');
  const out: ContractProblem[] = [];
  const brace = /\{+[^{}\n]{0,60}\}+/.exec(text);
  if (brace) out.push({ key: 'placeholder', level: 'must', params: { text: brace[0] } });
  const keywords = document.blocks.flatMap((b) => (b.kind === 'signatures' ? b.parties.map((p) => p.keyword) : [])).filter((k) => k !== '');
  for (const keyword of keywords) if (text.split(keyword).length !== 2) out.push({ key: 'keywordTwice', level: 'must', params: { keyword } });
  const imprint = /科学技术部\s*(印制|监制)|科技部\s*(印制|监制)/.exec(text);
  if (imprint) out.push({ key: 'imprint', level: 'must', params: { text: imprint[0] } });
  return out;
}
