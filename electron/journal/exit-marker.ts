import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { JournalHead } from '../../shared/bridge.ts';
import { replaceBytes } from '../files/durable.ts';

const marker = z.object({
  state: z.enum(['running', 'clean']),
  boot: z.string().max(100),
  /** version of the program that wrote it */
  version: z.string().max(40),
  /** power was lost and Chromium's store has not been rebuilt since: a crash in between must not forget it */
  rebuildDue: z.boolean(),
});
type Marker = z.infer<typeof marker>;
type Left = Marker | 'none' | 'illegible';
export type Exit = JournalHead['exit'];

/** How the run that left this marker ended. Pure. */
export function exitOf(left: Left, boot: string): Exit {
  if (left === 'none') return 'first';
  // a marker that cannot be read was being written when the machine stopped
  if (left === 'illegible') return 'powerLoss';
  if (left.rebuildDue) return 'powerLoss';
  if (left.state === 'clean') return 'clean';
  return left.boot === boot ? 'killed' : 'powerLoss';
}

/** A small file that says whether the program is running, since which boot, and whether a rebuild is still owed. */
export class ExitMarker {
  readonly #file: string;
  readonly #boot: string;
  #rebuildDue: boolean;
  readonly #version: string;
  readonly exit: Exit;
  /** another version of the program ran here last */
  readonly newVersion: boolean;

  private constructor(file: string, boot: string, version: string, left: Left) {
    this.#file = file;
    this.#boot = boot;
    this.#version = version;
    const exit = exitOf(left, boot);
    this.exit = exit;
    this.newVersion = typeof left === 'object' && left.version !== version;
    this.#rebuildDue = exit === 'powerLoss';
  }

  /** Reads how the previous run ended and marks this one as running, durably, before anything else is opened. */
  static async begin(file: string, boot: string, version: string): Promise<ExitMarker> {
    const started = new ExitMarker(file, boot, version, await read(file));
    await started.#write('running');
    return started;
  }

  /** How the previous run ended; after a rebuild the power loss is dealt with. */
  get standing(): Exit {
    return this.exit === 'powerLoss' && !this.#rebuildDue ? 'killed' : this.exit;
  }

  async rebuilt(): Promise<void> {
    this.#rebuildDue = false;
    await this.#write('running');
  }

  async end(): Promise<void> {
    await this.#write('clean');
  }

  async #write(state: Marker['state']): Promise<void> {
    const now: Marker = { state, boot: this.#boot, version: this.#version, rebuildDue: this.#rebuildDue };
    await replaceBytes(this.#file, Buffer.from(JSON.stringify(now)));
  }
}

async function read(file: string): Promise<Left> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return 'none';
  }
  try {
    return marker.parse(JSON.parse(text));
  } catch {
    return 'illegible';
  }
}
