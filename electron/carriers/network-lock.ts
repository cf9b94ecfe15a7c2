import { readFile } from 'node:fs/promises';
import { replaceBytes } from '../files/durable.ts';
import { errnoOf } from '../ipc/fault.ts';

/**
 * 禁止一切联网, kept by this process in a file of its own: while it is on no letter, question or status leaves, whatever
 * the page says about single registries. A file that cannot be read counts as on.
 */
export class NetworkLock {
  readonly #file: string;
  #on: boolean;

  private constructor(file: string, on: boolean) {
    this.#file = file;
    this.#on = on;
  }

  static async read(file: string): Promise<NetworkLock> {
    try {
      return new NetworkLock(file, (await readFile(file, 'utf8')).trim() !== 'allowed');
    } catch (error) {
      return new NetworkLock(file, errnoOf(error) !== 'ENOENT');
    }
  }

  get on(): boolean {
    return this.#on;
  }

  /** Locks at once and unlocks only after it is on disk. */
  async set(on: boolean): Promise<void> {
    if (on) this.#on = true;
    await replaceBytes(this.#file, Buffer.from(on ? 'forbidden\n' : 'allowed\n'));
    this.#on = on;
  }
}
