import { rm } from 'node:fs/promises';
import type { App } from 'electron';
import type { Folders } from '../files/folders.ts';

/** Nothing here may hold up a person who quits; what is not closed by then is found and mended at the next start. */
const ENDING_MS = 5000;

/** Once every window has closed: puts everything away, marks the exit as clean, and only then lets the program end. */
export function endCleanly(app: App, putAway: () => Promise<void>): void {
  let ended = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    const late = new Promise<void>((done) => setTimeout(done, ENDING_MS));
    void Promise.race([putAway().catch(() => undefined), late]).then(() => app.quit());
  });
}

/** Copies that were handed to other programs in an earlier run. One that is still open stays until the next start. */
export async function emptyOpened(folders: Folders): Promise<void> {
  await rm(folders.opened, { recursive: true, force: true }).catch(() => undefined);
}
