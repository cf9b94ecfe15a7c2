import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { STAND_IN } from '../../electron/runtime/stand-in.ts';

export type FakePackage = { tarball: string; integrity: string; fetched: () => number; fetch: (folder: string) => Promise<string> };

/** A package of the same shape as the real one, a few bytes long: an archive in an archive, with a foreign program in it. */
export async function makeFakePackage(folder: string): Promise<FakePackage> {
  const inner = join(folder, 'inner');
  const outer = join(folder, 'outer');
  await mkdir(join(inner, 'resources/app/dist'), { recursive: true });
  await mkdir(join(inner, 'locales'), { recursive: true });
  await mkdir(dirname(join(outer, STAND_IN.inner)), { recursive: true });
  await writeFile(join(inner, STAND_IN.foreignName), '#!/bin/sh\necho electron\n', { mode: 0o755 });
  await writeFile(join(inner, 'icudtl.dat'), 'data');
  await writeFile(join(inner, 'locales/zh-CN.pak'), 'words');
  await writeFile(join(inner, 'resources/app/dist/main.js'), 'foreign');
  execFileSync('tar', ['-czf', join(outer, STAND_IN.inner), '-C', inner, '.']);
  const tarball = join(folder, 'fake.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', outer, 'package']);
  const integrity = `sha512-${createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64')}`;
  let count = 0;
  return {
    tarball,
    integrity,
    fetched: () => count,
    async fetch(into) {
      count += 1;
      await copyFile(tarball, join(into, 'package.tgz'));
      return join(into, 'package.tgz');
    },
  };
}
