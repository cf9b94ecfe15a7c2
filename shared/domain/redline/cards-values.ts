/** What a card means for the interview: the fields printed in our lines, and the values their wording gives them. */
import type { ClauseSet, InterviewField } from '../contract/clause-set.ts';
import { interviewFields } from '../contract/clause-set.ts';
import type { Card } from './cards-parts.ts';
import type { OurLine } from './clauses.ts';
import { diffText } from './diff.ts';
import { keysIn, placesIn, valuesIn, type NewValue } from './values.ts';

/** Where the words of a line come from: a clause's template, or one line of an answer that is a list. */
/** `carries`: a list or a table is printed behind it, and would go with it. */
export type LineSource = { template: string; carries?: true } | { each: string; item: number };
export type Sources = ReadonlyMap<string, LineSource>;

/** Lines of the cover that print answers. */
const COVER: Readonly<Record<string, string>> = { 项目名称: '{projectName}', 签订地点: '{signPlace}', 有效期限: '{termFrom|date}至{termTo|date}' };

/** By the id of our line; `own` are the wordings a person gave to clauses. */
export function sourcesOfLines(set: ClauseSet, own: Readonly<Record<string, string>>, lines: readonly OurLine[]): Sources {
  const found = new Map<string, LineSource>();
  for (const { id, text } of lines) {
    const label = /^cover:\d+$/.test(id) ? text.split('：')[0]! : '';
    if (COVER[label]) found.set(id, { template: `${label}：\t${COVER[label]}` });
  }
  const printed = new Set(lines.map((l) => l.id));
  for (const clause of set.articles.flatMap((a) => a.clauses)) {
    if (!printed.has(clause.id)) continue;
    const carries = clause.each !== undefined || clause.table !== undefined;
    found.set(clause.id, { template: own[clause.id] ?? clause.text, ...(carries ? { carries } : {}) });
    const { each } = clause;
    if (each !== undefined)
      for (const { id } of lines)
        if (id.startsWith(`${clause.id}.`) && /\.\d+$/.test(id)) found.set(id, { each, item: Number(id.slice(clause.id.length + 1)) - 1 });
  }
  return found;
}

export const fieldsOf = (set: ClauseSet): ReadonlyMap<string, InterviewField> => new Map(interviewFields(set).map((f) => [f.key, f]));

export type ValuedCard = Card & { values: NewValue[]; keys: string[] };

export function withValues(card: Card, sources: Sources, fields: ReadonlyMap<string, InterviewField>): ValuedCard {
  const printed = card.lines.flatMap((id) => {
    const source = sources.get(id);
    return !source ? [] : 'each' in source ? [source.each] : keysIn(source.template);
  });
  return {
    ...card,
    keys: [...new Set(printed)].filter((key) => fields.has(key)),
    values: card.change === 'changed' ? changedValues(card, sources, fields) : [],
  };
}

function changedValues(card: Card, sources: Sources, fields: ReadonlyMap<string, InterviewField>): NewValue[] {
  const source = card.lines.length === 1 ? sources.get(card.lines[0]!) : undefined;
  const places = source && 'template' in source ? placesIn(source.template, card.ours) : null;
  return places ? valuesIn(places, diffText(card.ours, card.theirs), fields) : [];
}
