/** What a patch changed, field by field and, in fields that hold several answers, answer by answer: name, before, after. */
import type { TFunction } from 'i18next';
import registerForm from '../../resources/codes/register-form.json';
import type { Json, JsonObject, MakePatch, Patch } from '../../shared/change/change.ts';
import { sameJson } from '../../shared/change/patch.ts';
import type { InterviewField } from '../../shared/domain/contract/clause-set.ts';
import { furtherName } from '../../shared/domain/contract/several.ts';
import { hash, isSealed } from '../../shared/domain/fields.ts';
import { followupStateKey } from '../../shared/domain/followup-words.ts';
import type { Followup, FollowupState } from '../../shared/domain/followup.ts';
import { REFERENCES, TABLES, type TableName } from '../../shared/domain/tables.ts';
import { decimal, formatRate, formatYuan } from '../../shared/money.ts';
import { followupStateOf } from '../../shared/registry/followup-answer.ts';
import { articleOf, headingOf, questionOf } from '../documents/clauses.ts';
import { appliedLines } from './applied-lines.ts';
import { fieldWords } from './change-words.ts';
import { orderLines } from './order-lines.ts';
import { simulationLines } from './simulation-lines.ts';
import { valueWords, type RowsTold } from './value-words.ts';

export type FieldLine = { name: string; was: string; now: string };
type Words = (t: TFunction, path: readonly string[], value: Json | undefined) => string;
type Nested = { name: (t: TFunction, path: readonly string[], lang: string) => string; value?: Words };

const RATES: readonly string[] = ['royaltyRate', 'discountRate', 'decayRate', 'taxRate'];
const CHOICES: readonly string[] = ['decay', 'timing', 'flowBasis', 'rateBasis'];
const formNames = new Map(registerForm.items.map((f) => [f.key, f.zh]));
const plain = (value: Json | undefined): string => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));

const ANSWERS: Nested = {
  name: (_t, [key = ''], lang) => questionOf(key)?.label[lang === 'en' ? 'en' : 'zh'] ?? key,
  value: (t, [key = ''], value) => answerWords(t, questionOf(key), plain(value)),
};

/** Fields that hold several answers: how each is called and, where it is not plain text, said. */
const NESTED: Record<string, Nested> = {
  'worksheets.inputs': {
    name: (t, [input = '', part = 'value']) =>
      [
        t([`valuation:input.${input}`, `valuation:notes.${input}`], { defaultValue: input }),
        part === 'value' ? '' : t(`valuation:inputCol.${part}`, { defaultValue: part }),
      ]
        .filter(Boolean)
        .join(' · '),
    value: (t, [input = '', part = 'value'], value) => {
      const text = plain(value);
      if (part === 'grade') return t(`valuation:grade.${text}`, { defaultValue: text });
      if (part !== 'value') return text;
      if (RATES.includes(input) && decimal(text)) return formatRate(text);
      return CHOICES.includes(input) ? t(`valuation:choice.${input}.${text}`, { defaultValue: text }) : text;
    },
  },
  'worksheets.approaches': { name: (t, [approach = '']) => t(`weigh:approach.${approach}`, { defaultValue: approach }) },
  'worksheets.revenues': {
    name: (t, [year = '0']) => t('history.year', { n: Number(year) + 1 }),
    value: (t, _path, value) => (decimal(plain(value)) ? `${formatYuan(plain(value))} ${t('ui:unit.yuan')}` : plain(value)),
  },
  'contracts.fields': ANSWERS,
  'papers.fields': ANSWERS,
  'contracts.headings': { name: (t, [article = '']) => t('history.order.article', { title: headingOf(article) ?? article }) },
  'signings.further': {
    name: (t, [at = '0', field = '']) =>
      `${furtherName(Number(at))} · ${t(`signing:field.seller${field.charAt(0).toUpperCase()}${field.slice(1)}`, { defaultValue: field })}`,
    value: (t, [, field], value) => (field === 'proofIds' && plain(value) !== '' ? t('history.record') : plain(value)),
  },
  'contracts.clauseTexts': { name: (_t, [clause = '']) => articleOf(clause) ?? clause },
  'followups.values': { name: (t, [key = '']) => followupName(t, key), value: followupValue },
  'followups.before': { name: (t, [key = '']) => t('followups:before', { name: followupName(t, key) }), value: followupValue },
  'filings.form': { name: (_t, [key = '']) => formNames.get(key) ?? key },
  'filings.splits': {
    name: (t, [at = '0', part = '']) =>
      t('filing-form:split.row', { n: Number(at) + 1, what: t(`filing-form:split.${part}` as never, { defaultValue: part }) }),
    value: (t, [, part], value) => (part === 'kind' ? t(`filing-form:split.kinds.${plain(value)}` as never, { defaultValue: plain(value) }) : plain(value)),
  },
  'filings.currency': { name: (t, [part = '']) => t(`filing-form:currency.${part}` as never, { defaultValue: part }) },
};

/** A registered fact by its name on the form; what else a followup says by its own words, amounts with their unit. */
function followupName(t: TFunction, key: string): string {
  return formNames.get(key) ?? t(`followups:value.${key}`, { defaultValue: key });
}
function followupValue(t: TFunction, [key = '']: readonly string[], value: Json | undefined): string {
  const text = plain(value);
  if (key === 'cause') return t(`followups:cause.${text}`, { defaultValue: text });
  return /amount$|Amount$|Income$/.test(key) && decimal(text) ? `${formatYuan(text)} ${t('ui:unit.yuan')}` : text;
}

function answerWords(t: TFunction, question: InterviewField | undefined, text: string): string {
  if (question?.type === 'rate' && decimal(text)) return formatRate(text);
  if (question?.type === 'money' && decimal(text)) return `${formatYuan(text)} ${t('ui:unit.yuan')}`;
  return question?.choices?.find((c) => c.value === text)?.print ?? text;
}

/** Who typed an input stands beside the line already; the id of a row tells nothing. */
const BESIDE: readonly string[] = ['by', 'unit', 'id'];
/** Fields only the program reads: fingerprints, a reply as it came, a text kept whole, and what a part belongs to. */
function isSilent(table: string, field: string): boolean {
  const shape = (table in TABLES ? TABLES[table as TableName].shape : {}) as Record<string, unknown>;
  return (
    shape[field] === hash ||
    field === 'ownerTable' ||
    field === 'lastReply' ||
    field === 'lockedText' ||
    field === 'frozenFacts' ||
    field === 'frozenProofs' ||
    field === 'publishedWords' ||
    REFERENCES.some((r) => r.part && r.from === table && r.field === field)
  );
}

/** 仅内部: said beside the field, as it is marked where it is typed. */
const INTERNAL: readonly string[] = ['rounds.walkAway', 'rounds.internalNote'];

/** What a version says otherwise than the one it was opened from, field by field. */
function openedLines(t: TFunction, lang: string, { table, row }: MakePatch, rows: RowsTold): FieldLine[] {
  const from = rows.get(`${table}/${String(row['basedOn'])}`);
  if (!from) return [];
  return [...new Set([...Object.keys(from), ...Object.keys(row)])].flatMap((field) => {
    const [was, now] = [from[field], row[field]];
    if (OF_A_VERSION.includes(field) || sameJson(was, now)) return [];
    const sides = { ...(was === undefined ? {} : { from: was }), ...(now === undefined ? {} : { to: now }) };
    return fieldLines(t, lang, { op: 'set', table, id: String(row['id']), field, over: [], ...sides }, rows);
  });
}
/** Differs from version to version without anybody's edit. */
const OF_A_VERSION: readonly string[] = ['id', 'version', 'basedOn', 'frozen'];

/** Nothing for a row taken away, or made of nothing: that is told by its name. `rows` are those that fields may point to. */
export function fieldLines(t: TFunction, lang: string, p: Patch, rows: RowsTold = new Map()): FieldLine[] {
  if (p.op === 'make') return openedLines(t, lang, p, rows);
  if (p.op !== 'set' || isSilent(p.table, p.field)) return [];
  if (p.table === 'worksheets' && p.field === 'simulation')
    return simulationLines(t, p.from, p.to).map((l) => ({ ...l, was: short(t, l.was), now: short(t, l.now) }));
  if (p.table === 'worksheets' && p.field === 'applied' && !p.splice)
    return appliedLines(t, p.from, p.to).map((l) => ({ ...l, was: short(t, l.was), now: short(t, l.now) }));
  const called = fieldWords(t, p.table, p.field);
  if (p.table === 'contracts' && p.field === 'order' && !p.splice) return orderLines(t, called, p.from, p.to);
  const name = INTERNAL.includes(`${p.table}.${p.field}`) ? t('history.internal', { name: called }) : called;
  if (p.splice) return [{ name, was: valueWords(t, p.table, p.field, p.splice.cut), now: valueWords(t, p.table, p.field, p.splice.put) }];
  const nested = NESTED[`${p.table}.${p.field}`];
  if (nested)
    return leaves(p.from, p.to).map(([path, was, now]) => {
      const words = (value: Json | undefined) => short(t, (nested.value ?? ((_t, _path, v) => plain(v)))(t, path, value));
      return { name: nested.name(t, path, lang), was: words(was), now: words(now) };
    });
  const [was, now] =
    Array.isArray(p.from ?? []) && Array.isArray(p.to ?? []) ? apart(p.from as Json[] | undefined, p.to as Json[] | undefined) : [p.from, p.to];
  const words = (value: Json | undefined) =>
    p.table === 'filings' && p.field === 'ticked'
      ? short(t, ticks(value))
      : p.table === 'followups' && (p.field === 'state' || p.field === 'registryStatus')
        ? followupStatus(t, rows.get(`followups/${p.id}`), value)
        : valueWords(t, p.table, p.field, value, rows);
  return [{ name, was: words(was), now: words(now) }];
}

/** An objection is upheld or not; a status the registry added since is told as the registry says it. */
function followupStatus(t: TFunction, row: JsonObject | undefined, value: Json | undefined): string {
  const text = plain(value);
  const state = followupStateOf(text) ?? text;
  return text === '' ? '' : t(`followups:${followupStateKey(row?.['kind'] as Followup['kind'], state as FollowupState)}`, { defaultValue: text });
}

const ticks = (value: Json | undefined): string => (Array.isArray(value) ? value.map((key) => formNames.get(plain(key)) ?? plain(key)).join('、') : '');
/** As long as the history says any text. */
const short = (t: TFunction, words: string): string => valueWords(t, '', '', words);

/** Of two lists only what the one has and the other has not. */
function apart(was: readonly Json[] = [], now: readonly Json[] = []): [Json[], Json[]] {
  const without = (list: readonly Json[], other: readonly Json[]): Json[] => list.filter((v) => !other.some((o) => sameJson(o, v)));
  return [without(was, now), without(now, was)];
}

const isTree = (v: Json | undefined): v is JsonObject | Json[] => typeof v === 'object' && v !== null && !isSealed(v);

/** Every leaf of two trees that differs. */
function leaves(was: Json | undefined, now: Json | undefined, path: readonly string[] = []): [string[], Json | undefined, Json | undefined][] {
  if (sameJson(was, now)) return [];
  if (!isTree(was) && !isTree(now)) return [[[...path], was, now]];
  const [before, after] = [was, now].map((v) => (isTree(v) ? { ...v } : {}) as JsonObject) as [JsonObject, JsonObject];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((k) => path.length === 0 || !BESIDE.includes(k));
  return keys.flatMap((k) => leaves(before[k], after[k], [...path, k]));
}
