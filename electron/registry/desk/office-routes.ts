/** Addresses of the offices that may file: a new one, its keys that wait for a word, a new token. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { audit } from '../audit.ts';
import { takeTurn } from '../database.ts';
import { answerRequest, endKeys } from '../keys.ts';
import { addOffice, listOffices, officeNamed, renewToken, type Office } from '../offices.ts';
import { RequestRefused } from '../problem.ts';
import type { Tx } from '../row.ts';
import type { KeyRequestRow, KeyRow } from '../tables.ts';
import { actorOf, line, page, type Guard } from './guard.ts';
import { officePage, officesPage, type Given } from './office-pages.ts';
import type { DeskParts } from './routes.ts';
import type { Seat } from './frame.ts';

type WithId = { Params: { id: string } };
export type OfficeView = { office: Office; keys: Pick<KeyRow, 'id' | 'created_at'>[]; asked: Pick<KeyRequestRow, 'id' | 'asked_at'>[] };

async function waitingKeys(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('key_requests')
    .select(['office_id', (eb) => eb.fn.countAll().as('n')])
    .groupBy('office_id')
    .execute();
  return new Map(rows.map((row) => [row.office_id, Number(row.n)]));
}

async function officeView(tx: Tx, id: string): Promise<OfficeView> {
  const office = await tx.selectFrom('offices').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
  if (office === undefined) throw new RequestRefused('not-found');
  return {
    office,
    keys: await tx.selectFrom('office_keys').select(['id', 'created_at']).where('office_id', '=', id).orderBy('created_at').execute(),
    asked: await tx.selectFrom('key_requests').select(['id', 'asked_at']).where('office_id', '=', id).orderBy('asked_at').execute(),
  };
}

export function registerOffices(app: FastifyInstance, { database, now }: DeskParts, guard: Guard): void {
  const all = async (answer: FastifyReply, seat: Seat, given: Given, fault: string | null): Promise<FastifyReply> => {
    const [offices, waiting] = await database.run(async (tx) => [await listOffices(tx), await waitingKeys(tx)] as const);
    return page(answer, officesPage(seat, offices, waiting, given, fault), fault === null ? 200 : 409);
  };
  app.get('/desk/offices', async (request, answer) => all(answer, (await guard.visitor(request, 'people')).seat, null, null));
  app.post('/desk/offices', async (request, answer) => {
    const { seat, form, person } = await guard.sent(request, 'people');
    const name = line(form.get('name'));
    if (name === '') throw new RequestRefused('bad-request');
    const token = await database.run(async (tx) => {
      await takeTurn(tx);
      if ((await officeNamed(tx, name)) !== undefined) return null;
      const made = await addOffice(tx, name, now().toISOString());
      await audit(tx, { by: actorOf(person), act: 'office-made', about: made.id, why: name }, now());
      return made.token;
    });
    return token === null ? all(answer, seat, null, seat.say.t('office.same', { name })) : all(answer, seat, { name, token }, null);
  });

  const one = async (answer: FastifyReply, seat: Seat, id: string, given: string | null, fault: string | null): Promise<FastifyReply> => {
    const view = await database.run((tx) => officeView(tx, id));
    return page(answer, officePage(seat, view, given === null ? null : { name: view.office.name, token: given }, fault), fault === null ? 200 : 409);
  };
  app.get<WithId>('/desk/offices/:id', async (request, answer) => one(answer, (await guard.visitor(request, 'people')).seat, request.params.id, null, null));
  app.post<WithId>('/desk/offices/:id/token', async (request, answer) => {
    const { seat, person } = await guard.sent(request, 'people');
    const { id } = request.params;
    // the program that started this registry holds its own office's token and gets another only at its next start
    if (id === 'local') throw new RequestRefused('bad-request');
    const token = await database.run(async (tx) => {
      const { office } = await officeView(tx, id);
      await endKeys(tx, id);
      await audit(tx, { by: actorOf(person), act: 'token-renewed', about: id, why: office.name }, now());
      return renewToken(tx, id);
    });
    return one(answer, seat, id, token, null);
  });
  for (const act of ['approve', 'decline'] as const) {
    app.post<{ Params: { id: string; key: string } }>(`/desk/offices/:id/keys/:key/${act}`, async (request, answer) => {
      const { seat, person } = await guard.sent(request, 'people');
      const { id, key } = request.params;
      const done = await database.run(async (tx) => {
        const { office } = await officeView(tx, id);
        const said = await answerRequest(tx, id, key, act === 'approve', now());
        if (said === 'done')
          await audit(tx, { by: actorOf(person), act: act === 'approve' ? 'key-approved' : 'key-declined', about: id, why: `${office.name} ${key}` }, now());
        return said;
      });
      return done === 'done' ? answer.redirect(`/desk/offices/${encodeURIComponent(id)}`, 303) : one(answer, seat, id, null, seat.say.t('office.keyGone'));
    });
  }
}
