/** The registry as one bundle inside the real Electron's utilityProcess, as the program starts it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpCarrier } from '../../electron/carriers/http.ts';
import { runtimeEnv } from '../../electron/runtime/choose.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { testRuntime } from '../support/electron-app.ts';
import { sampleLetter } from '../support/sample-letter.ts';
import { startScreen, type Screen } from '../support/xvfb.ts';

let folder: string;
let screen: Screen | undefined;
let running: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-electron-'));
  await build({ configFile: join(PROJECT, 'electron/registry.vite.config.ts'), logLevel: 'error', build: { outDir: folder, emptyOutDir: false } });
  await copyFile(join(dirname(createRequire(import.meta.url).resolve('node-sqlite3-wasm')), 'node-sqlite3-wasm.wasm'), join(folder, 'node-sqlite3-wasm.wasm'));
  await writeFile(join(folder, 'package.json'), '{"name":"registry-host","main":"host.cjs"}');
  await writeFile(
    join(folder, 'host.cjs'),
    `
    const { app, utilityProcess } = require('electron');
    app.whenReady().then(() => {
      const child = utilityProcess.fork(${JSON.stringify(join(folder, 'registry.cjs'))}, [], { stdio: 'ignore', env: { ...process.env, KEZHUAN_REGISTRY_DATA: ${JSON.stringify(join(folder, 'data'))} } });
      child.on('message', (m) => console.log('said ' + JSON.stringify({ ...m, pid: child.pid })));
      child.on('exit', (code) => { console.log('said ' + JSON.stringify({ kind: 'exit', code })); app.exit(0); });
      process.stdin.on('data', () => child.postMessage('stop'));
    });`,
  );
  screen = await startScreen();
}, 120_000);
afterAll(async () => {
  running?.kill('SIGKILL');
  await screen?.stop();
  await rm(folder, { recursive: true, force: true });
});

type Said = { kind: string; url: string; token: string; pid: number; code: number };
async function start(): Promise<{ child: ChildProcess; next(): Promise<Said> }> {
  const runtime = await testRuntime();
  const child = spawn(runtime.executable, ['--no-sandbox', folder], {
    env: { ...process.env, ...runtimeEnv(runtime), DISPLAY: screen?.display ?? '' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  running = child;
  const lines: Said[] = [];
  let wake = (): void => {};
  let rest = '';
  child.stdout!.on('data', (d) => {
    const parts = (rest + String(d)).split('\n');
    rest = parts.pop()!;
    for (const line of parts) if (line.startsWith('said ')) lines.push(JSON.parse(line.slice(5)) as Said);
    wake();
  });
  const next = async (): Promise<Said> => {
    while (lines.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return lines.shift()!;
  };
  return { child, next };
}

it('takes a letter, stops when told, and has it after a kill of the whole program', async () => {
  const { id, text } = sampleLetter(1);
  const first = await start();
  const ready = await first.next();
  expect(ready).toMatchObject({ kind: 'ready' });
  const carrier = createHttpCarrier();
  const dial = (to: Said): void => {
    carrier.configure('simulated', to.url);
    carrier.setToken('simulated', to.token);
    carrier.setOnline('simulated', true);
  };
  dial(ready);
  expect(await carrier.send('simulated', id, text)).toMatchObject({ kind: 'accepted' });
  first.child.kill('SIGKILL');
  // the registry does not outlive its program
  const isThere = async (): Promise<boolean> =>
    promisify(execFile)('ps', ['-p', String(ready.pid), '-o', 'stat=']).then(
      ({ stdout }) => !stdout.trim().startsWith('Z'),
      () => false,
    );
  await expect.poll(isThere, { timeout: 20_000, interval: 50 }).toBe(false);

  const second = await start();
  const again = await second.next();
  expect(again.kind).toBe('ready');
  dial(again);
  expect(await carrier.ask('simulated', id)).toMatchObject({ kind: 'accepted', reply: { letter: id } });
  second.child.stdin!.write('stop');
  expect(await second.next()).toMatchObject({ kind: 'exit', code: 0 });
}, 120_000);
