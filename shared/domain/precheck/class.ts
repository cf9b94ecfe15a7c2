/** The class a text would be registered as, with the conditions its words meet, those they miss, and what would make it another one. */
import { hits } from '../checks/words.ts';
import { codePath, type CodeItem, type CodeList } from '../codes.ts';
import { cuesIn, routeOf, type ContractKind } from '../contract-text/kind.ts';
import { partiesIn } from '../contract-text/parties.ts';
import { readingOf, type Reading } from '../contract-text/reading.ts';
import { sentenceAround } from '../contract-text/say.ts';
import type { Quote } from '../finding.ts';
import { bodyStart } from './clause-at.ts';
import { asksOf, groupOfKind, SIGNS, WAYS } from './class-words.ts';

/** `met` and `against` by the words quoted; `unsaid`: no words of the text decide it, a person does. */
export type Condition = { code: string; text: string; confirmed: boolean; says: 'met' | 'against' | 'unsaid'; quotes: Quote[] };
/** `to` '' where it would be no contract of technology at all. */
export type OtherWay = { id: string; to: string; confirmed: boolean; quotes: Quote[] };
export type ClassProposal = {
  kind?: ContractKind;
  /** the words that speak for it */
  because: Quote[];
  /** what the title says, where it is another group */
  title?: ContractKind;
  /** other kinds the text has words of, with these words */
  beside: { kind: ContractKind; words: Quote[] }[];
  conditions: Condition[];
  /** what is not counted as this class, found in the text */
  excluded: Condition[];
  ways: OtherWay[];
  /** goods or ordinary work under the name of technology; a letter of intent */
  none?: 'sale' | 'work' | 'construction' | 'intent';
};

const MOST_QUOTES = 3;
/** Words before a place that shut it out; and a sentence that says of itself what it is not. */
const SHUT_OUT = /不(?:包括|包含|含|涉及|属于|得|以|适用|负责)|除外|并非|不是|无须|无需/;
const DENIES = /不(?:包括|包含|含|属于|构成|是|在|使用|适用|登记|负责|承担)|除外|并非|另行|另订|改用|改按|使用技术/;

export function proposeClass(text: string, rules: Pick<CodeList, 'items'>): ClassProposal {
  const reading = readingOf(text);
  const cues = cuesIn(text);
  const none = reading.other?.other ?? (reading.intent ? 'intent' : undefined);
  const kind = reading.kind ?? reading.content?.kind ?? reading.title?.kind;
  if (kind === undefined) return { because: [], beside: [], conditions: [], excluded: [], ways: [], ...(none ? { none } : {}) };
  const group = groupOfKind(kind);
  const entries = codePath(rules, group).at(-1)?.children ?? [];
  const judged = entries.filter((e) => asksOf(e.code, kind)).map((e) => judge(e, reading));
  const isExclusion = (c: Condition): boolean => c.code.includes('.n');
  const excluded = judged.filter((c) => isExclusion(c) && c.says === 'met');
  const conditions = judged.filter((c) => !isExclusion(c));
  const { title, content } = reading;
  return {
    ...(none ? { none } : { kind }),
    because: distinct(cues.find((c) => c.kind === kind)?.words ?? []),
    ...(title && content && routeOf(title.kind) !== routeOf(content.kind) ? { title: title.kind } : {}),
    beside: cues.filter((c) => c.kind !== kind && groupOfKind(c.kind) !== group).map((c) => ({ kind: c.kind, words: distinct(c.words) })),
    conditions,
    excluded,
    ways: waysFrom(group, [...conditions.filter((c) => c.says === 'against'), ...excluded]),
  };
}

function judge(entry: CodeItem, { text }: Reading): Condition {
  const sign = SIGNS[entry.code] ?? {};
  const [yes, no] = [found(text, sign.yes, entry.code.includes('.n')), found(text, sign.no, true)];
  const says = no.length > 0 ? 'against' : yes.length > 0 ? 'met' : 'unsaid';
  return { code: entry.code, text: entry.name, confirmed: entry.status === 'confirmed', says, quotes: says === 'against' ? no : yes };
}

/** The words in what the parties agree, not in their names or on a cover. */
function found(text: string, pattern: RegExp | undefined, denied = false): Quote[] {
  if (!pattern) return [];
  const body = bodyStart(text);
  const names = partiesIn(text);
  const stands = (q: Quote): boolean => {
    const sentence = sentenceAround(text, q);
    return !SHUT_OUT.test(text.slice(sentence.start, q.start)) && !(denied && DENIES.test(sentence.text));
  };
  return distinct(hits(text, pattern).filter((q) => q.start >= body && !names.some((p) => q.start < p.end && q.end > p.start) && stands(q)));
}

const distinct = (quotes: readonly Quote[]): Quote[] =>
  quotes
    .filter((q, i) => quotes.findIndex((x) => x.text === q.text) === i)
    .slice(0, MOST_QUOTES)
    .map(({ text, start, end }) => ({ text, start, end }));

const waysFrom = (group: string, reasons: readonly Condition[]): OtherWay[] =>
  WAYS.filter((w) => w.from === group).flatMap((w): OtherWay[] => {
    const reason = reasons.find((c) => c.code === w.rule);
    return reason ? [{ id: w.id, to: w.to, confirmed: reason.confirmed, quotes: reason.quotes }] : [];
  });
