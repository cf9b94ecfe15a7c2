/** The page as the place of the focus: the frame calls it `work`. */

const page = (): HTMLElement | null => document.getElementById('work');

/** Nothing has the focus, or only the page as a whole. */
export const isAdrift = (): boolean => document.activeElement === null || document.activeElement === document.body || document.activeElement === page();

/** To the list where somebody has been here before, else to the page itself, which is called by its title. */
export function focusPage(): void {
  const been = page()?.querySelector<HTMLElement>('.table-visited');
  (been ?? page())?.focus({ preventScroll: true });
}
