import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { replaceBytes } from '../files/durable.ts';
import { oneAtATime } from '../files/one-at-a-time.ts';

/** The part of Electron's safeStorage that is used here. */
export type Seal = {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
};

const shape = z.record(z.string(), z.object({ backend: z.string(), sealed: z.string() }));
type Kept = z.infer<typeof shape>;

/**
 * Registry tokens and the key that signs letters, and nothing else. Sealed by the system where it has a keyring; otherwise (Linux without one, where
 * "encryption" would be a password from the source code) kept in memory for this run and asked for again.
 */
export class Credentials {
  readonly #file: string;
  readonly #seal: Seal;
  readonly #memory = new Map<string, string>();
  readonly #alone = oneAtATime();

  constructor(file: string, seal: Seal) {
    this.#file = file;
    this.#seal = seal;
  }

  #backend(): string | null {
    if (!this.#seal.isEncryptionAvailable()) return null;
    const name = process.platform === 'linux' ? (this.#seal.getSelectedStorageBackend?.() ?? 'unknown') : process.platform;
    return name === 'basic_text' || name === 'unknown' ? null : name;
  }

  /** Whether what is written here is there in the next run. */
  keeps(): boolean {
    return this.#backend() !== null;
  }

  /** The token of a registry, or null: then the person signs in again. */
  async read(registry: string): Promise<string | null> {
    const held = this.#memory.get(registry);
    if (held !== undefined) return held;
    return this.#alone(async () => {
      const kept = await this.#load();
      const entry = Object.hasOwn(kept, registry) ? kept[registry] : undefined;
      // another desktop session may bring another keyring, which cannot open what this one sealed
      if (entry === undefined || entry.backend !== this.#backend()) return null;
      try {
        return this.#seal.decryptString(Buffer.from(entry.sealed, 'base64'));
      } catch {
        return null;
      }
    });
  }

  /** Holds a token for this run only: that of the simulated registry, which makes a new one. */
  hold(registry: string, token: string): void {
    this.#memory.set(registry, token);
  }

  /** Keeps or forgets (null) a token. */
  async write(registry: string, token: string | null): Promise<void> {
    await this.#alone(async () => {
      const { [registry]: _before, ...kept } = await this.#load();
      const backend = this.#backend();
      if (token !== null) this.#memory.set(registry, token);
      else this.#memory.delete(registry);
      const sealed = token !== null && backend !== null ? { [registry]: { backend, sealed: this.#seal.encryptString(token).toString('base64') } } : {};
      await replaceBytes(this.#file, Buffer.from(JSON.stringify({ ...kept, ...sealed })));
    });
  }

  async #load(): Promise<Kept> {
    try {
      return shape.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      // gone or illegible: a token is never worth a failure, the person signs in again
      return {};
    }
  }
}
