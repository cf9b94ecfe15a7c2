/** Fields still holding typed text: Ctrl+S, closing the window and changing the workspace save them first. */

type Flush = () => Promise<unknown> | void;
const dirty = new Set<Flush>();

/** A field registers while it holds unsaved text; the answer takes it off the list. */
export function onFlush(save: Flush): () => void {
  dirty.add(save);
  return () => void dirty.delete(save);
}

/** Saves everything that is only typed so far. */
export async function flushFields(): Promise<void> {
  await Promise.all([...dirty].map(async (save) => save()));
}
