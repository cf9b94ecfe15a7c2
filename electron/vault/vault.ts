import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { VaultFile } from '../../shared/bridge.ts';
import { copyDurably, makeFolder, syncFolder, writeAll } from '../files/durable.ts';
import { hashFile } from '../files/sha256.ts';
import { errnoOf, BridgeFault } from '../ipc/fault.ts';
import { mimeOf } from './kinds.ts';

/** Uploads that were begun and not ended hold a file each: beyond this many, the oldest is given up (its page has gone). */
const MOST_UPLOADS = 32;
/** Largest file the vault takes (a scan of a thick contract is some 100 MB). */
export const MOST_BYTES = 512 * 1024 * 1024;

type Upload = { file: string; handle: FileHandle; name: string; size: number; received: number };

/**
 * Files of one workspace, named by the SHA-256 of their content in two levels of folders. A file has its name only once it
 * is durable, so a row that names a hash never names half a file. Nothing is ever overwritten.
 */
export class Vault {
  readonly #root: string;
  readonly #uploads = new Map<string, Upload>();
  /** Content that was not here before this start, and how often it has come in since. */
  readonly #fresh = new Map<string, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.#root = root;
  }

  pathOf(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new BridgeFault('malformed', 'hash');
    return path.join(this.#root, hash.slice(0, 2), hash.slice(2, 4), hash);
  }

  get #incoming(): string {
    return path.join(this.#root, 'incoming');
  }

  /** Removes whatever is half received, by this run or an earlier one. */
  async tidy(): Promise<void> {
    for (const upload of [...this.#uploads.keys()]) await this.#drop(upload);
    await rm(this.#incoming, { recursive: true, force: true });
  }

  /** Begins a file of exactly `size` bytes that comes in parts. */
  async begin(name: string, size: number): Promise<string> {
    if (size > MOST_BYTES) throw new BridgeFault('too-large', 'file');
    const [oldest] = this.#uploads.keys();
    if (this.#uploads.size >= MOST_UPLOADS && oldest !== undefined) await this.#drop(oldest);
    await makeFolder(this.#incoming);
    const upload = randomBytes(16).toString('hex');
    const file = path.join(this.#incoming, upload);
    this.#uploads.set(upload, { file, handle: await open(file, 'wx', 0o600), name, size, received: 0 });
    return upload;
  }

  /** The next bytes; answers how many have arrived. A failed part ends the upload. */
  async part(upload: string, bytes: Uint8Array): Promise<number> {
    const u = this.#upload(upload);
    const at = u.received;
    if (at + bytes.length > u.size) {
      await this.#drop(upload);
      throw new BridgeFault('too-large', 'more bytes than announced');
    }
    u.received += bytes.length;
    try {
      await writeAll(u.handle, bytes, at);
    } catch (error) {
      await this.#drop(upload);
      throw error;
    }
    return u.received;
  }

  /** Makes the file durable, computes its hash from what lies on disk, and only then gives it its name. */
  async finish(upload: string): Promise<VaultFile> {
    const u = this.#upload(upload);
    try {
      if (u.received !== u.size) throw new BridgeFault('malformed', 'fewer bytes than announced');
      await u.handle.sync();
      await u.handle.close();
      const hash = await this.#name(u.file);
      return { hash, name: u.name, size: u.size, mime: mimeOf(u.name) };
    } finally {
      await this.#drop(upload);
    }
  }

  /** Copies a picked file in; answers its hash. The original is only read. */
  async take(source: string, name: string): Promise<VaultFile> {
    const { size } = await stat(source);
    if (size > MOST_BYTES) throw new BridgeFault('too-large', 'file');
    await makeFolder(this.#incoming);
    const file = path.join(this.#incoming, randomBytes(16).toString('hex'));
    try {
      await copyDurably(source, file);
      const hash = await this.#name(file);
      return { hash, name, size: (await stat(this.pathOf(hash))).size, mime: mimeOf(name) };
    } finally {
      await rm(file, { force: true });
    }
  }

  /**
   * Gives back a file that came in since the start and does not count. It goes when every door it came through has given it
   * back; what lay here before stays.
   */
  discard(hash: string): Promise<void> {
    return this.#inTurn(async () => {
      const came = this.#fresh.get(hash);
      if (came === undefined) return;
      if (came > 1) return void this.#fresh.set(hash, came - 1);
      this.#fresh.delete(hash);
      await rm(this.pathOf(hash), { force: true });
    });
  }

  /** Naming and discarding one after the other: what is given back must not be found there by what comes in meanwhile. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #name(file: string): Promise<string> {
    const hash = await hashFile(file);
    return this.#inTurn(() => this.#place(file, hash));
  }

  async #place(file: string, hash: string): Promise<string> {
    const target = this.pathOf(hash);
    await makeFolder(path.dirname(path.dirname(target)));
    await makeFolder(path.dirname(target));
    // the same content again: what is there stays, unless it has been damaged meanwhile
    const there = await this.#look(hash);
    if (there === 'missing' || this.#fresh.has(hash)) this.#fresh.set(hash, (this.#fresh.get(hash) ?? 0) + 1);
    if (there === 'whole') await rm(file, { force: true });
    else await rename(file, target);
    await syncFolder(path.dirname(target));
    return hash;
  }

  async #look(hash: string): Promise<'whole' | 'damaged' | 'missing'> {
    try {
      return (await hashFile(this.pathOf(hash))) === hash ? 'whole' : 'damaged';
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return 'missing';
      throw error;
    }
  }

  /** Bytes of a file from `offset`, at most `length`, and the whole size. */
  async read(hash: string, offset: number, length: number): Promise<{ bytes: Uint8Array; size: number }> {
    const handle = await open(this.pathOf(hash), 'r');
    try {
      const { size } = await handle.stat();
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
      return { bytes: bytes.subarray(0, bytesRead), size };
    } finally {
      await handle.close();
    }
  }

  /** Which of these are not there, and which are not what their name says. */
  async verify(hashes: readonly string[]): Promise<{ missing: string[]; damaged: string[] }> {
    const missing: string[] = [];
    const damaged: string[] = [];
    for (const hash of hashes) {
      try {
        if ((await hashFile(this.pathOf(hash))) !== hash) damaged.push(hash);
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error;
        missing.push(hash);
      }
    }
    return { missing, damaged };
  }

  /** Takes a file that has been checked already under the hash it was checked for (restoring). */
  async adopt(source: string, hash: string): Promise<void> {
    if ((await this.#name(source)) !== hash) throw new BridgeFault('damaged', 'vault file');
    // rows that name it come after it
    this.#fresh.delete(hash);
  }

  /** The hashes of every file here. */
  async list(): Promise<string[]> {
    const found: string[] = [];
    for (const first of await folders(this.#root)) {
      for (const second of await folders(path.join(this.#root, first))) {
        const names = await readdir(path.join(this.#root, first, second));
        found.push(...names.filter((name) => name.startsWith(first + second) && /^[0-9a-f]{64}$/.test(name)));
      }
    }
    return found.sort();
  }

  #upload(upload: string): Upload {
    const u = this.#uploads.get(upload);
    if (u === undefined) throw new BridgeFault('not-found', 'upload');
    return u;
  }

  async #drop(upload: string): Promise<void> {
    const u = this.#uploads.get(upload);
    if (u === undefined) return;
    this.#uploads.delete(upload);
    await u.handle.close().catch(() => undefined);
    await rm(u.file, { force: true });
  }
}

async function folders(of: string): Promise<string[]> {
  try {
    return (await readdir(of)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
