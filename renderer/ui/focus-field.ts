const OPEN = 'input:enabled,textarea:enabled,button:enabled,[tabindex]';

/** Brings the field named `name` into view and puts the cursor in it, as soon as it is on screen (rooms load lazily). */
export function focusField(within: HTMLElement, name: string): () => void {
  const look = (): boolean => {
    const field = within.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    if (!field) return false;
    field.scrollIntoView({ block: 'center' });
    const input = field.matches(OPEN) ? field : field.querySelector<HTMLElement>(OPEN);
    // what stands fast takes no cursor: then the field itself is where the person is led
    if (!input) field.tabIndex = -1;
    (input ?? field).focus({ preventScroll: true });
    field.classList.add('field-called');
    field.addEventListener('focusout', () => field.classList.remove('field-called'), { once: true });
    return true;
  };
  if (look()) return () => {};
  const watch = new MutationObserver(() => {
    if (look()) stop();
  });
  const giveUp = setTimeout(() => stop(), 5000);
  const stop = () => {
    watch.disconnect();
    clearTimeout(giveUp);
  };
  watch.observe(within, { childList: true, subtree: true });
  return stop;
}
