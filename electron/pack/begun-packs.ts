/**
 * Temporary folders and files of packs that are being written, noted on this computer before they are made: they lie beside
 * the pack, on a person's desk or stick, and a program that is killed there cannot take them away itself.
 */
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isTemporary, replaceBytes } from '../files/durable.ts';

export class BegunPacks {
  readonly #file: string;
  /** of this process: these are being written */
  readonly #living = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Noted before `temp` (an absolute path) is made; answers how to strike it off once it is none any more. */
  async begin(temp: string): Promise<() => Promise<void>> {
    this.#living.add(temp);
    await this.#change((noted) => Promise.resolve([...noted, temp]));
    return () => {
      this.#living.delete(temp);
      return this.#change((noted) => Promise.resolve(noted.filter((at) => at !== temp)));
    };
  }

  /** Removes what a killed program left. What cannot be had now (its stick is away, another program holds it) stays noted. */
  sweep(): Promise<void> {
    return this.#change(async (noted) => {
      const left: string[] = [];
      for (const temp of noted) if (this.#living.has(temp) || !(await removed(temp))) left.push(temp);
      return left;
    });
  }

  /** One change after the other. A note that cannot be written keeps no pack from being written. */
  #change(to: (noted: string[]) => Promise<string[]>): Promise<void> {
    this.#last = this.#last.then(async () => {
      const noted = await this.#noted();
      const now = await to(noted);
      if (now.join('\n') !== noted.join('\n')) await replaceBytes(this.#file, Buffer.from(JSON.stringify(now))).catch(() => undefined);
    });
    return this.#last;
  }

  async #noted(): Promise<string[]> {
    try {
      const kept = JSON.parse(await readFile(this.#file, 'utf8')) as unknown;
      // only what can be our own is ever taken away
      return Array.isArray(kept) ? kept.filter((at) => typeof at === 'string' && path.isAbsolute(at) && isTemporary(at)) : [];
    } catch {
      return [];
    }
  }
}

async function removed(temp: string): Promise<boolean> {
  try {
    await stat(path.dirname(temp));
    await rm(temp, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
