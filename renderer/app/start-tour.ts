/** The tour runs on the real screens of the 示例库. */
import { switchWorkspace, useBoot } from '../session/boot.ts';
import { flushFields } from '../session/flush.ts';
import { resetRoute } from '../session/route.ts';
import { writeView } from '../session/view-state.ts';

export function startTour(): void {
  writeView('tour.step', 0);
  if (useBoot.getState().workspace === 'sample') return;
  void flushFields().then(() => {
    resetRoute();
    switchWorkspace('sample');
  });
}
