/** The right rail: a column in a wide window, as the settings remember; in a narrow one it lies over the page while it is asked for. */
import { useEffect, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { useRoute } from './route.ts';
import { changeSettings, useSettings } from './settings.ts';

const narrow = window.matchMedia('(max-width: 1199px)');
const useOver = create<{ over: boolean }>(() => ({ over: false }));
const onWidth = (tell: () => void) => {
  narrow.addEventListener('change', tell);
  return () => narrow.removeEventListener('change', tell);
};

export function toggleRail(): void {
  if (narrow.matches) useOver.setState(({ over }) => ({ over: !over }));
  else changeSettings({ railOpen: !useSettings.getState().railOpen });
}

/** Whether the rail is to be seen; going elsewhere puts an overlying one away. */
export function useRailOpen(): boolean {
  const isNarrow = useSyncExternalStore(onWidth, () => narrow.matches);
  const { over } = useOver();
  const kept = useSettings((s) => s.railOpen);
  const route = useRoute();
  useEffect(() => useOver.setState({ over: false }), [route]);
  return isNarrow ? over : kept;
}
