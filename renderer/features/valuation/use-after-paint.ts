import { startTransition, useEffect, useState } from 'react';

/** False for the first picture, true from then on: what stands below the window's edge is drawn when the figure is in sight. */
export function useAfterPaint(): boolean {
  const [painted, set] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => startTransition(() => set(true))));
    return () => cancelAnimationFrame(frame);
  }, []);
  return painted;
}
