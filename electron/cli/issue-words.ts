/** What is wrong with an input, in words a caller can act on: the field, what belongs there, and what stood there. */
import type { TFunction } from 'i18next';
import { z } from 'zod';
import type { Wrong } from './input.ts';
import { nearest } from '../../shared/nearest.ts';

const SHOWN = 40;
type Issue = z.core.$ZodIssue;

/** The first thing that is wrong, or nothing. `labelOf`: what a field is called beside its name. */
export function wrongIn(schema: z.ZodType, input: unknown, t: TFunction, labelOf: (field: string) => string = () => ''): Wrong | undefined {
  const parsed = schema.safeParse(input, { error: (t('cli:lang') === 'zh' ? z.locales.zhCN() : z.locales.en()).localeError });
  if (parsed.success) return undefined;
  const issues = parsed.error.issues;
  // a field that is missing is often there under a name with a slip in it
  const slip = issues.find((i) => i.code === 'unrecognized_keys' && i.keys.some((k) => nearest(k, missingIn(issues, i.path)) !== undefined));
  const issue = slip ?? issues[0]!;
  const field = fieldOf(issue);
  const label = labelOf(String(issue.path[0] ?? ''));
  const name = field === '' ? t('cli:wrong.whole') : label === '' ? field : t('cli:wrong.labelled', { name: field, label });
  return { field: field === '' ? 'file' : field, message: wordsOf(issue, at(input, issue.path), name, schema, t) };
}

/** Rules of a method or a model give the key of their refusal for a message. */
export const isRefusalKey = (message: string): boolean => /^[a-z]+\.\w+$/.test(message);

const missingIn = (issues: readonly Issue[], path: readonly PropertyKey[]): string[] =>
  issues.flatMap((i) => (i.path.length === path.length + 1 && i.code !== 'unrecognized_keys' ? [String(i.path.at(-1))] : []));

const fieldOf = (issue: Issue): string => [...issue.path, ...(issue.code === 'unrecognized_keys' ? [issue.keys[0]!] : [])].join('.');

const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((x, key) => (x !== null && typeof x === 'object' ? (x as Record<PropertyKey, unknown>)[key] : undefined), input);

function wordsOf(issue: Issue, given: unknown, field: string, schema: z.ZodType, t: TFunction): string {
  const said = given === undefined ? '' : t('cli:wrong.given', { given: shown(given, t) });
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kindOf(issue.expected, t);
      if (given === undefined) return t('cli:wrong.missing', { field, kind });
      return t('cli:wrong.kind', { field, kind, said }) + hint(issue.expected, given, t);
    }
    case 'invalid_value': {
      const choices = issue.values.map(String).join(' / ');
      return given === undefined ? t('cli:wrong.missingChoice', { field, choices }) : t('cli:wrong.choice', { field, choices, said });
    }
    case 'unrecognized_keys': {
      const known = namesIn(schema, issue.path);
      const near = nearest(issue.keys[0]!, known);
      return t('cli:wrong.unknown', { name: issue.keys[0]! }) + (near === undefined ? listed(known, t) : t('cli:wrong.near', { name: near }));
    }
    case 'invalid_format':
      return issue.format === 'date' ? t('cli:format.day') : issue.format === 'regex' ? t('cli:format.decimal') : issue.message;
    case 'too_small':
      return t(issue.origin === 'array' ? 'cli:wrong.few' : issue.inclusive === false ? 'cli:wrong.notAbove' : 'cli:wrong.small', {
        field,
        limit: String(issue.minimum),
        said,
      });
    case 'too_big':
      return t(`cli:wrong.${issue.origin === 'array' ? 'many' : issue.origin === 'string' ? 'long' : issue.inclusive === false ? 'notBelow' : 'big'}`, {
        field,
        limit: String(issue.maximum),
        said: issue.origin === 'number' ? said : '',
      });
    default:
      return issue.message;
  }
}

const listed = (known: readonly string[], t: TFunction): string =>
  known.length === 0 || known.length > 30 ? '' : t('cli:wrong.known', { list: known.join(' / ') });

function kindOf(expected: string, t: TFunction): string {
  const key = expected === 'record' ? 'object' : expected === 'int' ? 'number' : expected;
  return t([`cli:kind.${key}`, 'cli:kind.other'], { kind: expected });
}

/** A rate as 10%, a number in quotation marks, or a decimal without them. */
function hint(expected: string, given: unknown, t: TFunction): string {
  if (expected === 'number' && typeof given === 'string') {
    if (/^\s*-?[\d.]+\s*[%％]\s*$/.test(given)) return t('cli:hint.percent', { rate: Number((Number.parseFloat(given) / 100).toPrecision(12)) });
    if (given.trim() !== '' && Number.isFinite(Number(given))) return t('cli:hint.bare', { number: given.trim() });
  }
  if (expected === 'string' && typeof given === 'number') return t('cli:hint.quoted', { number: String(given) });
  return '';
}

function shown(given: unknown, t: TFunction): string {
  if (given === null) return 'null';
  if (Array.isArray(given)) return t('cli:kind.array');
  if (typeof given === 'object') return t('cli:kind.object');
  const text = JSON.stringify(given);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** The names an object of the schema may have at this place; none where it cannot be told. */
function namesIn(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema;
  for (const key of path) {
    here = bare(here);
    if (here instanceof z.ZodObject) here = (here.shape as Record<PropertyKey, unknown>)[key];
    else if (here instanceof z.ZodArray) here = here.element;
    else return [];
  }
  here = bare(here);
  return here instanceof z.ZodObject ? Object.keys(here.shape as object) : [];
}

function bare(schema: unknown): unknown {
  let here = schema;
  while (here instanceof z.ZodOptional || here instanceof z.ZodDefault || here instanceof z.ZodNullable) here = here.unwrap();
  return here;
}
