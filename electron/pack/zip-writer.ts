/**
 * Just enough of zip to write files one behind the other, uncompressed (scans are compressed already), without holding any of them:
 * names in UTF-8, no time of day, no zip64. The header of an entry is written after its bytes, when their CRC is known.
 */
import type { FileHandle } from 'node:fs/promises';
import { writeAll } from '../files/durable.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { crc32 } from './crc32.ts';

const MOST = 0xffff_fffe;
/** 1980-01-01, the first day zip knows */
const DAY = 0x21;
const UTF8 = 0x800;

export class ZipWriter {
  readonly #file: FileHandle;
  readonly #directory: Buffer[] = [];
  #at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async entry(name: string, size: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const called = Buffer.from(name, 'utf8');
    const start = this.#at;
    if (start + size + 30 + called.length > MOST) throw new BridgeFault('too-large', 'zip');
    let [at, crc] = [start + 30 + called.length, 0];
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc);
      await writeAll(this.#file, chunk, at);
      at += chunk.length;
    }
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(UTF8, 2);
    about.writeUInt16LE(DAY, 8);
    about.writeUInt32LE(crc, 10);
    about.writeUInt32LE(size, 14);
    about.writeUInt32LE(size, 18);
    about.writeUInt16LE(called.length, 22);
    await writeAll(this.#file, Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, called]), start);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(start, 10);
    this.#directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, place, called]));
    this.#at = at;
  }

  async end(): Promise<void> {
    const directory = Buffer.concat(this.#directory);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(this.#directory.length, 8);
    end.writeUInt16LE(this.#directory.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.#at, 16);
    await writeAll(this.#file, Buffer.concat([directory, end]), this.#at);
  }
}
