import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import type { Workspace } from '../../shared/bridge.ts';
import type { Handles } from '../files/handles.ts';
import { saneName } from '../files/names.ts';
import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import type { Tell } from '../ipc/tell.ts';
import type { Vault } from '../vault/vault.ts';
import type { BegunPacks } from './begun-packs.ts';
import { checkPack } from './check-pack.ts';
import { Stopped, writeFolder, writeZip } from './write-pack.ts';

/** Progress is told at most this often. */
const TELL_MS = 100;

type Parts = { vaultOf: (workspace: Workspace) => Vault; handles: Handles; window: () => BrowserWindow; tell: Tell; begun: BegunPacks };

/** The channels of a filing pack: written where a person chooses, one at a time, and checked again later. */
export function packAnswers({ vaultOf, handles, window, tell, begun }: Parts): Pick<Answers, 'pack.write' | 'pack.stop' | 'pack.check'> {
  let running: AbortController | null = null;

  async function place(as: 'folder' | 'zip', name: string): Promise<string | null> {
    if (as === 'folder') {
      const chosen = await dialog.showOpenDialog(window(), { properties: ['openDirectory', 'createDirectory'] });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    }
    const chosen = await dialog.showSaveDialog(window(), {
      defaultPath: saneName(`${name}.zip`),
      filters: [{ name: 'ZIP', extensions: ['zip'] }],
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    });
    if (chosen.canceled || !chosen.filePath) return null;
    return path.extname(chosen.filePath).toLowerCase() === '.zip' ? chosen.filePath : `${chosen.filePath}.zip`;
  }

  return {
    async 'pack.write'({ workspace, as, name, files }) {
      if (running !== null) throw new BridgeFault('busy', 'pack');
      const stop = new AbortController();
      running = stop;
      try {
        const chosen = await place(as, name);
        if (chosen === null || stop.signal.aborted) return null;
        let told = 0;
        const onProgress = (done: number, total: number): void => {
          const now = performance.now();
          if (done < total && now - told < TELL_MS) return;
          told = now;
          tell('pack', { done, total });
        };
        const watch = { onProgress, signal: stop.signal, begun };
        await begun.sweep();
        const vault = vaultOf(workspace);
        const target = as === 'folder' ? await writeFolder(chosen, name, files, vault, watch) : chosen;
        if (as === 'zip') await writeZip(chosen, files, vault, watch);
        return { handle: handles.give(target), name: path.basename(target) };
      } catch (error) {
        if (error instanceof Stopped) return null;
        throw error;
      } finally {
        running = null;
      }
    },
    'pack.stop'() {
      running?.abort();
      return null;
    },
    async 'pack.check'({ as }) {
      const zip = { properties: ['openFile' as const], filters: [{ name: 'ZIP', extensions: ['zip'] }] };
      const chosen = await dialog.showOpenDialog(window(), as === 'zip' ? zip : { properties: ['openDirectory'] });
      const [at] = chosen.filePaths;
      return chosen.canceled || at === undefined ? null : checkPack(at);
    },
  };
}
