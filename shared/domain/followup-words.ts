/** How a 登记后事项 is told: where it stands, and its days, each by its name. Keys are of `followups` in resources/locales. */
import { chinaMinute } from '../time.ts';
import type { Followup, FollowupState } from './followup.ts';

/** An objection is not done or refused: it is upheld or not, as the review desk has it. */
export function followupStateKey(kind: Followup['kind'], state: FollowupState): string {
  if (kind === 'dispute' && state === 'done') return 'outcome.upheld';
  if (kind === 'dispute' && state === 'refused') return 'outcome.notUpheld';
  return `state.${state}`;
}

type Told = Pick<Followup, 'kind' | 'state' | 'submittedAt' | 'acceptedOn' | 'returnedOn' | 'doneOn'>;

/** The days that are known, in order; the hand-in to the minute in China. A refusal recorded by hand has its day where a return has. */
export function followupDays(u: Told): { label: string; at: string }[] {
  const refused = u.state === 'refused';
  const ending = refused || u.kind === 'dispute' ? followupStateKey(u.kind, refused ? 'refused' : 'done') : 'day.done';
  return [
    { label: 'day.submitted', at: chinaMinute(u.submittedAt) },
    { label: 'day.accepted', at: u.acceptedOn ?? '' },
    { label: refused ? ending : 'day.returned', at: u.returnedOn ?? '' },
    { label: ending, at: u.doneOn ?? '' },
  ].filter((d) => d.at !== '');
}
