/** What stands registered: the filed form with every decided change over it. */
import type { Filing } from './filing.ts';
import type { Followup } from './followup.ts';

/** Decided changes in order of their days. */
const decided = (filing: Pick<Filing, 'id'>, followups: readonly Followup[]): Followup[] =>
  followups
    .filter((u) => u.filingId === filing.id && u.kind === 'change' && u.state === 'done')
    .toSorted((a, b) => (a.doneOn ?? '').localeCompare(b.doneOn ?? ''));

/** Registered values by key of the form, amounts in 元. */
export const registeredFacts = (filing: Pick<Filing, 'id' | 'form'>, followups: readonly Followup[]): Record<string, string> =>
  decided(filing, followups).reduce((facts, u) => ({ ...facts, ...u.values }), { ...filing.form });

export type RegisteredChange = { on: string; key: string; from: string; to: string };

/** What was changed since it was registered, a line a fact, in order: from what, to what, and the day it was decided. */
export function registeredChanges(filing: Pick<Filing, 'id' | 'form'>, followups: readonly Followup[]): RegisteredChange[] {
  const facts: Record<string, string> = { ...filing.form };
  return decided(filing, followups).flatMap((u) =>
    Object.entries(u.values ?? {}).map(([key, to]) => {
      const from = facts[key] ?? '';
      facts[key] = to;
      return { on: u.doneOn ?? '', key, from, to };
    }),
  );
}
