/** Fields still holding typed text: Ctrl+S, closing the window and changing the workspace save them first. */

type Flush = () => Promise<unknown> | void;
const dirty = new Set<Flush>();
const running = new Set<Promise<unknown>>();

/** A field registers while it holds unsaved text; the answer takes it off the list. */
export function onFlush(save: Flush): () => void {
  dirty.add(save);
  return () => void dirty.delete(save);
}

/** A save that has begun is waited for, even where its field has left the screen since. */
export function whileSaving<T>(save: Promise<T>): Promise<T> {
  running.add(save);
  const over = (): void => void running.delete(save);
  save.then(over, over);
  return save;
}

/** Saves everything that is only typed so far, and waits for what is being saved. */
export async function flushFields(): Promise<void> {
  await Promise.all([...[...dirty].map(async (save) => save()), ...running]);
}
