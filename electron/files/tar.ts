/**
 * Just enough of the tar format (ustar) for a backup: one file that streams whatever its size, and that any system can
 * open without this program.
 */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { BridgeFault } from '../ipc/fault.ts';
import { writeAll } from './durable.ts';

const BLOCK = 512;
const CHUNK = 1024 * 1024;
const MOST_SIZE = 8 ** 11 - 1;
const NAME = /^[a-z0-9][a-z0-9./-]{0,98}$/;

const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

function header(name: string, size: number): Buffer {
  if (!NAME.test(name) || name.includes('..') || size > MOST_SIZE) throw new Error('not an entry of a backup');
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'latin1');
  block.write('0000600\0' + '0000000\0' + '0000000\0', 100, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  // no time: the same content gives the same file
  block.write(`${'0'.repeat(11)}\0`, 136, 'latin1');
  block.write('        0', 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function checksum(block: Buffer): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : block[i]!;
  return sum;
}

/** Writes entries one behind the other. */
export class TarWriter {
  readonly #file: FileHandle;
  #at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  get bytes(): number {
    return this.#at;
  }

  async #put(bytes: Uint8Array): Promise<void> {
    await writeAll(this.#file, bytes, this.#at);
    this.#at += bytes.length;
  }

  async bytesEntry(name: string, bytes: Uint8Array): Promise<void> {
    await this.#put(header(name, bytes.length));
    await this.#put(bytes);
    await this.#put(Buffer.alloc(padded(bytes.length) - bytes.length));
  }

  /** The first `size` bytes of an open file; answers their SHA-256. */
  async fileEntry(name: string, source: FileHandle, size: number): Promise<string> {
    await this.#put(header(name, size));
    const hash = createHash('sha256');
    for (let from = 0; from < size;) {
      const bytes = await readSome(source, from, Math.min(CHUNK, size - from));
      hash.update(bytes);
      await this.#put(bytes);
      from += bytes.length;
    }
    await this.#put(Buffer.alloc(padded(size) - size));
    return hash.digest('hex');
  }

  async end(): Promise<void> {
    await this.#put(Buffer.alloc(BLOCK * 2));
  }
}

export type TarEntry = { name: string; offset: number; size: number };

/** The entries of a tar, in order. Throws `damaged` for anything this program would not have written. */
export async function* tarEntries(file: FileHandle): AsyncGenerator<TarEntry> {
  const { size: whole } = await file.stat();
  for (let at = 0; ;) {
    if (at + BLOCK > whole) throw new BridgeFault('damaged', 'the backup ends too early');
    const block = await readSome(file, at, BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const text = (from: number, length: number): string =>
      block
        .toString('latin1', from, from + length)
        .replace(/\0.*$/s, '')
        .trim();
    const size = Number.parseInt(text(124, 12), 8);
    const name = text(0, 100);
    const fine = Number.parseInt(text(148, 8), 8) === checksum(block) && text(257, 6) === 'ustar' && text(156, 1) === '0' && text(345, 155) === '';
    if (!fine || !NAME.test(name) || name.includes('..') || !Number.isSafeInteger(size) || size < 0)
      throw new BridgeFault('damaged', 'not a backup of this program');
    at += BLOCK;
    if (at + padded(size) > whole) throw new BridgeFault('damaged', 'the backup ends too early');
    yield { name, offset: at, size };
    at += padded(size);
  }
}

/** Copies an entry's bytes out and answers their SHA-256; with no target it only hashes. */
export async function readEntry(file: FileHandle, entry: TarEntry, target: FileHandle | null): Promise<string> {
  const hash = createHash('sha256');
  for (let done = 0; done < entry.size;) {
    const bytes = await readSome(file, entry.offset + done, Math.min(CHUNK, entry.size - done));
    hash.update(bytes);
    if (target !== null) await writeAll(target, bytes, done);
    done += bytes.length;
  }
  return hash.digest('hex');
}

export async function entryBytes(file: FileHandle, entry: TarEntry, most: number): Promise<Buffer> {
  if (entry.size > most) throw new BridgeFault('damaged', entry.name);
  const parts: Buffer[] = [];
  for (let done = 0; done < entry.size;) {
    const bytes = await readSome(file, entry.offset + done, entry.size - done);
    parts.push(bytes);
    done += bytes.length;
  }
  return Buffer.concat(parts);
}

async function readSome(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead === 0) throw new BridgeFault('damaged', 'the file ends too early');
  return bytes.subarray(0, bytesRead);
}
