/** Queues, one filing, its decisions, its receipt, the risk list and the log. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../audit.ts';
import { decide, type Decision, type DeskRefusal } from '../decide.ts';
import { cleanReasons } from '../given-reasons.ts';
import { FILING_MOVES, type FilingAct } from '../machine.ts';
import { RequestRefused } from '../problem.ts';
import { bodyOf } from '../row.ts';
import type { FilingRow } from '../tables.ts';
import { filingPage, mayTake } from './filing-page.ts';
import { homeOf } from './frame.ts';
import { actorOf, line, page, query, type Guard, type Visitor } from './guard.ts';
import { listPage, risksPage } from './list-pages.ts';
import { logPage } from './log-page.ts';
import { FILTERS, inScope, listView, logView, NO_FILTER, oneView, registeredRow, type Filter } from './queries.ts';
import { givenReasons } from './reason-editor.ts';
import { receiptPage } from './receipt-page.ts';
import { may } from './roles.ts';
import type { DeskParts } from './routes.ts';

type WithId = { Params: { id: string } };
const ACTS = Object.keys(FILING_MOVES) as FilingAct[];

export const filterOf = (request: FastifyRequest): Filter => ({ ...NO_FILTER, ...Object.fromEntries(FILTERS.map((key) => [key, query(request, key)])) });

export function registerFilings(app: FastifyInstance, { database, now }: DeskParts, guard: Guard): void {
  app.get('/desk', async (request, answer) => {
    const { seat, person } = await guard.visitor(request, 'any');
    if (!may(person.role, 'see') || person.mustChange) return answer.redirect(person.mustChange ? '/desk/password' : homeOf(person), 303);
    const filter = filterOf(request);
    return page(answer, listPage(seat, await database.run((tx) => listView(tx, person, filter, query(request, 'before'))), filter));
  });
  app.get('/desk/risks', async (request, answer) => {
    const { seat, person } = await guard.visitor(request, 'see');
    const filter = filterOf(request);
    return page(answer, risksPage(seat, await database.run((tx) => listView(tx, person, filter, query(request, 'before'), true)), filter));
  });
  app.get('/desk/audit', async (request, answer) => {
    const { seat } = await guard.visitor(request, 'audit');
    const asked = { act: query(request, 'act'), about: query(request, 'about'), by: query(request, 'by') };
    return page(answer, logPage(seat, await database.run((tx) => logView(tx, asked, query(request, 'before')))));
  });
  app.get<WithId>('/desk/about/:id', async (request, answer) => {
    await guard.visitor(request, 'see');
    return answer.redirect(`/desk/${request.params.id.startsWith('MH') ? 'followups' : 'filings'}/${encodeURIComponent(request.params.id)}`, 303);
  });

  const show = async (
    request: FastifyRequest,
    answer: FastifyReply,
    { seat, person }: Visitor,
    id: string,
    refusal: DeskRefusal | null,
  ): Promise<FastifyReply> => {
    const view = await database.run((tx) => oneView(tx, person, id, now()));
    if (view === null) throw new RequestRefused('not-found');
    const rows = Math.min(30, Number(query(request, 'rows')) || 0);
    return page(
      answer,
      filingPage(seat, { ...view, refusal: refusal && `refusal.${refusal}`, from: query(request, 'from'), rows }),
      refusal === null ? 200 : 409,
    );
  };
  app.get<WithId>('/desk/filings/:id', async (request, answer) => show(request, answer, await guard.visitor(request, 'see'), request.params.id, null));

  for (const act of ACTS) {
    app.post<WithId>(`/desk/filings/:id/${act}`, async (request, answer) => {
      const { form, ...visitor } = await guard.sent(request, 'see');
      const { id } = request.params;
      const refusal = await database.run(async (tx): Promise<DeskRefusal | 'no-role' | null> => {
        const row = await tx.selectFrom('filings').select(['status', 'point']).where('id', '=', id).executeTakeFirst();
        if (row === undefined || !inScope(visitor.person, row.point)) return 'gone';
        // what cannot be done now is said as that; who may not is said only where somebody else could
        if (!mayTake(visitor.person.role, row.status, act) && othersDecide(visitor, row.status)) return 'no-role';
        return decide(tx, id, Number(form.get('revision')), decisionOf(act, form), actorOf(visitor.person), now());
      });
      if (refusal === 'no-role') throw new RequestRefused('no-role');
      return refusal === null ? answer.redirect(`/desk/filings/${encodeURIComponent(id)}`, 303) : show(request, answer, visitor, id, refusal);
    });
  }
  for (const kind of ['filings', 'followups'] as const) {
    app.post<WithId>(`/desk/${kind}/:id/template`, async (request, answer) => {
      const { form, person } = await guard.sent(request, 'see');
      const name = line(form.get('template'), 30);
      const rows = givenReasons(form);
      if (!may(person.role, 'decide') && !may(person.role, 'review')) throw new RequestRefused('no-role');
      if (name === '' || cleanReasons(rows).length === 0) throw new RequestRefused('bad-request');
      const id = randomUUID();
      const saved = await database.run(async (tx) => {
        const kept = await tx
          .insertInto('return_templates')
          .values({ id, name, rows: JSON.stringify(rows), made_by: person.id })
          .onConflict((c) => c.column('name').doUpdateSet({ rows: JSON.stringify(rows), made_by: person.id }))
          .returning('id')
          .executeTakeFirstOrThrow();
        await audit(tx, { by: actorOf(person), act: 'template', about: kept.id, why: name }, now());
        return kept.id;
      });
      return answer.redirect(`/desk/${kind}/${encodeURIComponent(request.params.id)}?from=${saved}#reasons`, 303);
    });
  }

  app.get<WithId>('/desk/filings/:id/receipt', async (request, answer) => {
    const { seat, person } = await guard.visitor(request, 'see');
    const found = await database.run(async (tx) => {
      const row = await registeredRow(tx, person, request.params.id);
      return row && { row, office: (await tx.selectFrom('offices').select('name').where('id', '=', row.office_id).executeTakeFirstOrThrow()).name };
    });
    if (found === undefined) throw new RequestRefused('not-found');
    return page(answer, receiptPage(seat, receiptOf(found.row, found.office)));
  });
  app.get<WithId>('/desk/filings/:id/receipt.pdf', async (request, answer) => {
    const { person } = await guard.visitor(request, 'see');
    const stored = await database.run(async (tx) => {
      const row = await registeredRow(tx, person, request.params.id);
      return row && tx.selectFrom('receipts').select(['name', 'pdf']).where('filing', '=', row.id).executeTakeFirst();
    });
    if (stored === undefined) throw new RequestRefused('not-found');
    return answer
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(stored.name)}`)
      .send(Buffer.from(stored.pdf, 'base64'));
  });
}

/** Whether the desk's answer to this person is about their role: they may look, but decisions on this status are another's. */
const othersDecide = ({ person }: Visitor, status: string): boolean => !may(person.role, status === 'SECOND_REVIEW' ? 'review' : 'decide');

const receiptOf = (row: FilingRow, office: string) => ({
  registryId: row.id,
  registerNo: row.register_no!,
  office,
  receivedAt: row.received_at,
  acceptedOn: row.accepted_on,
  registeredOn: row.registered_on!,
  body: bodyOf(row),
});

function decisionOf(act: FilingAct, form: URLSearchParams): Decision {
  switch (act) {
    case 'supplement':
    case 'return':
    case 'refuse':
    case 'revoke':
      return { act, reasons: givenReasons(form) };
    case 'forward':
    case 'cancel':
      return { act, why: form.get('why') ?? '' };
    case 'accept':
    case 'resume':
    case 'register':
    case 'confirm':
      return { act };
  }
}
