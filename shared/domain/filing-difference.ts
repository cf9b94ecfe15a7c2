/** What one submission says otherwise than the one before it: form, signed paper, scans, and what became of each ground. */
import type { Proof } from '../registry/wire.ts';
import { sameJson } from '../change/patch.ts';
import { decimal, formatYuan } from '../money.ts';
import type { CodeLists, FormField } from './codes.ts';
import type { DealFile } from './deal-file.ts';
import { withNames } from './filing-portal.ts';
import { papersBeside } from './filing-papers.ts';
import { contractFactsOf, proofsNow, proofsOf, supplementProofs } from './filing-rules.ts';
import type { Filing } from './filing.ts';

export type Line = { key: string; before: string; after: string };
export type Difference = { form: Line[]; facts: Line[]; added: Proof[]; removed: Proof[] };

const lines = (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>, order: readonly string[]): Line[] => {
  const said = (key: string, v: unknown): string =>
    v === undefined || v === null ? '' : typeof v !== 'string' ? JSON.stringify(v) : key.endsWith('Amount') && decimal(v) ? formatYuan(v) : v;
  const keys = [...new Set([...order, ...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter((k) => !sameJson(before[k] as never, after[k] as never))
    .map((key) => ({ key, before: said(key, before[key]), after: said(key, after[key]) }));
};

type Submitted = Pick<Filing, 'form' | 'frozenFacts' | 'frozenProofs'>;

/** Of two versions; `fields` are those of the form as the portal has them: its order, and the lists its codes are of. What a version frozen before these were kept does not say is not compared. */
export function differenceOf(before: Submitted, after: Submitted, fields: readonly FormField[] = [], lists: CodeLists = {}): Difference {
  const both = <T>(a: T | undefined, b: T | undefined, empty: T): [T, T] => (a === undefined || b === undefined ? [empty, empty] : [a, b]);
  const [was, now] = both(before.frozenProofs, after.frozenProofs, []);
  const [said, says] = both<object>(before.frozenFacts, after.frozenFacts, {});
  const without = (list: readonly Proof[], other: readonly Proof[]): Proof[] => list.filter((p) => !other.some((o) => o.sha256 === p.sha256));
  return {
    form: lines(
      before.form ?? {},
      after.form ?? {},
      fields.map((f) => f.key),
    ).map((line) => {
      const field = fields.find((f) => f.key === line.key);
      return field ? { ...line, before: withNames(field, line.before, lists), after: withNames(field, line.after, lists) } : line;
    }),
    facts: lines({ ...said }, { ...says }, []),
    added: without(now, was),
    removed: without(was, now),
  };
}

/** 填报日期 is of the day by itself: it says nothing anew. */
export const isSame = ({ form, facts, added, removed }: Difference): boolean =>
  [facts, added, removed].every((x) => x.length === 0) && form.every((x) => x.key === 'agentDate');

/** A version as it was frozen; one still open as it would be, with these values of its form. */
export const asSubmitted = (f: DealFile, filing: Filing, form: Readonly<Record<string, string>>): Submitted =>
  (filing.frozenHash ?? '') === ''
    ? { form: { ...form }, frozenFacts: contractFactsOf(f), frozenProofs: [...proofsOf(f), ...supplementProofs(f, filing), ...papersBeside(f, filing)] }
    : filing.state === 'ready' && filing.frozenProofs
      ? { ...filing, frozenProofs: proofsNow(f, filing, filing.frozenProofs) }
      : filing;

/** The version before this one, which it answers. */
export const versionBefore = (filings: readonly Filing[], filing: Filing): Filing | undefined =>
  filings
    .filter((x) => x.archived !== true && (x.version ?? 1) < (filing.version ?? 1))
    .toSorted((a, b) => (a.version ?? 1) - (b.version ?? 1))
    .at(-1);
