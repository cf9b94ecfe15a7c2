import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isOwnUrl } from './origin.ts';

/** A message counts only from the main frame of our own window while it shows a page of the bundle. */
export function fromOwnMainFrame(own: () => WebContents | null): (event: IpcMainInvokeEvent) => boolean {
  return (event) => {
    const contents = own();
    const frame = event.senderFrame;
    if (contents === null || contents.isDestroyed() || frame === null || event.sender !== contents) return false;
    const main = contents.mainFrame;
    return frame.processId === main.processId && frame.routingId === main.routingId && frame.parent === null && isOwnUrl(frame.url);
  };
}
