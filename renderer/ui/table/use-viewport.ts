/** What of a long table is on screen: the rows in sight, how wide it is, and where it was scrolled to. */
import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useSettings } from '../../session/settings.ts';
import { readView, writeView } from '../../session/view-state.ts';

/** More than a tall window shows, so that the number of elements does not change while scrolling. */
const POOL = 80;
/** The line under the head, which stands over the first rows while they scroll. */
const HEAD_LINE = 1;
/** How long a list may grow before nobody is waiting for the place they left. */
const FILLING_MS = 5000;
/** Whoever does one of these has gone somewhere themselves. */
const GOING = ['wheel', 'pointerdown', 'keydown'] as const;

export type Viewport = {
  virtual: Virtualizer<HTMLDivElement, Element>;
  items: VirtualItem[];
  /** how many row elements there are: they are used again for other rows, because changing text is far cheaper than making elements */
  pool: number;
  width: number;
  rowHeight: number;
};

/** `ask` is told which rows are in sight, where they are fetched only then. */
export function useViewport(
  scroller: RefObject<HTMLDivElement | null>,
  stateKey: string,
  count: number,
  ask: ((first: number, last: number) => void) | undefined,
): Viewport {
  const rowHeight = useSettings((s) => (s.density === 'roomy' ? 40 : 32));
  const [width, setWidth] = useState(1200);
  const head = rowHeight + HEAD_LINE;
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // rows begin under the head, and a row behind it is not in sight
    scrollMargin: head,
    scrollPaddingStart: head,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const back = usePlaceLeft(scroller, stateKey, count);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (ask && count > 0) ask(first, last);
  }, [ask, first, last, count]);

  useLayoutEffect(() => {
    const box = scroller.current!;
    const watch = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width));
    watch.observe(box);
    const keep = () => writeView(`${stateKey}.scroll`, back.current ?? box.scrollTop);
    box.addEventListener('scrollend', keep);
    return () => {
      watch.disconnect();
      keep();
      box.removeEventListener('scrollend', keep);
    };
  }, [scroller, stateKey, back]);
  return { virtual, items, pool: Math.max(POOL, items.length), width, rowHeight };
}

/**
 * Scrolls to where the table was left. Its rows come in steps, and a box cannot be scrolled further than what is in it: the
 * place is sought again with every step, until it is reached or the person goes elsewhere. Answers the place still sought.
 */
function usePlaceLeft(scroller: RefObject<HTMLDivElement | null>, stateKey: string, count: number): RefObject<number | null> {
  const sought = useRef<number | null>(readView<number | null>(`${stateKey}.scroll`, null));
  useLayoutEffect(() => {
    const box = scroller.current!;
    const leave = () => void (sought.current = null);
    const late = setTimeout(leave, FILLING_MS);
    for (const act of GOING) box.addEventListener(act, leave, { passive: true });
    return () => {
      clearTimeout(late);
      for (const act of GOING) box.removeEventListener(act, leave);
    };
  }, [scroller]);
  useLayoutEffect(() => {
    const box = scroller.current!;
    if (sought.current === null || count === 0) return;
    box.scrollTop = sought.current;
    if (Math.abs(box.scrollTop - sought.current) < 1) sought.current = null;
  }, [scroller, count]);
  return sought;
}
