import type { BrowserWindow } from 'electron';
import type { BridgeEvents, EventName } from '../../shared/bridge.ts';

export type Tell = <E extends EventName>(event: E, payload: BridgeEvents[E]) => void;

/** Sends an event to the window, if there still is one. */
export function tellThrough(current: () => BrowserWindow | null): Tell {
  return (event, payload) => {
    const window = current();
    if (window !== null && !window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(`event:${event}`, payload);
  };
}
