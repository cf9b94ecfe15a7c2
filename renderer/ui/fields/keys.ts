import type { KeyboardEvent } from 'react';

/** Enter saves (never the Enter that confirms an input-method candidate), Esc takes back what was typed. */
export function fieldKeys(field: { dirty: boolean; save: () => Promise<void>; revert: () => void }, multiline = false) {
  return (e: KeyboardEvent<HTMLElement>): void => {
    if (e.nativeEvent.isComposing || e.keyCode === 229) return;
    if (e.key === 'Enter' && !multiline) void field.save();
    if (e.key === 'Escape' && field.dirty) {
      e.stopPropagation();
      field.revert();
    }
  };
}
