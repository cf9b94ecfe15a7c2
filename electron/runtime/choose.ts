import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { downloadOfficial, executableName, installedOfficial, officialVersion } from './official.ts';
import { cacheFolder } from './paths.ts';
import { standInFolder, STAND_IN, type StandInOptions } from './stand-in.ts';

/** The Electron to run with, and why this one. */
export type Runtime = {
  source: 'override' | 'installed' | 'downloaded' | 'stand-in';
  dist: string;
  executable: string;
  version: string;
  major: number;
  /** the one line a person reads */
  line: string;
};

export type ChooseOptions = {
  env?: NodeJS.ProcessEnv;
  log?: (line: string) => void;
  pkg?: string;
  cache?: string;
  reachMs?: number;
  standIn?: Pick<StandInOptions, 'fetch' | 'integrity'>;
};

async function describe(source: Runtime['source'], dist: string, why: string): Promise<Runtime> {
  const executable = join(dist, executableName());
  const version = (await readFile(join(dist, 'version'), 'utf8').catch(() => '0.0.0')).trim().replace(/^v/, '');
  const known = version === '0.0.0' ? 'unknown version' : version;
  return { source, dist, executable, version, major: Number.parseInt(version, 10), line: `Electron ${known}: ${why} (${dist})` };
}

/**
 * Decides which Electron runs: the one named by ELECTRON_OVERRIDE_DIST_PATH, the installed one, the official
 * download, or, on Linux x64 and never for packaging, the stand-in. Throws with the reason where there is none.
 */
export async function chooseRuntime(options: ChooseOptions = {}): Promise<Runtime> {
  const env = options.env ?? process.env;
  const log = options.log ?? ((line: string) => console.log(line));
  const cache = options.cache ?? cacheFolder(env);
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const dist = resolve(override);
    if (!existsSync(join(dist, executableName()))) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but there is no ${executableName()} in it`);
    return describe('override', dist, 'named by ELECTRON_OVERRIDE_DIST_PATH');
  }
  const installed = await installedOfficial(options.pkg);
  if (installed) return describe('installed', installed, 'the installed official build');

  const download = await downloadOfficial({
    env,
    cache,
    log,
    ...(options.pkg ? { pkg: options.pkg } : {}),
    ...(options.reachMs ? { reachMs: options.reachMs } : {}),
  });
  if ('dist' in download) return describe('downloaded', download.dist, 'the official build, just downloaded');

  const wanted = await officialVersion(options.pkg);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron ${wanted} could not be downloaded (${download.reason}). Set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`,
    );
  }
  const dist = await standInFolder({ cache, log, ...options.standIn });
  return describe('stand-in', dist, `stand-in for development and tests, because ${wanted} could not be downloaded (${download.reason}); ${STAND_IN.spec}`);
}

/** Environment in which `require('electron')`, electron-vite and Playwright all use this runtime. */
export function runtimeEnv(runtime: Runtime): Record<string, string> {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_EXEC_PATH: runtime.executable,
    ELECTRON_MAJOR_VER: String(runtime.major),
    ...(process.getuid?.() === 0 ? { NO_SANDBOX: '1' } : {}),
  };
}
