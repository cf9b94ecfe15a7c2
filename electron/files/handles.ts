import { randomBytes } from 'node:crypto';
import { BridgeFault } from '../ipc/fault.ts';

const MOST = 500;

/** Paths a person chose in a dialog, known to the window only by a random name. */
export class Handles {
  readonly #paths = new Map<string, string>();

  /** 64 hex digits, so that it passes wherever a hash does. */
  give(file: string): string {
    const handle = randomBytes(32).toString('hex');
    this.#paths.set(handle, file);
    const oldest = this.#paths.keys().next();
    if (this.#paths.size > MOST && oldest.done !== true) this.#paths.delete(oldest.value);
    return handle;
  }

  path(handle: string): string {
    const file = this.#paths.get(handle);
    if (file === undefined) throw new BridgeFault('not-found', 'handle');
    return file;
  }
}
