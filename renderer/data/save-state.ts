/** What the status bar says: how many Changes are not yet in the journal, and whether storage is in trouble. */
import { useSyncExternalStore } from 'react';
import type { StorageTrouble } from '../../shared/bridge.ts';

export type SaveState = { pending: number; savedAt: string | null; trouble: StorageTrouble | null };

let state: SaveState = { pending: 0, savedAt: null, trouble: null };
const listeners = new Set<() => void>();

export const saveState = (): SaveState => state;

export function setSaveState(change: Partial<SaveState>): void {
  state = { ...state, ...change };
  for (const tell of listeners) tell();
}

/** Calls back at every change; answers the way to stop. */
export function onSaveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSaveState = (): SaveState => useSyncExternalStore(onSaveState, saveState);

/** Resolves when everything committed so far is on disk twice; rejects when storage is in trouble. */
export function allSaved(): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      if (state.trouble) reject(new Error(`storage: ${state.trouble.code}`));
      else if (state.pending === 0) resolve();
      else return false;
      return true;
    };
    if (look()) return;
    const stop = onSaveState(() => look() && stop());
  });
}
