/** The protocol's four requests (resources/registry/openapi.json). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PROTOCOL } from '../../shared/registry/wire.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';
import type { RegistryDatabase } from './database.ts';
import { ask, statuses, submit } from './filings.ts';
import { officeOf, type Office } from './offices.ts';
import openapi from '../../resources/registry/openapi.json';
import { RequestRefused } from './problem.ts';
import { readBody } from './read-body.ts';
import type { Turnstile } from './turnstile.ts';

const LETTER = /^[0-9a-f]{64}$/;
const DEFAULT_PAGE = 200;
const LARGEST_PAGE = 500;

export type ApiParts = { database: RegistryDatabase; now: () => Date; turnstile: Turnstile };

export function registerApi(app: FastifyInstance, { database, now, turnstile }: ApiParts): void {
  const office = async (request: FastifyRequest): Promise<Office> => {
    const token = /^Bearer ([\x21-\x7e]{1,500})$/.exec(request.headers.authorization ?? '')?.[1];
    const found = token === undefined ? undefined : await database.run((tx) => officeOf(tx, token));
    if (found === undefined) throw new RequestRefused('unauthorised');
    turnstile.pass(found.id, now().getTime());
    return found;
  };

  app.get('/v1/about', () => ({ protocol: PROTOCOL, simulated: true, notice: SIMULATED_NOTICE }));
  app.get('/v1/openapi.json', () => openapi);

  app.post('/v1/filings', async (request, answer) => {
    const { id } = await office(request);
    const letter = request.headers['idempotency-key'];
    if (typeof letter !== 'string' || !LETTER.test(letter))
      throw new RequestRefused('invalid-letter', { fields: [{ path: 'Idempotency-Key', zh: '缺少或写法不对', en: 'missing or malformed' }] });
    const { body, canonical } = readBody(typeof request.body === 'string' ? request.body : '');
    const taken = await database.run((tx) => submit(tx, id, letter, body, canonical, now()));
    if (taken === 'conflict') throw new RequestRefused('key-conflict', { letter });
    return answer.code(taken.code).type('application/json; charset=utf-8').send(taken.text);
  });

  app.get<{ Params: { letter: string } }>('/v1/filings/:letter', async (request) => {
    const { id } = await office(request);
    const { letter } = request.params;
    if (!LETTER.test(letter)) throw new RequestRefused('invalid-letter');
    const found = await database.run((tx) => ask(tx, id, letter));
    if (found === undefined) throw new RequestRefused('letter-absent', { letter });
    return found;
  });

  app.get<{ Querystring: Record<string, unknown> }>('/v1/statuses', async (request) => {
    const { id } = await office(request);
    const unknown = Object.keys(request.query).filter((key) => key !== 'cursor' && key !== 'limit');
    if (unknown.length > 0)
      throw new RequestRefused('bad-query', {
        fields: unknown.slice(0, 100).map((key) => ({ path: key.slice(0, 300), zh: '不认识的参数', en: 'unknown parameter' })),
      });
    const after = position(database.epoch, request.query['cursor']);
    const page = await database.run((tx) => statuses(tx, id, after, pageSize(request.query['limit'])));
    return { items: page.items, cursor: `${database.epoch}.${page.last}`, more: page.more };
  });
}

function position(epoch: string, cursor: unknown): number {
  if (cursor === undefined) return 0;
  const m = typeof cursor === 'string' ? /^([0-9a-f]{12})\.(\d{1,15})$/.exec(cursor) : null;
  if (m?.[1] !== epoch) throw new RequestRefused('bad-cursor');
  return Number(m[2]);
}

function pageSize(limit: unknown): number {
  if (limit === undefined) return DEFAULT_PAGE;
  const size = typeof limit === 'string' && /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (size < 1 || size > LARGEST_PAGE)
    throw new RequestRefused('bad-query', {
      fields: [{ path: 'limit', zh: `须为 1 至 ${LARGEST_PAGE} 的整数`, en: `must be a whole number from 1 to ${LARGEST_PAGE}` }],
    });
  return size;
}
