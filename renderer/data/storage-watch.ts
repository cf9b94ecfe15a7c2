/** Stops editing before the disk is full and takes it up again when there is space, or the journal can be written again; nothing on screen is lost meanwhile. */
import type { Disk } from '../../shared/bridge.ts';
import { call } from './bridge-call.ts';
import { retryJournal } from './journal-feed.ts';
import { onSaveState, saveState, setSaveState } from './save-state.ts';
import { db } from './store.ts';

const LOOK_AGAIN_MS = 1000;

/** Follows the disk from the start of the window; answers how to stop. */
export function watchStorage(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    timer = undefined;
    void call('disk.free', {}).then(heed, lookLater);
  };
  // at most once a second, and only while something is being saved or is in trouble
  const lookLater = (): void => {
    if (timer === undefined && (saveState().trouble || saveState().pending > 0)) timer = setTimeout(look, LOOK_AGAIN_MS);
  };
  const heed = async (disk: Disk): Promise<void> => {
    if (disk.level === 'full') setSaveState({ trouble: { code: 'full', freeBytes: disk.freeBytes } });
    // whatever it was (a full disk, a file that another program held): tried again until it is over
    else if (saveState().trouble && (await storeAnswers())) retryJournal();
    lookLater();
  };
  const stops = [window.bridge.on('disk', (disk) => void heed(disk)), onSaveState(lookLater)];
  look();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/** A disk that was full closes the database under us; it answers again once it is opened anew. */
async function storeAnswers(): Promise<boolean> {
  try {
    if (!db().isOpen()) await db().open();
    await db().meta.put({ key: 'writable', value: new Date().toISOString() });
    return true;
  } catch {
    db().close();
    return false;
  }
}
