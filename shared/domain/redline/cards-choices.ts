/** Questions whose answer chose the words of a clause: other words may say the contrary of it, or what another answer would print. */
import type { Clause, ClauseSet, Condition, InterviewField } from '../contract/clause-set.ts';
import { holds } from '../contract/fill.ts';
import { keysIn, placesIn, readValue, type Place } from './values.ts';

type Fields = ReadonlyMap<string, InterviewField>;
type Answers = Readonly<Record<string, string>>;

/** A line that printed `ours` of `template`, and the words in its place, with the fields in them alive. `clause`: the one it is of. */
type Reworded = { clause: Clause | undefined; template: string; ours: string; text: string };

/** Choices on which the line hangs, or whose words stood in a part of a sentence that is no longer there. */
export function choicesLeft({ clause, template, ours, text }: Reworded, fields: Fields): string[] {
  const gone = keysIn(template).filter((key) => !stands(text, partOf(template, key)) && !stands(text, printedPart(template, ours, key)));
  return [...gone, ...chosenBy(clause?.when)].filter((key) => fields.get(key)?.type === 'choice');
}

/** `own`: wordings a person gave to clauses; `prints`: what a place prints of an answer, of a reference without one. */
type Version = { set: ClauseSet; answers: Answers; own: Answers; fields: Fields; prints: (place: Place, value: string) => string | undefined };

/** The answers with which the version itself prints these words in the clause's stead, all else staying as it is; undefined where there are none. */
export function otherAnswer(clause: Clause, words: string, version: Version): Record<string, string> | undefined {
  const { set, answers, own, fields } = version;
  const all = set.articles.flatMap((a) => a.clauses);
  const textOf = (c: Clause): string => own[c.id] ?? c.text;
  for (const key of chosenBy(clause.when)) {
    if (all.some((c) => c !== clause && keysIn(textOf(c)).includes(key))) continue;
    for (const { value } of fields.get(key)?.choices ?? []) {
      const then = { ...answers, [key]: value };
      const switched = all.filter((c) => holds(c.when, answers) !== holds(c.when, then));
      const other = switched.find((c) => c !== clause);
      if (switched.length !== 2 || !switched.includes(clause) || !other || !holds(other.when, then) || other.each || other.table) continue;
      const read = answersIn(textOf(other), words, version);
      if (read) return { ...read, [key]: value };
    }
  }
  return undefined;
}

/** What the words say of fields nobody has answered; undefined where they are not what the template prints. */
function answersIn(template: string, words: string, { answers, fields, prints }: Version): Record<string, string> | undefined {
  const places = placesIn(template, words);
  const read: Record<string, string> = {};
  for (const place of places ?? []) {
    const [said, field, known] = [words.slice(place.start, place.end), fields.get(place.key), answers[place.key] ?? ''];
    const value = known !== '' || !field ? known : (read[place.key] ?? readValue(said, place.how, field) ?? '');
    if (prints(place, value) !== said) return undefined;
    if (known === '' && field) read[place.key] = value;
  }
  return places ? read : undefined;
}

/** Fields of which it matters to a condition what they answer, not only whether they do. */
function chosenBy(when: Condition | undefined): string[] {
  if (when === undefined || 'has' in when) return [];
  if ('is' in when) return [when.is[0]];
  return 'not' in when ? chosenBy(when.not) : ('all' in when ? when.all : when.any).flatMap(chosenBy);
}

const END = /[，。；：,;:\n]/;
/** The part of a sentence a template prints a field in. */
const partOf = (template: string, key: string): string => template.split(END).find((part) => keysIn(part).includes(key)) ?? '';

/** The same as it was printed. */
function printedPart(template: string, ours: string, key: string): string {
  const place = placesIn(template, ours)?.find((p) => p.key === key);
  if (!place) return '';
  return (ours.slice(0, place.start).split(END).at(-1) ?? '') + ours.slice(place.start, place.end) + (ours.slice(place.end).split(END)[0] ?? '');
}

/** Whether a part of a sentence stands in a text with nothing put before or behind it. */
function stands(text: string, part: string): boolean {
  if (part === '') return false;
  const edge = (ch: string | undefined): boolean => ch === undefined || END.test(ch);
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) if (edge(text[at - 1]) && edge(text[at + part.length])) return true;
  return false;
}
