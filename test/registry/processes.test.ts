/** Several registry processes on one PostgreSQL, behind one address: any of them answers for all, and one may be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../electron/registry/database.ts';
import { addOffice } from '../../electron/registry/offices.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { postgresServer, type PostgresServer } from '../support/postgres-server.ts';
import { sampleLetter } from '../support/sample-letter.ts';

type Running = { child: ChildProcess; url: string; deskKey: string };
let server: PostgresServer;
let database: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  server = await postgresServer();
  database = await server.database();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await server.stop();
});

function start(): Promise<Running> {
  const child = spawn(process.execPath, [join(PROJECT, 'electron/registry/serve.mjs'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: database },
  });
  children.add(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (d) => (said += String(d)));
    child.on('exit', (code) => reject(new Error(`registry ended (${code}): ${said}`)));
    child.stdout!.on('data', (d) => {
      said += String(d);
      const [url, deskKey] = [/address: (\S+)/.exec(said)?.[1], /key=(\S+)\n/.exec(said)?.[1]];
      if (url && deskKey) resolve({ child, url, deskKey });
    });
  });
}

it('two processes number without gap, tell each event once and in order, and take a letter once, though one is killed', async () => {
  // both find an empty database
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.deskKey).toBe(two.deskKey);
  const db = await openDatabase({ url: database });
  const { token } = await db.run((tx) => addOffice(tx, '示例单位', new Date().toISOString()));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const send = async (url: string, n: number): Promise<string> => {
    const { id, text } = sampleLetter(n);
    const answer = await fetch(`${url}v1/filings`, { method: 'POST', body: text, headers: { ...headers, 'idempotency-key': id } });
    expect(answer.status).toBe(201);
    return answer.text();
  };

  const seen: number[] = [];
  let [cursor, reading] = ['', true];
  const follow = async (): Promise<void> => {
    const page = await fetch(`${two.url}v1/statuses${cursor === '' ? '' : `?cursor=${cursor}`}`, { headers });
    const body = (await page.json()) as { items: { event: number }[]; cursor: string };
    seen.push(...body.items.map((item) => item.event));
    cursor = body.cursor;
  };
  const reader = (async () => {
    while (reading) await follow();
  })();

  const letters = Array.from({ length: 120 }, (_, i) => i + 1);
  const unanswered = new Set<number>();
  const answers = new Map<number, string>();
  let todo = 0;
  const sender = async (url: string): Promise<void> => {
    while (todo < letters.length) {
      const n = letters[todo++]!;
      try {
        answers.set(n, await send(url, n));
      } catch {
        // the killed process: nobody knows what became of it
        unanswered.add(n);
        return;
      }
      if (answers.size === 40) one.child.kill('SIGKILL');
    }
  };
  await Promise.all([sender(one.url), sender(two.url), sender(one.url), sender(two.url)]);
  expect(unanswered.size).toBeGreaterThan(0);
  // the same letters again at the other process: a known one gets its first answer, an unknown one is taken now
  for (const n of letters) {
    const answer = await send(two.url, n);
    expect(answers.get(n) ?? answer).toBe(answer);
  }
  reading = false;
  await reader;
  await follow();

  const filings = await db.run((tx) => tx.selectFrom('filings').select(['letter_id', 'arrival']).orderBy('arrival').execute());
  await db.close();
  expect(filings.map((f) => f.arrival)).toEqual(letters);
  expect(filings.map((f) => f.letter_id).toSorted()).toEqual(letters.map((n) => sampleLetter(n).id).toSorted());
  expect(seen).toEqual(letters);
}, 120_000);

it('the same letter at both processes at once is one filing', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  const db = await openDatabase({ url: database });
  const { token } = await db.run((tx) => addOffice(tx, '示例同时单位', new Date().toISOString()));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  for (let n = 500; n < 510; n++) {
    const { id, text } = sampleLetter(n);
    const answers = await Promise.all(
      [one, two, one, two].map(async ({ url }) =>
        (await fetch(`${url}v1/filings`, { method: 'POST', body: text, headers: { ...headers, 'idempotency-key': id } })).text(),
      ),
    );
    expect(new Set(answers).size).toBe(1);
  }
  const { n } = await db.run((tx) =>
    tx
      .selectFrom('filings')
      .innerJoin('offices', 'offices.id', 'filings.office_id')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('offices.name', '=', '示例同时单位')
      .executeTakeFirstOrThrow(),
  );
  expect(Number(n)).toBe(10);
  await db.close();
}, 60_000);

it('a database that ends in the middle of a transaction fails that work alone: the process stays and goes on once it is back', async () => {
  const db = await openDatabase({ url: database });
  const admin = new pg.Client({ connectionString: database, application_name: 'admin' });
  await admin.connect();
  const others = `from pg_stat_activity where datname = current_database() and application_name = 'kezhuan-registry'`;
  try {
    const work = db.run(async (tx) => {
      await addOffice(tx, '示例中断单位', new Date().toISOString());
      // as where the server is stopped: every connection is told and ended, also one that asks nothing at that moment
      await admin.query(`select pg_terminate_backend(pid) ${others}`);
      await expect.poll(async () => (await admin.query<{ n: number }>(`select count(*)::int as n ${others}`)).rows[0]!.n).toBe(0);
      await addOffice(tx, '示例中断后单位', new Date().toISOString());
    });
    await expect(work).rejects.toThrow();
    const names = await db.run((tx) => tx.selectFrom('offices').select('name').where('name', 'like', '示例中断%').execute());
    expect(names).toEqual([]);
  } finally {
    await admin.end();
    await db.close();
  }
}, 60_000);
