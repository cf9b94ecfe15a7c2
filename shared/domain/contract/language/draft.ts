/** What the parser gathers beside the model: faults, and where everything stands, so that the checks can point at it. */
import type { Condition } from '../clause-set.ts';
import { nearest } from '../../../nearest.ts';
import { parseCondition, type Tested } from './conditions.ts';
import { along, type Faults, type Place } from './fault.ts';
import type { Statement } from './statements.ts';

export type PlacedText = { text: string; at: Place };
/** By the object of the model that was read there. */
export type Draft = {
  faults: Faults;
  at: Map<object, Place>;
  tests: Map<object, Tested[]>;
  texts: Map<object, PlacedText[]>;
  /** keys of answers used outside texts and conditions, with the types they may have */
  keys: Map<object, { key: string; at: Place }[]>;
  /** record fields answers are taken from */
  paths: Map<object, PlacedText>;
};

export const draftFor = (faults: Faults): Draft => ({ faults, at: new Map(), tests: new Map(), texts: new Map(), keys: new Map(), paths: new Map() });

/** How one word is read. Most stand once and have nothing under them. */
export type Rule = { read: (s: Statement) => void; many?: true; under?: true };

/** Reads each statement by its word; a word that does not belong there is a fault that names those that do. */
export function readEach(statements: readonly Statement[], rules: ReadonlyMap<string, Rule>, { faults }: Draft): void {
  const seen = new Set<string>();
  for (const s of statements) {
    const rule = rules.get(s.word);
    if (rule === undefined) {
      // one sign is near to every other
      const near =
        s.word.length < 2
          ? undefined
          : nearest(
              s.word,
              [...rules.keys()].filter((w) => w.length > 1),
            );
      faults.must(s.at, near === undefined ? 'word' : 'wordNear', { word: s.word, ...(near === undefined ? {} : { near }) }, [...rules.keys()]);
      continue;
    }
    if (seen.has(s.word) && !rule.many) faults.must(s.at, 'twice', { word: s.word });
    seen.add(s.word);
    rule.read(s);
    if (!rule.under && s.children.length > 0) faults.must(s.children[0]!.at, 'nothingUnder', { word: s.word });
  }
}

/** What follows the word; nothing there is a fault. */
export function filled({ faults }: Draft, s: Statement, example: string): string | undefined {
  if (s.rest !== '') return s.rest;
  faults.must(s.restAt, 'empty', { word: s.word }, [`${s.word} ${example}`]);
  return undefined;
}

/** The words of a line with their places: `栏 key 单行 必填`. */
export function tokensOf(s: Statement): { text: string; at: Place }[] {
  return [...s.rest.matchAll(/[^ ]+/g)].map((m) => ({ text: m[0], at: along(s.restAt, m.index) }));
}

/** `id the title`: an id and what follows it. */
export function named(draft: Draft, s: Statement, example: string): { id: string; name: string; nameAt: Place } | undefined {
  const space = s.rest.indexOf(' ');
  const id = space < 0 ? s.rest : s.rest.slice(0, space);
  const name = space < 0 ? '' : s.rest.slice(space).trim();
  if (!isId(id)) {
    draft.faults.must(s.restAt, 'id', { text: id }, [`${s.word} ${example}`]);
    return undefined;
  }
  const nameAt = along(s.restAt, s.rest.length - name.length);
  if (name !== '') return { id, name, nameAt };
  draft.faults.must(nameAt, 'noName', { word: s.word }, [`${s.word} ${example}`]);
  return undefined;
}

/** Ids are kept with answers and wordings: letters, digits and dots, at most 60; `*` stands for each further party. */
export const isId = (text: string): boolean => /^[A-Za-z][\w.]{0,59}(?:\*[\w.]{0,20})?$/.test(text);

/** Keeps the tests of a condition under the object it belongs to. */
export function conditionAt(draft: Draft, owner: object, s: Statement): Condition | undefined {
  const tested: Tested[] = [];
  const condition = parseCondition(s.rest, s.restAt, draft.faults, tested);
  draft.tests.set(owner, tested);
  return condition;
}

export function textAt(draft: Draft, owner: object, text: string, at: Place): void {
  draft.texts.set(owner, [...(draft.texts.get(owner) ?? []), { text, at }]);
}
export function keyAt(draft: Draft, owner: object, key: string, at: Place): void {
  draft.keys.set(owner, [...(draft.keys.get(owner) ?? []), { key, at }]);
}
