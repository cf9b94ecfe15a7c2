import { readFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { replaceBytes } from '../files/durable.ts';

const shape = z.object({
  bounds: z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().min(400), height: z.number().int().min(300) }),
  maximised: z.boolean(),
});
type Kept = z.infer<typeof shape>;
type Bounds = { width: number; height: number; x?: number; y?: number };

const FIRST = { width: 1366, height: 860 };

/** The kept bounds where a screen still shows enough of them, else a size that fits the first screen. Pure. */
export function fittingBounds(kept: Kept['bounds'] | null, screens: readonly Rectangle[]): Bounds {
  const seen = (r: Rectangle, s: Rectangle): number =>
    Math.max(0, Math.min(r.x + r.width, s.x + s.width) - Math.max(r.x, s.x)) * Math.max(0, Math.min(r.y + r.height, s.y + s.height) - Math.max(r.y, s.y));
  if (kept !== null && screens.some((s) => seen(kept, s) >= (kept.width * kept.height) / 4)) return kept;
  const first = screens[0];
  if (first === undefined) return FIRST;
  return { width: Math.min(FIRST.width, first.width), height: Math.min(FIRST.height, first.height) };
}

/** Where the window stood last time. A file that cannot be read is no file. */
export class Placement {
  readonly #file: string;
  readonly #kept: Kept | null;

  constructor(file: string) {
    this.#file = file;
    try {
      this.#kept = shape.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      this.#kept = null;
    }
  }

  get maximised(): boolean {
    return this.#kept?.maximised ?? false;
  }

  fitting(screens: readonly Rectangle[]): Bounds {
    return fittingBounds(this.#kept?.bounds ?? null, screens);
  }

  follow(window: BrowserWindow): void {
    window.on('close', () => {
      const now: Kept = { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
      replaceBytes(this.#file, Buffer.from(JSON.stringify(now))).catch(() => undefined);
    });
  }
}
