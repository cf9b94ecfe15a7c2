/** 丙方, 丁方 … of a draft: added, taken out and moved, with what was answered and worded for each. */
import type { Contract, FurtherParty } from '../contract.ts';
import { refuse, type Refusal } from '../../result.ts';
import { withoutGaps } from '../worksheet-rules.ts';
import { interviewFields, type ClauseSet } from './clause-set.ts';
import { furtherKey, furtherName, isEach, keyFor, MOST_FURTHER, offersParties } from './several.ts';

type Parties = Pick<Contract, 'furtherParties' | 'fields' | 'clauseTexts'>;

export function addFurther({ furtherParties = [] }: Parties, party: FurtherParty): Parties | Refusal {
  if (furtherParties.length >= MOST_FURTHER) return refuse('contract.partiesMost', { field: 'furtherParties', params: { most: MOST_FURTHER + 2 } });
  return { furtherParties: [...furtherParties, party] };
}

export const changeFurther = ({ furtherParties = [] }: Parties, at: number, fields: Partial<FurtherParty>): Parties => ({
  furtherParties: furtherParties.map((p, i) => (i === at ? withoutGaps({ ...p, ...fields }) : p)),
});

/** `set` as its file has it: its keys say what there is one of for each party. */
export const removeFurther = (of: Parties, set: ClauseSet, at: number): Parties =>
  inOrder(
    of,
    set,
    (of.furtherParties ?? []).flatMap((_, i) => (i === at ? [] : [i])),
  );

/** One place up or down; at the end it stays. */
export function moveFurther(of: Parties, set: ClauseSet, at: number, by: -1 | 1): Parties {
  const order = (of.furtherParties ?? []).map((_, i) => i);
  const to = at + by;
  if (order[at] === undefined || order[to] === undefined) return {};
  [order[at], order[to]] = [order[to]!, order[at]!];
  return inOrder(of, set, order);
}

/** `order`: for each place the one the party stood at before. */
function inOrder({ furtherParties = [], fields = {}, clauseTexts = {} }: Parties, set: ClauseSet, order: readonly number[]): Parties {
  const asked = interviewFields(set).flatMap((f) => (isEach(f.key) ? [f.key] : []));
  const worded = set.articles.flatMap((a) => a.clauses.flatMap((c) => (isEach(c.id) ? [c.id] : [])));
  return {
    furtherParties: order.map((i) => furtherParties[i]!),
    fields: chosenIn(
      carried(fields, asked, order, (text) => text),
      set,
      order,
    ),
    clauseTexts: carried(clauseTexts, worded, order, (text, from, to) =>
      asked
        .reduce((said, key) => said.replaceAll(keyFor(key, from), keyFor(key, to)), text)
        .replaceAll(`${furtherKey(from)}.`, `${furtherKey(to)}.`)
        .replaceAll(furtherName(from), furtherName(to)),
    ),
  };
}

/** A party that was chosen stays the one chosen; one that is taken out is nobody's answer. */
function chosenIn(fields: Texts, set: ClauseSet, order: readonly number[]): Record<string, string> {
  const offer = new Set(interviewFields(set).flatMap((f) => (offersParties(f) ? [f.key] : [])));
  const places = new Map(Array.from({ length: MOST_FURTHER }, (_, i) => [furtherKey(i), order.indexOf(i)]));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const to = offer.has(key) ? places.get(value) : undefined;
      return to === undefined ? [[key, value]] : to === -1 ? [] : [[key, furtherKey(to)]];
    }),
  );
}

type Texts = Readonly<Record<string, string>>;
function carried(
  texts: Texts,
  keys: readonly string[],
  order: readonly number[],
  say: (text: string, from: number, to: number) => string,
): Record<string, string> {
  const each = new Set(keys.flatMap((key) => Array.from({ length: MOST_FURTHER }, (_, i) => keyFor(key, i))));
  const rest = Object.entries(texts).filter(([key]) => !each.has(key));
  const moved = keys.flatMap((key) =>
    order.flatMap((from, to) => {
      const text = texts[keyFor(key, from)];
      return text === undefined ? [] : [[keyFor(key, to), say(text, from, to)] as const];
    }),
  );
  return Object.fromEntries([...rest, ...moved]);
}
