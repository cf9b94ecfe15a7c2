import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { BUILD_LOCK, ensureBuilt } from '../../electron/runtime/build.ts';
import { chooseRuntime, runtimeEnv, type Runtime } from '../../electron/runtime/choose.ts';
import { withFolderLock } from '../../electron/runtime/folder-lock.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { startScreen, type Screen } from './xvfb.ts';

export type LaunchOptions = {
  /** profile folder; a fresh one, removed on close, when absent */
  userData?: string;
  env?: Record<string, string>;
  args?: string[];
  /** `:n` of a running X server; a screen of its own when absent */
  display?: string;
  /** an ordinary user as whom Electron runs with its sandbox on, e.g. `nobody`; needs root */
  user?: string;
  /** another program's folder instead of ours, for comparison */
  program?: string;
  /** do not wait for the first window */
  withoutWindow?: boolean;
};

export type RunningApp = {
  app: ElectronApplication;
  window: Page;
  userData: string;
  runtime: Runtime;
  pid: number;
  /** lines of the window's console and of stderr, for failing messages */
  lines: string[];
  /** asks the program to quit and waits for it */
  close(): Promise<void>;
  /** SIGKILL to the browser process; the profile is kept */
  kill(): Promise<void>;
};

let chosen: Promise<Runtime> | undefined;
let copied: Promise<string> | undefined;

/** The runtime of this test process, chosen once. */
export function testRuntime(): Promise<Runtime> {
  chosen ??= chooseRuntime({ log: () => undefined });
  return chosen;
}

/**
 * A private copy of the built program, so that a build running beside the tests cannot pull a file away from under
 * them, and an ordinary user can read it wherever the checkout lies.
 */
export function builtApp(): Promise<string> {
  copied ??= (async () => {
    await ensureBuilt();
    const folder = await mkdtemp(join(tmpdir(), 'kezhuan-app-'));
    await chmod(folder, 0o755);
    process.once('exit', () => execFileSync('rm', ['-rf', folder]));
    await withFolderLock(BUILD_LOCK, async () => {
      for (const part of ['main', 'preload', 'renderer']) {
        await cp(join(PROJECT, 'out', part), join(folder, 'out', part), { recursive: true });
      }
      await cp(join(PROJECT, 'resources'), join(folder, 'resources'), { recursive: true });
      await cp(join(PROJECT, 'package.json'), join(folder, 'package.json'));
    });
    return folder;
  })();
  return copied;
}

/** Playwright loads this before the program, so that nothing starts until it listens. */
const LOADER = join(PROJECT, 'node_modules/playwright-core/lib/server/electron/loader.js');

type Wrapper = { executable: string; owner?: { uid: number; gid: number } };

/**
 * A small script in front of the runtime. Playwright would load its hook only into the Electron of its own process's
 * `require('electron')`, which is decided once; and an ordinary user needs another way in.
 */
async function wrapper(runtime: Runtime, scratch: string, user: string | undefined): Promise<Wrapper> {
  const executable = join(scratch, 'electron');
  if (!user) {
    await writeFile(executable, `#!/bin/sh\nexec ${runtime.executable} -r ${LOADER} "$@"\n`, { mode: 0o755 });
    return { executable };
  }
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  const owner = { uid: id('-u'), gid: id('-g') };
  const home = join(scratch, 'home');
  const loader = join(scratch, 'loader.js');
  await mkdir(home);
  await chown(home, owner.uid, owner.gid);
  await cp(LOADER, loader);
  await writeFile(executable, `#!/bin/sh\nexec runuser -u ${user} -- env -u XDG_CONFIG_HOME HOME=${home} ${runtime.executable} -r ${loader} "$@"\n`, {
    mode: 0o755,
  });
  return { executable, owner };
}

/**
 * Starts the built program in the real Electron and waits for its first window. The caller closes it; a profile
 * folder the caller named is kept, one made here is removed.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const runtime = await testRuntime();
  const folder = options.program ?? (await builtApp());
  const scratch = await mkdtemp(join(tmpdir(), 'kezhuan-run-'));
  await chmod(scratch, 0o755);
  const userData = options.userData ?? join(scratch, 'profile');
  await mkdir(userData, { recursive: true });
  const { executable, owner } = await wrapper(runtime, scratch, options.user);
  if (owner) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, userData]);
  const screen: Screen | undefined = options.display ? undefined : await startScreen();

  const inherited = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const env: Record<string, string> = {
    ...inherited,
    ...runtimeEnv(runtime),
    DISPLAY: options.display ?? screen?.display ?? '',
    // a Chinese desktop; where its locale is not installed the program would start itself once more, out of our hands
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'zh_CN',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    ...options.env,
  };
  delete env['NODE_ENV'];
  delete env['NODE_OPTIONS'];
  delete env['VITEST'];
  const lines: string[] = [];

  const tidy = async (): Promise<void> => {
    await screen?.stop();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const app = await _electron.launch({
      executablePath: executable,
      args: [`--user-data-dir=${userData}`, '--force-device-scale-factor=1', ...(options.args ?? []), folder],
      cwd: folder,
      env,
      chromiumSandbox: owner !== undefined || process.getuid?.() !== 0,
      timeout: 180_000,
    });
    const child = app.process();
    child.stderr?.on('data', (chunk: Buffer) => lines.push(...chunk.toString().split('\n').filter(Boolean)));
    app.on('window', (page) => page.on('console', (message) => lines.push(`[${message.type()}] ${message.text()}`)));
    const pid = await app.evaluate(() => process.pid);
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    const window = options.withoutWindow ? (undefined as unknown as Page) : await app.firstWindow({ timeout: 180_000 });
    await window?.waitForLoadState('domcontentloaded');
    return {
      app,
      window,
      userData,
      runtime,
      pid,
      lines,
      async close() {
        await app.close();
        await tidy();
      },
      async kill() {
        process.kill(pid, 'SIGKILL');
        await gone;
        await screen?.stop();
        if (options.userData) await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await tidy();
    throw new Error(`the program did not start with ${runtime.line}\n${lines.slice(-30).join('\n')}`, { cause: error });
  }
}
