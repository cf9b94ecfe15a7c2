/** The tour runs on the real screens of the 示例库. */
import { switchWorkspace, useBoot } from '../session/boot.ts';
import { flushFields } from '../session/flush.ts';
import { resetRoute } from '../session/route.ts';
import { moveTour } from '../session/tour.ts';

/** From its first card, or where it was left. */
export function startTour(from: 'first' | 'left'): void {
  moveTour({ on: true, ...(from === 'first' ? { step: 0 } : {}) });
  if (useBoot.getState().workspace === 'sample') return;
  void flushFields().then(() => {
    resetRoute();
    switchWorkspace('sample');
  });
}
