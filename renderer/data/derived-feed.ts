/** Tells what became of derived rows after a commit: the search worker follows them. */
import type { DerivedText } from './schema.ts';

export type DerivedChange = { key: string; table: string; id: string; row: DerivedText | null };

const listeners = new Set<(changes: readonly DerivedChange[]) => void>();

export function onDerived(listener: (changes: readonly DerivedChange[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellDerived(changes: readonly DerivedChange[]): void {
  if (changes.length > 0) for (const tell of listeners) tell(changes);
}
