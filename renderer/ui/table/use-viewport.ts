/** What of a long table is on screen: the rows in sight, how wide it is, and where it was scrolled to. */
import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import { useSettings } from '../../session/settings.ts';
import { readView, writeView } from '../../session/view-state.ts';

/** More than a tall window shows, so that the number of elements does not change while scrolling. */
const POOL = 80;

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
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: () => readView(`${stateKey}.scroll`, 0),
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
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
    const keep = () => writeView(`${stateKey}.scroll`, box.scrollTop);
    box.addEventListener('scrollend', keep);
    return () => {
      watch.disconnect();
      keep();
      box.removeEventListener('scrollend', keep);
    };
  }, [scroller, stateKey]);
  return { virtual, items, pool: Math.max(POOL, items.length), width, rowHeight };
}
