/** Paths with Chinese characters on a Linux whose locale is not installed: the data folder's, and any file's that is chosen. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localeForPaths, localeToStartWith } from '../../electron/files/path-locale.ts';
import { runtimeEnv } from '../../electron/runtime/choose.ts';
import { builtApp, testRuntime } from '../support/electron-app.ts';
import { startScreen, type Screen } from '../support/xvfb.ts';

let home: string;
let screen: Screen;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kezhuan-locale-'));
  screen = await startScreen();
});
afterEach(async () => {
  for (const pid of await processesOf(home)) process.kill(pid, 'SIGKILL');
  await screen.stop();
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** Processes that name this folder on their command line. */
async function processesOf(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((p) => /^\d+$/.test(p))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(folder)) found.push(Number(pid));
  }
  return found;
}

test.each([
  ['zz_ZZ.UTF-8', '张三/资料'],
  ['C', '资料'],
  ['zz_ZZ.UTF-8', 'ascii'],
])('opens its store all the same where LANG is %s, and starts once more to read Chinese names (%s)', async (LANG, folder) => {
  const runtime = await testRuntime();
  const profile = join(home, folder);
  await mkdir(profile, { recursive: true });
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env: NodeJS.ProcessEnv = { ...process.env, ...runtimeEnv(runtime), DISPLAY: screen.display, LANG, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
  for (const name of ['LC_ALL', 'LC_CTYPE', 'NODE_ENV', 'NODE_OPTIONS', 'VITEST']) delete env[name];
  const child = spawn(runtime.executable, [...root, `--user-data-dir=${profile}`, await builtApp()], { env, stdio: 'ignore' });
  child.unref();
  // the journal is opened by the page once its own store is open
  await expect.poll(() => readdir(join(profile, 'journal')).catch(() => [])).toEqual(['work']);
  // the first start made way for one that reads names of any script
  await expect.poll(() => child.exitCode).toBe(0);
});

test('nothing is changed where the locale works, or where that was tried', () => {
  const broken = { LANG: 'de_DE.UTF-8@euro' };
  expect(localeForPaths(broken, 'linux', () => true)).toBeNull();
  expect(localeForPaths(broken, 'win32', () => false)).toBeNull();
  expect(localeForPaths(broken, 'linux', () => false)).toEqual({ LC_ALL: 'C.UTF-8', LANGUAGE: 'de_DE' });
  expect(localeForPaths({ LANGUAGE: 'zh_CN' }, 'linux', () => false)).toEqual({ LC_ALL: 'C.UTF-8', LANGUAGE: 'zh_CN' });
  expect(localeToStartWith({ LC_ALL: 'C.UTF-8' })).toBeNull();
});
