/** What a card means for the interview: the fields printed in our lines, and the values their wording gives them. */
import { ANNEXES } from '../contract/annexes.ts';
import type { ClauseSet, ClauseTable, InterviewField } from '../contract/clause-set.ts';
import { interviewFields } from '../contract/clause-set.ts';
import { FURTHER_KEYS } from '../contract/several.ts';
import type { Card } from './cards-parts.ts';
import { cellValues, shareCells } from './cards-shares.ts';
import type { OurLine } from './clauses.ts';
import { diffText } from './diff.ts';
import { keysIn, placesIn, valuesIn, type NewValue } from './values.ts';

/** Tables of a contract by whose words they print (`partyC` 丙方 …); of `rights` and `patents` the registers decide. */
export type RowOf = 'buyer' | 'seller' | `party${string}` | 'materials' | ClauseTable;
/** Where the words of a line come from: a clause's template, one line of an answer that is a list, an article's heading, a row of a table. */
/** `carries`: a list or a table is printed behind it, and would go with it. `no`: from 0, -1 the head of the table. `cells`: keys of the answers a row prints, by column. */
export type LineSource =
  | { template: string; carries?: true }
  | { each: string; item: number; annex?: true }
  | { heading: string; first?: string }
  | { row: RowOf; no: number; cells?: readonly (string | undefined)[] };
export type Sources = ReadonlyMap<string, LineSource>;

/** Lines of the cover that print answers. */
const COVER: Readonly<Record<string, string>> = { 项目名称: '{projectName}', 签订地点: '{signPlace}', 有效期限: '{termFrom|date}至{termTo|date}' };

/** By the id of our line; `own` are the wordings a person gave to clauses. */
export function sourcesOfLines(set: ClauseSet, own: Readonly<Record<string, string>>, lines: readonly OurLine[]): Sources {
  const clauses = new Map(set.articles.flatMap((a) => a.clauses.map((c) => [c.id, c] as const)));
  const articles = new Set(set.articles.map((a) => a.id));
  const found = new Map<string, LineSource>();
  let clause: string | undefined;
  let heads = 0;
  for (const { id, text, kind, article } of lines) {
    const label = /^cover:\d+$/.test(id) ? text.split('：')[0]! : '';
    const [, table, row] = /^table:(\d+):(\d+)$/.exec(id) ?? [];
    const [, annex] = /^heading:annex-(\d+)$/.exec(id) ?? [];
    const known = clauses.get(id);
    if (COVER[label]) found.set(id, { template: `${label}：\t${COVER[label]}` });
    else if (annex) found.set(id, { each: ANNEXES, item: Number(annex) - 1, annex: true });
    else if (kind === 'heading' && articles.has(article)) {
      const first = lines.find((l) => l.kind === 'clause' && l.article === article && clauses.has(l.id))?.id;
      found.set(id, { heading: article, ...(first === undefined ? {} : { first }) });
    } else if (known) {
      clause = id;
      const carries = known.each !== undefined || known.table !== undefined;
      found.set(id, { template: own[id] ?? known.text, ...(carries ? { carries } : {}) });
    } else if (clause !== undefined && id.startsWith(`${clause}.`) && clauses.get(clause)?.each !== undefined)
      found.set(id, { each: clauses.get(clause)!.each!, item: Number(id.slice(clause.length + 1)) - 1 });
    else if (row !== undefined) {
      const of = rowOf(clause, article, table!, clauses);
      // a table of materials or of several rights has a head of its own
      if (row === '0') heads = of === 'instalments' || of === 'contributors' || of === 'materials' || of === 'shares' ? 1 : 0;
      const no = Number(row) - heads;
      const party = of === 'shares' && no >= 0 && !text.startsWith('合计');
      if (of) found.set(id, { row: of, no, ...(party ? { cells: shareCells(no) } : {}) });
    }
  }
  return found;
}

function rowOf(clause: string | undefined, article: string, table: string, clauses: ReadonlyMap<string, { table?: ClauseTable }>): RowOf | undefined {
  if (article.startsWith('annex-')) return 'materials';
  if (clause !== undefined) return clauses.get(clause)?.table;
  return (['buyer', 'seller', ...FURTHER_KEYS] as RowOf[])[Number(table)];
}

export const fieldsOf = (set: ClauseSet): ReadonlyMap<string, InterviewField> => new Map(interviewFields(set).map((f) => [f.key, f]));

/** Answers that are printed in a line. */
export function keysOf(source: LineSource | undefined): string[] {
  if (!source || 'heading' in source) return [];
  if ('each' in source) return [source.each];
  return 'template' in source ? keysIn(source.template) : (source.cells ?? []).filter((key) => key !== undefined);
}

export type ValuedCard = Card & { values: NewValue[]; keys: string[] };

export function withValues(card: Card, sources: Sources, fields: ReadonlyMap<string, InterviewField>): ValuedCard {
  const printed = card.lines.flatMap((id) => keysOf(sources.get(id)));
  return {
    ...card,
    keys: [...new Set(printed)].filter((key) => fields.has(key)),
    values: card.change === 'changed' ? changedValues(card, sources, fields) : [],
  };
}

function changedValues(card: Card, sources: Sources, fields: ReadonlyMap<string, InterviewField>): NewValue[] {
  const source = card.lines.length === 1 ? sources.get(card.lines[0]!) : undefined;
  if (source && 'row' in source) return cellValues(source, card.ours, card.theirs, fields);
  const places = source && 'template' in source ? placesIn(source.template, card.ours) : null;
  return places ? valuesIn(places, diffText(card.ours, card.theirs), fields) : [];
}
