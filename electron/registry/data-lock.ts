/** One registry per data folder. The lock of a killed process is taken over; that of a living one is not. */
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export class FolderTaken extends Error {}

/**
 * When the process with this id began, so that a number given out again is not taken for the old owner; 'dead' for one
 * that has ended and only waits to be collected (Linux; '' elsewhere).
 */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'dead' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isAlive(pid: number, birth: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = birthOf(pid);
  return now !== 'dead' && (birth === '' || now === birth);
}

/** Takes the folder; throws FolderTaken where a living registry has it. Answers how to give it back. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'registry.pid');
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${birthOf(process.pid)}`);
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid, birth = ''] = readFileSync(file, 'utf8').split(' ');
    if (pid && isAlive(Number(pid), birth))
      throw new FolderTaken(`模拟登记端已在运行（进程 ${pid}）/ a registry is already running on this data (process ${pid})`);
    // aside first: of two that find the same orphan only one moves it
    const aside = `${file}.${process.pid}`;
    try {
      renameSync(file, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    rmSync(aside, { force: true });
  }
}
