/** What a clause file says of itself: every key asked before it is used, every reference to something, nothing twice, nothing that can never be. */
import { nearest } from '../../../nearest.ts';
import { isRecordPath, RECORD_PATHS } from '../answers.ts';
import type { AnySet, FieldType, InterviewField, PaperBlock, PaperRow } from '../clause-set.ts';
import { interviewFields } from '../clause-set.ts';
import type { Draft } from './draft.ts';
import type { Place } from './fault.ts';
import { FIELD_WORDS } from './read-steps.ts';
import { canHold } from './reachable.ts';
import { placeholdersIn, type Placeholder } from './texts.ts';
import { FURTHER_KEYS } from '../several.ts';

/** Answers the program itself reads: the cover, the tables of the parties and of the rights, the checks of money and dates. */
export const READ_BY_PROGRAM: readonly string[] = [
  'projectName',
  'signPlace',
  'termFrom',
  'termTo',
  'contactA',
  'contactB',
  'inventors',
  'payKind',
  'fixedFee',
  'nonTechnical',
];
/** What the table of the parties' shares reads besides amounts that are printed too. */
const SHARES = ['shareA', 'shareB', 'share*'];
const FITS: Readonly<Record<NonNullable<Placeholder['how']>, readonly FieldType[]>> = {
  money: ['money'],
  words: ['money'],
  percent: ['rate'],
  date: ['day'],
  print: ['choice'],
  boxes: ['choice'],
};

/** `partyC` …, and `party*` for each: asked like a choice of the roles this text knows. */
const further = (roles: readonly string[]): InterviewField[] =>
  [...FURTHER_KEYS, 'party*'].map((key) => ({
    key,
    type: 'choice',
    label: { zh: key, en: key },
    choices: roles.map((value) => ({ value, label: { zh: value, en: value }, print: value })),
  }));

type World = { draft: Draft; fields: Map<string, InterviewField>; asked: Map<string, number>; references: Set<string>; used: Set<string> };

export function checkSet(set: AnySet, draft: Draft): void {
  const all = interviewFields(set);
  const world: World = {
    draft,
    fields: new Map([...(set.flavour === 'contract' ? further(set.further ?? []) : []), ...all].map((f) => [f.key, f])),
    asked: new Map(all.map((f, i) => [f.key, i])),
    references: new Set(set.flavour === 'contract' ? set.articles.flatMap((a) => [a.id, ...a.clauses.map((c) => c.id)]) : []),
    used: new Set([...READ_BY_PROGRAM, ...SHARES]),
  };
  ids(world, set);
  all.forEach((f, i) => checkField(world, f, i));
  if (set.flavour === 'contract') {
    checkOwner(world, set);
    for (const clause of set.articles.flatMap((a) => a.clauses)) checkOwner(world, clause);
  } else for (const block of set.body.flatMap((b): (PaperBlock | PaperRow)[] => (b.kind === 'table' ? [b, ...b.rows] : [b]))) checkOwner(world, block);
  for (const f of all) if (!world.used.has(f.key)) draft.faults.warn(draft.at.get(f)!, 'unused', { text: f.key });
}

function ids({ draft }: World, set: AnySet): void {
  const once = (kind: 'key' | 'step' | 'clause', things: readonly { name: string; of: object }[]): void => {
    const seen = new Set<string>();
    for (const { name, of } of things) {
      if (seen.has(name)) draft.faults.must(draft.at.get(of)!, kind === 'key' ? 'keyTwice' : 'idTwice', { text: name });
      seen.add(name);
    }
  };
  once(
    'key',
    interviewFields(set).map((f) => ({ name: f.key, of: f })),
  );
  once(
    'step',
    set.steps.map((s) => ({ name: s.id, of: s })),
  );
  if (set.flavour === 'contract')
    once(
      'clause',
      set.articles.flatMap((a) => [{ name: a.id, of: a }, ...a.clauses.map((c) => ({ name: c.id, of: c }))]),
    );
}

function checkField(world: World, field: InterviewField, order: number): void {
  const { draft } = world;
  const path = draft.paths.get(field);
  if (path && !isPath(path.text)) draft.faults.must(path.at, 'path', { text: path.text }, near(path.text, RECORD_PATHS));
  for (const { key, at } of draft.tests.get(field) ?? []) {
    const when = world.asked.get(key);
    if (when !== undefined && when >= order) draft.faults.must(at, 'askedLater', { text: key });
  }
  checkWhen(world, field);
}

function checkOwner(world: World, owner: object): void {
  const each = 'id' in owner && String(owner.id).includes('*');
  for (const { text, at } of world.draft.texts.get(owner) ?? [])
    for (const p of placeholdersIn(text, at, world.draft.faults)) {
      checkPlaceholder(world, p);
      if (p.key.includes('*') && !each && !/[+-]/.test(p.key)) world.draft.faults.must(p.at, 'eachOutside', { text: p.key });
    }
  for (const { key, at } of world.draft.keys.get(owner) ?? []) {
    if (key.includes('*') && !each) world.draft.faults.must(at, 'eachOutside', { text: key });
    const field = known(world, key, at);
    if (field && field.type !== 'lines' && field.type !== 'text') world.draft.faults.must(at, 'notLines', { text: key }, [`栏 ${key} 清单`]);
  }
  checkWhen(world, owner);
}

function checkWhen(world: World, owner: { when?: InterviewField['when'] }): void {
  const { draft, fields } = world;
  let sound = true;
  for (const { key, values, at } of draft.tests.get(owner) ?? []) {
    const field = known(world, key, at);
    if (!field) {
      sound = false;
      continue;
    }
    const choices = field.choices?.map((c) => c.value);
    const counted = field.type === 'whole' && values.every((v) => /^\d{1,6}$/.test(v));
    if (values.length > 0 && field.type !== 'choice' && !counted) draft.faults.must(at, 'isOfOther', { text: key }, [`${key} 有`]);
    if (isFurtherKey(key) && choices?.length === 0) {
      noFurther(world, key, at);
      sound = false;
      continue;
    }
    const strange = choices && values.find((v) => !choices.includes(v));
    if (strange !== undefined) draft.faults.must(at, 'noChoice', { text: strange }, choices);
    sound &&= strange === undefined;
  }
  if (sound && owner.when && !canHold(owner.when, fields)) draft.faults.must(draft.at.get(owner)!, 'neverHolds');
}

function checkPlaceholder(world: World, { key, how, at }: Placeholder): void {
  const { draft } = world;
  if (/[+-]/.test(key)) {
    if (how !== 'money' && how !== 'words') draft.faults.must(at, 'sumOfOther', { text: key }, [`{${key}|money}`]);
    for (const part of key.split(/[+-]/)) checkPlaceholder(world, { key: part, how: 'money', at });
    return;
  }
  if (key.startsWith('ref:')) {
    const wanted = key.slice(4);
    if (!world.references.has(wanted)) draft.faults.must(at, 'noReference', { text: wanted }, near(wanted, [...world.references]));
    return;
  }
  // the parties' names, and in a paper whatever a record knows
  if (key === 'partyA.name' || key === 'partyB.name' || key === 'parties') return;
  const [party = '', name] = key.split('.');
  if (name === 'name' && isFurtherKey(party)) {
    if (world.fields.get(party)?.choices?.length === 0) noFurther(world, key, at);
    return;
  }
  if (key.includes('.')) {
    if (!isPath(key)) draft.faults.must(at, 'path', { text: key }, near(key, RECORD_PATHS));
    return;
  }
  const field = known(world, key, at);
  if (!field || how === undefined) {
    if (field && field.type === 'choice' && how === undefined) draft.faults.must(at, 'bareChoice', { text: key }, [`{${key}|print}`]);
    return;
  }
  if (!FITS[how].includes(field.type)) draft.faults.must(at, 'howOfOther', { how, text: key, type: typeWord(field.type) });
}

/** The field of a key; notes that it is used. */
function known({ draft, fields, used }: World, key: string, at: Place): InterviewField | undefined {
  used.add(key);
  const field = fields.get(key);
  if (field === undefined) draft.faults.must(at, 'noKey', { text: key }, near(key, [...fields.keys()]));
  return field;
}

const typeWord = (type: FieldType): string => [...FIELD_WORDS].find(([, t]) => t === type)![0];
const isPath = isRecordPath;
const isFurtherKey = (key: string): boolean => key === 'party*' || FURTHER_KEYS.includes(key);
/** A part is taken in by texts that know further parties and by others. */
function noFurther({ draft }: World, text: string, at: Place): void {
  if (!at.file.startsWith('parts/')) draft.faults.must(at, 'noFurther', { text }, ['丙方 共有权利人']);
}
const near = (text: string, all: readonly string[]): string[] | undefined => {
  const one = nearest(text, all);
  return one === undefined ? undefined : [one];
};
