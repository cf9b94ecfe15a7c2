import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workspace } from '../../shared/bridge.ts';
import { SNAPSHOTS } from '../journal/rotation.ts';
import { parseKeys } from '../journal/keys.ts';
import type { Folders } from './folders.ts';

/** Whether files, keys, snapshots or a replaced journal of a workspace lie here: somebody has worked in it, whatever its journal says. */
export async function hasTraces(folders: Folders, workspace: Workspace): Promise<boolean> {
  const some = async (folder: string, name: RegExp): Promise<boolean> => (await readdir(folder).catch(() => [])).some((n) => name.test(n));
  const keys = async (): Promise<boolean> =>
    readFile(folders.keys(workspace), 'utf8').then(
      (text) => Object.keys(parseKeys(text).keys).length > 0,
      () => false,
    );
  return (
    (await some(folders.vault(workspace), /^[0-9a-f]{2}$/)) ||
    (await some(path.join(folders.journal(workspace), SNAPSHOTS), /\.gz$/)) ||
    // 示例库 and 实训库 are dropped on purpose, and what was replaced in them before stays aside
    (workspace === 'work' && (await some(folders.aside, /-journal-work/))) ||
    (await keys())
  );
}
