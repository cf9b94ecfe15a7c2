/**
 * A filing pack on disk, as a folder or a .zip: every file comes out of the vault in pieces and is compared with its hash on the way, and the
 * pack has its name only when all of it is durable. What fails or is given up leaves nothing.
 */
import { createHash } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, replaceFile, syncFolder, temporaryBeside, writeAll } from '../files/durable.ts';
import { saneName } from '../files/names.ts';
import { BridgeFault, errnoOf } from '../ipc/fault.ts';
import type { Vault } from '../vault/vault.ts';
import type { BegunPacks } from './begun-packs.ts';
import { ZipWriter } from './zip-writer.ts';

/** `name` may lie in one folder: `附/合同文本.docx`. */
export type PackFile = { name: string; hash: string };
export type PackWatch = { onProgress: (done: number, total: number) => void; signal: AbortSignal; begun: BegunPacks };
type Sized = PackFile & { path: string; size: number };

const CHUNK = 1024 * 1024;
const MOST_SAME_NAME = 99;

/** Given up by the person. */
export class Stopped extends Error {}

/** Throws `malformed` for a name a system would not take or that stands twice; `missing` files are told by their place in the list. */
async function looked(files: readonly PackFile[], vault: Vault): Promise<Sized[]> {
  const names = new Set(files.map((f) => f.name.toLowerCase()));
  const strange = files.some(({ name }) => name.split('/').length > 2 || name.split('/').some((part) => saneName(part) !== part));
  if (names.size !== files.length || strange) throw new BridgeFault('malformed', 'names');
  return Promise.all(
    files.map(async (file, i) => {
      const at = vault.pathOf(file.hash);
      const { size } = await stat(at).catch((error: unknown) => {
        throw errnoOf(error) === 'ENOENT' ? new BridgeFault('not-found', `file ${i}`) : error;
      });
      return { ...file, path: at, size };
    }),
  );
}

/** The bytes of one file, counted and hashed; throws `damaged` at the end where they are not what the hash says. */
async function* bytesOf(file: Sized, place: number, tell: (bytes: number) => void, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const source = await open(file.path, 'r');
  const hash = createHash('sha256');
  try {
    for (let at = 0; at < file.size;) {
      if (signal.aborted) throw new Stopped();
      const piece = new Uint8Array(Math.min(CHUNK, file.size - at));
      const { bytesRead } = await source.read(piece, 0, piece.length, at);
      if (bytesRead === 0) break;
      const came = piece.subarray(0, bytesRead);
      hash.update(came);
      yield came;
      at += bytesRead;
      tell(bytesRead);
    }
  } finally {
    await source.close();
  }
  if (hash.digest('hex') !== file.hash) throw new BridgeFault('damaged', `file ${place}`);
}

function counted(files: readonly Sized[], { onProgress }: PackWatch): (bytes: number) => void {
  const total = files.reduce((sum, f) => sum + f.size, 0);
  let done = 0;
  onProgress(0, total);
  return (bytes) => onProgress((done += bytes), total);
}

/** Answers the folder it became: a name that is taken gets a number, nothing is overwritten. */
export async function writeFolder(parent: string, name: string, files: readonly PackFile[], vault: Vault, watch: PackWatch): Promise<string> {
  const all = await looked(files, vault);
  const tell = counted(all, watch);
  const temp = temporaryBeside(path.join(parent, name));
  const ended = await watch.begun.begin(temp);
  try {
    await makeFolder(temp);
    for (const [i, file] of all.entries()) {
      const target = path.join(temp, ...file.name.split('/'));
      await makeFolder(path.dirname(target));
      const out = await open(target, 'wx', 0o644);
      try {
        for await (const piece of bytesOf(file, i, tell, watch.signal)) await writeAll(out, piece, null);
        await out.sync();
      } finally {
        await out.close();
      }
    }
    for (const folder of new Set(all.map((f) => path.dirname(path.join(temp, ...f.name.split('/')))))) await syncFolder(folder);
    if (watch.signal.aborted) throw new Stopped();
    const target = await renamedTo(temp, path.join(parent, saneName(name)));
    await syncFolder(parent);
    return target;
  } catch (error) {
    await rm(temp, { recursive: true, force: true });
    throw error;
  } finally {
    await ended();
  }
}

async function renamedTo(temp: string, wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const target = n === 1 ? wanted : `${wanted}（${n}）`;
    // an empty folder of that name would be replaced without a word
    const there = await stat(target).then(
      () => true,
      () => false,
    );
    if (!there) {
      await rename(temp, target);
      return target;
    }
    if (n === MOST_SAME_NAME) throw new BridgeFault('busy', 'name');
  }
}

export async function writeZip(target: string, files: readonly PackFile[], vault: Vault, watch: PackWatch): Promise<void> {
  const all = await looked(files, vault);
  const tell = counted(all, watch);
  const temp = temporaryBeside(target);
  const ended = await watch.begun.begin(temp);
  try {
    await replaceFile(
      target,
      async (handle) => {
        const zip = new ZipWriter(handle);
        for (const [i, file] of all.entries()) await zip.entry(file.name, file.size, bytesOf(file, i, tell, watch.signal));
        await zip.end();
        if (watch.signal.aborted) throw new Stopped();
      },
      0o644,
      temp,
    );
  } finally {
    await ended();
  }
}
