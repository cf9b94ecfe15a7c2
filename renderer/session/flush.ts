/** Fields still holding typed text: Ctrl+S, closing the window and changing the workspace save them first; the status bar says that there are some. */
import { create } from 'zustand';

type Flush = () => Promise<unknown> | void;
const dirty = new Set<Flush>();
const running = new Set<Promise<unknown>>();

/** Whether something is typed, or on its way, that no store has acknowledged. */
export const useHeld = create<{ held: boolean }>(() => ({ held: false }));
const tell = (): void => {
  const held = dirty.size + running.size > 0;
  if (useHeld.getState().held !== held) useHeld.setState({ held });
};

/** A field registers while it holds unsaved text; the answer takes it off the list. */
export function onFlush(save: Flush): () => void {
  dirty.add(save);
  tell();
  return () => {
    dirty.delete(save);
    tell();
  };
}

/** A save that has begun is waited for, even where its field has left the screen since. */
export function whileSaving<T>(save: Promise<T>): Promise<T> {
  running.add(save);
  tell();
  const over = (): void => {
    running.delete(save);
    tell();
  };
  save.then(over, over);
  return save;
}

/** Saves everything that is only typed so far, and waits for what is being saved. */
export async function flushFields(): Promise<void> {
  await Promise.all([...[...dirty].map(async (save) => save()), ...running]);
}
