/** What the decisions make of our version: answers, wordings, order, headings and records of the next one, and what a person must still do by hand. */
import { arranged } from '../contract/arrange.ts';
import { runText } from '../contract/blocks.ts';
import type { InterviewField } from '../contract/clause-set.ts';
import { fill } from '../contract/fill.ts';
import { agreed, numbersOf } from './cards-agreed.ts';
import type { LineSource, Sources } from './cards-values.ts';
import { Lists } from './cards-lists.ts';
import { anchors, movesOf, type Moves } from './cards-order.ts';
import { Rows, type Why } from './cards-rows.ts';
import type { Before, Outcome, Prints, Wanted } from './cards-shapes.ts';
import { Shares } from './cards-shares.ts';
import { bare, unnumbered, Wording } from './cards-wording.ts';
import { foldForSearch, foldFormal } from './classify-fold.ts';
import { splitNumber } from './clauses.ts';

/** As the clauses print answers. */
export const printedBy =
  (fields: ReadonlyMap<string, InterviewField>): Prints =>
  ({ key, how }, value) => {
    const { runs, gaps } = fill(`{${key}${how === '' ? '' : `|${how}`}}`, { answers: { [key]: value }, fields, references: new Map() });
    return gaps.length > 0 ? undefined : runText(runs);
  };

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
  readonly #anchorOf: (card: Wanted) => string;
  readonly #answers: Record<string, string> = {};
  readonly #texts: Record<string, string> = {};
  /** words that came before or behind a clause, whatever becomes of the clause itself */
  readonly #around = new Map<string, { first: string[]; last: string[] }>();
  readonly #headings: Record<string, string> = {};
  readonly #lists: Lists;
  readonly #wording: Wording;
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
    this.#anchorOf = anchorOf;
    this.#order = before.order;
    this.#lists = new Lists(before.answers);
    this.#wording = new Wording(before, fields, prints, numbers, this.#answers);
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
    const keys = card.lines.flatMap((id) => this.#wording.choicesLeft(id, this.#sources, this.#texts[id]));
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
    if (id.startsWith('cover:')) return card.decision === 'accept' && this.#wording.takeValues(card, source.template) ? null : 'frame';
    if (card.change === 'added') this.#beside(id).last.unshift(bare(unnumbered(words)));
    else if (card.decision === 'accept' && card.lines.length === 1 && this.#wording.takeAnswer(id, words)) return null;
    else {
      const said = card.change === 'changed' && card.decision === 'accept' ? this.#wording.reworded(card, source.template) : bare(words);
      if (said !== undefined) this.#texts[id] = said;
    }
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
