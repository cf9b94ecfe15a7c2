/** What the decisions make of our version: answers, wordings, order, headings and records of the next one, and what a person must still do by hand. */
import { arranged } from '../contract/arrange.ts';
import { runText } from '../contract/blocks.ts';
import type { Clause, ClauseSet, InterviewField } from '../contract/clause-set.ts';
import { fill } from '../contract/fill.ts';
import { agreed, numbersOf } from './cards-agreed.ts';
import { choicesLeft, otherAnswer } from './cards-choices.ts';
import { fieldsOf, type LineSource, type Sources } from './cards-values.ts';
import type { ChangeCard } from './cards-kept.ts';
import { Lists } from './cards-lists.ts';
import { anchors, movesOf, type Moves } from './cards-order.ts';
import { Shares } from './cards-shares.ts';
import { Rows, type RecordChanges, type Records, type Why } from './cards-rows.ts';
import { foldForSearch, foldFormal } from './classify-fold.ts';
import { splitNumber, type OurLine } from './clauses.ts';
import { diffText } from './diff.ts';
import { asTemplate, placesIn, type Place } from './values.ts';

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
/** Our version. `answers` are what it printed, `set` its clauses in its order, `lines` its printed lines. */
export type Before = {
  answers: Answers;
  fields: Answers;
  clauseTexts: Answers;
  order?: readonly string[];
  headings?: Answers;
  set: ClauseSet;
  lines: readonly OurLine[];
  records: Records;
};
export type Outcome = {
  fields: Record<string, string>;
  clauseTexts: Record<string, string>;
  order?: string[];
  headings?: Record<string, string>;
  records: RecordChanges;
  /** accepted or countered, but not what the next version can be given, with the reason */
  byHand: { id: string; why: Why }[];
  /** cards whose words leave choices answering something else */
  doubts: { id: string; keys: string[] }[];
};
export type Wanted = Pick<ChangeCard, 'id' | 'change' | 'lines' | 'after' | 'behind' | 'ours' | 'theirs' | 'values' | 'decision' | 'counter'>;

/** Decisions that leave our words change nothing. */
export function outcomeOf(cards: readonly Wanted[], before: Before, sources: Sources, fields: ReadonlyMap<string, InterviewField>, prints: Prints): Outcome {
  const wanted = cards.filter((c) => (c.decision === 'accept' || c.decision === 'counter') && c.change !== 'comment' && c.change !== 'look');
  const moves = movesOf(cards, before.set, before.lines);
  const next = new Next(before, sources, agreed(wanted, sources, fields), prints, numbersOf(wanted, before, moves), anchors(cards));
  // what comes behind a clause is put there once the clause itself is settled; lists from their end, so that places stay
  for (const card of wanted.filter((c) => c.change !== 'added' && c.change !== 'removed')) next.take(card);
  next.move(moves);
  for (const card of wanted.filter((c) => c.change === 'added').toReversed()) next.take(card);
  for (const card of wanted.filter((c) => c.change === 'removed').toReversed()) next.take(card);
  return next.outcome();
}

class Next {
  readonly #before: Before;
  readonly #sources: Sources;
  readonly #fields: ReadonlyMap<string, InterviewField>;
  readonly #prints: Prints;
  readonly #numbers: ReadonlyMap<string, string>;
  readonly #asked: ReadonlyMap<string, InterviewField>;
  readonly #clauses: ReadonlyMap<string, Clause>;
  readonly #anchorOf: (card: Wanted) => string;
  readonly #answers: Record<string, string> = {};
  readonly #texts: Record<string, string> = {};
  /** words that came before or behind a clause, whatever becomes of the clause itself */
  readonly #around = new Map<string, { first: string[]; last: string[] }>();
  readonly #headings: Record<string, string> = {};
  readonly #lists: Lists;
  readonly #rows: Rows;
  readonly #shares: Shares;
  readonly #byHand = new Map<string, Why>();
  readonly #doubts = new Map<string, string[]>();
  /** cards that say 无 of an article: true by itself where the article has no clauses then */
  readonly #none: { card: string; article: string }[] = [];
  #order: readonly string[] | undefined;

  constructor(
    before: Before,
    sources: Sources,
    fields: ReadonlyMap<string, InterviewField>,
    prints: Prints,
    numbers: ReadonlyMap<string, string>,
    anchorOf: (card: Wanted) => string,
  ) {
    this.#before = before;
    this.#sources = sources;
    this.#fields = fields;
    this.#prints = prints;
    this.#numbers = numbers;
    this.#anchorOf = anchorOf;
    this.#order = before.order;
    this.#asked = fieldsOf(before.set);
    this.#clauses = new Map(before.set.articles.flatMap((a) => a.clauses.map((c) => [c.id, c] as const)));
    this.#lists = new Lists(before.answers);
    this.#shares = new Shares(sources, fields);
    this.#rows = new Rows(before.records, before.lines, sources, (key, value) => {
      if (fields.has(key)) this.#answers[key] = value;
      return fields.has(key);
    });
  }

  outcome(): Outcome {
    const headings = { ...this.#before.headings, ...this.#headings };
    const clauseTexts = { ...this.#before.clauseTexts, ...this.#texts, ...this.#surrounded() };
    const { articles } = arranged(this.#before.set, this.#order ? { order: [...this.#order] } : {});
    const printed = (id: string): boolean => this.#sources.has(id) && clauseTexts[id] !== '';
    for (const { card, article } of this.#none) if (articles.find((a) => a.id === article)?.clauses.some((c) => printed(c.id))) this.#byHand.set(card, 'frame');
    for (const { card, why } of this.#shares.unlike({ ...this.#before.answers, ...this.#answers })) this.#byHand.set(card, why);
    return {
      fields: { ...this.#before.fields, ...this.#answers, ...this.#lists.answers() },
      clauseTexts,
      ...(this.#order ? { order: [...this.#order] } : {}),
      ...(Object.keys(headings).length > 0 ? { headings } : {}),
      records: this.#rows.changes(),
      byHand: [...this.#byHand].map(([id, why]) => ({ id, why })),
      doubts: [...this.#doubts].map(([id, keys]) => ({ id, keys })),
    };
  }

  /** Choices whose words a card changed without changing the answer. */
  #doubt(card: Wanted, words: string): void {
    if (card.change === 'added' || foldFormal(words) === foldFormal(card.ours ?? '')) return;
    const keys = card.lines.flatMap((id) => {
      const [source, text] = [this.#sources.get(id), this.#texts[id]];
      return source && 'template' in source && text !== undefined
        ? choicesLeft(
            { clause: this.#clauses.get(id), template: source.template, ours: this.#before.lines.find((l) => l.id === id)?.text ?? '', text },
            this.#asked,
          )
        : [];
    });
    if (keys.length > 0) this.#doubts.set(card.id, [...new Set(keys)]);
  }

  #surrounded(): Record<string, string> {
    return Object.fromEntries(
      [...this.#around].map(([id, { first, last }]) => {
        const source = this.#sources.get(id);
        const own = this.#texts[id] ?? (source && 'template' in source ? source.template : '');
        return [id, [...first, ...(own === '' ? [] : [own]), ...last].join('\n')];
      }),
    );
  }

  move({ order, items, lost }: Moves): void {
    if (order) this.#order = order;
    for (const id of lost) this.#byHand.set(id, 'place');
    for (const { card, line, behind } of items) {
      const [source, target] = [this.#sources.get(line), this.#sources.get(behind)];
      const list = source && 'each' in source ? source : undefined;
      const to = target && 'each' in target && target.each === list?.each ? target.item : target && 'template' in target && target.carries ? -1 : undefined;
      if (list && to !== undefined) this.#lists.move(list.each, list.item, to);
      else if (!source || !('row' in source) || this.#rows.move(line, behind, target) !== null) this.#byHand.set(card, 'place');
    }
  }

  take(card: Wanted): void {
    // where lines go is settled for all of them at once
    if (card.change === 'moved' && card.decision === 'accept') return;
    if (card.change === 'moved') return void this.#byHand.set(card.id, 'place');
    const words = card.decision === 'counter' ? (card.counter ?? '') : (card.theirs ?? '');
    const [first, ...rest] = card.change === 'added' ? [this.#anchorOf(card)] : card.lines;
    const more = rest.map((id) => ({ id, source: this.#sources.get(id) }));
    const why = more.some(({ source }) => !source || 'carries' in source || 'row' in source || 'heading' in source)
      ? 'frame'
      : this.#put(card, first ?? '', this.#sources.get(first ?? ''), words);
    if (why) this.#byHand.set(card.id, why);
    else {
      for (const { id, source } of more) this.#remove(id, source!);
      this.#doubt(card, words);
    }
  }

  #put(card: Wanted, id: string, source: LineSource | undefined, words: string): Why | null {
    if (!source) return 'frame';
    if ('heading' in source) return this.#putHeading(card, source, words);
    if ('row' in source) return this.#putRow(card, id, source, words);
    if ('each' in source) return this.#putItem(card, source, words);
    if (card.change === 'removed' && card.decision === 'accept') return this.#remove(id, source);
    if (id.startsWith('cover:')) return card.decision === 'accept' && this.#values(card, source.template) ? null : 'frame';
    if (card.change === 'added') this.#beside(id).last.unshift(bare(unnumbered(words)));
    else if (card.decision === 'accept' && card.lines.length === 1 && this.#answeredOtherwise(id, words)) return null;
    else if (card.change === 'changed' && card.decision === 'accept') this.#reword(card, id, source.template);
    else this.#texts[id] = bare(words);
    return null;
  }

  #putHeading(card: Wanted, { heading, first }: Extract<LineSource, { heading: string }>, words: string): Why | null {
    if (card.change === 'added') {
      if (foldForSearch(words) === '无') this.#none.push({ card: card.id, article: heading });
      else if (first === undefined) return 'place';
      else this.#beside(first).first.unshift(bare(unnumbered(words)));
      return null;
    }
    const named = splitNumber(words).text.trim();
    if (named === '' || named.includes('\n') || named.length > 2_000) return 'heading';
    this.#headings[heading] = named;
    return null;
  }

  #putItem(card: Wanted, { each, item, annex }: Extract<LineSource, { each: string }>, words: string): Why | null {
    const said = annex ? words.replace(/^\s*附件[一二三四五六七八九十\d]{0,3}\s*/, '') : words;
    if (card.change === 'added') {
      // behind the heading of an annex stands its page, which is no line of the list
      if (annex) return 'frame';
      this.#lists.add(each, item, said);
    } else if (card.change === 'removed' && card.decision === 'accept') this.#lists.remove(each, item);
    else this.#lists.say(each, item, said);
    return null;
  }

  #putRow(card: Wanted, id: string, source: Extract<LineSource, { row: unknown }>, words: string): Why | null {
    const removed = card.change === 'removed' && card.decision === 'accept';
    if (source.row === 'materials') {
      const [was, now] = [card.change === 'changed' ? (card.ours ?? '').split('\t') : ['', '', '', ''], words.split('\t')];
      // how many copies on what carrier is not asked anywhere
      if (source.no < 0 && card.change !== 'added') return 'frame';
      if (!removed && (now.length !== 4 || now[2]!.trim() !== was[2]!.trim() || now[3]!.trim() !== was[3]!.trim())) return 'column';
      if (removed) this.#lists.remove('materials', source.no);
      else if (card.change === 'added') this.#lists.add('materials', source.no, now[1]!);
      else this.#lists.say('materials', source.no, now[1]!);
      return null;
    }
    if (removed) return this.#rows.remove(id, source);
    if (source.row === 'shares' && card.change !== 'added') {
      const said = this.#shares.take(card.id, source, card.ours ?? '', words);
      if (typeof said === 'string') return said;
      for (const { key, now } of said) this.#answers[key] = now;
      return null;
    }
    return card.change === 'added' ? this.#rows.add(id, source, words) : this.#rows.change(id, source, card.ours ?? '', words);
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
    const next = asTemplate(theirs, places, diffText(ours, theirs), this.#holds(ours));
    if (next !== template) this.#texts[id] = next;
  }

  /** Takes the values over; false where they are not all that changed. */
  #values(card: Wanted, template: string): boolean {
    for (const { key, now, conflict } of card.values) if (!conflict && this.#fields.has(key)) this.#answers[key] = now;
    const places = placesIn(template, card.ours ?? '');
    const pieces = diffText(card.ours ?? '', card.theirs ?? '');
    return places !== null && asTemplate(card.theirs ?? '', places, pieces, this.#holds(card.ours ?? '')) === template;
  }

  /** A reference that says what ours said, or what it will say, goes on following the article it names. */
  #holds(ours: string) {
    return (place: Place, said: string): boolean =>
      place.key.startsWith('ref:')
        ? said === ours.slice(place.start, place.end) || said === this.#numbers.get(place.key.slice('ref:'.length))
        : this.#prints(place, this.#answers[place.key] ?? this.#before.answers[place.key] ?? '') === said;
  }

  /** Takes over the other answer under which the text itself prints these words. */
  #answeredOtherwise(id: string, words: string): boolean {
    const clause = this.#clauses.get(id);
    const { set, answers, clauseTexts } = this.#before;
    const prints: Prints = (place, value) => (place.key.startsWith('ref:') ? this.#numbers.get(place.key.slice('ref:'.length)) : this.#prints(place, value));
    const found = clause && otherAnswer(clause, unnumbered(words), { set, answers, own: clauseTexts, fields: this.#fields, prints });
    if (found) Object.assign(this.#answers, found);
    return found !== undefined;
  }

  #beside(id: string): { first: string[]; last: string[] } {
    let found = this.#around.get(id);
    if (!found) this.#around.set(id, (found = { first: [], last: [] }));
    return found;
  }

  #remove(id: string, source: LineSource): Why | null {
    if ('each' in source) this.#lists.remove(source.each, source.item);
    else if ('template' in source && !id.startsWith('cover:') && !source.carries) this.#texts[id] = '';
    else return 'template' in source && source.carries ? 'carries' : 'frame';
    return null;
  }
}

/** Its number was theirs; behind our clause it has none. */
const unnumbered = (text: string): string =>
  text
    .split('\n')
    .map((line) => splitNumber(line).text)
    .join('\n');
const bare = (text: string): string => text.replaceAll('{', '｛').replaceAll('}', '｝');
