/**
 * Somebody else's text made a text of ours, to go on drafting in: their articles word for word in their order, each known
 * as the article of ours that says the same, and the articles of ours they lack where a person wants them.
 */
import { articlesIn, type TextArticle } from '../contract-text/articles-in.ts';
import { Likeness } from '../redline/align-likeness.ts';
import { foldFormal } from '../redline/classify-fold.ts';
import type { Answer } from './answers.ts';
import { interviewFields, type Article, type Clause, type ClauseSet, type Condition, type InterviewField } from './clause-set.ts';
import { READ_BY_PROGRAM } from './language/check.ts';
import { UNSEEN } from './language/statements.ts';
import type { ContractProposal, Proposed } from './proposal.ts';

/** An article of theirs, and which of ours (`id`) it is; `likeness` 0…1 of heading and words together. */
export type Placed = { theirs: TextArticle; id: string | undefined; likeness: number };

/** Below it two articles have only contract Chinese in common. */
const ENOUGH = 0.17;

/** Each of their articles with the one of ours it is most like; two of theirs may be one of ours. */
export function placeArticles(set: ClauseSet, text: string): Placed[] {
  const titles = new Likeness(set.articles.map((a) => matter(a.title)));
  const words = new Likeness(set.articles.map((a) => fold(a.clauses.map((c) => c.text).join(''))));
  return articlesIn(text).map((theirs) => {
    const score = set.articles.map(() => 0);
    // a heading names the matter; without one the words have to
    const heading = matter(theirs.heading);
    const share = heading === '' ? 1 : 0.6;
    if (heading !== '') for (const { line, likeness, held } of titles.like(heading, 0)) score[line]! += 0.6 * Math.max(likeness, held * 0.8);
    for (const { line, likeness, held } of words.like(fold(wordsOf(theirs)), 0)) score[line]! += share * Math.max(likeness, held * 0.7);
    const likeness = Math.min(1, Math.max(0, ...score));
    const id = likeness < ENOUGH ? undefined : set.articles[score.findIndex((s) => Math.min(1, s) === likeness)]?.id;
    return { theirs, id, likeness };
  });
}

/** What headings call one matter by; the first is the word it is compared by. */
const SAME_MATTER: [string, RegExp][] = [
  ['价款支付', /(服务|使用|转让|许可|咨询|培训|开发|研究)*(费用?|价款|价格|报酬|酬金|经费|金额)(以?及|和|与|、)*(支付|付款|结算)(方式|办法)?/g],
  ['价款', /(服务|使用|转让|许可|咨询|培训)?(费用?|价格|报酬|酬金|经费|金额)/g],
  ['支付', /付款|结算/g],
  ['协作', /配合|协助/g],
  ['成果', /知识产权/g],
  ['期限', /时间|工期|期间/g],
  ['', /事项|条款|有关/g],
  ['变更', /修改/g],
  ['解除', /终止/g],
];
const matter = (heading: string): string => SAME_MATTER.reduce((text, [word, others]) => text.replace(others, word), fold(heading));
const fold = (text: string): string => foldFormal(text.replace(/\{[^}]*\}/g, ''));
const wordsOf = (a: TextArticle): string => a.lines.map((l) => l.text).join('');

/** The clauses of a version that says what they say; `add`: ids of our articles to stand behind theirs, whose numbers stay. */
export function adoptedSet(set: ClauseSet, placed: readonly Pick<Placed, 'theirs' | 'id'>[], add: readonly string[], title?: string): ClauseSet {
  const taken = new Set<string>();
  const theirs = placed.map(({ theirs: article, id }, i): Article => {
    const own = id !== undefined && !taken.has(id) ? id : `theirs${i + 1}`;
    taken.add(own);
    const ours = set.articles.find((a) => a.id === id);
    return {
      id: own,
      title: clean(article.heading) || ours?.title || clauseTexts(article)[0]!.slice(0, 12),
      clauses: clauseTexts(article).map((text, n): Clause => ({ id: `${own}.theirs${n + 1}`, text })),
      ...(ours?.silent ? { silent: ours.silent } : {}),
    };
  });
  const there = new Set([...taken, ...add]);
  const added = set.articles.filter((a) => add.includes(a.id) && !taken.has(a.id)).map((a) => withoutDangling(a, there));
  const { owner: _owner, reviewOn: _review, ...head } = set;
  return { ...head, title: clean(title ?? '') || set.title, steps: stepsFor(set, added), articles: [...theirs, ...added] };
}

/** Whether a clause of an adopted text is theirs: it is checked as any wording that is not ours. */
export const isTheirs = (clauseId: string): boolean => /\.theirs\d+$/.test(clauseId);

/** What of an adopted text is theirs, clause by clause. */
export const theirWording = (set: ClauseSet): Record<string, string> =>
  Object.fromEntries(set.articles.flatMap((a) => a.clauses.filter((c) => isTheirs(c.id)).map((c) => [c.id, c.text])));

/** One clause a line; items of a list stand with the line they belong to. Braces are places to fill in our texts. */
function clauseTexts(article: TextArticle): string[] {
  const out: string[] = [];
  for (const line of article.lines) {
    const text = clean(line.text);
    if (text === '') continue;
    if (line.item && out.length > 0) out[out.length - 1] += `${line.number}${text}`;
    else out.push(line.item ? `${line.number}${text}` : text);
  }
  return out.length > 0 ? out : ['无。'];
}

const EVERY_UNSEEN = new RegExp(UNSEEN, 'g');
const clean = (text: string): string =>
  text
    .replace(EVERY_UNSEEN, ' ')
    .replaceAll('{', '｛')
    .replaceAll('}', '｝')
    .replace(/[^\S　]+/g, ' ')
    .trim();

/** Its references to articles that are not in their text, in words that hold without. */
function withoutDangling(article: Article, there: ReadonlySet<string>): Article {
  const mend = (text: string): string =>
    text.replace(/\{ref:([^}]+)\}(约定)?/g, (whole, id: string, stipulated?: string) =>
      there.has(id) || there.has(id.split('.')[0]!) ? whole : stipulated ? '本合同约定' : '本合同的约定',
    );
  return {
    ...article,
    clauses: article.clauses.map((c) => ({
      ...c,
      text: mend(c.text),
      ...(c.alternatives ? { alternatives: c.alternatives.map((x) => ({ ...x, text: mend(x.text) })) } : {}),
    })),
  };
}

/** Only what the program itself reads and what our own articles among theirs ask. */
function stepsFor(set: ClauseSet, added: readonly Article[]): ClauseSet['steps'] {
  const all = interviewFields(set);
  const keep = new Set<string>();
  const takeWhen = (when: Condition | undefined): void => keysOf(when).forEach(take);
  function take(key: string): void {
    if (keep.has(key)) return;
    keep.add(key);
    takeWhen(all.find((f) => f.key === key)?.when);
  }
  READ_BY_PROGRAM.forEach(take);
  for (const text of [...set.recitals, ...added.flatMap((a) => a.clauses.flatMap((c) => [c.text, ...(c.alternatives ?? []).map((x) => x.text)]))])
    for (const [, key] of text.matchAll(/[{+-]([A-Za-z][\w*]*)(?=[|}+-])/g)) take(key!);
  for (const clause of added.flatMap((a) => a.clauses)) {
    takeWhen(clause.when);
    if (clause.each !== undefined) take(clause.each);
  }
  return set.steps.map((s) => ({ ...s, fields: s.fields.filter((f: InterviewField) => keep.has(f.key)) })).filter((s) => s.fields.length > 0);
}

function keysOf(when: Condition | undefined): string[] {
  if (when === undefined) return [];
  if ('has' in when) return [when.has];
  if ('is' in when) return [when.is[0]];
  return 'not' in when ? keysOf(when.not) : ('all' in when ? when.all : when.any).flatMap(keysOf);
}

/** A field of the kind, what their text says of it with its words, and what the deal's records say otherwise. */
export type ReadValue = { key: string; found: Proposed; instead?: string };

/** Fields whose answer is part of what was agreed: what their text does not say of them is asked, not taken from our records. */
const AGREED = ['termFrom', 'termTo', 'licenseMode', 'payKind', 'fixedFee', 'nonTechnical', 'royaltyRate', 'royaltyBase'] as const;

/** What the text says of fields the kind asks for, each with its words; where the records say the same there is nothing to take over. */
export function valuesIn(set: ClauseSet, text: string, proposal: ContractProposal, answered: ReadonlyMap<string, Answer>): ReadValue[] {
  const said: Readonly<Record<string, Proposed | undefined>> = {
    projectName: proposal.projectName,
    termFrom: proposal.termFrom,
    termTo: proposal.termTo,
    fixedFee: proposal.total,
    nonTechnical: proposal.nonTechnical,
    royaltyRate: proposal.royaltyRate,
    royaltyBase: proposal.royaltyBase,
    payKind: proposal.payKind,
    licenseMode: licenceMode(set, text),
  };
  return interviewFields(set).flatMap((field): ReadValue[] => {
    const found = said[field.key];
    if (!found || (field.choices && !field.choices.some((c) => c.value === found.value))) return [];
    const answer = answered.get(field.key);
    if (answer === undefined || answer.value === '' || answer.from === 'suggested') return [{ key: field.key, found }];
    return answer.value === found.value ? [] : [{ key: field.key, found, instead: answer.value }];
  });
}

function licenceMode(set: ClauseSet, text: string): Proposed | undefined {
  const field = interviewFields(set).find((f) => f.key === 'licenseMode');
  const said = /(独占|排他|普通)(?:实施|使用)?许可/.exec(text);
  const value = said && field?.choices?.find((c) => c.label.zh.startsWith(said[1]!))?.value;
  return value ? { value, source: { text: said[0], start: said.index, end: said.index + said[0].length } } : undefined;
}

/** Answers of a version made of their text: what was read and wanted, and blanks for what was agreed and is not in it. */
export function answersFor(set: ClauseSet, taken: readonly ReadValue[]): Record<string, string> {
  const asked = new Set(interviewFields(set).map((f) => f.key));
  const blank = AGREED.filter((key) => asked.has(key)).map((key) => [key, ''] as const);
  return { ...Object.fromEntries(blank), ...Object.fromEntries(taken.map((v) => [v.key, v.found.value])) };
}
