import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { writeAll } from '../files/durable.ts';

/** More than a save writes, less than what would hold the thread for its length alone. */
const SMALL_BYTES = 64 * 1024;
/** Half a frame: a disk that takes longer for a line is waited for elsewhere. */
const PROMPT_MS = 8;

/**
 * Writes lines so that the write itself is durable (the file must be open with O_DSYNC). While the disk answers within
 * half a frame a save's line is written on this thread, which spares every save the way to a worker thread and back;
 * a slow disk, the first write of a run and a large batch go to the worker thread, and nothing waits on this one.
 */
export class PromptDisk {
  #lastMs = Infinity;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether the next small write is done on this thread. */
  get prompt(): boolean {
    return this.#lastMs <= PROMPT_MS;
  }

  /** Throws what the disk answers, `ENOSPC` where nothing more is taken; the tail may then be half written. */
  async write(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
    const small = bytes.length <= SMALL_BYTES;
    const from = this.#now();
    if (small && this.prompt) writeAllHere(file.fd, bytes, position);
    else await writeAll(file, bytes, position);
    if (small) this.#lastMs = this.#now() - from;
  }
}

function writeAllHere(fd: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    const written = writeSync(fd, bytes, done, bytes.length - done, position + done);
    if (written === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
    done += written;
  }
}
