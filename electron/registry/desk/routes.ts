/** The desk's addresses. Reading needs a session, deciding also the form's token; every decision ends in a redirect. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SIMULATED_NOTICE } from '../../../shared/registry/simulated.ts';
import type { Actor } from '../audit.ts';
import type { RegistryDatabase } from '../database.ts';
import { decide, type Decision, type DeskRefusal } from '../decide.ts';
import { addOffice, listOffices } from '../offices.ts';
import { RequestRefused } from '../problem.ts';
import { filingPage } from './filing-page.ts';
import { closedPage, listPage, officesPage } from './pages.ts';
import { listView, oneView, registeredRow } from './queries.ts';
import { receiptPage } from './receipt-page.ts';
import { createSessions } from './sessions.ts';
import { STYLE } from './style.ts';

export type DeskParts = { database: RegistryDatabase; now: () => Date; deskKey: string };

/** whoever opened the desk with its key */
const DESK: Actor = { id: 'desk', name: '审核台', role: 'admin' };
const REFUSALS: Record<DeskRefusal, string> = {
  gone: '没有这件申请。',
  moved: '这件申请刚刚已被办理，请看过现在的内容再决定。',
  'not-now': '这件申请现在的状态不能这样办理。',
  'no-reason': '退回修改须至少选一项原因。',
  'no-why': '须写明理由。',
  'same-person': '复核须由另一人办理。',
  'registered-before': '该单位同一合同编号已经登记过，一份合同只登记一次。',
};
type WithId = { Params: { id: string } };

export function registerDesk(app: FastifyInstance, { database, now, deskKey }: DeskParts): void {
  const sessions = createSessions(deskKey);
  const page = (answer: FastifyReply, text: string, code = 200): FastifyReply =>
    answer.code(code).type('text/html; charset=utf-8').header('x-notice', encodeURIComponent(SIMULATED_NOTICE)).send(text);
  const inside = (request: FastifyRequest): string | null => sessions.of(request.headers.cookie);
  const formOf = (request: FastifyRequest): { session: string; form: URLSearchParams } => {
    const session = inside(request);
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    if (session === null || !sessions.isFormToken(session, form.get('token') ?? '')) throw new RequestRefused('forbidden');
    return { session, form };
  };

  app.get('/', (_request, answer) => answer.redirect('/desk', 303));
  app.get('/desk/style.css', (_request, answer) => answer.type('text/css; charset=utf-8').send(STYLE));
  app.get<{ Querystring: { key?: unknown } }>('/desk/enter', (request, answer) => {
    const cookie = sessions.enter(String(request.query.key ?? ''));
    return cookie === null ? page(answer, closedPage(), 403) : answer.header('set-cookie', cookie).redirect('/desk', 303);
  });

  app.get<{ Querystring: Record<string, unknown> }>('/desk', async (request, answer) => {
    if (inside(request) === null) return page(answer, closedPage(), 403);
    const text = (key: string): string => (typeof request.query[key] === 'string' ? request.query[key].slice(0, 100) : '');
    return page(answer, listPage(await database.run((tx) => listView(tx, text('status'), text('q'), text('before')))));
  });

  app.get('/desk/offices', async (request, answer) => {
    const session = inside(request);
    if (session === null) return page(answer, closedPage(), 403);
    return page(answer, officesPage(await database.run(listOffices), sessions.formToken(session), null));
  });
  app.post('/desk/offices', async (request, answer) => {
    const { session, form } = formOf(request);
    const name = (form.get('name') ?? '')
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 100);
    if (name === '') throw new RequestRefused('bad-request');
    const { token, offices } = await database.run(async (tx) => ({ ...(await addOffice(tx, name, now().toISOString())), offices: await listOffices(tx) }));
    return page(answer, officesPage(offices, sessions.formToken(session), { name, token }));
  });

  const show = async (answer: FastifyReply, id: string, session: string, refusal: DeskRefusal | null): Promise<FastifyReply> => {
    const view = await database.run((tx) => oneView(tx, id, now()));
    if (view === null) throw new RequestRefused('not-found');
    return page(answer, filingPage({ ...view, formToken: sessions.formToken(session), refusal: refusal && REFUSALS[refusal] }), refusal ? 409 : 200);
  };
  app.get<WithId>('/desk/filings/:id', async (request, answer) => {
    const session = inside(request);
    return session === null ? page(answer, closedPage(), 403) : show(answer, request.params.id, session, null);
  });
  for (const act of ['accept', 'return', 'register'] as const) {
    app.post<WithId>(`/desk/filings/:id/${act}`, async (request, answer) => {
      const { session, form } = formOf(request);
      const { id } = request.params;
      const decision: Decision =
        act === 'return' ? { act, reasons: form.getAll('code').map((code) => ({ code, note: form.get(`note-${code}`) ?? '' })) } : { act };
      const refusal = await database.run((tx) => decide(tx, id, Number(form.get('revision')), decision, DESK, now()));
      return refusal === null ? answer.redirect(`/desk/filings/${encodeURIComponent(id)}`, 303) : show(answer, id, session, refusal);
    });
  }
  app.get<WithId>('/desk/filings/:id/receipt', async (request, answer) => {
    if (inside(request) === null) return page(answer, closedPage(), 403);
    const row = await database.run((tx) => registeredRow(tx, request.params.id));
    if (row === undefined) throw new RequestRefused('not-found');
    return page(answer, receiptPage(row));
  });
}
