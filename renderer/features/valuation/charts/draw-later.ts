/** Pictures are drawn when the page has nothing else to do, one after the other: a key that is pressed meanwhile waits for one at most. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** A picture is drawn after so long even where the page is never idle. */
const LATEST_MS = 500;

/** Those on screen come before those for paper. */
const waiting = { screen: [] as (() => void)[], paper: [] as (() => void)[] };
export type Place = keyof typeof waiting;
let asked = false;
function ask(): void {
  if (asked || waiting.screen.length + waiting.paper.length === 0) return;
  asked = true;
  requestIdleCallback(
    () => {
      asked = false;
      (waiting.screen.shift() ?? waiting.paper.shift())?.();
      ask();
    },
    { timeout: LATEST_MS },
  );
}
// what goes on paper is what stands there now
globalThis.addEventListener?.('beforeprint', () => {
  const all = [...waiting.screen.splice(0), ...waiting.paper.splice(0)];
  if (all.length > 0) flushSync(() => all.forEach((draw) => draw()));
});

/** What `draw` made last, and whether it waits for its turn to make the next. */
export function useDrawnLater(draw: (() => string) | undefined, place: Place): { drawn: string | undefined; waits: boolean } {
  const [made, set] = useState<{ by: () => string; drawn: string }>();
  useEffect(() => {
    if (!draw) return;
    const turn = (): void => set({ by: draw, drawn: draw() });
    const queue = waiting[place];
    queue.push(turn);
    ask();
    return () => {
      const at = queue.indexOf(turn);
      if (at !== -1) queue.splice(at, 1);
    };
  }, [draw, place]);
  return { drawn: made?.drawn, waits: made?.by !== draw };
}
