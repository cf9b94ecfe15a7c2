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
