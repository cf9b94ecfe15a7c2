/** 条 and 款: the words. */
import type { Article, Clause, ClauseTable } from '../clause-set.ts';
import { conditionAt, filled, isId, keyAt, named, readEach, textAt, type Draft, type Rule } from './draft.ts';
import { push } from './read-steps.ts';
import type { Statement } from './statements.ts';
import { bilingual } from './texts.ts';

export const TABLE_WORDS: ReadonlyMap<string, ClauseTable> = new Map([
  ['专利', 'patents'],
  ['付款', 'instalments'],
  ['权利', 'rights'],
  ['完成人', 'contributors'],
  ['份额', 'shares'],
]);

export function readArticle(draft: Draft, s: Statement): Article | undefined {
  const head = named(draft, s, 'fee 价款及支付');
  const clauses: Clause[] = [];
  let silent: Article['silent'];
  const rules = new Map<string, Rule>([
    ['款', { many: true, under: true, read: (c) => push(clauses, readClause(draft, c)) }],
    ['无约定', { under: true, read: (n) => (silent = readSilent(draft, n)) }],
  ]);
  readEach(s.children, rules, draft);
  if (!head) return undefined;
  if (clauses.length === 0) draft.faults.must(s.at, 'nothingIn', { word: s.word, text: head.id }, ['款 fee.total']);
  const article: Article = { id: head.id, title: head.name, clauses, ...(silent ? { silent } : {}) };
  draft.at.set(article, s.at);
  return article;
}

function readSilent(draft: Draft, s: Statement): Article['silent'] {
  const text = filled(draft, s, '未约定时…… | Where silent …');
  const silent: NonNullable<Article['silent']> = { text: bilingual(text ?? '') };
  readEach(s.children, sourceRules(draft, silent), draft);
  return text === undefined ? undefined : silent;
}

function sourceRules(draft: Draft, into: { source?: string; confirmed?: false }): Map<string, Rule> {
  const source = (confirmed: boolean) => (s: Statement) => {
    const text = filled(draft, s, '民法典第845条');
    if (text === undefined) return;
    if (into.source !== undefined) draft.faults.must(s.at, 'twice', { word: '依据' });
    into.source = text;
    if (!confirmed) into.confirmed = false;
  };
  return new Map([
    ['依据', { read: source(true) }],
    ['依据待确认', { read: source(false) }],
  ]);
}

function readClause(draft: Draft, s: Statement): Clause | undefined {
  const clause: Clause = { id: s.rest, text: '' };
  if (!isId(s.rest)) draft.faults.must(s.restAt, 'id', { text: s.rest }, ['款 fee.total']);
  let worded = false;
  const text = (t: Statement): void => {
    worded = true;
    clause.text = filled(draft, t, '甲方应当……') ?? '';
    textAt(draft, clause, clause.text, t.restAt);
  };
  const rules = new Map<string, Rule>([
    [
      '当',
      {
        read: (w) => {
          const when = conditionAt(draft, clause, w);
          if (when) clause.when = when;
        },
      },
    ],
    ['文', { read: text }],
    [
      '逐项',
      {
        read: (e) => {
          const key = filled(draft, e, 'materials');
          if (key === undefined) return;
          clause.each = key;
          keyAt(draft, clause, key, e.restAt);
        },
      },
    ],
    ['附表', { read: (t) => readTable(draft, t, clause) }],
    ...sourceRules(draft, clause),
    [
      '指引',
      {
        read: (g) => {
          const words = filled(draft, g, '起草时注意…… | When drafting …');
          if (words !== undefined) clause.guidance = bilingual(words);
        },
      },
    ],
    ['备选', { many: true, under: true, read: (a) => readAlternative(draft, a, clause) }],
  ]);
  readEach(s.children, rules, draft);
  if (!worded) draft.faults.must(s.at, 'noText', { text: s.rest }, ['文 甲方应当……']);
  draft.at.set(clause, s.at);
  return isId(s.rest) ? clause : undefined;
}

function readTable({ faults }: Draft, s: Statement, clause: Clause): void {
  const table = TABLE_WORDS.get(s.rest);
  if (table) clause.table = table;
  else faults.must(s.restAt, 'table', { text: s.rest }, [...TABLE_WORDS.keys()]);
}

function readAlternative(draft: Draft, s: Statement, clause: Clause): void {
  const head = named(draft, s, 'buyer 有利于委托人 | For the principal');
  let text = '';
  const word = (t: Statement): void => {
    text = filled(draft, t, '甲方应当……') ?? '';
    textAt(draft, clause, text, t.restAt);
  };
  readEach(s.children, new Map<string, Rule>([['文', { read: word }]]), draft);
  if (!head) return;
  if (text === '') draft.faults.must(s.at, 'noText', { text: head.id }, ['文 甲方应当……']);
  if (clause.alternatives?.some((a) => a.id === head.id)) draft.faults.must(s.restAt, 'idTwice', { text: head.id });
  (clause.alternatives ??= []).push({ id: head.id, name: bilingual(head.name), text });
}
