import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { BridgeFault, errnoOf } from '../ipc/fault.ts';
import { makeFolder } from './durable.ts';
import { freeDisk } from './disk.ts';
import { freeName, stamp } from './stamp.ts';
import { keepStartCopy } from './start-copy.ts';

/** Copies of Chromium's store are large: the newest three are evidence enough. */
const MOST_COPIES = 3;

/** Bytes below a folder; 0 where there is none. */
export async function folderBytes(folder: string): Promise<number> {
  let names;
  try {
    names = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return 0;
    throw error;
  }
  let bytes = 0;
  for (const entry of names) {
    const file = path.join(folder, entry.name);
    bytes += entry.isDirectory() ? await folderBytes(file) : (await stat(file).catch(() => ({ size: 0 }))).size;
  }
  return bytes;
}

/**
 * Copies a folder to `<aside>/<time>-<label>` as evidence and answers the new folder's name ('' where there is nothing to
 * copy). Throws `disk-full` rather than fill the disk with evidence.
 */
export async function copyAside(folder: string, aside: string, label: string): Promise<string> {
  const bytes = await folderBytes(folder);
  if (bytes === 0) return '';
  await makeFolder(aside);
  const { freeBytes } = await freeDisk(aside, { lowBytes: 0, fullBytes: 0 });
  if (freeBytes < bytes * 2) throw new BridgeFault('disk-full', 'no room to keep the damaged store');
  const name = await freeName(aside, `${stamp()}-${label}`);
  await copyWhatStays(folder, path.join(aside, name));
  await keepNewest(aside, `-${label}`, MOST_COPIES);
  return name;
}

/** Chromium removes and renames files of a store under our hands: what vanished is not in the copy, and the copy goes on. */
async function copyWhatStays(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    try {
      if (entry.isDirectory()) await copyWhatStays(source, target);
      else if (entry.name !== 'LOCK') await copyFile(source, target);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
  }
}

/**
 * Keeps Chromium's store as evidence: as it was before Chromium opened it this time, or where that copy is already kept,
 * as it stands now. Answers the new folder's name.
 */
export async function keepEvidence(store: string, aside: string, label: string): Promise<string> {
  const kept = await keepStartCopy(aside, label);
  if (kept === '') return copyAside(store, aside, label);
  await keepNewest(aside, `-${label}`, MOST_COPIES);
  return kept;
}

async function keepNewest(aside: string, label: string, most: number): Promise<void> {
  const names = (await readdir(aside)).filter((name) => name.includes(label)).sort();
  for (const name of names.slice(0, Math.max(0, names.length - most))) await rm(path.join(aside, name), { recursive: true, force: true });
}
