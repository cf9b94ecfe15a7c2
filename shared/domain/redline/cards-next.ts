/** What the decisions make of our version: answers and wordings of the next one, and what a person must still do by hand. */
import { ANNEXES, retitled } from '../contract/annexes.ts';
import { runText } from '../contract/blocks.ts';
import type { InterviewField } from '../contract/clause-set.ts';
import { fill } from '../contract/fill.ts';
import type { LineSource, Sources } from './cards-values.ts';
import type { ChangeCard } from './cards-kept.ts';
import { splitNumber } from './clauses.ts';
import { diffText } from './diff.ts';
import { asTemplate, keysIn, placesIn, type Place } from './values.ts';

/** As the clauses print answers. */
export const printedBy =
  (fields: ReadonlyMap<string, InterviewField>): Prints =>
  ({ key, how }, value) => {
    const { runs, gaps } = fill(`{${key}${how === '' ? '' : `|${how}`}}`, { answers: { [key]: value }, fields, references: new Map() });
    return gaps.length > 0 ? undefined : runText(runs);
  };

export type Answers = Readonly<Record<string, string>>;
/** How a value is printed at a place: `1500000` as money is 1,500,000.00. */
export type Prints = (place: Place, value: string) => string | undefined;
type Before = { answers: Answers; fields: Answers; clauseTexts: Answers };
export type Outcome = {
  fields: Record<string, string>;
  clauseTexts: Record<string, string>;
  /** accepted or countered, but not words the next version can be given: tables of records, order of articles, headings */
  byHand: string[];
};
type Wanted = Pick<ChangeCard, 'id' | 'change' | 'lines' | 'after' | 'ours' | 'theirs' | 'values' | 'decision' | 'counter'>;

/** `answers` are what our version printed; decisions that leave our words change nothing. */
export function outcomeOf(cards: readonly Wanted[], before: Before, sources: Sources, fields: ReadonlyMap<string, InterviewField>, prints: Prints): Outcome {
  const wanted = cards.filter((c) => (c.decision === 'accept' || c.decision === 'counter') && c.change !== 'comment' && c.change !== 'look');
  const next = new Next(before, sources, agreed(wanted, sources, fields), prints);
  // what comes behind a clause is put there once the clause itself is settled; lists from their end, so that places stay
  for (const card of wanted.filter((c) => c.change !== 'added' && c.change !== 'removed')) next.take(card);
  for (const card of wanted.filter((c) => c.change === 'added').toReversed()) next.take(card);
  for (const card of wanted.filter((c) => c.change === 'removed').toReversed()) next.take(card);
  return next.outcome();
}

/** Fields whose value may be taken over: another clause that prints the field says the same new value, or stays ours in spite of it. */
function agreed(wanted: readonly Wanted[], sources: Sources, fields: ReadonlyMap<string, InterviewField>): ReadonlyMap<string, InterviewField> {
  const said = new Map<string, Map<string, string>>();
  for (const c of wanted)
    if (c.decision === 'accept')
      for (const v of c.values) for (const line of c.lines) said.set(v.key, (said.get(v.key) ?? new Map<string, string>()).set(line, v.conflict ? '' : v.now));
  const left = new Set(wanted.filter((c) => c.change === 'removed' || c.change === 'rewritten').flatMap((c) => c.lines));
  const clash = new Set<string>();
  for (const [line, source] of sources) {
    // what stands on the cover follows the field
    if ('each' in source || line.startsWith('cover:') || left.has(line)) continue;
    for (const key of keysIn(source.template)) {
      const values = said.get(key);
      if (values && [...values].some(([from, value]) => !from.startsWith('cover:') && value !== values.get(line))) clash.add(key);
    }
  }
  return new Map([...fields].filter(([key]) => !clash.has(key)));
}

class Next {
  readonly #before: Before;
  readonly #sources: Sources;
  readonly #fields: ReadonlyMap<string, InterviewField>;
  readonly #prints: Prints;
  readonly #answers: Record<string, string> = {};
  readonly #texts: Record<string, string> = {};
  readonly #lists = new Map<string, (string | null)[]>();
  readonly #byHand: string[] = [];

  constructor(before: Before, sources: Sources, fields: ReadonlyMap<string, InterviewField>, prints: Prints) {
    this.#before = before;
    this.#sources = sources;
    this.#fields = fields;
    this.#prints = prints;
  }

  outcome(): Outcome {
    const lists = [...this.#lists].map(([key, items]) => [key, items.filter((i) => i !== null).join('\n')] as const);
    return {
      fields: { ...this.#before.fields, ...this.#answers, ...Object.fromEntries(lists) },
      clauseTexts: { ...this.#before.clauseTexts, ...this.#texts },
      byHand: this.#byHand,
    };
  }

  take(card: Wanted): void {
    const words = card.decision === 'counter' ? (card.counter ?? '') : (card.theirs ?? '');
    const [first, ...rest] = card.lines.map((id) => ({ id, source: this.#sources.get(id) }));
    const at = card.change === 'added' ? { id: card.after ?? '', source: this.#sources.get(card.after ?? '') } : first;
    const known = at?.source !== undefined && rest.every((l) => l.source !== undefined && !('carries' in l.source)) && card.change !== 'moved';
    if (!known || !this.#put(card, at.id, at.source!, words)) this.#byHand.push(card.id);
    else for (const { id, source } of rest) this.#remove(id, source!);
  }

  #put(card: Wanted, id: string, source: LineSource, words: string): boolean {
    if ('each' in source) {
      const items = this.#items(source.each);
      if (card.change === 'added') items.splice(source.item + 1, 0, ...itemsOf(words));
      else {
        const said = itemsOf(words.replaceAll('\n', ''))[0] ?? null;
        items[source.item] = said !== null && source.each === ANNEXES ? retitled(items[source.item] ?? '', said) : said;
      }
      return true;
    }
    if (card.change === 'removed' && card.decision === 'accept') return this.#remove(id, source);
    if (id.startsWith('cover:')) return card.decision === 'accept' && this.#values(card, source.template);
    if (card.change === 'added') this.#texts[id] = `${this.#texts[id] ?? source.template}\n${bare(unnumbered(words))}`;
    else if (card.change === 'changed' && card.decision === 'accept') this.#reword(card, id, source.template);
    else this.#texts[id] = bare(words);
    return true;
  }

  /** Their wording, with the fields in it alive; where only values changed the clause stays as it is written. */
  #reword(card: Wanted, id: string, template: string): void {
    const places = placesIn(template, card.ours ?? '');
    const [ours, theirs] = [card.ours ?? '', card.theirs ?? ''];
    if (!places || card.lines.length > 1) {
      this.#texts[id] = bare(theirs);
      return;
    }
    this.#values(card, template);
    const next = asTemplate(theirs, places, diffText(ours, theirs), (place) => this.#prints(place, this.#value(place.key)));
    if (next !== template) this.#texts[id] = next;
  }

  /** Takes the values over; false where they are not all that changed. */
  #values(card: Wanted, template: string): boolean {
    for (const { key, now, conflict } of card.values) if (!conflict && this.#fields.has(key)) this.#answers[key] = now;
    const places = placesIn(template, card.ours ?? '');
    const pieces = diffText(card.ours ?? '', card.theirs ?? '');
    return places !== null && asTemplate(card.theirs ?? '', places, pieces, (place) => this.#prints(place, this.#value(place.key))) === template;
  }

  #value(key: string): string {
    return this.#answers[key] ?? this.#before.answers[key] ?? '';
  }

  #remove(id: string, source: LineSource): boolean {
    if ('each' in source) this.#items(source.each)[source.item] = null;
    else if (id.startsWith('cover:') || source.carries) return false;
    else this.#texts[id] = '';
    return true;
  }

  #items(key: string): (string | null)[] {
    let items = this.#lists.get(key);
    if (!items) this.#lists.set(key, (items = itemsOf(this.#before.answers[key] ?? '')));
    return items;
  }
}

/** Its number was theirs; behind our clause it has none. */
const unnumbered = (text: string): string =>
  text
    .split('\n')
    .map((line) => splitNumber(line).text)
    .join('\n');
const bare = (text: string): string => text.replaceAll('{', '｛').replaceAll('}', '｝');
const itemsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((l) =>
      l
        .trim()
        .replace(/^[（(]\d+[)）]\s*/, '')
        .replace(/[；;。]$/, ''),
    )
    .filter((l) => l !== '');
