/** The palette is the visible search box: opening it is putting the cursor there. */
export function openPalette(): void {
  const box = document.querySelector<HTMLInputElement>('#palette');
  box?.focus();
  box?.select();
}
