/** Starts a process again that ended without being asked to: a little later each time, and a few times a minute at most; then it waits for a person. */
const WAITS_MS = [1_000, 5_000, 15_000];
const WINDOW_MS = 60_000;

export type StayUp = {
  /** it ended by itself, or could not be started; answers whether another attempt is planned */
  fell(): boolean;
  /** nothing is planned any longer; what happened before is forgotten */
  rest(): void;
};

export function stayUp(start: () => void): StayUp {
  let falls: number[] = [];
  let planned: NodeJS.Timeout | null = null;
  const unplan = (): void => {
    if (planned) clearTimeout(planned);
    planned = null;
  };
  return {
    fell() {
      unplan();
      const now = Date.now();
      falls = [...falls.filter((at) => now - at < WINDOW_MS), now];
      const wait = WAITS_MS[falls.length - 1];
      if (wait === undefined) return false;
      planned = setTimeout(start, wait);
      return true;
    },
    rest() {
      unplan();
      falls = [];
    },
  };
}
