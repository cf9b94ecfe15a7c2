import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import type { Workspace } from '../../shared/bridge.ts';
import { chinaDay } from '../../shared/time.ts';
import type { Answers } from '../ipc/answer.ts';
import type { Journals } from '../journal/journals.ts';
import type { Keys } from '../journal/keys.ts';
import type { Snapshots } from '../journal/snapshots.ts';
import type { Vault } from '../vault/vault.ts';
import { words } from '../window/words.ts';
import { makeBackup } from './backup.ts';
import type { Folders } from './folders.ts';
import type { Handles } from './handles.ts';
import { saneName } from './names.ts';
import { lookIntoBackup, replaceByBackup, unpackBackup } from './restore.ts';

type Parts = {
  folders: Folders;
  journals: Journals;
  snapshots: Snapshots;
  keysOf: (workspace: Workspace) => Keys;
  vaultOf: (workspace: Workspace) => Vault;
  handles: Handles;
  window: () => BrowserWindow;
};

/**
 * The channels of backup and restore. After a restore the journal is closed: the page drops its own copy of the workspace
 * and opens it again, as a new device.
 */
export function backupAnswers(parts: Parts): Pick<Answers, 'backup.make' | 'backup.look' | 'backup.restore'> {
  const { folders, journals, snapshots, keysOf, vaultOf, handles, window } = parts;
  return {
    async 'backup.make'({ workspace }) {
      const w = words();
      const journal = await journals.present(workspace);
      const day = chinaDay(new Date().toISOString())!;
      const chosen = await dialog.showSaveDialog(window(), {
        defaultPath: saneName(`${w.backupName}-${w[workspace]}-${day}.kezhuan`),
        filters: [{ name: w.backupKind, extensions: ['kezhuan'] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (chosen.canceled || chosen.filePath === undefined || chosen.filePath === '') return null;
      const target = path.extname(chosen.filePath) === '.kezhuan' ? chosen.filePath : `${chosen.filePath}.kezhuan`;
      const { bytes } = await makeBackup({ workspace, journal, vault: vaultOf(workspace), keys: keysOf(workspace) }, target);
      return { handle: handles.give(target), name: path.basename(target), bytes };
    },
    'backup.look': ({ workspace, hash }) => lookIntoBackup(handles.path(hash), { folders, workspace, vault: vaultOf(workspace), keys: keysOf(workspace) }),
    async 'backup.restore'({ workspace, hash }) {
      const restoring = { folders, workspace, vault: vaultOf(workspace), keys: keysOf(workspace) };
      const unpacked = await unpackBackup(handles.path(hash), restoring);
      const journal = await journals.present(workspace);
      // the journal itself is kept aside whole; a store too damaged to be folded must not keep its own backup out
      if ((await journal.head()).seq > 0) await snapshots.take(workspace, journal, 'replace').catch(() => undefined);
      return journals.replace(workspace, () => replaceByBackup(unpacked, restoring));
    },
  };
}
