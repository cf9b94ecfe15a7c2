/** Where the thing a card speaks of is on screen right now. */
import { useEffect, useState } from 'react';

export type Box = { left: number; top: number; width: number; height: number };
const LOOK_MS = 250;
const STATUS_BAR = 26;
const EDGE = 8;

/** Follows the first of the selectors that is visible: rooms load, rails fold, pages scroll. */
export function useAnchor(selectors: readonly string[]): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    let brought = '';
    const look = () => {
      const at = selectors.find((s) => (document.querySelector(s)?.getBoundingClientRect().height ?? 0) > 0) ?? '';
      const found = at === '' ? null : document.querySelector(at);
      // once each, so that the person can scroll away from it afterwards
      if (found && brought !== at) {
        brought = at;
        bring(found);
      }
      const seen = found ? clipped(found.getBoundingClientRect()) : null;
      setBox((was) => (same(was, seen) ? was : seen));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [selectors]);
  return box;
}

/** Into the middle of what scrolls around it, or its head to the top; `scrollIntoView` would move the frame of the window as well. */
function bring(found: Element): void {
  const scroller = found.closest('.work, .rail');
  if (!scroller) return;
  const [r, room] = [found.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const above = r.height > room.height / 2 ? 2 * EDGE : (room.height - r.height) / 2;
  if (r.top < room.top || r.bottom > room.bottom) scroller.scrollTop += r.top - room.top - above;
}

/** What of it is seen between the bands above the work and the status bar. */
function clipped(r: DOMRect): Box | null {
  const from = (document.getElementById('work')?.getBoundingClientRect().top ?? 0) + EDGE;
  const to = window.innerHeight - STATUS_BAR - EDGE;
  const [top, bottom] = [Math.max(r.top, from), Math.min(r.bottom, to)];
  return bottom > top ? { left: r.left, top, width: r.width, height: bottom - top } : null;
}

const same = (a: Box | null, b: Box | null): boolean =>
  a === b || (a !== null && b !== null && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height);
