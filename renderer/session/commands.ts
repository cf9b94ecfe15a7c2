/** What the palette, the shortcut list and the application menu can do here and now. */
import { useEffect } from 'react';
import { create } from 'zustand';

export type Command = {
  id: string;
  /** finished words in the person's language */
  label: string;
  /** other words it is found by, e.g. pinyin or English */
  also?: string;
  /** e.g. `Ctrl+N`; shown in the palette and in the shortcut list, and listened for */
  keys?: string;
  run: () => void;
};

const useCommandLists = create<{ lists: Record<string, Command[]> }>(() => ({ lists: {} }));

/** Offers commands while the component is on screen. `owner` is unique per caller, e.g. `portfolio.list`. */
export function useCommands(owner: string, commands: Command[]): void {
  useEffect(() => {
    useCommandLists.setState((s) => ({ lists: { ...s.lists, [owner]: commands } }));
    return () =>
      useCommandLists.setState((s) => {
        const { [owner]: _gone, ...lists } = s.lists;
        return { lists };
      });
  }, [owner, commands]);
}

export function useAllCommands(): Command[] {
  const lists = useCommandLists((s) => s.lists);
  return Object.values(lists).flat();
}

export function allCommands(): Command[] {
  return Object.values(useCommandLists.getState().lists).flat();
}
