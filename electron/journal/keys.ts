import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { makeFolder, replaceBytes } from '../files/durable.ts';
import { errnoOf } from '../ipc/fault.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { oneAtATime } from '../files/one-at-a-time.ts';

const shape = z.object({
  keys: z.record(z.string(), z.string()),
  /** persons who were erased: a backup made before must not bring their keys back */
  destroyed: z.array(z.string()),
});
type KeyFile = z.infer<typeof shape>;

/** Keys of sealed fields, one per person, in one small file of their own: destroying a key really removes it. */
export class Keys {
  readonly #file: string;
  readonly #alone = oneAtATime();

  constructor(file: string) {
    this.#file = file;
  }

  async read(): Promise<Record<string, string>> {
    return this.#alone(async () => (await this.#load()).keys);
  }

  /** Refuses `forbidden` for a person who was erased, and another key for a person who has one. */
  async put(person: string, key: string): Promise<void> {
    await this.#alone(async () => {
      const now = await this.#load();
      if (now.destroyed.includes(person)) throw new BridgeFault('forbidden', 'this person was erased');
      const held = Object.hasOwn(now.keys, person) ? now.keys[person] : undefined;
      if (held === key) return;
      if (held !== undefined) throw new BridgeFault('forbidden', 'this person has a key');
      await this.#save({ ...now, keys: { ...now.keys, [person]: key } });
    });
  }

  async destroy(person: string): Promise<void> {
    await this.#alone(async () => {
      const now = await this.#load();
      const { [person]: _gone, ...keys } = now.keys;
      await this.#save({ keys, destroyed: [...new Set([...now.destroyed, person])] });
    });
  }

  /** Takes in the keys of a backup: those of erased persons stay away, those that are here stay as they are. */
  async admit(foreign: KeyFile): Promise<void> {
    await this.#alone(async () => {
      const now = await this.#load();
      const destroyed = [...new Set([...now.destroyed, ...foreign.destroyed])];
      const keys = Object.entries({ ...foreign.keys, ...now.keys }).filter(([person]) => !destroyed.includes(person));
      await this.#save({ keys: Object.fromEntries(keys), destroyed });
    });
  }

  async all(): Promise<KeyFile> {
    return this.#alone(() => this.#load());
  }

  async #load(): Promise<KeyFile> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return { keys: {}, destroyed: [] };
      throw error;
    }
    return parseKeys(text);
  }

  async #save(now: KeyFile): Promise<void> {
    await makeFolder(path.dirname(this.#file));
    await replaceBytes(this.#file, Buffer.from(JSON.stringify(now)));
  }
}

/** Throws `damaged`: without its keys a store still opens, but nothing may overwrite what is left of them. */
export function parseKeys(text: string): KeyFile {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw new BridgeFault('damaged', 'keys');
  }
}
