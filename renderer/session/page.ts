/** What the page on screen is about: the frame shows its history and prints its title. */
import { create } from 'zustand';

export type RecordRef = { table: string; id: string };
export const usePage = create<{ record: RecordRef | null; title: string }>(() => ({ record: null, title: '' }));

export function setPage(page: { record: RecordRef | null; title: string }): void {
  usePage.setState(page);
}

/** The elements of the frame that a page fills (by portal). */
export type FrameSlots = { crumbs: HTMLElement | null; action: HTMLElement | null; rail: HTMLElement | null };
export const useFrameSlots = create<FrameSlots>(() => ({ crumbs: null, action: null, rail: null }));
