import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 100;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ownerOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'pid'), 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A lock is taken by renaming a folder that already names its owner: there is no moment in which it is nobody's. */
async function tryTake(lock: string): Promise<boolean> {
  const mine = await mkdtemp(`${lock}.`);
  await writeFile(join(mine, 'pid'), String(process.pid));
  try {
    await rename(mine, lock);
    return true;
  } catch (error) {
    await rm(mine, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code)) return false;
    throw error;
  }
}

async function dropIfOrphaned(lock: string): Promise<void> {
  const owner = await ownerOf(lock);
  if (owner === undefined || isAlive(owner)) return;
  const aside = `${lock}.orphan-${process.pid}`;
  await rename(lock, aside).catch(() => undefined);
  if ((await ownerOf(aside)) === owner) await rm(aside, { recursive: true, force: true });
  else await rename(aside, lock).catch(() => undefined);
}

/** Runs `work` while no other process on this machine runs it under the same lock; the lock of a dead process is taken over. */
export async function withFolderLock<T>(lock: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  await mkdir(dirname(lock), { recursive: true });
  let told = false;
  while (!(await tryTake(lock))) {
    await dropIfOrphaned(lock);
    if (!told) onWait?.();
    told = true;
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
