/** The real program, run as an ordinary user with the sandbox on, and a foreign server that counts who comes: what the attacks aim at. */
import { createServer, type Server } from 'node:http';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { ChannelName, Reply, Request } from '../../shared/bridge.ts';
import { builtApp, launchApp, type RunningApp } from '../support/electron-app.ts';

declare global {
  interface Window {
    stolen?: unknown;
  }
}

export let running: RunningApp;
export let page: Page;
let foreign: Server;
/** addresses of the foreign server that were asked for */
export const hits: string[] = [];
export let address = '';
export const HOME = 'app://bundle/index.html';

/** Starts it all before the tests of a file and ends it after them. */
export function underAttack(): void {
  beforeAll(async () => {
    foreign = createServer((request, response) => {
      hits.push(request.url ?? '');
      if (request.url === '/redirect') response.writeHead(302, { location: '/target' });
      response.end('<script>window.stolen = 1</script>');
    });
    await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    const folder = await builtApp();
    await mkdir(join(folder, 'out', 'renderer-evil'), { recursive: true });
    await writeFile(join(folder, 'out', 'renderer-evil', 'secret.txt'), 'secret');
    await symlink(join(folder, 'out', 'renderer-evil', 'secret.txt'), join(folder, 'out', 'renderer', 'link.txt')).catch(() => undefined);
    running = await launchApp(process.getuid?.() === 0 ? { user: 'nobody' } : {});
    page = running.window;
  });

  afterAll(async () => {
    await running.close();
    await new Promise((done) => foreign.close(done));
  });

  beforeEach(() => {
    hits.length = 0;
  });
}

export const call = <C extends ChannelName>(channel: C, request: Request<C>): Promise<Reply<C>> =>
  page.evaluate(([c, r]) => window.bridge.call(c as C, r as Request<C>), [channel, request] as const);

/** The program as it was: same page, one window, and the bridge answers. */
export async function stillWorks(): Promise<void> {
  // the one address that Chromium goes to without asking is about:blank; the program comes back from it by itself
  await page.waitForURL((url) => url.href.startsWith(HOME));
  await page.waitForFunction(() => (document.getElementById('root')?.childElementCount ?? 0) > 0);
  await expect.poll(() => page.url().split('#')[0]).toBe(HOME);
  await expect.poll(() => call('app.info', {})).toMatchObject({ ok: true });
  await expect.poll(() => running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  await expect
    .poll(() => page.evaluate(() => ({ title: document.title, stolen: window.stolen })))
    .toEqual({ title: expect.stringContaining('科转台'), stolen: undefined });
  expect(hits).toEqual([]);
}
