/** Addresses of what follows a registration. */
import type { FastifyInstance } from 'fastify';
import { followupByTwo } from '../endings.ts';
import { decideFollowup } from '../followups.ts';
import { FOLLOWUP_MOVES, type FollowupAct } from '../machine.ts';
import { registerDecisions, seenBefore } from './decision-routes.ts';
import { followupPage, followupsPage, mayTakeFollowup, neededFor } from './followup-pages.ts';
import { actorOf, page, query, type Guard } from './guard.ts';
import { followupList, followupView } from './followup-queries.ts';
import { inScope } from './newest.ts';
import { may } from './roles.ts';
import type { DeskParts } from './routes.ts';

export function registerFollowups(app: FastifyInstance, parts: DeskParts, guard: Guard): void {
  const { database, now } = parts;
  app.get('/desk/followups', async (request, answer) => {
    const { seat, person } = await guard.visitor(request, 'see');
    const chosen = { status: query(request, 'status'), kind: query(request, 'kind'), point: query(request, 'point') };
    return page(answer, followupsPage(seat, await database.run((tx) => followupList(tx, person, chosen, query(request, 'before'))), chosen));
  });
  registerDecisions(app, parts, guard, {
    kind: 'followups',
    acts: Object.keys(FOLLOWUP_MOVES) as FollowupAct[],
    async show(tx, { seat, person }, id, asked) {
      const view = await followupView(tx, person, id, now());
      return view && followupPage(seat, { ...view, ...asked });
    },
    async decide(tx, { person }, id, act, { revision, reasons }) {
      const row = await tx
        .selectFrom('followups')
        .select(['kind', 'status', 'point', 'second_reason', 'filing', 'revision'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined || !inScope(person, row.point)) return 'gone';
      if (seenBefore(person, revision, row)) return 'moved';
      const filing = await tx.selectFrom('filings').select('second_reason').where('id', '=', row.filing).executeTakeFirst();
      const waiting = { ...row, byTwo: followupByTwo(row, filing) };
      if (!mayTakeFollowup(person.role, waiting, act) && !may(person.role, neededFor(waiting, act))) return 'no-role';
      return decideFollowup(tx, id, revision, { act, reasons }, actorOf(person), now());
    },
  });
}
