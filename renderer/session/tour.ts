/** The tour over the 示例库: at which station it stands, and whether it is on screen. Left midway it is taken up again where it was. */
import { useViewState, writeView } from './view-state.ts';

const STEP = 'tour.step';
const ON = 'tour.on';
/** Not read yet from what this computer remembers. */
export const UNREAD = -1;

type Standing = { step: number; on: boolean };

/** Where the tour stands, and how it is moved. */
export function useTour(): [Standing, (to: Partial<Standing>) => void] {
  const [step] = useViewState(STEP, UNREAD);
  const [on] = useViewState(ON, false);
  return [{ step, on }, moveTour];
}

export function moveTour({ step, on }: Partial<Standing>): void {
  if (step !== undefined) writeView(STEP, step);
  if (on !== undefined) writeView(ON, on);
}
