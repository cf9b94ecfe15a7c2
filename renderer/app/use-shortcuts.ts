/** Keys that work anywhere. A key of the input method is never a command, and text fields keep their own Ctrl Z. */
import { useEffect } from 'react';
import { allCommands } from '../session/commands.ts';

/** `Ctrl+Shift+Z` of an event; Cmd counts as Ctrl. */
export function keysOf(e: KeyboardEvent): string {
  const key = e.key.length === 1 ? e.key.toUpperCase() : e.key;
  return [(e.ctrlKey || e.metaKey) && 'Ctrl', e.altKey && 'Alt', e.shiftKey && key !== '?' && 'Shift', key].filter(Boolean).join('+');
}

const typesText = (at: EventTarget | null): boolean =>
  at instanceof HTMLElement && (at.isContentEditable || at.matches('textarea, input:not([type=checkbox]):not([type=radio]):not([type=button])'));

const TEXT_KEYS = new Set(['Ctrl+Z', 'Ctrl+Shift+Z', 'Ctrl+Y', 'Ctrl+A', 'Ctrl+C', 'Ctrl+V', 'Ctrl+X', '?']);

export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.isComposing || e.keyCode === 229 || e.defaultPrevented) return;
      const keys = keysOf(e);
      if (typesText(e.target) && TEXT_KEYS.has(keys)) return;
      const command = allCommands().findLast((c) => c.keys?.split(' / ').includes(keys));
      if (!command) return;
      e.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
