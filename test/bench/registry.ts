/** How fast the registry takes filings durably, on both databases, beside the same rows written without our checks. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { nextNumbers, openDatabase, takeTurn, type Place, type RegistryDatabase } from '../../electron/registry/database.ts';
import { arrive, writeArrival, type Arrived } from '../../electron/registry/filings.ts';
import { groupCommit } from '../../electron/registry/group-commit.ts';
import { holdings } from '../../electron/registry/holdings.ts';
import { addOffice } from '../../electron/registry/offices.ts';
import { readLetter } from '../../electron/registry/read-body.ts';
import { createServer } from '../../electron/registry/server.ts';
import { ENGINES, type Engine } from '../support/engines.ts';
import { officeKey } from '../support/office-key.ts';
import { postgresServer } from '../support/postgres-server.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';
import { figure, median, quantile, type Figure } from './figure.ts';
import { measureQueue } from './registry-queue.ts';

const ROUNDS = 9;
const LETTERS = 128;
const CLIENTS = 32;
const OFFICE = { id: 'bench', name: '示例单位' };
const NOW = new Date('2026-04-02T02:00:00.000Z');

type Out = { letter: string; body: string; token: string };
type App = { url: string; close(): Promise<void> };

async function listening(app: { listen(o: object): Promise<unknown>; server: { address(): unknown }; close(): Promise<unknown> }, port = 0): Promise<App> {
  await app.listen({ host: '127.0.0.1', port });
  return { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/filings`, close: async () => void (await app.close()) };
}

/** An office's contracts are with many sides. */
function letterTo(n: number, buyerName: string): { id: string; text: string } {
  const { form, facts } = sampleContent(n);
  return sampleLetter(n, { form: { ...form, buyerName }, facts: { ...facts, buyerName, buyerSealName: buyerName } });
}

async function post(url: string, { letter, body, token }: Out): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': letter, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', body, headers });
  await answer.arrayBuffer();
  return answer.status;
}

/** Sends all, so many at a time; answers each one's milliseconds. */
async function drive(url: string, letters: readonly Out[]): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    for (let out = letters[next++]; out !== undefined; out = letters[next++]) {
      const start = performance.now();
      const status = await post(url, out);
      if (status !== 201) throw new Error(`answered ${status}`);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
}

/** The rows each letter leaves, with the risks it has among the others: taken in their order in a transaction that is taken back. */
async function rowsOf(database: RegistryDatabase, letters: readonly { id: string; text: string }[]): Promise<Map<string, Arrived>> {
  const rows = new Map<string, Arrived>();
  const back = new Error('taken back');
  const work = database.run(async (tx) => {
    for (const { id: letter, text } of letters) {
      const { body, ...read } = readLetter(text);
      if (body.kind !== 'filing.submit') throw new Error(`a ${body.kind} among the filings`);
      const incoming = { office: OFFICE, letter, body, ...read };
      const arrived = await arrive(tx, incoming, NOW, await holdings(tx, [incoming], NOW));
      await writeArrival(tx, arrived, OFFICE, NOW);
      rows.set(letter, arrived);
    }
    throw back;
  });
  await work.catch((error: unknown) => {
    if (error !== back) throw error;
  });
  return rows;
}

/** The same HTTP, the same rows in the same shared transactions; nothing is read, checked, verified or weighed. */
async function bareServer(database: RegistryDatabase, prepared: ReadonlyMap<string, Arrived>): Promise<App> {
  const app = Fastify({ logger: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const take = groupCommit(database, {
    look: (_tx, items: readonly Arrived[]) => Promise.resolve(items.map((found) => ({ found }))),
    write: async (tx, items) => {
      await takeTurn(tx);
      const answers: string[] = [];
      for (const arrived of items) {
        const { arrival, event } = await nextNumbers(tx, 'arrival', 'event');
        const row = { ...arrived.row, id: `MN2026${String(arrival).padStart(8, '0')}`, arrival };
        await writeArrival(tx, { ...arrived, row, event }, OFFICE, NOW);
        answers.push(row.answer);
      }
      return answers;
    },
  });
  app.post('/v1/filings', async (request, answer) =>
    answer
      .code(201)
      .type('application/json')
      .send(await take(prepared.get(String(request.headers['idempotency-key']))!)),
  );
  return listening(app);
}

async function measureTaking(engine: Engine, places: [Place, Place]): Promise<Figure[]> {
  const [ours, bare] = [await openDatabase(places[0]), await openDatabase(places[1])];
  const { token } = await ours.run((tx) => addOffice(tx, OFFICE.name, NOW.toISOString()));
  await bare.run((tx) =>
    tx
      .insertInto('offices')
      .values({ ...OFFICE, token_hash: 'x', created_at: NOW.toISOString() })
      .execute(),
  );
  const server = await listening(createServer({ database: ours, deskKey: 'k', loopbackOnly: true, requestsPerMinute: 1_000_000, now: () => NOW }));
  const key = officeKey();
  await fetch(new URL('/v1/keys', server.url), {
    method: 'PUT',
    body: key.registration,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  const letters = Array.from({ length: ROUNDS * LETTERS }, (_, n) => letterTo(n, `示例公司 ${n % 200}`));
  const prepared = await rowsOf(bare, letters);
  const plain = await bareServer(bare, prepared);
  const [with_, without, rates] = [[] as number[], [] as number[], { ours: [] as number[], bare: [] as number[] }];
  const before = process.memoryUsage().rss;
  for (let round = 0; round < ROUNDS; round++) {
    const some = letters.slice(round * LETTERS, (round + 1) * LETTERS).map(({ id, text }) => ({ letter: id, body: key.signed(id, text), token }));
    // in turns, so that a noisy minute hits both
    let start = performance.now();
    without.push(...(await drive(plain.url, some)));
    rates.bare.push((LETTERS * 1000) / (performance.now() - start));
    start = performance.now();
    with_.push(...(await drive(server.url, some)));
    rates.ours.push((LETTERS * 1000) / (performance.now() - start));
  }
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  await Promise.all([server.close(), plain.close()]);
  const stored = await ours.run((tx) =>
    tx
      .selectFrom('filings')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow(),
  );
  if (Number(stored.n) !== letters.length) throw new Error(`${stored.n} of ${letters.length} stored`);
  await Promise.all([ours.close(), bare.close()]);
  return [
    figure({
      name: `registry on ${engine}: filings taken durably, signed, over HTTP`,
      value: median(rates.ours),
      yardstick: median(rates.bare),
      unit: 'filings a second',
      against: 'the same rows in the same shared transactions over the same HTTP, without reading, checks, signature and risks',
      bar: { least: 0.6 },
      note: `p99 ${quantile(with_, 0.99).toFixed(0)} ms against ${quantile(without, 0.99).toFixed(0)} ms at ${CLIENTS} clients; memory of the process grew by ${grown.toFixed(0)} MiB`,
    }),
  ];
}

const CROWD = 500;

/** An outage: every client tries again and again while nobody answers, then all come at once. */
async function measureReturn(engine: Engine, place: Place): Promise<Figure> {
  const database = await openDatabase(place);
  const clients: Out[] = [];
  for (let n = 0; n < CROWD; n++) {
    const { token } = await database.run((tx) => addOffice(tx, `示例单位 ${n}`, NOW.toISOString()));
    clients.push({ letter: sampleLetter(n).id, body: sampleLetter(n).text, token });
  }
  const serve = (port: number): Promise<App> => listening(createServer({ database, deskKey: 'k', loopbackOnly: true, now: () => NOW }), port);
  const first = await serve(0);
  const port = Number(new URL(first.url).port);
  const start = performance.now();
  const alone = await post(first.url, { ...clients[0]!, letter: sampleLetter(CROWD).id, body: sampleLetter(CROWD).text });
  const single = performance.now() - start;
  if (alone !== 201) throw new Error(`answered ${alone}`);
  await first.close();
  let back = 0;
  const returning = clients.map(async (client) => {
    for (;;) {
      try {
        const status = await post(first.url, client);
        if (status === 201) return performance.now() - back;
        if (status !== 429 && status < 500) throw new RangeError(`answered ${status}`);
      } catch (error) {
        if (error instanceof RangeError) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80));
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  back = performance.now();
  const again = await serve(port);
  const times = await Promise.all(returning);
  await again.close();
  const { n } = await database.run((tx) =>
    tx
      .selectFrom('filings')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow(),
  );
  await database.close();
  if (Number(n) !== CROWD + 1) throw new Error(`${n} of ${CROWD + 1} stored`);
  return figure({
    name: `registry on ${engine}: ${CROWD} clients back at once, the last one served`,
    value: Math.max(...times),
    yardstick: single * CROWD,
    unit: 'ms',
    against: 'one client’s filing alone, times their number',
    note: `all served, none lost; the middle one after ${quantile(times, 0.5).toFixed(0)} ms`,
  });
}

export async function measureRegistry(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
  const server = await postgresServer({ durable: true });
  let made = 0;
  const place = async (engine: Engine): Promise<Place> =>
    engine === 'SQLite' ? { folder: path.join(folder, String(++made)) } : { url: await server.database() };
  const figures: Figure[] = [];
  try {
    for (const engine of ENGINES) {
      figures.push(...(await measureTaking(engine, [await place(engine), await place(engine)])));
      figures.push(await measureReturn(engine, await place(engine)));
      figures.push(...(await measureQueue(engine, [await place(engine), await place(engine)])));
    }
    return figures;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
