import path from 'node:path';
import type { App } from 'electron';
import type { Workspace } from '../../shared/bridge.ts';

/** Name of the data folder. It is part of the address of people's data: never change it, whatever the product is called. */
const FOLDER = 'kezhuan-desk';

export type Folders = {
  root: string;
  journal(workspace: Workspace): string;
  vault(workspace: Workspace): string;
  keys(workspace: Workspace): string;
  /** evidence: journals and stores that were replaced or found damaged */
  aside: string;
  /** copies handed to other programs; emptied at every start */
  opened: string;
  exitMarker: string;
  gpuMarker: string;
  carriers: string;
  network: string;
  placement: string;
  /** packs that are being written, wherever they lie */
  packing: string;
  log: string;
  /** Chromium's own IndexedDB folder of our origin */
  store: string;
};

export function foldersUnder(root: string): Folders {
  return {
    root,
    journal: (workspace) => path.join(root, 'journal', workspace),
    vault: (workspace) => path.join(root, 'vault', workspace),
    keys: (workspace) => path.join(root, 'keys', `${workspace}.json`),
    aside: path.join(root, 'aside'),
    opened: path.join(root, 'opened'),
    exitMarker: path.join(root, 'exit.json'),
    gpuMarker: path.join(root, 'gpu.json'),
    carriers: path.join(root, 'carriers.json'),
    network: path.join(root, 'network.txt'),
    placement: path.join(root, 'window.json'),
    packing: path.join(root, 'packing.json'),
    log: path.join(root, 'log.txt'),
    store: path.join(root, 'IndexedDB', 'app_bundle_0.indexeddb.leveldb'),
  };
}

/**
 * Where this person's data lie. Not the roaming profile on Windows: a folder that is synchronised while it is written
 * comes back torn. Must run before the single-instance lock, which belongs to the folder.
 */
export function chooseDataFolder(app: App, env: NodeJS.ProcessEnv): string {
  const asked = env['KEZHUAN_USER_DATA'] ?? app.commandLine.getSwitchValue('user-data-dir');
  const local = process.platform === 'win32' ? (env['LOCALAPPDATA'] ?? app.getPath('appData')) : app.getPath('appData');
  const root = asked === '' ? path.join(local, FOLDER) : path.resolve(asked);
  app.setPath('userData', root);
  app.setPath('sessionData', root);
  return root;
}
