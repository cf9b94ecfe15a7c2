import { build as buildApp } from 'electron-vite';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as buildBundle } from 'vite';
import { withFolderLock } from './folder-lock.ts';
import { PROJECT } from './paths.ts';

const SOURCES = ['electron', 'renderer', 'shared', 'resources'];
const STAMP = join(PROJECT, 'out', 'build-stamp');
export const BUILD_LOCK = join(PROJECT, 'out', 'build.lock');

/** Changes with every source file that enters the build: path, size and time of each. */
async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    const entries = await readdir(join(PROJECT, folder), { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    for (const file of files.sort()) {
      const { size, mtimeMs } = await stat(file);
      hash.update(`${file}|${size}|${mtimeMs}\n`);
    }
  }
  hash.update(await readFile(join(PROJECT, 'package-lock.json')));
  return hash.digest('hex');
}

/** Builds main, preload, renderer and registry into `out/`, unless nothing has changed since. Answers whether it built. */
export async function ensureBuilt(log: (line: string) => void = () => undefined): Promise<boolean> {
  await mkdir(join(PROJECT, 'out'), { recursive: true });
  return withFolderLock(
    BUILD_LOCK,
    async () => {
      const stamp = await stampOfSources();
      if ((await readFile(STAMP, 'utf8').catch(() => '')) === stamp) return false;
      log('building');
      await rm(STAMP, { force: true });
      process.env['NODE_ENV'] = 'production';
      process.chdir(PROJECT);
      await buildApp({ configFile: join(PROJECT, 'electron/electron.vite.config.ts'), logLevel: 'warn' });
      await buildBundle({ configFile: join(PROJECT, 'electron/registry.vite.config.ts'), logLevel: 'warn' });
      await writeFile(STAMP, stamp);
      return true;
    },
    () => log('another build is running; waiting for it'),
  );
}

if (process.argv[1]?.endsWith('build.ts')) {
  const started = Date.now();
  const built = await ensureBuilt(console.log);
  console.log(built ? `built in ${((Date.now() - started) / 1000).toFixed(1)} s` : 'nothing has changed since the last build');
}
