/** What a method asks for, as a form can show it: read from the method's own schema, so that the two cannot differ. */
import { z } from 'zod';
import type { Method } from './method.ts';

export const QUANTITIES = ['money', 'rate', 'share', 'factor', 'count', 'years', 'day', 'text', 'words', 'score'] as const;
export type Quantity = (typeof QUANTITIES)[number];
export type Scalar =
  { readonly kind: 'scalar'; readonly quantity: Quantity } | { readonly kind: 'choice'; readonly choices: readonly string[] } | { readonly kind: 'flag' };
type Shape =
  | Scalar
  | { readonly kind: 'list'; readonly of: Scalar; readonly least: number; readonly most: number }
  | { readonly kind: 'table'; readonly columns: readonly Field[]; readonly least: number; readonly most: number }
  | { readonly kind: 'group'; readonly fields: readonly Field[] };
/** `initial` is what stands in for a field left blank; `customary` says that it is a figure of experience (经验值). */
export type Field = { readonly name: string; readonly optional: boolean; readonly initial?: unknown; readonly customary?: boolean } & Shape;
export type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>;

type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: string[];
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  quantity?: string;
  default?: unknown;
};

/** Defaults that are custom only: method and field. House limits and usual coefficients, no standard's. */
const CUSTOMARY: ReadonlySet<string> = new Set([
  'cost-software.a',
  'cost-software.b',
  'market-comparables.factorLimit',
  'market-comparables.leastComparables',
  'market-comparables.totalLimit',
  'market-royalty.leastComparables',
  'profit-share-rule.high',
  'profit-share-rule.low',
  'profit-share-rule.position',
  'reconcile.spreadLimit',
  'risk-build-up.totalCap',
]);

/** Longest text that is a name rather than a reason. */
const LONGEST_NAME = 100;

function scalarOf(s: Schema): Scalar {
  if (s.enum) return { kind: 'choice', choices: s.enum };
  if (s.type === 'boolean') return { kind: 'flag' };
  if (s.type === 'string' && s.quantity === undefined) return { kind: 'scalar', quantity: (s.maxLength ?? 0) > LONGEST_NAME ? 'text' : 'words' };
  // a bound set later loses the note of what is counted: a bare number has no unit
  return { kind: 'scalar', quantity: (s.quantity as Quantity | undefined) ?? 'factor' };
}

function fieldOf(name: string, s: Schema, optional: boolean, at: string): Field {
  const about = { name, optional, ...(s.default === undefined ? {} : { initial: s.default }), ...(CUSTOMARY.has(`${at}.${name}`) ? { customary: true } : {}) };
  if (s.type === 'object') return { ...about, kind: 'group', fields: fieldsOf(s, `${at}.${name}`) };
  if (s.type !== 'array') return { ...about, ...scalarOf(s) };
  const items = s.items!;
  const length = { least: s.minItems ?? 0, most: s.maxItems! };
  return items.type === 'object'
    ? { ...about, kind: 'table', columns: fieldsOf(items, `${at}.${name}`), ...length }
    : { ...about, kind: 'list', of: scalarOf(items), ...length };
}

const fieldsOf = (s: Schema, at: string): Field[] =>
  Object.entries(s.properties ?? {}).map(([name, of]) => fieldOf(name, of, !(s.required ?? []).includes(name), at));

const forms = new WeakMap<Method, readonly Field[]>();

/** The fields of a method in the order in which it asks for them. */
export function formOf(m: Method): readonly Field[] {
  const known = forms.get(m);
  if (known) return known;
  const form = fieldsOf(z.toJSONSchema(m.input, { io: 'input' }) as Schema, m.id);
  forms.set(m, form);
  return form;
}
