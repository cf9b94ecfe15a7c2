/** The main process around the page: crashes, the page of last resort, closing, a second start, how a run ended. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runtimeEnv } from '../../electron/runtime/choose.ts';
import { builtApp, launchApp, testRuntime, type RunningApp } from '../support/electron-app.ts';

let profile = '';
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'kezhuan-process-'));
});
afterEach(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));

const exitFile = async (): Promise<{ state: string }> => JSON.parse(await readFile(join(profile, 'exit.json'), 'utf8')) as { state: string };
const urlOf = ({ app }: RunningApp): Promise<string> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL() ?? '');
const headOf = (running: RunningApp): Promise<unknown> =>
  running.window.evaluate(async () => {
    const reply = await window.bridge.call('journal.open', { workspace: 'class', storeId: '', formatVersion: 1 });
    return reply.ok ? reply.value.exit : reply.code;
  });

/** Ends the page's process and waits until another one shows a page. */
async function crash(running: RunningApp): Promise<string> {
  return running.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents;
        contents.once('render-process-gone', () => contents.once('did-finish-load', () => done(contents.getURL())));
        contents.forcefullyCrashRenderer();
      }),
  );
}

test('a page that crashes comes back three times, then the page of last resort says where everything is, and leads back', async () => {
  const running = await launchApp({ userData: profile });
  try {
    for (let i = 0; i < 3; i++) expect(await crash(running)).toBe('app://bundle/index.html');
    expect(await crash(running)).toBe('app://bundle/recovery.html');
    const text = (await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.body.innerText'),
    )) as string;
    expect(text).toContain(join(profile, 'journal'));
    expect(text).toContain('没有丢失');
    await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(`document.querySelector('a[href$="reload"]').click()`),
    );
    await expect.poll(() => urlOf(running)).toBe('app://bundle/index.html');
  } finally {
    await running.close();
  }
});

test('how a run ended is told to the next one: first, clean, killed', async () => {
  const first = await launchApp({ userData: profile });
  expect(await headOf(first)).toBe('first');
  await expect.poll(exitFile).toMatchObject({ state: 'running' });
  await first.close();
  expect(await exitFile()).toMatchObject({ state: 'clean' });
  const second = await launchApp({ userData: profile });
  expect(await headOf(second)).toBe('clean');
  await second.kill();
  const third = await launchApp({ userData: profile });
  expect(await headOf(third)).toBe('killed');
  await third.close();
});

test('a second start ends at once and brings the first window forward', async () => {
  const running = await launchApp({ userData: profile });
  try {
    const runtime = await testRuntime();
    const display = await running.app.evaluate(() => process.env['DISPLAY'] ?? '');
    const again = running.app.evaluate(({ app }) => new Promise<string>((done) => app.once('second-instance', () => done('asked'))));
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const second = spawn(runtime.executable, [...root, `--user-data-dir=${profile}`, await builtApp()], {
      env: { ...process.env, ...runtimeEnv(runtime), DISPLAY: display, NODE_OPTIONS: '' },
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((done) => second.once('exit', done));
    expect(await again).toBe('asked');
    expect(await ended).toBe(0);
    expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await exitFile()).toMatchObject({ state: 'running' });
  } finally {
    await running.close();
  }
});

test('closing waits for the page to save, and not for a page that hangs', async () => {
  const running = await launchApp({ userData: profile });
  const gone = new Promise<void>((done) => running.app.process().once('exit', () => done()));
  // busy for ever: it can neither save nor answer
  void running.window
    .evaluate(() =>
      setTimeout(() => {
        for (;;);
      }, 0),
    )
    .catch(() => undefined);
  const begun = Date.now();
  await running.app.evaluate(({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()));
  await gone;
  const took = Date.now() - begun;
  expect(took).toBeGreaterThan(2000);
  expect(await exitFile()).toMatchObject({ state: 'clean' });
  await running.close().catch(() => undefined);
});
