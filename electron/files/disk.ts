import { statfs } from 'node:fs/promises';
import type { Disk } from '../../shared/bridge.ts';

const MB = 1024 * 1024;

/** Free space below which editing is warned about and below which it stops. */
export type DiskLimits = { lowBytes: number; fullBytes: number };

/** Limits of this start; the environment may lower or raise them, so that a full disk can be shown on a small one. */
export function diskLimits(env: NodeJS.ProcessEnv): DiskLimits {
  const read = (name: string, standard: number): number => {
    const value = Number(env[name]);
    return env[name] !== undefined && Number.isFinite(value) && value >= 0 ? value : standard;
  };
  return { lowBytes: read('KEZHUAN_DISK_LOW', 1024 * MB), fullBytes: read('KEZHUAN_DISK_FULL', 200 * MB) };
}

/** Bytes an ordinary user may still write where `folder` lies, and what that means. */
export async function freeDisk(folder: string, limits: DiskLimits): Promise<Disk> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  return { freeBytes, level: freeBytes < limits.fullBytes ? 'full' : freeBytes < limits.lowBytes ? 'low' : 'ok' };
}

/** Looks every `everyMs` and tells when the level changes; answers how to stop. */
export function watchDisk(folder: string, limits: DiskLimits, tell: (disk: Disk) => void, everyMs = 60_000): () => void {
  let level: Disk['level'] = 'ok';
  const look = async (): Promise<void> => {
    const disk = await freeDisk(folder, limits).catch(() => null);
    if (disk === null || (disk.level === level && level === 'ok')) return;
    level = disk.level;
    tell(disk);
  };
  void look();
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
