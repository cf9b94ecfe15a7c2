import { randomBytes, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Responses, Workspace } from '../../shared/bridge.ts';
import { FORMAT_VERSION } from '../../shared/change/change.ts';
import { BridgeFault, errnoOf } from '../ipc/fault.ts';
import { SNAPSHOTS } from '../journal/rotation.ts';
import { type Keys, parseKeys } from '../journal/keys.ts';
import { headerJson } from '../journal/header.ts';
import { encodeLine } from '../journal/line.ts';
import { Lines } from '../journal/lines.ts';
import type { Vault } from '../vault/vault.ts';
import { type BackupManifest, checkBackup, KEYS } from './backup.ts';
import { countRows } from './count-rows.ts';
import { freeDisk } from './disk.ts';
import { makeFolder, replaceBytes, syncFolder } from './durable.ts';
import type { Folders } from './folders.ts';
import { freeName, stamp } from './stamp.ts';

export type Restoring = { folders: Folders; workspace: Workspace; vault: Vault; keys: Keys };

/** A backup unpacked into a folder of its own and found whole in every part; nothing has been replaced yet. */
export type Unpacked = { folder: string; manifest: BackupManifest };

/**
 * Unpacks and checks a backup: every hash, every journal line, the number of lines. Throws `damaged`, `newer-store`,
 * `unsupported` (the backup of another library) or `disk-full` and leaves nothing behind; the present data are not touched.
 */
export async function unpackBackup(file: string, restoring: Restoring): Promise<Unpacked> {
  const { folder, manifest, lines } = await unpack(file, restoring, true);
  await giveNewName(path.join(folder, 'journal'), lines, manifest.formatVersion);
  return { folder, manifest };
}

/** What is in a backup, after it has passed every check that restoring it would make; throws what `unpackBackup` throws and leaves nothing behind. */
export async function lookIntoBackup(file: string, restoring: Restoring): Promise<Responses['backup.look']> {
  const { folder, manifest, lines } = await unpack(file, restoring, false);
  try {
    const files = manifest.entries.filter(({ name }) => name.startsWith('vault/'));
    return {
      made: manifest.made,
      changes: manifest.count,
      rows: await countRows(lines),
      files: files.length,
      fileBytes: files.reduce((sum, { size }) => sum + size, 0),
      damaged: manifest.damaged.length,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The journal is always written out, to be read line by line; the vault and the keys only where they are wanted, they are hashed all the same. */
async function unpack(file: string, { folders, workspace }: Restoring, whole: boolean): Promise<Unpacked & { lines: Lines }> {
  const { size } = await stat(file);
  const { freeBytes } = await freeDisk(folders.root, { lowBytes: 0, fullBytes: 0 });
  if (freeBytes < size * 1.1) throw new BridgeFault('disk-full', 'restore');
  const folder = path.join(folders.root, `restore-${randomBytes(6).toString('hex')}`);
  const handle = await open(file, 'r');
  try {
    await makeFolder(path.join(folder, 'journal'));
    await makeFolder(path.join(folder, 'vault'));
    const manifest = await checkBackup(handle, async (entry) => {
      if (entry.name !== KEYS && !/^(journal\/\d{4}-\d{2}\.log|vault\/[0-9a-f]{64})$/.test(entry.name)) throw new BridgeFault('damaged', entry.name);
      return whole || entry.name.startsWith('journal/') ? open(path.join(folder, entry.name), 'wx', 0o600) : null;
    });
    // an exercise must not become the work library by a detour
    if (manifest.workspace !== workspace) throw new BridgeFault('unsupported', 'workspace');
    if (manifest.formatVersion > FORMAT_VERSION) throw new BridgeFault('newer-store', String(manifest.formatVersion));
    const lines = await Lines.scan(path.join(folder, 'journal'));
    const torn = lines.files.some(({ goodEnd, size: bytes }) => goodEnd !== bytes);
    if (torn || lines.positions.max !== manifest.seq || lines.positions.count !== manifest.count) throw new BridgeFault('damaged', 'journal');
    return { folder, manifest, lines };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * A restored journal is a store of its own: under its old name the page would take it for the one it has, see lines
 * missing, and send them again, which undoes the restore. The first legible header decides, so one is put before it.
 */
export async function giveNewName(folder: string, lines: Lines, formatVersion: number): Promise<void> {
  const first = lines.files[0];
  if (first === undefined) return;
  const old = await readFile(first.path);
  await replaceBytes(first.path, Buffer.concat([encodeLine(0, headerJson(randomUUID(), formatVersion)), old]));
}

/**
 * Puts an unpacked backup in the place of the present data. Vault files come first, because the Changes name them; the
 * present journal is moved aside, never deleted. The journal must be closed.
 */
export async function replaceByBackup(
  { folder, manifest }: Unpacked,
  { folders, workspace, vault, keys }: Restoring,
): Promise<{ changes: number; files: number }> {
  const files = await readdir(path.join(folder, 'vault'));
  for (const hash of files) await vault.adopt(path.join(folder, 'vault', hash), hash);
  await keys.admit(parseKeys(await readFile(path.join(folder, KEYS), 'utf8')));
  await setJournalAside(folders, workspace, path.join(folder, 'journal'));
  await rm(folder, { recursive: true, force: true });
  return { changes: manifest.count, files: files.length };
}

/**
 * Moves the present journal aside and puts `next` in its place. The snapshots stay where they are listed: the one made before
 * this replacement is the way back. The journal must be closed.
 */
export async function setJournalAside(folders: Folders, workspace: Workspace, next?: string): Promise<void> {
  const absent = (error: unknown): void => {
    if (errnoOf(error) !== 'ENOENT') throw error;
  };
  const journal = folders.journal(workspace);
  await makeFolder(folders.aside);
  await makeFolder(path.dirname(journal));
  const kept = path.join(folders.aside, await freeName(folders.aside, `${stamp()}-journal-${workspace}`));
  await rename(journal, kept).catch(absent);
  if (next === undefined) await makeFolder(journal);
  else await rename(next, journal);
  await rename(path.join(kept, SNAPSHOTS), path.join(journal, SNAPSHOTS)).catch(absent);
  await syncFolder(journal);
  await syncFolder(path.dirname(journal));
  await syncFolder(folders.aside);
}

/** Removes what a restore left that was cut off before anything was replaced. */
export async function tidyRestores(folders: Folders): Promise<void> {
  for (const name of await readdir(folders.root)) {
    if (/^restore-[0-9a-f]{12}$/.test(name)) await rm(path.join(folders.root, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
