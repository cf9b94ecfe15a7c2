/**
 * What may become of a filing and of what follows it, in one place. The same statuses go over the wire (codes of
 * filing_statuses); an ended version stays ended, and only a registered one can be cancelled or revoked.
 */
export type FilingStatus = 'SUBMITTED' | 'ACCEPTED' | 'SUPPLEMENT' | 'SECOND_REVIEW' | 'RETURNED' | 'REGISTERED' | 'REFUSED' | 'CANCELLED' | 'REVOKED';
export type FollowupStatus = 'SUBMITTED' | 'ACCEPTED' | 'RETURNED' | 'REFUSED' | 'DONE';

type Move<S> = { from: readonly S[]; to: S; needs?: 'reasons' | 'why' };

/**
 * `register` of a large or disputed filing leads to second review instead; `confirm` is the second person's word.
 * `revoke` and `cancel` of what two registered ask a second for it instead; `end` and `keep` are that second person's answer,
 * `end` leads to what was asked for. `resume` is the day the supplements were handed in: acceptance counts anew where the rule says so.
 */
export const FILING_MOVES = {
  accept: { from: ['SUBMITTED'], to: 'ACCEPTED' },
  supplement: { from: ['SUBMITTED', 'ACCEPTED', 'SECOND_REVIEW'], to: 'SUPPLEMENT', needs: 'reasons' },
  resume: { from: ['SUPPLEMENT'], to: 'ACCEPTED' },
  return: { from: ['SUBMITTED', 'ACCEPTED', 'SUPPLEMENT', 'SECOND_REVIEW'], to: 'RETURNED', needs: 'reasons' },
  refuse: { from: ['SUBMITTED', 'ACCEPTED', 'SUPPLEMENT', 'SECOND_REVIEW'], to: 'REFUSED', needs: 'reasons' },
  forward: { from: ['ACCEPTED'], to: 'SECOND_REVIEW', needs: 'why' },
  register: { from: ['ACCEPTED'], to: 'REGISTERED' },
  confirm: { from: ['SECOND_REVIEW'], to: 'REGISTERED' },
  cancel: { from: ['REGISTERED'], to: 'CANCELLED', needs: 'why' },
  revoke: { from: ['REGISTERED'], to: 'REVOKED', needs: 'reasons' },
  end: { from: ['REGISTERED'], to: 'REVOKED' },
  keep: { from: ['REGISTERED'], to: 'REGISTERED', needs: 'why' },
} as const satisfies Record<string, Move<FilingStatus>>;
export type FilingAct = keyof typeof FILING_MOVES;

export const FOLLOWUP_MOVES = {
  accept: { from: ['SUBMITTED'], to: 'ACCEPTED' },
  return: { from: ['SUBMITTED', 'ACCEPTED'], to: 'RETURNED', needs: 'reasons' },
  refuse: { from: ['SUBMITTED', 'ACCEPTED'], to: 'REFUSED', needs: 'reasons' },
  done: { from: ['ACCEPTED'], to: 'DONE' },
} as const satisfies Record<string, Move<FollowupStatus>>;
export type FollowupAct = keyof typeof FOLLOWUP_MOVES;

const stands = (move: { from: readonly string[] }, status: string): boolean => move.from.includes(status);

const ASKS: ReadonlySet<FilingAct> = new Set(['revoke', 'cancel']);
const ANSWERS: ReadonlySet<FilingAct> = new Set(['end', 'keep']);

/** Whether this can be done to a filing as it stands; `ending`: an end was asked for, '' where none was. */
export function allowed({ status, ending }: { status: string; ending: string }, act: FilingAct): boolean {
  if (ASKS.has(act) ? ending !== '' : ANSWERS.has(act) && ending === '') return false;
  return stands(FILING_MOVES[act], status);
}
/** Whether this can be done to a followup as it stands. */
export const allowedFollowup = (status: string, act: FollowupAct): boolean => stands(FOLLOWUP_MOVES[act], status);
