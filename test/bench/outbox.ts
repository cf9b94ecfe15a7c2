/** Thousands of queued filings leave through the real program while a person looks at it: no task of its own over 50 ms, and how long it takes. */
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { RawAnswer } from '../../shared/registry/reply.ts';
import { launchApp } from '../support/electron-app.ts';
import { FakeRegistry, problem } from '../support/fake-registry.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { figure, type Figure } from './figure.ts';
import type * as Subject from './outbox-page.ts';

const LETTERS = 5_000;
const YARDSTICK_LETTERS = 500;
const LONGEST_MS = 50;
const PAGE = 200;
type Inside = { subject: typeof Subject };
type Watched = { longTasks: { length: number; name: string; at: number }[] };

/** A registry that answers at once; what it says of filings is not called simulated, or the 正式库 would not take it. */
async function quickRegistry(): Promise<{ url: string; registry: FakeRegistry; close(): void }> {
  const registry = new FakeRegistry(PAGE);
  const answer = (method: string, url: URL, letter: string, body: string): RawAnswer => {
    if (method === 'POST') return registry.submit(letter, body);
    if (url.pathname === '/v1/statuses') return registry.statuses(url.searchParams.get('cursor') ?? '');
    return method === 'PUT' ? problem(404, 'not-found') : registry.ask(url.pathname.split('/').at(-1)!);
  };
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (d: Buffer) => parts.push(d));
    request.on('end', () => {
      const letter = String(request.headers['idempotency-key']);
      const raw = answer(request.method!, new URL(request.url!, 'http://x'), letter, Buffer.concat(parts).toString('utf8'));
      reply.writeHead(raw.status, { 'content-type': raw.contentType }).end(raw.text.replaceAll('"simulated":true', '"simulated":false'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    registry,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const tasksOf = (page: Page): Promise<Watched['longTasks']> => page.evaluate(() => (window as unknown as Watched).longTasks.splice(0));
const states = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(
    () =>
      new Promise<Record<string, number>>((done, failed) => {
        const asked = indexedDB.open('kezhuan-work');
        asked.onerror = () => failed(asked.error);
        asked.onsuccess = () => {
          const index = asked.result.transaction('outbox').objectStore('outbox').index('[state+seq]');
          const counts: Record<string, number> = {};
          const list = ['waiting', 'sending', 'unknown', 'held', 'done'];
          for (const state of list) {
            index.count(IDBKeyRange.bound([state, -1], [state, Infinity])).onsuccess = (e) => {
              counts[state] = (e.target as IDBRequest<number>).result;
              if (Object.keys(counts).length < list.length) return;
              asked.result.close();
              done(counts);
            };
          }
        };
      }),
  );

export async function measureOutbox(): Promise<Figure[]> {
  const userData = await mkdtemp(path.join(tmpdir(), 'kezhuan-bench-'));
  const there = await quickRegistry();
  const run = await launchApp({ userData });
  try {
    const inner = await openInnerPage(run, path.join(import.meta.dirname, 'outbox-page.ts'));
    const bare = await inner.evaluate((n) => (window as unknown as Inside).subject.bareWrites(n), YARDSTICK_LETTERS);
    await inner.evaluate(([n, url]) => (window as unknown as Inside).subject.fillOutbox(n, url), [LETTERS, there.url] as [number, string]);
    // the program itself again, in the same process: the token stays with the carrier
    await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('app://bundle/index.html'));
    const { window: w } = run;
    await w.locator('[data-tour="nav-settings"]').click();
    await w.getByText('登记端连接').first().click();
    await w.locator('[data-sync="sum"]').waitFor();
    await w.evaluate('globalThis.__name ??= (f) => f');
    await w.evaluate(() => {
      const watched = window as unknown as Watched;
      watched.longTasks = [];
      new PerformanceObserver((list) =>
        watched.longTasks.push(...list.getEntries().map((e) => ({ length: e.duration, name: e.name, at: Math.round(e.startTime) }))),
      ).observe({ type: 'longtask' });
    });
    const started = performance.now();
    await w.getByRole('switch', { name: /示例登记端/ }).click();
    // half of the time at the outbox, half in the room of filings
    const ended = async (until: number): Promise<void> => {
      while ((await states(w))['done']! < until) await new Promise((resolve) => setTimeout(resolve, 1_000));
    };
    await ended(LETTERS / 2);
    const atOutbox = await tasksOf(w);
    await w.locator('[data-tour="nav-registration"]').click();
    await w.locator('[data-row="0"]').waitFor();
    // opening a room is measured elsewhere
    await tasksOf(w);
    await ended(LETTERS);
    const inRoom = await tasksOf(w);
    const ms = performance.now() - started;
    if (there.registry.letters.size !== LETTERS) throw new Error(`the registry has ${there.registry.letters.size} letters`);
    const own = (tasks: Watched['longTasks']): number[] => tasks.filter((t) => t.name === 'self').map((t) => Math.round(t.length));
    const longest = (tasks: Watched['longTasks']): number => Math.max(0, ...own(tasks));
    const words = (tasks: Watched['longTasks']): string =>
      `${own(tasks).length} over 50 ms${own(tasks).length > 0 ? `: ${own(tasks).slice(0, 12).join(', ')}` : ''}`;
    return [
      figure({
        name: `outbox: longest own task while ${LETTERS / 2} filings leave, looking at the outbox`,
        value: longest(atOutbox),
        yardstick: LONGEST_MS,
        unit: 'ms',
        against: 'the 50 ms a task may take',
        bar: { most: 1 },
        note: words(atOutbox),
      }),
      figure({
        name: `outbox: longest own task while ${LETTERS / 2} filings leave, in the room of filings`,
        value: longest(inRoom),
        yardstick: LONGEST_MS,
        unit: 'ms',
        against: 'the 50 ms a task may take',
        bar: { most: 1 },
        note: words(inRoom),
      }),
      figure({
        name: `outbox: ${LETTERS} filings leave, a letter`,
        value: ms / LETTERS,
        yardstick: bare / YARDSTICK_LETTERS,
        unit: 'ms',
        against: 'two bare strict transactions of a filing, without Change, journal, bridge or network',
      }),
    ];
  } finally {
    await run.close();
    there.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
