/** Their words as a clause of ours again: with its fields alive, or as the answer under which the text prints them itself. */
import type { Clause, InterviewField } from '../contract/clause-set.ts';
import { choicesLeft, otherAnswer } from './cards-choices.ts';
import type { Before, Prints, Wanted } from './cards-shapes.ts';
import { fieldsOf, type Sources } from './cards-values.ts';
import { splitNumber } from './clauses.ts';
import { diffText } from './diff.ts';
import { asTemplate, placesIn, type Place } from './values.ts';

/** `answers` are those of the next version: what the words answer is written there. */
export class Wording {
  readonly #before: Before;
  readonly #fields: ReadonlyMap<string, InterviewField>;
  readonly #prints: Prints;
  readonly #numbers: ReadonlyMap<string, string>;
  readonly #answers: Record<string, string>;
  readonly #asked: ReadonlyMap<string, InterviewField>;
  readonly #clauses: ReadonlyMap<string, Clause>;

  constructor(
    before: Before,
    fields: ReadonlyMap<string, InterviewField>,
    prints: Prints,
    numbers: ReadonlyMap<string, string>,
    answers: Record<string, string>,
  ) {
    this.#before = before;
    this.#fields = fields;
    this.#prints = prints;
    this.#numbers = numbers;
    this.#answers = answers;
    this.#asked = fieldsOf(before.set);
    this.#clauses = new Map(before.set.articles.flatMap((a) => a.clauses.map((c) => [c.id, c] as const)));
  }

  /** Their wording, with the fields in it alive; undefined where only values changed: the clause stays as it is written. */
  reworded(card: Wanted, template: string): string | undefined {
    const places = placesIn(template, card.ours ?? '');
    const [ours, theirs] = [card.ours ?? '', card.theirs ?? ''];
    if (!places || card.lines.length > 1) return bare(theirs);
    this.takeValues(card, template);
    const next = asTemplate(theirs, places, diffText(ours, theirs), this.#holds(ours));
    return next === template ? undefined : next;
  }

  /** Takes the values over; false where they are not all that changed. */
  takeValues(card: Wanted, template: string): boolean {
    for (const { key, now, conflict } of card.values) if (!conflict && this.#fields.has(key)) this.#answers[key] = now;
    const places = placesIn(template, card.ours ?? '');
    const pieces = diffText(card.ours ?? '', card.theirs ?? '');
    return places !== null && asTemplate(card.theirs ?? '', places, pieces, this.#holds(card.ours ?? '')) === template;
  }

  /** Takes over the other answer under which the text itself prints these words. */
  takeAnswer(id: string, words: string): boolean {
    const clause = this.#clauses.get(id);
    const { set, answers, clauseTexts } = this.#before;
    const prints: Prints = (place, value) => (place.key.startsWith('ref:') ? this.#numbers.get(place.key.slice('ref:'.length)) : this.#prints(place, value));
    const found = clause && otherAnswer(clause, unnumbered(words), { set, answers, own: clauseTexts, fields: this.#fields, prints });
    if (found) Object.assign(this.#answers, found);
    return found !== undefined;
  }

  /** Choices that go on answering what these new words of a line no longer say. */
  choicesLeft(id: string, sources: Sources, text: string | undefined): string[] {
    const source = sources.get(id);
    if (!source || !('template' in source) || text === undefined) return [];
    const ours = this.#before.lines.find((l) => l.id === id)?.text ?? '';
    return choicesLeft({ clause: this.#clauses.get(id), template: source.template, ours, text }, this.#asked);
  }

  /** A reference that says what ours said, or what it will say, goes on following the article it names. */
  #holds(ours: string) {
    return (place: Place, said: string): boolean =>
      place.key.startsWith('ref:')
        ? said === ours.slice(place.start, place.end) || said === this.#numbers.get(place.key.slice('ref:'.length))
        : this.#prints(place, this.#answers[place.key] ?? this.#before.answers[place.key] ?? '') === said;
  }
}

/** Its number was theirs; behind our clause it has none. */
export const unnumbered = (text: string): string =>
  text
    .split('\n')
    .map((line) => splitNumber(line).text)
    .join('\n');
export const bare = (text: string): string => text.replaceAll('{', '｛').replaceAll('}', '｝');
