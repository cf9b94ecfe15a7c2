import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { JournalHead } from '../../shared/bridge.ts';
import { replaceBytes } from '../files/durable.ts';

const marker = z.object({
  state: z.enum(['running', 'clean']),
  boot: z.string().max(100),
  /** power was lost and Chromium's store has not been rebuilt since: a crash in between must not forget it */
  rebuildDue: z.boolean(),
});
type Marker = z.infer<typeof marker>;
export type Exit = JournalHead['exit'];

/** How the run that left this marker ended. Pure. */
export function exitOf(left: Marker | 'none' | 'illegible', boot: string): Exit {
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
  readonly exit: Exit;

  private constructor(file: string, boot: string, exit: Exit) {
    this.#file = file;
    this.#boot = boot;
    this.exit = exit;
    this.#rebuildDue = exit === 'powerLoss';
  }

  /** Reads how the previous run ended and marks this one as running, durably, before anything else is opened. */
  static async begin(file: string, boot: string): Promise<ExitMarker> {
    const started = new ExitMarker(file, boot, exitOf(await read(file), boot));
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
    const now: Marker = { state, boot: this.#boot, rebuildDue: this.#rebuildDue };
    await replaceBytes(this.#file, Buffer.from(JSON.stringify(now)));
  }
}

async function read(file: string): Promise<Marker | 'none' | 'illegible'> {
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
