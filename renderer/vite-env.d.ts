/// <reference types="vite/client" />
import type { Bridge } from '../shared/bridge.ts';

declare global {
  interface Window {
    /** The whole conversation with the main process; the preload script puts it here. */
    readonly bridge: Bridge;
  }
}
