/** How a 登记后事项 is told: where it stands, and its days, each by its name. Keys are of `followups` in resources/locales. */
import type { Followup, FollowupState } from '../../../../shared/domain/followup.ts';
import { chinaMinute } from '../../../../shared/time.ts';

/** An objection is not done or refused: it is upheld or not, as the review desk has it. */
export function followupStateKey(kind: Followup['kind'], state: FollowupState): string {
  if (kind === 'dispute' && state === 'done') return 'outcome.upheld';
  if (kind === 'dispute' && state === 'refused') return 'outcome.notUpheld';
  return `state.${state}`;
}

type Told = Pick<Followup, 'kind' | 'state' | 'submittedAt' | 'acceptedOn' | 'returnedOn' | 'doneOn'>;

/** The days that are known, in order; the hand-in to the minute in China. The day of a refusal is kept where that of a return is. */
export function followupDays(u: Told): { label: string; at: string }[] {
  const ending = (state: 'done' | 'refused'): string => (u.kind === 'dispute' || state === 'refused' ? followupStateKey(u.kind, state) : 'day.done');
  return [
    { label: 'day.submitted', at: chinaMinute(u.submittedAt) },
    { label: 'day.accepted', at: u.acceptedOn ?? '' },
    { label: u.state === 'refused' ? ending('refused') : 'day.returned', at: u.returnedOn ?? '' },
    { label: ending('done'), at: u.doneOn ?? '' },
  ].filter((d) => d.at !== '');
}
