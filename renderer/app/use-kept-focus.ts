/** The focus is never lost: where the thing that had it goes away, it comes to rest close by, on the page at the latest. */
import { useEffect, useRef } from 'react';
import { useRoute } from '../session/route.ts';
import { focusPage, isAdrift } from '../ui/focus-page.ts';

/** Where the focus may come to rest; the header is none, its buttons change with the page. */
const RESTS = '[data-finding], [role="grid"], section, form, [role="dialog"], aside, main';
/** What takes the focus itself (a dialog, a new row) goes first. */
const SETTLED_MS = 60;

/** For the frame: another place moves the focus to its page, an act that takes its own button away leaves it where the button was. */
export function useKeptFocus(): void {
  const route = useRoute();
  /** what has the focus, or had it when it was taken away, and all it stands in */
  const line = useRef<Element[]>([]);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) return void (first.current = false);
    line.current = [];
    if (isAdrift()) focusPage();
  }, [route]);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const came = (e: FocusEvent) => {
      line.current = [];
      for (let at = e.target instanceof Element ? e.target : null; at && at !== document.body; at = at.parentElement) line.current.push(at);
    };
    // put aside by a click on nothing is not lost: then what had it still stands there
    const taken = (): boolean => {
      const [had] = line.current;
      return had !== undefined && (!had.isConnected || had.matches(':disabled'));
    };
    const settle = () => {
      waiting = undefined;
      if (document.activeElement !== document.body || !taken()) return;
      const rest = line.current.slice(1).find((at): at is HTMLElement => at instanceof HTMLElement && at.matches(RESTS) && at.getClientRects().length > 0);
      line.current = [];
      if (!rest || rest.tagName === 'MAIN') return focusPage();
      if (!rest.hasAttribute('tabindex')) rest.tabIndex = -1;
      rest.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(() => {
      if (waiting === undefined && taken()) waiting = setTimeout(settle, SETTLED_MS);
    });
    document.addEventListener('focusin', came);
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', came);
      watch.disconnect();
      clearTimeout(waiting);
    };
  }, []);
}
