/** The empty list of a kind: a column for each question, and a second sheet that says what each takes and when it is asked. */
import type { TFunction } from 'i18next';
import type { ClauseSet, Condition, InterviewField, Words } from '../../shared/domain/contract/clause-set.ts';
import type { ListColumn } from './draft-list.ts';

type Part = { sheet: string; columns: readonly { header: string; width: number; kind: 'text' }[]; rows: readonly (readonly string[])[]; band?: string };
export type Sheet = Part & { title: string; contentId: string; second?: Part };

const text = (header: string, width: number) => ({ header, width, kind: 'text' as const });

const named = (label: Words, t: TFunction): string => (t('cli:draft.language') === 'en' ? label.en : label.zh);

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
  const words = parts.map((c) => ('all' in c || 'any' in c ? `（${inWords(c, columns, t, blank)}）` : inWords(c, columns, t, blank)));
  return words.join(t(`cli:draft.when.${every === blank ? 'any' : 'all'}`));
}

export function templateOf(set: ClauseSet, columns: readonly ListColumn[], t: TFunction): Sheet {
  const guide = columnGuide(columns, t);
  const need = (g: (typeof guide)[number]): string => t(`cli:draft.need.${g.required ? 'always' : g.requiredWhen ? 'when' : 'never'}`);
  return {
    title: set.title,
    sheet: set.kind,
    columns: guide.map((g) => text(g.required ? `${g.label}*` : g.label, Math.max(12, g.label.length * 2 + 2))),
    rows: [],
    contentId: set.edition,
    band: t('cli:draft.templateBand', { title: set.title }),
    second: {
      sheet: t('cli:draft.guide.sheet'),
      columns: [
        text(t('cli:draft.guide.column'), 34),
        text(t('cli:draft.guide.need'), 12),
        text(t('cli:draft.guide.when'), 50),
        text(t('cli:draft.guide.otherwise'), 24),
        text(t('cli:draft.guide.choices'), 60),
      ],
      rows: guide.map((g) => [g.label, need(g), g.askedWhen ?? '', g.otherwise ?? '', (g.choices ?? []).join('\n')]),
    },
  };
}
