/** What the main process says without being asked: closing, waking, menu choices. */
import { useEffect } from 'react';
import { allSaved } from '../data/save-state.ts';
import { settled } from '../data/settled.ts';
import { allCommands } from '../session/commands.ts';
import { flushFields } from '../session/flush.ts';

export function useBridgeEvents(): void {
  useEffect(() => {
    const closing = window.bridge.on('closing', () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const ready = () => void window.bridge.call('app.readyToClose', {});
      // storage in trouble must not keep the window open: what is committed is in IndexedDB and is sent at the next start
      void flushFields().then(settled).then(allSaved).then(ready, ready);
    });
    const menu = window.bridge.on('menu', ({ command }) =>
      allCommands()
        .findLast((c) => c.id === command)
        ?.run(),
    );
    return () => {
      closing();
      menu();
    };
  }, []);
}
