/** The simulated registry's process ends by itself: it is told at once, brought back a few times, then left to a person; it is never brought back after 停止. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RegistryStatus } from '../../shared/bridge.ts';
import type { HttpCarrier } from '../../electron/carriers/http.ts';
import type { Credentials } from '../../electron/carriers/credentials.ts';

class Child extends EventEmitter {
  kill = (): void => void this.emit('exit', 1);
  postMessage = (): void => void this.emit('exit', 0);
}
const children: Child[] = [];
vi.mock('electron', () => ({
  app: { getPath: () => '/nowhere' },
  utilityProcess: {
    fork: () => {
      const child = new Child();
      children.push(child);
      const n = children.length;
      queueMicrotask(() => child.emit('message', { kind: 'ready', url: `http://127.0.0.1:${n}/`, token: `t${n}`, deskUrl: 'desk' }));
      return child;
    },
  },
}));
const { registryAnswers } = await import('../../electron/carriers/simulated.ts');

let told: RegistryStatus[];
let line: string[];
const carrier = {
  configure: (_id: string, url: string) => (line.push(`at ${url}`), true),
  setToken: (_id: string, token: string | null) => line.push(`token ${token}`),
  setOnline: (_id: string, on: boolean) => line.push(`online ${on}`),
} as unknown as HttpCarrier;
const credentials = { hold: () => undefined } as unknown as Credentials;
let answers: ReturnType<typeof registryAnswers>;
const empty = {} as never;

beforeEach(() => {
  vi.useFakeTimers();
  children.length = 0;
  told = [];
  line = [];
  answers = registryAnswers(
    carrier,
    credentials,
    () => undefined,
    (status) => told.push(status),
  );
});
afterEach(async () => {
  await answers['registry.stop'](empty);
  vi.useRealTimers();
});
const die = (): boolean => children.at(-1)!.emit('exit', 9);
const now = (): RegistryStatus => answers['registry.status'](empty) as RegistryStatus;

it('is told at once and back by itself, at its new address, connected as before', async () => {
  await answers['registry.start'](empty);
  die();
  expect(told.at(-1)).toEqual({ running: false, url: null, deskUrl: null, fell: 'again' });
  expect(now()).toEqual(told.at(-1));
  line = [];
  await vi.advanceTimersByTimeAsync(1_000);
  expect(now()).toMatchObject({ running: true, url: 'http://127.0.0.1:2/', fell: null });
  expect(told.at(-1)).toEqual(now());
  expect(line).toEqual(['at http://127.0.0.1:2/', 'token t2', 'online true']);
});

it('is brought back three times a minute and then waits for a person', async () => {
  await answers['registry.start'](empty);
  for (let n = 0; n < 4; n++) {
    die();
    await vi.advanceTimersByTimeAsync(n < 3 ? 15_000 : 0);
  }
  expect(children.length).toBe(4);
  expect(now().fell).toBe('for-good');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(children.length).toBe(4);
  line = [];
  await answers['registry.start'](empty);
  expect(now()).toMatchObject({ running: true, fell: null });
  expect(line).toContain('online true');
  // and is watched anew
  die();
  expect(now().fell).toBe('again');
});

it('stays stopped where it was stopped, also between two attempts', async () => {
  await answers['registry.start'](empty);
  await answers['registry.stop'](empty);
  expect(now().fell).toBe(null);
  await answers['registry.start'](empty);
  die();
  await answers['registry.stop'](empty);
  expect(told.at(-1)).toMatchObject({ running: false, fell: null });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(children.length).toBe(2);
});
