/** A registry's answer about a 登记后事项 becomes edits of it and, once decided, of the registration it is about. */
import type { Workspace } from '../bridge.ts';
import { set, type Edit } from '../domain/edit.ts';
import type { Filing } from '../domain/filing.ts';
import { effectOn, NEXT_FOLLOWUP } from '../domain/followup-rules.ts';
import type { Followup, FollowupState } from '../domain/followup.ts';
import { givenReasons, newReasons } from '../domain/reasons.ts';
import type { LetterReply } from './reply.ts';
import { isForeign, isNews, keptOf, stated } from './take-reply.ts';
import { chinaDay } from '../time.ts';

/** A status that is not here is stored and shown, and moves nothing. */
const STATE_OF: Readonly<Record<string, FollowupState>> = {
  SUBMITTED: 'submitted',
  ACCEPTED: 'accepted',
  RETURNED: 'returned',
  REFUSED: 'refused',
  DONE: 'done',
};
export const followupStateOf = (status: string): FollowupState | undefined => STATE_OF[status];

/** Edits that take an answer in; none where it is no news of this version. `filing` is the one it is about. */
export function followupAnswerEdits(u: Followup, filing: Filing | undefined, reply: LetterReply, raw: unknown, workspace: Workspace): Edit[] {
  if (u.id !== reply.followupId || !isNews(u, reply)) return [];
  const kept: Partial<Followup> = keptOf(reply, raw);
  if (isForeign(workspace, reply)) return [set('followups', u.id, kept)];
  const to = followupStateOf(reply.status);
  const from = u.state ?? 'draft';
  const moves = to !== undefined && to !== from && NEXT_FOLLOWUP[from].includes(to);
  const received: Partial<Followup> = { ...kept, registryId: reply.registryId, submittedAt: reply.receivedAt };
  if (!moves && to !== from) return [set('followups', u.id, received)];
  const decidedOn = reply.changedOn ?? reply.cancelledOn ?? reply.incomeVerifiedOn ?? reply.decidedOn ?? u.doneOn;
  // where no day is named an effect still needs one; of an objection the day it came in is not the one it was decided on
  const effectDay = to === 'done' && u.kind !== 'dispute' ? (decidedOn ?? chinaDay(reply.receivedAt)) : undefined;
  const doneOn = effectDay ?? (to === 'done' || to === 'refused' ? decidedOn : undefined);
  return [
    set('followups', u.id, {
      ...received,
      ...(moves ? { state: to } : {}),
      ...newReasons(u.reasons, givenReasons(reply.reasons).reasons),
      ...stated(reply, ['acceptedOn', 'returnedOn']),
      ...(doneOn ? { doneOn } : {}),
    }),
    ...(moves && effectDay && filing && filing.id === u.filingId ? effectOn(u, filing, effectDay) : []),
  ];
}
