/** Queues, one filing, its decisions, its receipt, the risk list and the log. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isMonth } from '../analysis.ts';
import { decide, type Decision } from '../decide.ts';
import type { GivenReason } from '../given-reasons.ts';
import { FILING_MOVES, type FilingAct } from '../machine.ts';
import { RequestRefused } from '../problem.ts';
import { bodyOf, type Tx } from '../row.ts';
import type { FilingRow } from '../tables.ts';
import { registerDecisions, seenBefore } from './decision-routes.ts';
import { awaitsSecond, filingPage, mayTake } from './filing-page.ts';
import { homeOf } from './frame.ts';
import { actorOf, page, query, type Guard } from './guard.ts';
import { listPage, risksPage } from './list-pages.ts';
import { logPage } from './log-page.ts';
import { oneView, registeredRow } from './filing-queries.ts';
import { FILTERS, listView, NO_FILTER, type Filter } from './list-queries.ts';
import { logView } from './log-queries.ts';
import { inScope } from './newest.ts';
import { receiptPage } from './receipt-page.ts';
import { may } from './roles.ts';
import type { DeskParts } from './routes.ts';

type WithId = { Params: { id: string } };

/** A month that is none narrows nothing, nor does a page say it did. */
const given = (request: FastifyRequest, key: (typeof FILTERS)[number]): string => {
  const text = query(request, key);
  return MONTHS.has(key) && !isMonth(text) ? '' : text;
};
const MONTHS = new Set<string>(['from', 'to', 'since', 'until']);
export const filterOf = (request: FastifyRequest): Filter => ({ ...NO_FILTER, ...Object.fromEntries(FILTERS.map((key) => [key, given(request, key)])) });

/** What became of a registration after its receipt was made. */
function sinceReceipt({ status, revoked_on, cancelled_on, changed_on }: FilingRow): { status: string; on: string } | null {
  const on = status === 'REGISTERED' ? changed_on : (revoked_on ?? cancelled_on);
  return on === null ? null : { status, on };
}

export function registerFilings(app: FastifyInstance, parts: DeskParts, guard: Guard): void {
  const { database, now } = parts;
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

  registerDecisions(app, parts, guard, {
    kind: 'filings',
    acts: Object.keys(FILING_MOVES) as FilingAct[],
    async show(tx, { seat, person }, id, asked) {
      const view = await oneView(tx, person, id, now());
      return view && filingPage(seat, { ...view, ...asked });
    },
    async decide(tx, { person }, id, act, { revision, reasons, why }) {
      const row = await tx.selectFrom('filings').select(['status', 'point', 'ending', 'revision']).where('id', '=', id).executeTakeFirst();
      if (row === undefined || !inScope(person, row.point)) return 'gone';
      if (seenBefore(person, revision, row)) return 'moved';
      if (!mayTake(person.role, row, act) && !may(person.role, awaitsSecond(row) ? 'review' : 'decide')) return 'no-role';
      return decide(tx, id, revision, decisionOf(act, reasons, why), actorOf(person), now());
    },
  });

  /** what a registered filing of this person's points has; not found where there is none */
  const registered = async <T>(request: FastifyRequest, read: (tx: Tx, row: FilingRow) => Promise<T>) => {
    const { seat, person } = await guard.visitor(request, 'see');
    const found = await database.run(async (tx) => {
      const row = await registeredRow(tx, person, (request.params as WithId['Params']).id);
      return row && { seat, row, read: await read(tx, row) };
    });
    if (found === undefined) throw new RequestRefused('filing-absent');
    return found;
  };
  app.get<WithId>('/desk/filings/:id/receipt', async (request, answer) => {
    const { seat, row, read } = await registered(request, (tx, { office_id }) =>
      tx.selectFrom('offices').select('name').where('id', '=', office_id).executeTakeFirstOrThrow(),
    );
    return page(answer, receiptPage(seat, receiptOf(row, read.name), sinceReceipt(row)));
  });
  app.get<WithId>('/desk/filings/:id/receipt.pdf', async (request, answer) => {
    const { read } = await registered(request, (tx, { id }) =>
      tx.selectFrom('receipts').select(['name', 'pdf']).where('filing', '=', id).executeTakeFirstOrThrow(),
    );
    return answer
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(read.name)}`)
      .send(Buffer.from(read.pdf, 'base64'));
  });
}

const receiptOf = (row: FilingRow, office: string) => ({
  registryId: row.id,
  registerNo: row.register_no!,
  office,
  receivedAt: row.received_at,
  acceptedOn: row.accepted_on,
  registeredOn: row.registered_on!,
  body: bodyOf(row),
});

function decisionOf(act: FilingAct, reasons: GivenReason[], why: string): Decision {
  switch (act) {
    case 'supplement':
    case 'return':
    case 'refuse':
    case 'revoke':
      return { act, reasons };
    case 'forward':
    case 'cancel':
    case 'keep':
      return { act, why };
    case 'accept':
    case 'resume':
    case 'register':
    case 'confirm':
    case 'end':
      return { act };
  }
}
