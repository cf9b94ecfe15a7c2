/**
 * Keys of every list to choose from. The library takes the highlighted line when Tab leaves an open list, and its button that
 * empties a list is a place of the Tab key though nothing is drawn there. Here Tab only leaves, with what was chosen before,
 * and Delete in an empty box empties the list.
 */
import { useEffect } from 'react';

export function usePickerKeys(): void {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.isComposing || e.keyCode === 229) return;
      const list = e.target instanceof HTMLInputElement ? e.target.closest('.ant-select') : null;
      if (e.key === 'Tab') {
        for (const clear of document.querySelectorAll<HTMLElement>('.ant-select-clear')) clear.tabIndex = -1;
        if (list) e.stopPropagation();
      } else if (e.key === 'Delete' && list && (e.target as HTMLInputElement).value === '') list.querySelector<HTMLElement>('.ant-select-clear')?.click();
    };
    // before the library hears of it
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
