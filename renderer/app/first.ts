/** Lets the window paint its shell before the program itself is fetched and run. */
const begin = (): void => void import('./main.tsx');
// the frame after this one is the first that can be seen; a window that does not paint yet does not wait for it
const late = setTimeout(begin, 150);
requestAnimationFrame(() => {
  clearTimeout(late);
  setTimeout(begin);
});
