import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from './paths.ts';

const FORGET_AFTER_MS = 12 * 3600_000;
const REACH_MS = 4000;
const DOWNLOAD_MS = 10 * 60_000;

export type OfficialOptions = {
  env: NodeJS.ProcessEnv;
  cache: string;
  log: (line: string) => void;
  /** folder of the `electron` package */
  pkg?: string;
  now?: number;
  reachMs?: number;
};

export const electronPackage = join(PROJECT, 'node_modules', 'electron');

/** Version of the pinned dependency, e.g. 45.4.1. */
export async function officialVersion(pkg = electronPackage): Promise<string> {
  return (JSON.parse(await readFile(join(pkg, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Path of the executable inside an Electron folder on this platform. */
export function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** The dist folder of an installed official Electron, or undefined. */
export async function installedOfficial(pkg = electronPackage): Promise<string | undefined> {
  const dist = join(pkg, 'dist');
  const version = await readFile(join(dist, 'version'), 'utf8').catch(() => '');
  if (version.trim().replace(/^v/, '') !== (await officialVersion(pkg))) return undefined;
  return existsSync(join(dist, executableName())) ? dist : undefined;
}

const downloadBase = (env: NodeJS.ProcessEnv): string =>
  env['ELECTRON_MIRROR'] || env['npm_config_electron_mirror'] || 'https://github.com/electron/electron/releases/download/';

async function reach(url: string, ms: number): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(ms) });
    return answer.ok ? undefined : `answered ${answer.status}`;
  } catch (error) {
    const reason = error as Error & { cause?: { code?: string } };
    return reason.cause?.code ?? reason.name;
  }
}

function install(pkg: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...rest } = env;
  const child = spawn(process.execPath, [join(pkg, 'install.js')], { env: rest, stdio: ['ignore', 'inherit', 'pipe'], timeout: DOWNLOAD_MS });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code) => done(code === 0 ? undefined : (said.trim().split('\n')[0] ?? `ended with ${code}`)));
  });
}

type Failure = { base: string; version: string; when: number; reason: string };

/**
 * Tries the official download once. A host that cannot be reached is given up after seconds and remembered for half
 * a day, so that later starts do not wait for it again (`KEZHUAN_RETRY_ELECTRON=1` forgets).
 */
export async function downloadOfficial(options: OfficialOptions): Promise<{ dist: string } | { reason: string }> {
  const pkg = options.pkg ?? electronPackage;
  const now = options.now ?? Date.now();
  const version = await officialVersion(pkg);
  const base = downloadBase(options.env);
  const note = join(options.cache, 'official-download-failed.json');
  const before = await readFile(note, 'utf8').then(
    (text) => JSON.parse(text) as Failure,
    () => undefined,
  );
  const fresh = before && before.base === base && before.version === version && now - before.when < FORGET_AFTER_MS;
  if (fresh && options.env['KEZHUAN_RETRY_ELECTRON'] !== '1') return { reason: `${before.reason}, tried before` };

  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const url = `${base.replace(/\/?$/, '/')}v${version}/${file}`;
  // behind a proxy that only @electron/get knows how to use, the probe proves nothing
  const probe = options.env['ELECTRON_GET_USE_PROXY'] ? undefined : await reach(url, options.reachMs ?? REACH_MS);
  if (probe === undefined) options.log(`downloading Electron ${version}`);
  const reason = probe ?? (await install(pkg, options.env));
  const dist = await installedOfficial(pkg);
  if (reason === undefined && dist) {
    await rm(note, { force: true });
    return { dist };
  }
  await mkdir(options.cache, { recursive: true });
  const failure: Failure = { base, version, when: now, reason: `${new URL(url).host}: ${reason ?? 'nothing was installed'}` };
  await writeFile(note, JSON.stringify(failure));
  return { reason: failure.reason };
}
