import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseRuntime, runtimeEnv, type Runtime } from '../../electron/runtime/choose.ts';
import { downloadOfficial } from '../../electron/runtime/official.ts';
import { makeFakePackage, type FakePackage } from './fake-package.ts';

let folder: string;
let pkg: string;
let fake: FakePackage;
let server: Server | undefined;
const quiet = (): void => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-choose-'));
  pkg = join(folder, 'electron');
  await mkdir(pkg);
  await writeFile(join(pkg, 'package.json'), JSON.stringify({ version: '45.4.1' }));
  await writeFile(join(pkg, 'install.js'), `require('node:fs').writeFileSync(__dirname + '/asked', ''); process.exit(1);`);
  fake = await makeFakePackage(folder);
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** A mirror on this machine; `undefined` means it takes the request and never answers. */
async function mirror(status: number | undefined): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const started = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (status !== undefined) response.writeHead(status).end();
  });
  server = started;
  await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}/`, asked };
}

const choose = (env: NodeJS.ProcessEnv): Promise<Runtime> =>
  chooseRuntime({ env, log: quiet, pkg, cache: join(folder, 'cache'), reachMs: 300, standIn: { fetch: fake.fetch, integrity: fake.integrity } });

async function dist(at: string, version: string): Promise<string> {
  await mkdir(at, { recursive: true });
  await writeFile(join(at, 'electron'), '');
  await writeFile(join(at, 'version'), `v${version}`);
  return at;
}

describe('which Electron runs', () => {
  test('the one named by ELECTRON_OVERRIDE_DIST_PATH, before everything else', async () => {
    await dist(join(pkg, 'dist'), '45.4.1');
    const named = await dist(join(folder, 'mine'), '44.0.0');
    const runtime = await choose({ ELECTRON_OVERRIDE_DIST_PATH: named });
    expect(runtime).toMatchObject({ source: 'override', dist: named, version: '44.0.0', major: 44, executable: join(named, 'electron') });
    expect(runtime.line).not.toContain('\n');
    expect(runtimeEnv(runtime)).toMatchObject({ ELECTRON_OVERRIDE_DIST_PATH: named, ELECTRON_MAJOR_VER: '44' });
  });

  test('a named folder without Electron is an error, not a reason to take another', async () => {
    await expect(choose({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nothing') })).rejects.toThrow('there is no electron in it');
  });

  test('the installed official build, of the pinned version only', async () => {
    await dist(join(pkg, 'dist'), '45.4.1');
    expect(await choose({})).toMatchObject({ source: 'installed', version: '45.4.1' });
    await writeFile(join(pkg, 'dist/version'), '44.0.0');
    const { url } = await mirror(404);
    expect(await choose({ ELECTRON_MIRROR: url })).toMatchObject({ source: 'stand-in' });
  });

  test('the official download from ELECTRON_MIRROR where it answers', async () => {
    await writeFile(
      join(pkg, 'install.js'),
      `const fs = require('node:fs'); const d = __dirname + '/dist'; fs.mkdirSync(d);
      fs.writeFileSync(d + '/electron', ''); fs.writeFileSync(d + '/version', '45.4.1');`,
    );
    const { url, asked } = await mirror(200);
    expect(await choose({ ELECTRON_MIRROR: url, PATH: process.env['PATH'] })).toMatchObject({ source: 'downloaded', version: '45.4.1' });
    expect(asked).toEqual([`HEAD /v45.4.1/electron-v45.4.1-${process.platform}-${process.arch}.zip`]);
  });

  test('a mirror that never answers is given up quickly, and the reason stands in the line', async () => {
    const { url } = await mirror(undefined);
    const runtime = await choose({ ELECTRON_MIRROR: url });
    expect(runtime).toMatchObject({ source: 'stand-in', version: '25.1.1' });
    expect(runtime.line).toMatch(/45\.4\.1 could not be downloaded \(127\.0\.0\.1:\d+: TimeoutError\)/);
  });

  test('a download that fails half-way falls back too', async () => {
    const { url } = await mirror(200);
    const runtime = await choose({ ELECTRON_MIRROR: url, PATH: process.env['PATH'] });
    expect(runtime.source).toBe('stand-in');
  });
});

describe('a failed official download', () => {
  const attempt = (url: string, now: number, env: NodeJS.ProcessEnv = {}): ReturnType<typeof downloadOfficial> =>
    downloadOfficial({ env: { ELECTRON_MIRROR: url, ...env }, cache: join(folder, 'cache'), log: quiet, pkg, now, reachMs: 300 });

  test('is remembered for half a day, for this mirror only, unless asked to forget', async () => {
    const { url, asked } = await mirror(503);
    expect(await attempt(url, 0)).toEqual({ reason: `${new URL(url).host}: answered 503` });
    expect(await attempt(url, 3600_000)).toEqual({ reason: `${new URL(url).host}: answered 503, tried before` });
    expect(asked).toHaveLength(1);
    await attempt(url, 13 * 3600_000);
    expect(asked).toHaveLength(2);
    await attempt(`${url}other/`, 13 * 3600_000);
    expect(asked).toHaveLength(3);
    await attempt(`${url}other/`, 13 * 3600_000, { KEZHUAN_RETRY_ELECTRON: '1' });
    expect(asked).toHaveLength(4);
  });
});
