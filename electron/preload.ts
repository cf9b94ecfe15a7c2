/** Runs sandboxed before the page: gives it `window.bridge` and nothing else of Electron. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge, BridgeEvents, ChannelName, EventName, Reply, Request } from '../shared/bridge.ts';

// Listed here rather than imported: the bridge file brings its parsers along, which belong to the main process only.
const EVENTS: Record<EventName, true> = { closing: true, resume: true, disk: true, menu: true, pack: true, registry: true };

const bridge: Bridge = {
  async call<C extends ChannelName>(channel: C, request: Request<C>): Promise<Reply<C>> {
    try {
      return (await ipcRenderer.invoke(`bridge:${channel}`, request)) as Reply<C>;
    } catch {
      // no such channel, or a value that cannot be cloned: both are malformed, and neither text is for the page
      return { ok: false, code: 'malformed', detail: 'not a message of this bridge' };
    }
  },
  on<E extends EventName>(event: E, listener: (payload: BridgeEvents[E]) => void): () => void {
    if (!Object.hasOwn(EVENTS, event)) return () => undefined;
    const receive = (_: IpcRendererEvent, payload: BridgeEvents[E]): void => listener(payload);
    ipcRenderer.on(`event:${event}`, receive);
    return () => {
      ipcRenderer.removeListener(`event:${event}`, receive);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
