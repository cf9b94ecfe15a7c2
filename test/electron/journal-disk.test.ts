import { execFileSync } from 'node:child_process';
import { rmdirSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asFault } from '../../electron/ipc/fault.ts';
import { Keys } from '../../electron/journal/keys.ts';
import { sha256Of } from '../../electron/files/sha256.ts';
import { diskLimits, freeDisk } from '../../electron/files/disk.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { freshFolder, openJournal, readAll } from './store-folder.ts';
import { linesWith } from './store-lines.ts';

const TOLD = process.env['KEZHUAN_WITHOUT_TMPFS'] === '1';
let disk = '';

beforeAll(async () => {
  // not by freshFolder: the mount outlives each test
  disk = await mkdtemp(join(tmpdir(), 'kezhuan-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=0777', 'tmpfs', disk], { stdio: 'pipe' });
  } catch (error) {
    disk = '';
    const why = 'the full-disk tests need a small file system of their own, and mounting one is not permitted here';
    if (!TOLD) throw new Error(`${why} (KEZHUAN_WITHOUT_TMPFS=1 leaves them out)`, { cause: error });
    console.warn(`NOT RUN: ${why}`);
  }
});

afterAll(() => {
  if (disk === '') return;
  execFileSync('umount', ['-l', disk]);
  rmdirSync(disk);
});

async function fill(leave: number): Promise<void> {
  const { freeBytes } = await freeDisk(disk, { lowBytes: 0, fullBytes: 0 });
  await appendFile(join(disk, 'ballast'), Buffer.alloc(Math.max(0, freeBytes - leave)));
}

describe.skipIf(TOLD)('a disk that fills up', () => {
  it('refuses the append as disk-full, leaves the file as it was, and goes on when space is back', async () => {
    const folder = join(disk, 'journal');
    const lines = linesWith(400, (i) => `长文本 ${i} `.repeat(40));
    const journal = await openJournal(folder);
    await journal.append(lines.slice(0, 100));
    const file = join(folder, '2026-11.log');
    const { size } = await stat(file);
    await fill(24_576);
    const refused = await journal.append(lines.slice(100)).then(() => null, asFault);
    expect(refused?.code).toBe('disk-full');
    expect((await stat(file)).size).toBe(size);
    expect(await journal.head()).toMatchObject({ seq: 100, count: 100, damaged: [] });
    expect(await readAll(journal, 50)).toEqual(lines.slice(0, 100));
    expect((await journal.append(lines.slice(100).map((l) => l)).then(() => null, asFault))?.code).toBe('disk-full');
    await rm(join(disk, 'ballast'));
    expect(await journal.append(lines.slice(100))).toBe(400);
    await journal.close();
    const again = await openJournal(folder);
    expect(await again.head()).toMatchObject({ seq: 400, count: 400, damaged: [], tornBytes: 0 });
    expect(await readAll(again, 90)).toEqual(lines);
    await rm(folder, { recursive: true });
  });

  it('leaves no half file in the vault and the keys as they were', async () => {
    const vault = new Vault(join(disk, 'vault'));
    const keys = new Keys(join(disk, 'keys', 'work.json'));
    await keys.put('p1', 'k1');
    await fill(8192);
    const upload = await vault.begin('扫描.pdf', 100_000);
    expect((await vault.part(upload, new Uint8Array(100_000)).then(() => null, asFault))?.code).toBe('disk-full');
    expect(await readdir(join(disk, 'vault', 'incoming'))).toEqual([]);
    await fill(0);
    const big = 'k'.repeat(60_000);
    expect((await keys.put('p2', big).then(() => null, asFault))?.code).toBe('disk-full');
    expect(await keys.read()).toEqual({ p1: 'k1' });
    expect(await readdir(join(disk, 'keys'))).toEqual(['work.json']);
    await rm(join(disk, 'ballast'));
    const bytes = new Uint8Array(100_000).fill(7);
    const second = await vault.begin('扫描.pdf', bytes.length);
    await vault.part(second, bytes);
    expect((await vault.finish(second)).hash).toBe(sha256Of(bytes));
    expect(await readFile(vault.pathOf(sha256Of(bytes)))).toEqual(Buffer.from(bytes));
  });

  it('is seen in time, by limits the environment may move', async () => {
    expect(diskLimits({})).toEqual({ lowBytes: 1024 ** 3, fullBytes: 200 * 1024 ** 2 });
    expect(diskLimits({ KEZHUAN_DISK_LOW: '2000', KEZHUAN_DISK_FULL: 'x' })).toEqual({ lowBytes: 2000, fullBytes: 200 * 1024 ** 2 });
    expect((await freeDisk(disk, { lowBytes: 1024 ** 2 * 64, fullBytes: 1000 })).level).toBe('low');
    expect((await freeDisk(disk, { lowBytes: 1024 ** 2 * 64, fullBytes: 1024 ** 2 * 32 })).level).toBe('full');
    expect((await freeDisk(await freshFolder(), { lowBytes: 1, fullBytes: 1 })).level).toBe('ok');
  });
});
