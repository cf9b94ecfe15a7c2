import { randomBytes } from 'node:crypto';
import { constants, type PathLike } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** Writes all of `bytes` at `position` (or at the handle's own position); a short write is continued, never taken for done. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number | null): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position === null ? null : position + done);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}

/** Makes a folder's entries durable. Windows has no such call and needs none. */
export async function syncFolder(folder: PathLike): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A folder only its owner can read, and its entry in the parent durable. */
export async function makeFolder(folder: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(path.dirname(folder));
}

export const temporaryBeside = (file: string): string => path.join(path.dirname(file), `.${randomBytes(6).toString('hex')}.tmp`);
/** Whether a path can be one of ours. */
export const isTemporary = (file: string): boolean => /^\.[0-9a-f]{12}\.tmp$/.test(path.basename(file));

/** Replaces a file as a whole: temp → fsync → rename → fsync of the folder. A reader sees the old or the new, never half. */
export async function replaceFile(file: string, write: (handle: FileHandle) => Promise<void>, mode = 0o600, temp = temporaryBeside(file)): Promise<void> {
  try {
    const handle = await open(temp, 'wx+', mode);
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temp, file);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

export async function replaceBytes(file: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  await replaceFile(file, (handle) => writeAll(handle, bytes, 0), mode);
}

/** Copies a file durably under a new name: temp → fsync → rename → fsync of the folder. */
export async function copyDurably(from: string, to: string, mode = 0o600): Promise<void> {
  const temp = temporaryBeside(to);
  try {
    await copyFile(from, temp, constants.COPYFILE_FICLONE);
    const handle = await open(temp, 'r+');
    try {
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temp, to);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(to));
}
