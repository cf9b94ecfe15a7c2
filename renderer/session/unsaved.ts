/** Fields whose text was refused: it stays where it was typed, and the status bar says so until it is mended or taken back. */
import { create } from 'zustand';
import type { Refusal } from '../../shared/result.ts';
import { here, type Route } from './route.ts';

/** `label` is what the field was called when it was refused, `at` where it is; `field` names it there (`table/id/field`), `why` is told beside it. */
export type Unsaved = { key: string; label: string; at: Route; field?: string; why?: Refusal };

export const useUnsaved = create<{ list: readonly Unsaved[] }>(() => ({ list: [] }));

/** Where it is stays what it was the first time: a field that goes with its page is refused once more, from elsewhere. */
export function markUnsaved(key: string, label: string, field?: string, why?: Refusal): void {
  const known = useUnsaved.getState().list.find((u) => u.key === key);
  const now: Unsaved = { key, label, at: known?.at ?? here(), ...(field ? { field } : {}), ...(why ? { why } : {}) };
  useUnsaved.setState(({ list }) => ({ list: known ? list.map((u) => (u === known ? now : u)) : [...list, now] }));
}

/** Why the text of this field was refused, for the field that is on screen again. */
export const whyUnsaved = (key: string): Refusal | undefined => useUnsaved.getState().list.find((u) => u.key === key)?.why;

export function markSettled(key: string): void {
  if (useUnsaved.getState().list.some((u) => u.key === key)) useUnsaved.setState(({ list }) => ({ list: list.filter((u) => u.key !== key) }));
}

/** Another workspace has other fields. */
export function forgetUnsaved(): void {
  useUnsaved.setState({ list: [] });
}
