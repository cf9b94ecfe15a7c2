/** 示例库 and 实训库 can be dropped whole: database, journal, files, keys. The 正式库 cannot. */
import { Dexie } from 'dexie';
import type { Workspace } from '../../shared/bridge.ts';
import { call } from './bridge-call.ts';
import { resetJournalFeed } from './journal-feed.ts';
import { databaseName } from './schema.ts';
import { closeOpened, openedWorkspace } from './store.ts';

export type Droppable = Exclude<Workspace, 'work'>;

/** Afterwards nothing is open if it was the open one: the caller opens another. */
export async function dropWorkspace(of: Droppable): Promise<void> {
  if (openedWorkspace() === of) {
    resetJournalFeed();
    closeOpened();
  }
  // the journal first: were it left, the next opening would write the store again from it
  await call('workspace.drop', { workspace: of });
  await Dexie.delete(databaseName(of));
}
