/**
 * Contracts of more than two parties: 丙方, 丁方 … A text is written once; for the parties a version has it is laid out here.
 * Questions and clauses with `*` in their key stand once for each further party, those that need one go where there is none,
 * and what the text says of 双方 is said of 各方.
 */
import type { Article, Choice, Clause, ClauseSet, Condition, InterviewField } from './clause-set.ts';

const LETTERS = ['C', 'D', 'E', 'F', 'G', 'H'] as const;
const NAMES = ['丙方', '丁方', '戊方', '己方', '庚方', '辛方'] as const;
export const MOST_FURTHER = NAMES.length;

/** What texts call those who own the right with party B. */
export const CO_OWNER = '共有权利人';

/** What the text calls the further party at `i`, counted from 0: 丙方, 丁方 … */
export const furtherName = (i: number): string => NAMES[i] ?? '';
/** 丙方（共有权利人）. */
export const furtherLabel = (i: number, role: string): string => `${furtherName(i)}（${role}）`;
/** `partyC`, `partyD` …: what conditions and placeholders call it; its value is the party's role. */
export const furtherKey = (i: number): string => `party${LETTERS[i] ?? ''}`;
export const FURTHER_KEYS: readonly string[] = LETTERS.map((_, i) => furtherKey(i));
/** `有丙方` of a condition → `partyC`; undefined for another word. */
export const furtherCalled = (word: string): string | undefined => {
  const at = (NAMES as readonly string[]).indexOf(word.replace(/^有/, ''));
  return at < 0 || !word.startsWith('有') ? undefined : furtherKey(at);
};
export const conditionCalled = (key: string): string | undefined => {
  const at = FURTHER_KEYS.indexOf(key);
  return at < 0 ? undefined : `有${furtherName(at)}`;
};
/** Stands in a text for 甲方, 乙方 and all further parties with their names: 某某（以下称甲方）、某某（以下称乙方）与某某（以下称丙方）. */
const ALL_PARTIES = /\{parties\}/g;
const EACH = '*';

const laid = new WeakMap<ClauseSet, ClauseSet[]>();

/** The text for `count` further parties; of one that is laid out already it is the same. */
export function inSeveral(set: ClauseSet, count: number): ClauseSet {
  const n = Math.min(count, MOST_FURTHER);
  const known = laid.get(set) ?? [];
  const made = known[n] ?? layOut(set, n);
  known[n] = made;
  laid.set(set, known);
  laid.set(
    made,
    Array.from({ length: MOST_FURTHER + 1 }, () => made),
  );
  return made;
}

function layOut(set: ClauseSet, n: number): ClauseSet {
  const letters = LETTERS.slice(0, n);
  const say = n === 0 ? (text: string): string => text : ofAll;
  const inAll = (text: string): string => say(summed(text, letters)).replace(ALL_PARTIES, named(n));
  const steps = set.steps
    .map((step) => ({
      ...step,
      fields: step.fields.flatMap((f): InterviewField[] => (isEach(f.key) ? letters.map((l) => fieldOf(f, l)) : n === 0 && needsFurther(f.when) ? [] : [f])),
    }))
    .filter((step, i) => step.fields.length > 0 || set.steps[i]!.fields.length === 0);
  const articles = set.articles.flatMap((article): Article[] => {
    if (n === 0 && article.clauses.length > 0 && article.clauses.every((c) => isEach(c.id) || needsFurther(c.when))) return [];
    const clauses = article.clauses.flatMap((c): Clause[] =>
      isEach(c.id) ? letters.map((l) => clauseOf(c, l)) : n === 0 && needsFurther(c.when) ? [] : [{ ...c, ...whenOf(c.when, letters) }],
    );
    return [{ ...article, title: say(article.title), clauses: clauses.map((c) => worded(c, inAll)) }];
  });
  return {
    ...set,
    coverNotes: n === 0 ? set.coverNotes : { ...set.coverNotes, items: set.coverNotes.items.map((note) => ofAll(note.replace(ON_ANOTHER_PAGE, ALL_LISTED))) },
    recitals: set.recitals.map(inAll),
    steps: steps.map((step) => ({ ...step, fields: step.fields.map((f) => asked({ ...f, ...whenOf(f.when, letters) }, say, n)) })),
    articles,
  };
}

/** How the keys of one party's question or clause may be written for each: `cashC` → `cash*`. */
export const eachKeys = (key: string): string[] => [...key.matchAll(/[C-H]/g)].map((m) => `${key.slice(0, m.index)}${EACH}${key.slice(m.index + 1)}`);

/** The note that further parties stand on a page of their own, and what is said in its place. */
const ON_ANOTHER_PAGE = /当事人多于两方的，[^；。]*另页列明[^；。]*/;
const ALL_LISTED = '当事人多于两方的，各方按其在合同中的地位列明，并各自签字盖章';

/** 双方, 另一方 and 对方 as three and more say it; 甲乙双方 and the other side of a deal with somebody else stay. */
const ofAll = (text: string): string =>
  text
    .replace(/(?<!甲乙|买卖)双方/g, '各方')
    .replace(/另一方/g, '其他各方')
    .replace(/(?<![相易针反绝])对方(?![法案式向面])/g, '他方');

/** Whether a key stands for each further party. */
export const isEach = (key: string): boolean => key.includes(EACH);
/** `cash*` of the further party at `i` → `cashC`. */
export const keyFor = (key: string, i: number): string => of(key, LETTERS[i] ?? '');
const of = (text: string, letter: string): string => text.replaceAll(EACH, letter);
const nameOf = (letter: string): string => furtherName((LETTERS as readonly string[]).indexOf(letter));
/** `某方` of a question or clause that stands for each. */
const inWords = (text: string, letter: string): string => of(text, letter).replaceAll('某方', nameOf(letter));

/** `cash*` within a sum → `cashC+cashD`, and nothing where there is no further party. */
const summed = (text: string, letters: readonly string[]): string =>
  text.replace(/\{[^{}]*\*[^{}]*\}/g, (placeholder) =>
    placeholder.replace(/([+-])([A-Za-z]\w*\*\w*)/g, (_, sign: string, key: string) => letters.map((l) => sign + of(key, l)).join('')),
  );

function named(n: number): string {
  const all = ['{partyA.name}（以下称甲方）', '{partyB.name}（以下称乙方）', ...LETTERS.slice(0, n).map((l) => `{party${l}.name}（以下称${nameOf(l)}）`)];
  return `${all.slice(0, -1).join('、')}与${all.at(-1)!}`;
}

/** Whether a condition can hold only where there is a further party. */
function needsFurther(when: Condition | undefined): boolean {
  if (when === undefined || 'not' in when) return false;
  if ('has' in when) return isFurther(when.has);
  if ('is' in when) return isFurther(when.is[0]);
  return 'all' in when ? when.all.some(needsFurther) : when.any.every(needsFurther);
}
const isFurther = (key: string): boolean => isEach(key) || FURTHER_KEYS.includes(key);

/** In what stands once, `cash* 有` holds where it does for any of them. */
function anyOf(when: Condition, letters: readonly string[]): Condition {
  if ('has' in when) return isEach(when.has) ? { any: letters.map((l) => ({ has: of(when.has, l) })) } : when;
  if ('is' in when) {
    const [key, ...values] = when.is;
    const all = EITHER.every((party) => values.includes(party)) ? [...values, ...letters.map((l) => `party${l}`)] : values;
    return isEach(key) ? { any: letters.map((l) => ({ is: [of(key, l), ...all] })) } : { is: [key, ...all] };
  }
  if ('not' in when) return { not: anyOf(when.not, letters) };
  return 'all' in when ? { all: when.all.map((c) => anyOf(c, letters)) } : { any: when.any.map((c) => anyOf(c, letters)) };
}
const whenOf = (when: Condition | undefined, letters: readonly string[]): { when?: Condition } => (when ? { when: anyOf(when, letters) } : {});
const whenFor = (when: Condition | undefined, letter: string): { when?: Condition } =>
  when ? { when: JSON.parse(of(JSON.stringify(when), letter)) as Condition } : {};

/** Choices that name either party; where there are more, each of them can be chosen in the words of 乙方. */
const EITHER = ['partyA', 'partyB'] as const;
export const offersParties = ({ choices = [] }: InterviewField): boolean =>
  EITHER.every((party) => choices.some((c) => c.value === party)) && !choices.some((c) => c.value === 'partyB' && /甲方/.test(c.label.zh + c.print));

const forEach = (c: Choice, letters: readonly string[]): Choice[] =>
  letters.map((l) => {
    const say = (text: string): string => text.replaceAll('乙方', nameOf(l));
    return { value: `party${l}`, label: { zh: say(c.label.zh), en: c.label.en.replace(/(p|P)arty B/g, `$1arty ${l}`) }, print: say(c.print) };
  });

const fieldOf = (f: InterviewField, letter: string): InterviewField => ({
  ...f,
  key: of(f.key, letter),
  label: { zh: inWords(f.label.zh, letter), en: inWords(f.label.en, letter).replaceAll('party X', `party ${letter}`) },
  ...(f.from === undefined ? {} : { from: of(f.from, letter) }),
  ...whenFor(f.when, letter),
});

const clauseOf = (c: Clause, letter: string): Clause => ({
  ...c,
  id: of(c.id, letter),
  text: inWords(c.text, letter),
  ...(c.each === undefined ? {} : { each: of(c.each, letter) }),
  ...whenFor(c.when, letter),
  ...(c.alternatives ? { alternatives: c.alternatives.map((a) => ({ ...a, text: inWords(a.text, letter) })) } : {}),
});

const worded = (c: Clause, say: (text: string) => string): Clause => ({
  ...c,
  text: say(c.text),
  ...(c.alternatives ? { alternatives: c.alternatives.map((a) => ({ ...a, text: say(a.text) })) } : {}),
});

/** A question as several parties are asked it; there are as many more copies as the further parties take. */
function asked(f: InterviewField, say: (text: string) => string, n: number): InterviewField {
  if (n === 0) return f;
  const suggest = f.suggest === undefined ? {} : { suggest: f.key === 'copies' ? String(Number(f.suggest) + n * 2) : say(f.suggest) };
  const choices = offersParties(f) ? f.choices?.flatMap((c) => (c.value === 'partyB' ? [c, ...forEach(c, LETTERS.slice(0, n))] : [c])) : f.choices;
  return {
    ...f,
    label: { ...f.label, zh: say(f.label.zh) },
    ...suggest,
    ...(choices ? { choices: choices.map((c) => ({ ...c, label: { ...c.label, zh: say(c.label.zh) }, print: say(c.print) })) } : {}),
  };
}
