/**
 * A registration that two people decided is not ended by one: the first asks for its revocation or cancellation, and a
 * second agrees or lets it stand. No text at hand says so; it is how the registration itself was decided.
 */
import type { CodedReason } from '../../shared/registry/check.ts';
import type { Actor } from './audit.ts';
import type { FilingRow, FollowupRow } from './tables.ts';

/** What was asked for, by whom, with the words given for it. */
export type Ending = { act: 'revoke' | 'cancel'; by: string; name: string; role: string; on: string; reasons: CodedReason[]; why: string };

export const endingOf = ({ ending }: Pick<FilingRow, 'ending'>): Ending | null => (ending === '' ? null : (JSON.parse(ending) as Ending));

/** Whether two decided on this filing, or on a change of it. */
export const byTwo = ({ second_reason }: Pick<FilingRow, 'second_reason'>): boolean => second_reason !== '';

/** Whether two decide on this followup: a change to a large amount, or the end of what two registered. */
export const followupByTwo = (row: Pick<FollowupRow, 'kind' | 'second_reason'>, filing: Pick<FilingRow, 'second_reason'> | undefined): boolean =>
  row.second_reason !== '' || (row.kind === 'filing.cancel' && filing !== undefined && byTwo(filing));

export const askedBy = ({ id, name, role }: Actor, what: Pick<Ending, 'act' | 'on' | 'reasons' | 'why'>): Pick<FilingRow, 'ending'> => ({
  ending: JSON.stringify({ ...what, by: id, name, role } satisfies Ending),
});
