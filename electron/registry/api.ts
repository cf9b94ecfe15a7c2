/** The protocol's requests (resources/registry/openapi.json). Nothing is told to anybody without an office's token. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { publicKey, signedKey, type LetterSignature, type PublicKey } from '../../shared/registry/signature.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';
import { PROTOCOL } from '../../shared/registry/wire.ts';
import openapi from '../../resources/registry/openapi.json';
import { audit } from './audit.ts';
import type { RegistryDatabase } from './database.ts';
import { keysOf, signatureFault, takeKey, type SignatureFault } from './keys.ts';
import { groupCommit } from './group-commit.ts';
import { ask, receiptOf, statuses, submitAll, type Answer, type OnArrival, type Place } from './letters.ts';
import { officeOf, officesOf, type Office } from './offices.ts';
import { fieldsOf, RequestRefused } from './problem.ts';
import { readJson, readLetter } from './read-body.ts';
import type { Incoming, Tx } from './row.ts';
import { Spent, TooMany, type Turnstile } from './turnstile.ts';

const LETTER = /^[0-9a-f]{64}$/;
const DEFAULT_PAGE = 200;
const LARGEST_PAGE = 500;
const JSON_TYPE = 'application/json; charset=utf-8';

export type ApiParts = { database: RegistryDatabase; now: () => Date; turnstile: Turnstile; onArrival?: OnArrival };

type Sent = { token: string; request: FastifyRequest };

/** What a refusal is worth is told to its sender alone; anything else fails the transaction. */
function seen<T>(look: () => T): { found: T } | { refusal: Error } {
  try {
    return { found: look() };
  } catch (error) {
    if (error instanceof RequestRefused || error instanceof TooMany || error instanceof Spent) return { refusal: error };
    throw error;
  }
}

export function registerApi(app: FastifyInstance, { database, now, turnstile, onArrival }: ApiParts): void {
  const tokenOf = (request: FastifyRequest): string => {
    const token = /^Bearer ([\x21-\x7e]{1,500})$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new RequestRefused('unauthorised');
    return token;
  };
  /** The office a token belongs to, which comes through the turnstile. */
  const officeAt = async (tx: Tx, token: string): Promise<Office> => {
    const office = await officeOf(tx, token);
    if (office === undefined) throw new RequestRefused('unauthorised');
    turnstile.pass(office.id, now().getTime());
    return office;
  };
  /** Done again once there is more of the office's allowance; that is asked for when the attempt's transaction is over. */
  const admitted = async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Spent)) throw error;
        await turnstile.more(error.office, now());
      }
    }
  };
  const asOffice = async <T>(request: FastifyRequest, work: (tx: Tx, office: Office) => Promise<T>): Promise<T> => {
    const token = tokenOf(request);
    return admitted(() => database.run(async (tx) => work(tx, await officeAt(tx, token))));
  };
  const readSent = ({ token, request }: Sent, offices: ReadonlyMap<string, Office>): Incoming => {
    const office = offices.get(token);
    if (office === undefined) throw new RequestRefused('unauthorised');
    turnstile.pass(office.id, now().getTime());
    const letter = request.headers['idempotency-key'];
    if (typeof letter !== 'string' || !LETTER.test(letter))
      throw new RequestRefused('invalid-letter', { fields: [{ path: 'Idempotency-Key', zh: '缺少或写法不对', en: 'missing or malformed' }] });
    return { office, letter, ...readLetter(textOf(request)) };
  };
  const textOf = (request: FastifyRequest): string => (typeof request.body === 'string' ? request.body : '');

  app.get('/v1/about', () => ({ protocol: PROTOCOL, protocols: [PROTOCOL], simulated: true, notice: SIMULATED_NOTICE }));
  app.get('/v1/openapi.json', () => openapi);

  const take = groupCommit(database, {
    look: async (tx, sent: readonly Sent[]) => {
      const offices = await officesOf(
        tx,
        sent.map(({ token }) => token),
      );
      const ids = [...new Set([...offices.values()].map(({ id }) => id))];
      const keys = ids.length === 0 ? [] : await keysOf(tx, ids);
      // while one letter's signature is verified beside the main thread, the next is read
      return Promise.all(
        sent.map(async (one) => {
          const read = seen(() => readSent(one, offices));
          if ('refusal' in read) return read;
          const { office, letter: id } = read.found;
          return { found: { ...read.found, fault: await signatureFault(keys, office.id, { ...read.found, id }) } };
        }),
      );
    },
    write: async (tx, letters): Promise<(Answer | SignatureFault | 'conflict')[]> => {
      const sound = letters.filter(({ fault }) => fault === null);
      const answers = await submitAll(tx, sound, now(), onArrival);
      for (const { fault, office, letter } of letters)
        if (fault !== null) await audit(tx, { by: { ...office, role: 'office' }, act: 'submit.refused', about: letter, why: fault }, now());
      return letters.map((one) => one.fault ?? answers[sound.indexOf(one)]!);
    },
  });
  app.post('/v1/filings', async (request, answer) => {
    const token = tokenOf(request);
    const taken = await admitted(() => take({ token, request }));
    if (typeof taken !== 'string') return answer.code(taken.code).type(JSON_TYPE).send(taken.text);
    throw new RequestRefused(taken === 'conflict' ? 'key-conflict' : taken, { letter: String(request.headers['idempotency-key']) });
  });

  app.get<{ Params: { letter: string } }>('/v1/filings/:letter', async (request) => {
    const { letter } = request.params;
    const found = await asOffice(request, async (tx, { id }) => {
      if (!LETTER.test(letter)) throw new RequestRefused('invalid-letter');
      return ask(tx, id, letter);
    });
    if (found === undefined) throw new RequestRefused('letter-absent', { letter });
    return found;
  });

  app.get<{ Querystring: Record<string, unknown> }>('/v1/statuses', (request) =>
    asOffice(request, async (tx, { id }) => {
      const unknown = Object.keys(request.query).filter((key) => key !== 'cursor' && key !== 'limit');
      if (unknown.length > 0)
        throw new RequestRefused('bad-query', {
          fields: unknown.slice(0, 100).map((key) => ({ path: key.slice(0, 300), zh: '不认识的参数', en: 'unknown parameter' })),
        });
      const after = placeIn(database.epoch, request.query['cursor']);
      const page = await statuses(tx, id, after, pageSize(request.query['limit']));
      if (page === undefined) throw new RequestRefused('bad-cursor');
      return { items: page.items, cursor: [database.epoch, page.last.position, page.last.mark].filter((part) => part !== '').join('.'), more: page.more };
    }),
  );

  app.put('/v1/keys', async (request, answer) => {
    const key = await asOffice(request, async (tx, office) => {
      const sent = readKey(textOf(request));
      const done = await takeKey(tx, office.id, sent, now());
      const by = { ...office, role: 'office' };
      if ('fault' in done) {
        const { fault } = done;
        if (fault === 'key-waiting' && !done.again) await audit(tx, { by, act: 'key-asked', about: office.id, detail: sent.key }, now());
        else if (fault !== 'bad-key' && fault !== 'key-waiting')
          await audit(tx, { by, act: 'key-refused', about: office.id, why: fault, detail: sent.key }, now());
        return done;
      }
      const how = sent.signature === null ? 'first' : sent.signature.key;
      if (done.made) await audit(tx, { by, act: 'key-registered', about: done.id, detail: { ...sent.key, how } }, now());
      return { ...done, alg: sent.key.alg };
    });
    if ('fault' in key)
      throw new RequestRefused(key.fault, { fields: key.own.map((id) => ({ path: id, zh: '本单位已登记的公钥', en: 'a key this office has registered' })) });
    return answer.code(key.made ? 201 : 200).send({ key: key.id, alg: key.alg, simulated: true, notice: SIMULATED_NOTICE });
  });

  app.get<{ Params: { id: string } }>('/v1/receipts/:id', async (request, answer) => {
    const receipt = await asOffice(request, (tx, { id }) => receiptOf(tx, id, request.params.id));
    if (receipt === undefined) throw new RequestRefused('receipt-absent');
    return answer
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="receipt.pdf"; filename*=UTF-8''${encodeURIComponent(receipt.name)}`)
      .send(receipt.bytes);
  });
}

/** A key to be registered, bare or signed; throws RequestRefused naming the fields. */
function readKey(text: string): { key: PublicKey; signature: LetterSignature | null } {
  const raw = readJson(text);
  const signed = typeof raw === 'object' && raw !== null && Object.hasOwn(raw, 'signature');
  const parsed = (signed ? signedKey : publicKey).safeParse(raw);
  if (!parsed.success) throw new RequestRefused('invalid-body', { fields: fieldsOf(parsed.error) });
  return 'key' in parsed.data ? parsed.data : { key: parsed.data, signature: null };
}

function placeIn(epoch: string, cursor: unknown): Place | null {
  if (cursor === undefined) return null;
  const m = typeof cursor === 'string' ? /^([0-9a-f]{12})\.(\d{1,15})(?:\.([0-9a-f]{12}))?$/.exec(cursor) : null;
  if (m?.[1] !== epoch) throw new RequestRefused('bad-cursor');
  return { position: Number(m[2]), mark: m[3] ?? '' };
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
