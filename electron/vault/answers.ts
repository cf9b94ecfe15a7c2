import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { dialog, shell, type BrowserWindow } from 'electron';
import type { VaultFile, Workspace } from '../../shared/bridge.ts';
import { putFileOnClipboard } from '../files/clipboard-file.ts';
import { copyDurably, makeFolder } from '../files/durable.ts';
import type { Folders } from '../files/folders.ts';
import type { Handles } from '../files/handles.ts';
import { saneName } from '../files/names.ts';
import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { words } from '../window/words.ts';
import { extensionsFor, mayOpen, mimeOf, type PickKind } from './kinds.ts';
import { Vault } from './vault.ts';

type VaultAnswers = Pick<
  Answers,
  | 'vault.pick'
  | 'vault.begin'
  | 'vault.part'
  | 'vault.finish'
  | 'vault.discard'
  | 'vault.read'
  | 'vault.verify'
  | 'vault.open'
  | 'vault.saveAs'
  | 'file.reveal'
  | 'clipboard.file'
>;

/** One vault per workspace, tidied at the start. */
export function vaultsIn(folders: Folders): (workspace: Workspace) => Vault {
  const open = new Map<Workspace, Vault>();
  return (workspace) => {
    let vault = open.get(workspace);
    if (vault === undefined) open.set(workspace, (vault = new Vault(folders.vault(workspace))));
    return vault;
  };
}

/** The vault's channels: dialogs and paths stay on this side, the window sees hashes, names and handles. */
export function vaultAnswers(folders: Folders, handles: Handles, vaultOf: (workspace: Workspace) => Vault, window: () => BrowserWindow): VaultAnswers {
  const uploads = new Map<string, Vault>();
  const uploadsOf = (upload: string): Vault => {
    const vault = uploads.get(upload);
    if (vault === undefined) throw new BridgeFault('not-found', 'upload');
    return vault;
  };

  /** A copy under a readable name for another program; read-only, because edits to a copy would be lost. */
  async function handOut(workspace: Workspace, hash: string, name: string): Promise<string> {
    const file = vaultOf(workspace).pathOf(hash);
    const target = path.join(folders.opened, hash.slice(0, 16), saneName(name));
    if (!mayOpen(target, await beginning(file))) throw new BridgeFault('unsupported', path.extname(target));
    await makeFolder(folders.opened);
    await makeFolder(path.dirname(target));
    await rm(target, { force: true });
    await copyDurably(file, target, 0o400);
    return target;
  }

  return {
    async 'vault.pick'({ workspace, kinds, multiple }) {
      const chosen = await dialog.showOpenDialog(window(), {
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: filtersFor(kinds),
      });
      if (chosen.canceled) return [];
      const files: VaultFile[] = [];
      for (const file of chosen.filePaths) {
        const name = saneName(path.basename(file));
        // a backup may be larger than the vault takes, and is only read: the window gets a handle in the place of a hash
        if (kinds.includes('backup')) files.push({ hash: handles.give(file), name, size: (await stat(file)).size, mime: mimeOf(name) });
        else files.push(await vaultOf(workspace).take(file, name));
      }
      return files;
    },
    async 'vault.begin'({ workspace, name, size }) {
      const upload = await vaultOf(workspace).begin(saneName(name), size);
      uploads.set(upload, vaultOf(workspace));
      return { upload };
    },
    'vault.part': async ({ upload, bytes }) => ({ received: await uploadsOf(upload).part(upload, bytes) }),
    async 'vault.finish'({ upload }) {
      const vault = uploadsOf(upload);
      uploads.delete(upload);
      return vault.finish(upload);
    },
    async 'vault.discard'({ workspace, hash }) {
      await vaultOf(workspace).discard(hash);
      return null;
    },
    'vault.read': ({ workspace, hash, offset, length }) => vaultOf(workspace).read(hash, offset, length),
    'vault.verify': ({ workspace, hashes }) => vaultOf(workspace).verify(hashes),
    async 'vault.open'({ workspace, hash, name }) {
      const trouble = await shell.openPath(await handOut(workspace, hash, name));
      if (trouble !== '') throw new BridgeFault('unsupported', 'no program opens this kind of file');
      return null;
    },
    async 'vault.saveAs'({ workspace, hash, name }) {
      const source = vaultOf(workspace).pathOf(hash);
      await beginning(source);
      const chosen = await dialog.showSaveDialog(window(), { defaultPath: saneName(name), properties: ['showOverwriteConfirmation', 'createDirectory'] });
      if (chosen.canceled || chosen.filePath === undefined || chosen.filePath === '') return null;
      await copyDurably(source, chosen.filePath, 0o644);
      return { handle: handles.give(chosen.filePath), name: path.basename(chosen.filePath) };
    },
    'file.reveal'({ handle }) {
      shell.showItemInFolder(handles.path(handle));
      return null;
    },
    async 'clipboard.file'({ workspace, hash, name }) {
      await putFileOnClipboard(await handOut(workspace, hash, name));
      return null;
    },
  };
}

function filtersFor(kinds: readonly PickKind[]): Electron.FileFilter[] {
  const extensions = extensionsFor(kinds);
  const all = { name: words().allFiles, extensions: ['*'] };
  if (extensions.length === 0 || extensions.includes('*')) return [all];
  return [{ name: extensions.map((e) => `*.${e}`).join(' '), extensions }, all];
}

async function beginning(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const bytes = new Uint8Array(512);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
