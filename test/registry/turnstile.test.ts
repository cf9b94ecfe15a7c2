/** Several processes on one database let an office through as often as one would. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type RegistryDatabase } from '../../electron/registry/database.ts';
import { addOffice } from '../../electron/registry/offices.ts';
import { sharedTurnstile, Spent, TooMany, type Turnstile } from '../../electron/registry/turnstile.ts';
import { checkedFetch } from '../support/contract-check.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { postgresServer, type PostgresServer } from '../support/postgres-server.ts';
import { randomRuns } from '../support/random.ts';
import { sampleLetter } from '../support/sample-letter.ts';

const closers: (() => Promise<unknown>)[] = [];
let server: PostgresServer;
let postgres: string;
beforeAll(async () => {
  server = await postgresServer();
  postgres = await server.database();
});
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
  await server.stop();
});
const opened = async (): Promise<RegistryDatabase> => {
  const database = await openDatabase({ url: postgres });
  closers.push(() => database.close());
  return database;
};

it('two processes together say 429 where one would, and for as long, whatever is asked of them', async () => {
  let at = Date.parse('2026-04-02T02:00:00.000Z');
  const start = async (): Promise<LiveRegistry> => {
    const registry = await liveRegistry({ postgres, requestsPerMinute: 6, now: () => new Date(at) });
    closers.push(() => registry.close());
    return registry;
  };
  const [one, two] = [await start(), await start()];
  const [token, other] = [await one.office('示例急单位'), await one.office('示例别的单位')];
  const asked = async ({ url }: LiveRegistry, by = token): Promise<string> => {
    const { status, headers } = await checkedFetch(url, '/v1/statuses', { token: by });
    return `${status} ${headers.get('retry-after') ?? ''}`.trim();
  };
  const { id, text } = sampleLetter(1);
  const sent = async ({ url }: LiveRegistry): Promise<number> =>
    (await checkedFetch(url, '/v1/filings', { method: 'POST', body: text, letter: id, token })).status;
  // a request that is refused for another reason counts too
  expect([await asked(one), await asked(two), await sent(one), await sent(two)]).toEqual(['200', '200', 201, 201]);
  expect((await checkedFetch(one.url, '/v1/filings/x', { token })).status).toBe(400);
  expect([await asked(two), await asked(one), await asked(two), await sent(one)]).toEqual(['200', '429 10', '429 10', 429]);
  expect(await asked(two, other)).toBe('200');
  at += 9_000;
  expect([await asked(one), await asked(two)]).toEqual(['429 1', '429 1']);
  at += 1_000;
  expect([await asked(two), await asked(one)]).toEqual(['200', '429 10']);
});

it('many at once, at any of three, get no more than the minute has, and all of it', async () => {
  const database = await opened();
  const { id } = await database.run((tx) => addOffice(tx, '示例一齐', '2026-03-01T00:00:00.000Z'));
  const processes = [1, 2, 3].map(() => sharedTurnstile(database, 100));
  const now = new Date('2026-04-02T02:00:00.000Z');
  const through = await Promise.all(Array.from({ length: 400 }, (_, n) => passed(processes[n % 3]!, id, now)));
  expect(through.filter(Boolean)).toHaveLength(100);
});

async function passed(turnstile: Turnstile, office: string, now: Date): Promise<boolean> {
  for (;;) {
    try {
      turnstile.pass(office, now.getTime());
      return true;
    } catch (error) {
      if (error instanceof TooMany) return false;
      if (!(error instanceof Spent)) throw error;
      await turnstile.more(office, now);
    }
  }
}

it('many offices at once, as after an outage, are given their parts together', async () => {
  const opening = await opened();
  let transactions = 0;
  const database: RegistryDatabase = { ...opening, run: (work) => (transactions++, opening.run(work)) };
  const turnstile = sharedTurnstile(database, 60);
  const ids = await opening.run(async (tx) => {
    const made: string[] = [];
    for (let n = 0; n < 200; n++) made.push((await addOffice(tx, `示例回来 ${n}`, '2026-03-01T00:00:00.000Z')).id);
    return made;
  });
  const now = new Date('2026-04-02T02:00:00.000Z');
  expect(await Promise.all(ids.map((id) => passed(turnstile, id, now)))).toEqual(ids.map(() => true));
  expect(transactions).toBe(1);
});

it('over any walk of time and places no more pass than were there and came', async () => {
  const database = await opened();
  const step = fc.record({ process: fc.nat(2), ms: fc.constantFrom(0, 0, 0, 10, 500, 20_000, 90_000, -5_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.constantFrom(1, 7, 40), async (steps, perMinute) => {
      const { id } = await database.run((tx) => addOffice(tx, '示例随机', '2026-03-01T00:00:00.000Z'));
      const processes = [1, 2, 3].map(() => sharedTurnstile(database, perMinute));
      const begin = Date.parse('2026-04-02T02:00:00.000Z');
      let [at, latest, count] = [begin, begin, 0];
      for (const { process, ms } of steps) {
        at += ms;
        latest = Math.max(latest, at);
        if (await passed(processes[process]!, id, new Date(at))) count += 1;
        expect(count).toBeLessThanOrEqual(perMinute + Math.floor(((latest - begin) * perMinute) / 60_000));
      }
      if (steps.length > 0) expect(count).toBeGreaterThan(0);
    }),
    randomRuns(40),
  );
});
