/** The sheets of a batch: the empty list of a kind, with a second one that says what each column takes and when it is asked, and the report. */
import type { TFunction } from 'i18next';
import type { ClauseSet, Condition, InterviewField, Words } from '../../shared/domain/contract/clause-set.ts';
import type { CellKind, ListColumn } from './draft-list.ts';

type Entry = { oneOf?: readonly string[]; least?: number; prompt?: string };
type Part = {
  sheet: string;
  columns: readonly { header: string; width: number; kind: CellKind; entry?: Entry }[];
  rows: readonly (readonly string[])[];
  band?: string;
  fillIn?: { rows: number; lists: string };
};
export type Sheet = Part & { title: string; contentId: string; second?: Part };
/** A line of the list, and what became of it. */
export type Line = { line: number; result: 'drafted' | 'skipped' | 'left'; file: string; missing: string[]; problems: string[] };

/** More than one run is likely to hold. */
const ROWS = 1000;

const text = (header: string, width: number) => ({ header, width, kind: 'text' as const });
/** Columns by their words. */
const texts = (t: TFunction, widths: Readonly<Record<string, number>>) => Object.entries(widths).map(([key, width]) => text(t(`cli:draft.${key}`), width));

/** The language the command speaks. */
export const languageOf = (t: TFunction): keyof Words => (t('cli:draft.language') === 'en' ? 'en' : 'zh');
/** What a kind is called in it; a contract is Chinese whatever is spoken. */
export const titleOf = (set: ClauseSet, t: TFunction): string => (languageOf(t) === 'en' ? (set.titleEn ?? set.title) : set.title);

const named = (label: Words, t: TFunction): string => label[languageOf(t)];

/** Choices as a cell may name them; none where anything can be written. */
export const choicesOf = (field: InterviewField | undefined, t: TFunction): string[] => (field?.choices ?? []).map((c) => named(c.label, t));

/** What the columns are, take and wait for, in words; `required` is never true of what only some contracts ask. */
export function columnGuide(columns: readonly ListColumn[], t: TFunction) {
  const label = new Map(columns.map((c) => [c.key, c] as const));
  return columns.map(({ key, label: name, required, field }) => ({
    key,
    label: name,
    required: required && field?.when === undefined,
    ...(field?.when ? { requiredWhen: required, askedWhen: inWords(field.when, label, t) } : {}),
    ...(field?.choices ? { choices: choicesOf(field, t) } : {}),
    ...(field?.suggest === undefined ? {} : { otherwise: shown(field, field.suggest, t) }),
  }));
}

const shown = (field: InterviewField | undefined, value: string, t: TFunction): string => {
  const choice = field?.choices?.find((c) => c.value === value);
  return choice ? named(choice.label, t) : value;
};

/** `blank` turns it round: 未填 and 未选 read better than a negation around them. */
function inWords(condition: Condition, columns: ReadonlyMap<string, ListColumn>, t: TFunction, blank = false): string {
  const column = (key: string): { label: string } => ({ label: columns.get(key)?.label ?? key });
  if ('not' in condition) return inWords(condition.not, columns, t, !blank);
  if ('has' in condition) return t(`cli:draft.when.${blank ? 'hasNot' : 'has'}`, column(condition.has));
  if ('is' in condition) {
    const [key, ...values] = condition.is;
    const said = values.map((v) => shown(columns.get(key)?.field, v, t)).join(t('cli:draft.between'));
    return t(`cli:draft.when.${blank ? 'isNot' : 'is'}`, { ...column(key), values: said });
  }
  const every = 'all' in condition;
  const parts = every ? condition.all : condition.any;
  const words = parts.map((c) =>
    'all' in c || 'any' in c ? t('cli:draft.when.together', { words: inWords(c, columns, t, blank) }) : inWords(c, columns, t, blank),
  );
  return words.join(t(`cli:draft.when.${every === blank ? 'any' : 'all'}`));
}

export function templateOf(set: ClauseSet, columns: readonly ListColumn[], t: TFunction): Sheet {
  const guide = columnGuide(columns, t);
  const need = (g: (typeof guide)[number]): string => t(`cli:draft.need.${g.required ? 'always' : g.requiredWhen ? 'when' : 'never'}`);
  const title = titleOf(set, t);
  return {
    title,
    sheet: set.kind,
    columns: guide.map((g, i) => ({
      header: g.required ? `${g.label}*` : g.label,
      width: Math.max(12, g.label.length * (languageOf(t) === 'en' ? 1 : 2) + 2),
      kind: columns[i]!.kind,
      entry: entryOf(columns[i]!, t),
    })),
    rows: [],
    contentId: set.edition,
    band: t('cli:draft.templateBand', { title }),
    fillIn: { rows: ROWS, lists: t('cli:draft.guide.lists') },
    second: {
      sheet: t('cli:draft.guide.sheet'),
      columns: texts(t, { 'guide.column': 34, 'guide.need': 12, 'guide.when': 50, 'guide.otherwise': 24, 'guide.choices': 60 }),
      rows: guide.map((g) => [g.label, need(g), g.askedWhen ?? '', g.otherwise ?? '', (g.choices ?? []).join('\n')]),
    },
  };
}

function entryOf({ field, kind }: ListColumn, t: TFunction): Entry {
  const choices = choicesOf(field, t);
  const how = kind === 'money' || kind === 'rate' ? t(`cli:draft.prompt.${kind}`) : '';
  const prompt = [how, field?.hint ? named(field.hint, t) : ''].filter(Boolean).join(' ');
  return { ...(choices.length > 0 ? { oneOf: choices } : {}), ...(field?.min === undefined ? {} : { least: field.min }), ...(prompt === '' ? {} : { prompt }) };
}

/** What became of every line. */
export const reportOf = (set: ClauseSet, lines: readonly Line[], t: TFunction): Sheet => ({
  title: t('cli:draft.report'),
  sheet: t('cli:draft.report'),
  columns: texts(t, { 'col.line': 8, 'col.result': 10, 'col.file': 48, 'col.missing': 48, 'col.problems': 60 }),
  rows: lines.map((l) => [String(l.line), t(`cli:draft.result.${l.result}`), l.file, l.missing.join(t('cli:draft.comma')), l.problems.join('\n')]),
  contentId: set.edition,
});
