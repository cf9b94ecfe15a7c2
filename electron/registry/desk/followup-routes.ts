/** Addresses of what follows a registration. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DeskRefusal } from '../decide.ts';
import { decideFollowup } from '../followups.ts';
import { FOLLOWUP_MOVES, type FollowupAct } from '../machine.ts';
import { RequestRefused } from '../problem.ts';
import { followupPage, followupsPage, mayTakeFollowup, neededFor } from './followup-pages.ts';
import { actorOf, page, query, type Guard, type Visitor } from './guard.ts';
import { followupList, followupView, inScope } from './queries.ts';
import { givenReasons } from './reason-editor.ts';
import { may } from './roles.ts';
import type { DeskParts } from './routes.ts';

type WithId = { Params: { id: string } };
const ACTS = Object.keys(FOLLOWUP_MOVES) as FollowupAct[];

export function registerFollowups(app: FastifyInstance, { database, now }: DeskParts, guard: Guard): void {
  app.get('/desk/followups', async (request, answer) => {
    const { seat, person } = await guard.visitor(request, 'see');
    const chosen = { status: query(request, 'status'), kind: query(request, 'kind'), point: query(request, 'point') };
    return page(answer, followupsPage(seat, await database.run((tx) => followupList(tx, person, chosen, query(request, 'before'))), chosen));
  });

  const show = async (request: FastifyRequest, answer: FastifyReply, { seat, person }: Visitor, refusal: DeskRefusal | null): Promise<FastifyReply> => {
    const { id } = request.params as WithId['Params'];
    const view = await database.run((tx) => followupView(tx, person, id));
    if (view === null) throw new RequestRefused('not-found');
    const rows = Math.min(30, Number(query(request, 'rows')) || 0);
    return page(answer, followupPage(seat, view, refusal && `refusal.${refusal}`, query(request, 'from'), rows), refusal === null ? 200 : 409);
  };
  app.get<WithId>('/desk/followups/:id', async (request, answer) => show(request, answer, await guard.visitor(request, 'see'), null));

  for (const act of ACTS) {
    app.post<WithId>(`/desk/followups/:id/${act}`, async (request, answer) => {
      const { form, ...visitor } = await guard.sent(request, 'see');
      const { id } = request.params;
      const refusal = await database.run(async (tx): Promise<DeskRefusal | 'no-role' | null> => {
        const row = await tx.selectFrom('followups').select(['kind', 'status', 'point', 'second_reason']).where('id', '=', id).executeTakeFirst();
        if (row === undefined || !inScope(visitor.person, row.point)) return 'gone';
        const decides = may(visitor.person.role, neededFor(row, act));
        if (!mayTakeFollowup(visitor.person.role, row, act) && !decides) return 'no-role';
        return decideFollowup(tx, id, Number(form.get('revision')), { act, reasons: givenReasons(form) }, actorOf(visitor.person), now());
      });
      if (refusal === 'no-role') throw new RequestRefused('no-role');
      return refusal === null ? answer.redirect(`/desk/followups/${encodeURIComponent(id)}`, 303) : show(request, answer, visitor, refusal);
    });
  }
}
