/** A Check's answer: computed, never stored. It does not block saving; a 必须修改 blocks the next stage. */
import type { RuleEntry } from '../rules/pack.ts';
import { isConfirmed } from '../rules/engine.ts';
import { FINDINGS, type FindingName } from './finding-catalogue.ts';
import type { Answer } from './deal.ts';
import type { TableName } from './tables.ts';

export type Level = 'must' | 'ask';
/** 合同效力风险, 不予登记风险, 约定缺失, 税务风险, 格式. */
export type Consequence = 'validity' | 'refusal' | 'missing' | 'tax' | 'format';
export type FindingSource = { document: string; article?: string; number?: string };
export type Where = { table: TableName; id: string; field?: string };
/** Words of a text that caused the finding; offsets count UTF-16 units of the text as given. */
export type Quote = { text: string; start: number; end: number };
export type Params = Record<string, string | number>;

export type Finding = {
  /** stable: the same trouble at the same place has the same key, so that an answer can be remembered */
  key: string;
  level: Level;
  consequence: Consequence;
  /** words: `findings` namespace, `message.key`; its `.fix` sibling under `fix.` says what to do where there is more to say */
  message: { key: FindingName; params?: Params };
  source?: FindingSource;
  confirmed: boolean;
  where: Where;
  quote?: Quote;
  /** a 必须修改 about a signed text of the other side: it cannot be mended any more, only kept with a written reason */
  answerable?: true;
};

type More = { params?: Params; rule?: RuleEntry; level?: Level; quote?: Quote; source?: FindingSource; also?: string };

/** Makes a finding from the catalogue. A rule taken from a pack brings its source; where it is 待确认 the finding is at most 请核实. */
export function finding(name: FindingName, where: Where, more: More = {}): Finding {
  const entry = FINDINGS[name] as { level: Level; consequence: Consequence; source?: FindingSource; confirmed?: false };
  const confirmed = more.rule ? isConfirmed(more.rule) : entry.confirmed !== false;
  const wanted = more.level ?? entry.level;
  const source = more.rule
    ? { document: more.rule.source.document, article: more.rule.source.article, number: more.rule.source.number }
    : (more.source ?? entry.source);
  return {
    key: [name, where.table, where.id, where.field, more.also].filter((x) => x !== undefined).join(':'),
    level: confirmed ? wanted : 'ask',
    consequence: entry.consequence,
    message: more.params ? { key: name, params: more.params } : { key: name },
    ...(source ? { source } : {}),
    confirmed,
    where,
    ...(more.quote ? { quote: more.quote } : {}),
  };
}

/** Whether a person has answered this 请核实 with a written reason. A 必须修改 cannot be answered away, but where the text is signed and not ours. */
export function isSettled(f: Finding, answers: readonly Answer[]): boolean {
  return (f.level === 'ask' || f.answerable === true) && answers.some((a) => a.findingKey === f.key && a.archived !== true && (a.reason ?? '').trim() !== '');
}

/** Each finding once: one record in two roles, as a party on both sides, is found twice at the same place. */
export const onceEach = (findings: readonly Finding[]): Finding[] => [...new Map(findings.map((f) => [f.key, f])).values()];

/** 必须修改 first, then 请核实 without an answer; what is settled last; each once. */
export function inOrder(findings: readonly Finding[], answers: readonly Answer[] = []): Finding[] {
  const rank = (f: Finding): number => (isSettled(f, answers) ? 2 : f.level === 'must' ? 0 : 1);
  return onceEach(findings).toSorted((a, b) => rank(a) - rank(b));
}

/** What stops the next step: 必须修改 that stands without a reason it may have. */
export const blocks = (findings: readonly Finding[], answers: readonly Answer[] = []): Finding[] =>
  onceEach(findings).filter((f) => f.level === 'must' && !isSettled(f, answers));
export const openAsks = (findings: readonly Finding[], answers: readonly Answer[]): Finding[] =>
  onceEach(findings).filter((f) => f.level === 'ask' && !isSettled(f, answers));
