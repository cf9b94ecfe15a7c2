import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayPackage } from '../../electron/runtime/package.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import words from '../../resources/locales/zh/today.json' with { type: 'json' };
import { testRuntime } from '../support/electron-app.ts';
import { startScreen, type Screen } from '../support/xvfb.ts';

const PROGRAM = '/opt/KezhuanDesk/kezhuan-desk';
const USER = 'nobody';
let folder: string;
let home: string;
let screen: Screen;
let name: string;
let installed = false;

const dpkg = (...args: string[]): string => execFileSync('dpkg', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const npmPackage = (env: Record<string, string>): ReturnType<typeof spawnSync> =>
  spawnSync('npm', ['run', '--silent', 'package', '--', '--out', join(folder, 'dist')], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: '', ...env },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-deb-test-'));
  await chmod(folder, 0o755);
  home = join(folder, 'home');
  await mkdir(home);
  execFileSync('chown', [USER, home]);
  screen = await startScreen();
});
afterAll(async () => {
  if (installed) spawnSync('dpkg', ['--purge', name]);
  await screen.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the installed program as an ordinary user, sandbox on, and waits until it can be spoken to. */
async function startInstalled(): Promise<{ child: ChildProcess; address: string; ended: Promise<number | null> }> {
  const child = spawn(
    'runuser',
    [
      '-u',
      USER,
      '--',
      'env',
      '-u',
      'XDG_CONFIG_HOME',
      `HOME=${home}`,
      `DISPLAY=${screen.display}`,
      'LC_ALL=C.UTF-8',
      'PATH=/usr/bin:/bin',
      'kezhuan-desk',
      '--remote-debugging-port=0',
    ],
    { cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  let said = '';
  const address = await new Promise<string>((done, fail) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (found) done(found);
    });
    child.once('exit', (code) => fail(new Error(`ended with ${code}: ${said}`)));
  });
  return { child, address, ended };
}

describe('only an official Electron is packaged', () => {
  const official = '45.4.1';
  test.each([
    ['the official version, downloaded', { version: official, source: 'downloaded' } as const, {}, true],
    ['another version', { version: '44.0.0', source: 'override' } as const, {}, false],
    ['the stand-in', { version: '25.1.1', source: 'stand-in' } as const, {}, false],
    ['a stand-in that calls itself official', { version: official, source: 'stand-in' } as const, {}, false],
  ])('%s', (_, runtime, env, may) => expect('changes' in mayPackage(runtime, official, env)).toBe(may));

  test('a package for testing says so in its name and version', () => {
    const decision = mayPackage({ version: '25.1.1', source: 'stand-in' }, official, { KEZHUAN_PACKAGE_TEST_RUNTIME: '1' });
    expect(decision).toMatchObject({ changes: { extraMetadata: { name: 'kezhuan-desk-test-runtime', version: '0.0.0-testruntime' } } });
  });
});

describe('the Debian package', () => {
  test('npm run package refuses the stand-in, and builds a marked package when asked to', async () => {
    if ((await testRuntime()).source === 'stand-in') {
      const refused = npmPackage({ KEZHUAN_PACKAGE_TEST_RUNTIME: '' });
      expect(refused.status).toBe(1);
      expect(refused.stderr).toContain('Only the official Electron');
    }
    const { status, stdout, stderr } = npmPackage({ KEZHUAN_PACKAGE_TEST_RUNTIME: '1' });
    expect(status, `${String(stdout)}${String(stderr)}`).toBe(0);
    const debs = (await readdir(join(folder, 'dist'))).filter((file) => file.endsWith('.deb'));
    expect(debs).toHaveLength(1);
    name = execFileSync('dpkg-deb', ['-f', join(folder, 'dist', debs[0] ?? ''), 'Package'], { encoding: 'utf8' }).trim();
    expect(name).toMatch(/^kezhuan-desk/);
  });

  test('installs, with the fuses set and nothing but the bundled program inside', async () => {
    const deb = (await readdir(join(folder, 'dist'))).find((file) => file.endsWith('.deb')) ?? '';
    dpkg('-i', join(folder, 'dist', deb));
    installed = true;
    const wire = (await getCurrentFuseWire(PROGRAM)) as Record<number, FuseState | undefined>;
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    ];
    const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => FuseState.DISABLE));
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => FuseState.ENABLE));
    if ((await testRuntime()).major >= 29) expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE);
    expect(await readFile('/usr/share/applications/kezhuan-desk.desktop', 'utf8')).toContain('Name=科转台');
    expect((await readdir('/opt/KezhuanDesk/resources')).filter((file) => file === 'app' || file.endsWith('.map'))).toEqual([]);
  });

  test('starts as an ordinary user, is used once, and what it saved outlives the package', async () => {
    const { child, address, ended } = await startInstalled();
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!page) throw new Error('no window');
    await page.getByLabel(words.first.name).fill('完成人甲');
    await page.getByLabel(words.first.office).fill('示例农业研究所');
    await page.getByRole('button', { name: words.first.straight }).click();
    await page
      .getByText(/已保存/)
      .first()
      .waitFor();
    await page.evaluate(() => void window.bridge.call('app.quit', {}));
    await ended;
    child.unref();

    const data = join(home, '.config/kezhuan-desk');
    const journal = async (): Promise<string> => {
      const files = (await readdir(join(data, 'journal/work'), { recursive: true })).filter((file) => file.endsWith('.log'));
      return (await Promise.all(files.map((file) => readFile(join(data, 'journal/work', file), 'utf8')))).join('');
    };
    expect(await journal()).toContain('示例农业研究所');
    dpkg('--purge', name);
    installed = false;
    expect(existsSync('/opt/KezhuanDesk')).toBe(false);
    expect(existsSync('/usr/bin/kezhuan-desk')).toBe(false);
    expect(spawnSync('dpkg', ['-s', name]).status).not.toBe(0);
    expect(await journal()).toContain('示例农业研究所');
  });
});
