import type { BrowserWindow } from 'electron';
import type { Workspace } from '../../shared/bridge.ts';
import type { Folders } from './folders.ts';
import type { Handles } from './handles.ts';
import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import type { Journals } from '../journal/journals.ts';
import type { Keys } from '../journal/keys.ts';
import type { Snapshots } from '../journal/snapshots.ts';
import type { Vault } from '../vault/vault.ts';

type Parts = {
  folders: Folders;
  journals: Journals;
  snapshots: Snapshots;
  keysOf: (workspace: Workspace) => Keys;
  vaultOf: (workspace: Workspace) => Vault;
  handles: Handles;
  window: () => BrowserWindow;
};

export function backupAnswers(_parts: Parts): Pick<Answers, 'backup.make' | 'backup.restore'> {
  return {
    'backup.make': () => { throw new BridgeFault('unsupported'); },
    'backup.restore': () => { throw new BridgeFault('unsupported'); },
  };
}
