/** Fields whose text was refused: it stays where it was typed, and the status bar says so until it is mended or taken back. */
import { create } from 'zustand';
import { here, type Route } from './route.ts';

/** `label` is what the field is called, `at` where it is; `field` names it there. */
type Unsaved = { key: string; label: string; at: Route; field?: string };

export const useUnsaved = create<{ list: readonly Unsaved[] }>(() => ({ list: [] }));

export function markUnsaved(key: string, label: string, field?: string): void {
  const known = useUnsaved.getState().list.find((u) => u.key === key);
  if (known) return;
  useUnsaved.setState(({ list }) => ({ list: [...list, { key, label, at: here(), ...(field ? { field } : {}) }] }));
}

export function markSettled(key: string): void {
  if (useUnsaved.getState().list.some((u) => u.key === key)) useUnsaved.setState(({ list }) => ({ list: list.filter((u) => u.key !== key) }));
}

/** Another workspace has other fields. */
export function forgetUnsaved(): void {
  useUnsaved.setState({ list: [] });
}
