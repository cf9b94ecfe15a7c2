import { open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { JournalHead, JournalLine } from '../../shared/bridge.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { type JournalHeader, readHeader } from './header.ts';
import { checkLine } from './line.ts';
import { Positions } from './positions.ts';
import { type BadLine, excerptOf, scanFile } from './scan.ts';

export type JournalFile = { name: string; path: string; size: number; goodEnd: number; bad: BadLine[] };
type Place = { file: number; offset: number; length: number };
type Twin = { first: Place; second: Place & { seq: number; number: number } };

/** At most this many missing numbers are reported by name. */
const MOST_MISSING = 10_000;
/** A page of lines stays below this many bytes, unless one line alone is larger. */
const PAGE_BYTES = 16 * 1024 * 1024;
const MOST_TEXTS = 50;
const TEXT_BYTES = 256 * 1024;
const MONTH_FILE = /^\d{4}-\d{2}\.log$/;

/** Every whole line of a journal folder and where it lies. Only reads; `Journal` writes. */
export class Lines {
  readonly files: JournalFile[] = [];
  readonly positions = new Positions();
  /** store of the first legible header and the newest format any header names */
  header: JournalHeader | null = null;

  /** Reads all files of the folder in their order. */
  static async scan(folder: string): Promise<Lines> {
    const lines = new Lines();
    const names = (await readdir(folder)).filter((name) => MONTH_FILE.test(name)).sort();
    for (const name of names) await lines.#take(path.join(folder, name));
    return lines;
  }

  async #take(file: string): Promise<void> {
    const index = this.files.length;
    const twins: Twin[] = [];
    const { size, bad, goodEnd } = await scanFile(file, (line, bytes, json, end) => {
      if (line.seq === 0) return this.#takeHeader(bytes.toString('utf8', json, end));
      const first = this.positions.get(line.seq);
      if (first === null) this.positions.put(line.seq, index, line.offset, line.length);
      else twins.push({ first, second: { file: index, ...line } });
    });
    this.files.push({ name: path.basename(file), path: file, size, goodEnd, bad });
    for (const { first, second } of twins) {
      // the same line sent twice is harmless; two different ones under one number are damage, and the first stands
      const raw = await this.#raw(second);
      if (!(await this.#raw(first)).equals(raw)) bad.push({ ...second, excerpt: excerptOf(raw) });
    }
  }

  #takeHeader(json: string): void {
    const found = readHeader(json);
    if (found === null) return;
    const formatVersion = Math.max(found.formatVersion, this.header?.formatVersion ?? 0);
    this.header = { ...(this.header ?? found), formatVersion };
  }

  async #raw(place: Place): Promise<Buffer> {
    const handle = await open(this.files[place.file]!.path, 'r');
    try {
      return await readFully(handle, place.offset, place.length);
    } finally {
      await handle.close();
    }
  }

  /** What stands under a number, or null. Throws `damaged` where the disk no longer gives what was written. */
  async json(seq: number): Promise<string | null> {
    const place = this.positions.get(seq);
    return place === null ? null : jsonOf(seq, await this.#raw(place));
  }

  /** Lines above `after` in order of seq, at most `limit`; `next` is the `after` of the following page, null at the end. */
  async read(after: number, limit: number): Promise<{ lines: JournalLine[]; next: number | null }> {
    const lines: JournalLine[] = [];
    let handle = null as { file: number; handle: FileHandle } | null;
    try {
      let seq = after + 1;
      let bytes = 0;
      while (seq <= this.positions.max && lines.length < limit && bytes < PAGE_BYTES) {
        const run = this.#run(seq, limit - lines.length, PAGE_BYTES - bytes);
        if (run === null) {
          seq++;
          continue;
        }
        if (handle?.file !== run.file) {
          await handle?.handle.close();
          handle = { file: run.file, handle: await open(this.files[run.file]!.path, 'r') };
        }
        const block = await readFully(handle.handle, run.offset, run.length);
        for (const { seq: number, offset, length } of run.lines) {
          lines.push({ seq: number, json: jsonOf(number, block.subarray(offset - run.offset, offset - run.offset + length)) });
        }
        bytes += run.length;
        seq = lines.at(-1)!.seq + 1;
      }
      return { lines, next: seq <= this.positions.max ? seq - 1 : null };
    } finally {
      await handle?.handle.close();
    }
  }

  /** The longest stretch of lines from `seq` on that lie one behind the other in one file: one read instead of many. */
  #run(seq: number, most: number, bytes: number): (Place & { lines: { seq: number; offset: number; length: number }[] }) | null {
    const first = this.positions.get(seq);
    if (first === null) return null;
    const run = { ...first, lines: [{ seq, offset: first.offset, length: first.length }] };
    for (let next = seq + 1; run.lines.length < most && run.length < bytes; next++) {
      const place = this.positions.get(next);
      if (place === null || place.file !== run.file || place.offset !== run.offset + run.length + 1) break;
      run.length += place.length + 1;
      run.lines.push({ seq: next, offset: place.offset, length: place.length });
    }
    return run;
  }

  /** Damaged lines, and numbers that no line carries. */
  damaged(): JournalHead['damaged'] {
    const found = this.files.flatMap((file) => file.bad.map((bad) => ({ seq: bad.seq, file: file.name, line: bad.number, excerpt: bad.excerpt })));
    const missing = new Set(this.positions.missing(MOST_MISSING));
    // a damaged header, or a line whose number stands elsewhere whole: nothing is lost
    if (missing.size === 0) return [];
    // a line may only seem to carry a number that stands elsewhere, whole: then nothing of that number is lost
    const seeming = found.map((d) => ({ ...d, seq: d.seq !== null && missing.delete(d.seq) ? d.seq : null }));
    const last = this.files.at(-1)?.name ?? '';
    return [...seeming, ...[...missing].map((seq) => ({ seq, file: this.#fileBefore(seq) ?? last, line: 0, excerpt: '' }))];
  }

  /** What still stands on damaged lines, for naming their records; a line that is hardly one is cut. */
  async damagedTexts(): Promise<{ seq: number | null; text: string }[]> {
    const found: { seq: number | null; text: string }[] = [];
    for (const [index, { bad }] of this.files.entries()) {
      for (const { seq, offset, length } of bad) {
        if (found.length === MOST_TEXTS) return found;
        const bytes = await this.#raw({ file: index, offset, length: Math.min(length, TEXT_BYTES) });
        found.push({ seq, text: bytes.toString('utf8') });
      }
    }
    return found;
  }

  #fileBefore(seq: number): string | null {
    for (let s = seq - 1; s > 0; s--) {
      const place = this.positions.get(s);
      if (place !== null) return this.files[place.file]!.name;
    }
    return this.files[0]?.name ?? null;
  }
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) throw new BridgeFault('damaged', 'the journal is shorter than it was');
    done += bytesRead;
  }
  return bytes;
}

function jsonOf(seq: number, line: Buffer): string {
  const checked = checkLine(line, 0, line.length);
  if (checked === null || checked.seq !== seq) throw new BridgeFault('damaged', `line ${seq}`);
  return line.toString('utf8', checked.json);
}
