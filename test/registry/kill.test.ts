/** The registry as a process of its own, killed without warning: what it acknowledged is still there. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../electron/registry/database.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { SOAK, soakMs } from '../support/random.ts';
import { sampleLetter } from '../support/sample-letter.ts';

let folder: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-kill-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

type Running = { child: ChildProcess; url: string; token: string | undefined; said: string };

function start(...more: string[]): Promise<Running> {
  const child = spawn(process.execPath, [join(PROJECT, 'electron/registry/serve.mjs'), '--data', folder, '--port', '0', ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (d) => {
      said += String(d);
    });
    child.on('exit', (code) => {
      children.delete(child);
      reject(new Error(`registry ended (${code}): ${said}`));
    });
    child.stdout!.on('data', (d) => {
      said += String(d);
      const url = /address: (\S+)/.exec(said)?.[1];
      const token = /token \([^)]*\): (\S+)/.exec(said)?.[1];
      if (url && /desk: \S+\n/.test(said) && (token || !more.includes('--office'))) resolve({ child, url, token, said });
    });
  });
}

const gone = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('exit', () => resolve()));

it('says on every start what it is not, and takes no second start on the same data', async () => {
  const first = await start('--office', '示例单位');
  expect(first.said).toContain('模拟·实训用，非官方登记证明');
  await expect(start()).rejects.toThrow(/already running/);
  first.child.kill('SIGTERM');
  await gone(first.child);
  expect(existsSync(join(folder, 'registry.pid'))).toBe(false);
}, 60_000);

it(
  'killed in the middle of a batch, it keeps every acknowledged filing, takes the rest once, and numbers on without gap',
  async () => {
    const acknowledged = new Map<string, string>();
    let running = await start('--office', '示例农业研究所');
    const token = running.token!;
    let n = 1000;
    for (let round = 0; round < 4 * SOAK; round++) {
      const { child, url } = running;
      let stop = false;
      const from = n;
      const worker = async (): Promise<void> => {
        while (!stop) {
          const { id, text } = sampleLetter(n++);
          try {
            const answer = await fetch(`${url}v1/filings`, {
              method: 'POST',
              body: text,
              headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
            });
            if (answer.status === 201) acknowledged.set(id, await answer.text());
          } catch {
            return;
          }
        }
      };
      const workers = [worker(), worker(), worker()];
      const enough = acknowledged.size + 8 + round * 5;
      while (acknowledged.size < enough) await new Promise((resolve) => setImmediate(resolve));
      child.kill('SIGKILL');
      await gone(child);
      stop = true;
      await Promise.all(workers);
      running = await start();
      for (let i = from; i < n; i++) {
        // the sender asks, and sends again what is not there: the same answer where it was
        const { id, text } = sampleLetter(i);
        const answer = await fetch(`${running.url}v1/filings`, {
          method: 'POST',
          body: text,
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
        });
        const body = await answer.text();
        expect(answer.status).toBe(201);
        if (acknowledged.has(id)) expect(body).toBe(acknowledged.get(id));
        acknowledged.set(id, body);
      }
    }
    running.child.kill('SIGKILL');
    await gone(running.child);
    const database = await openDatabase({ folder });
    const [filings, events] = await database.run(async (tx) => [
      await tx.selectFrom('filings').selectAll().orderBy('arrival').execute(),
      await tx.selectFrom('events').select('position').orderBy('position').execute(),
    ]);
    await database.close();
    expect(filings.map((f) => f.letter_id).toSorted()).toEqual([...acknowledged.keys()].toSorted());
    expect(filings.map((f) => Number(f.arrival))).toEqual(filings.map((_, i) => i + 1));
    expect(events.map((e) => Number(e.position))).toEqual(events.map((_, i) => i + 1));
  },
  soakMs(120_000),
);

it('killed in the middle of a transaction, it has all of the ones before and nothing of that one', async () => {
  const data = join(folder, 'half');
  const child = spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'test/support/half-written.ts'), data], { cwd: PROJECT, stdio: 'ignore' });
  children.add(child);
  await gone(child);
  expect(child.signalCode).toBe('SIGKILL');
  await (await openDatabase({ folder: data })).close();
  const engine = new sqlite.Database(join(data, 'registry.sqlite'));
  engine.exec('PRAGMA locking_mode = exclusive');
  const held = engine.all('select v, count(*) as n from half group by v order by v');
  const whole = engine.all('pragma integrity_check');
  engine.close();
  expect(held).toEqual([
    { v: 0, n: 1_900 },
    { v: 1, n: 100 },
  ]);
  expect(whole).toEqual([{ integrity_check: 'ok' }]);
});

it('starts over the locks that a killed process or a reused process number left behind', async () => {
  await mkdir(join(folder, 'registry.sqlite.lock'), { recursive: true });
  await writeFile(join(folder, 'registry.pid'), '999999999 1');
  await (await openDatabase({ folder })).close();
  if (process.platform === 'linux') {
    await writeFile(join(folder, 'registry.pid'), `${process.pid} 1`);
    await (await openDatabase({ folder })).close();
  }
  await writeFile(join(folder, 'registry.pid'), String(process.pid));
  await expect(openDatabase({ folder })).rejects.toThrow(/already running/);
});

it('stops when told even where a client never reads its answer', async () => {
  await rm(join(folder, 'registry.pid'), { force: true });
  const { child, url } = await start();
  const { connect } = await import('node:net');
  const { hostname, port } = new URL(url);
  const silent = connect(Number(port), hostname, () =>
    silent.write('POST /v1/filings HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{'),
  );
  silent.on('error', () => {});
  await new Promise<void>((resolve) => silent.once('connect', () => resolve()));
  child.kill('SIGTERM');
  await gone(child);
  silent.destroy();
}, 20_000);
