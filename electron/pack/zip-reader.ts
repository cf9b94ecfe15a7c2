/** The entries of a zip, ours or packed again by another program, read one at a time; nothing of it is ever written to disk by its name. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { BridgeFault } from '../ipc/fault.ts';

export type ZipEntry = { name: string; size: number; packed: number; method: number; offset: number };

const MOST_ENTRIES = 2_000;
const MOST_DIRECTORY = 4 * 1024 * 1024;
const CHUNK = 1024 * 1024;
const damaged = (): BridgeFault => new BridgeFault('damaged', 'zip');

/** Throws `damaged` for what is no zip, is cut off, encrypted, or has more entries than a pack can have. */
export async function zipEntries(file: FileHandle): Promise<ZipEntry[]> {
  const { size: whole } = await file.stat();
  const tail = await part(file, Math.max(0, whole - 65_557), Math.min(whole, 65_557));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.length) throw damaged();
  const [count, length, from] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count > MOST_ENTRIES || length > MOST_DIRECTORY || from + length > whole) throw damaged();
  const directory = await part(file, from, length);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > length || directory.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw damaged();
    const flags = directory.readUInt16LE(at + 8);
    const [called, extra, comment] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
    if ((flags & 1) !== 0 || at + 46 + called + extra + comment > length) throw damaged();
    entries.push({
      name: spoken(directory.subarray(at + 46, at + 46 + called), (flags & 0x800) !== 0),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + called + extra + comment;
  }
  return entries;
}

/** UTF-8 where it says so or is so; else what Windows in Chinese writes. */
function spoken(bytes: Uint8Array, utf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(utf8 ? 'utf-8' : 'gbk').decode(bytes);
  }
}

/** The bytes of an entry; throws `damaged` where it holds more than it says, or ends too early. */
export async function* zipBytes(file: FileHandle, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const head = await part(file, entry.offset, 30);
  if (head.toString('latin1', 0, 4) !== 'PK\x03\x04' || (entry.method !== 0 && entry.method !== 8)) throw damaged();
  const from = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const raw = pieces(file, from, entry.packed);
  let came = 0;
  try {
    for await (const chunk of entry.method === 0 ? raw : Readable.from(raw).pipe(createInflateRaw())) {
      came += (chunk as Uint8Array).length;
      if (came > entry.size) throw damaged();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    // zlib's own words for broken data
    throw error instanceof BridgeFault ? error : damaged();
  }
  if (came !== entry.size) throw damaged();
}

async function* pieces(file: FileHandle, from: number, length: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += CHUNK) yield part(file, from + done, Math.min(CHUNK, length - done));
}

async function part(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  if (bytesRead !== length) throw damaged();
  return bytes;
}
