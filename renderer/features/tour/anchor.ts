/** Where the thing a card speaks of is on screen right now. */
import { useEffect, useState } from 'react';

export type Box = { left: number; top: number; width: number; height: number };
const LOOK_MS = 250;
const CARD_WIDTH = 340;
const GAP = 12;

/** Follows the first of the selectors that is visible: rooms load, rails fold, pages scroll. */
export function useAnchor(selectors: readonly string[]): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    let brought = false;
    const look = () => {
      const found = selectors.map((s) => document.querySelector(s)).find((el) => el !== null && el.getBoundingClientRect().height > 0);
      // once, so that the person can scroll away from it afterwards
      if (found && !brought) {
        brought = true;
        found.scrollIntoView({ block: 'nearest' });
      }
      const r = found?.getBoundingClientRect();
      const seen =
        r && r.bottom > 48 && r.top < window.innerHeight - 26
          ? { left: r.left, top: Math.max(48, r.top), width: r.width, height: Math.min(r.height, window.innerHeight - 80 - Math.max(48, r.top)) }
          : null;
      setBox((was) => (same(was, seen) ? was : seen));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [selectors]);
  return box;
}

const same = (a: Box | null, b: Box | null): boolean =>
  a === b || (a !== null && b !== null && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height);

/** Right of the anchor, else left, else under it; without one in the lower right corner. */
export function cardPlace(anchor: Box | null, height: number): { left: number; top: number } {
  const [w, h] = [window.innerWidth, window.innerHeight];
  const top = (at: number) => Math.max(56, Math.min(at, h - height - 34));
  if (!anchor) return { left: w - CARD_WIDTH - 16, top: top(h) };
  if (anchor.left + anchor.width + GAP + CARD_WIDTH < w) return { left: anchor.left + anchor.width + GAP, top: top(anchor.top) };
  if (anchor.left - GAP - CARD_WIDTH > 60) return { left: anchor.left - GAP - CARD_WIDTH, top: top(anchor.top) };
  return { left: Math.max(60, w - CARD_WIDTH - 16), top: top(anchor.top + anchor.height + GAP) };
}
