import { constants } from 'node:fs';
import { open, readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { JournalHead, JournalLine } from '../../shared/bridge.ts';
import { changeHash } from '../../shared/change/chain.ts';
import type { Change } from '../../shared/change/change.ts';
import { makeFolder, replaceBytes, syncFolder, writeAll } from '../files/durable.ts';
import { oneAtATime } from '../files/one-at-a-time.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { headerJson } from './header.ts';
import { encodeLine } from './line.ts';
import { Lines } from './lines.ts';
import { PromptDisk } from './prompt-disk.ts';
import { repairFiles } from './repair.ts';

/**
 * Linux makes a write durable within the write itself, which spares every save one way to a worker thread and back.
 * Elsewhere fdatasync follows: macOS reaches the platter only through it, Windows has no such flag.
 */
const WRITES_ARE_DURABLE = process.platform === 'linux';
const END_FLAGS = constants.O_RDWR | (WRITES_ARE_DURABLE ? constants.O_DSYNC : 0);

/** A number this far above the last one is a mistake of the sender, not a gap. */
const FARTHEST = 1_000_000;

export type JournalWish = { storeId: string; formatVersion: number };
/** The clock only names the file of a month; nothing is decided by it. */
export type MonthName = () => string;
/** What a journal alone can say about itself; how the last run ended and the snapshots are added by its keeper. */
export type JournalState = Omit<JournalHead, 'exit' | 'snapshot' | 'emptied'>;

/** The file that is being appended to; `headed` once this start has written its header line there. */
type End = { handle: FileHandle; file: number; headed: boolean };

export const monthName: MonthName = () => new Date().toISOString().slice(0, 7);

/**
 * The durable copy of one workspace's Changes. One writer; every append is one write, on the disk before it is acknowledged.
 * Laws: a torn tail is cut before anything is appended; a line once acknowledged is never changed, only repaired;
 * a failed append leaves the file as it was.
 */
export class Journal {
  readonly folder: string;
  readonly #month: MonthName;
  #lines: Lines;
  #wish: JournalWish;
  #tornBytes: number;
  #end: End | null = null;
  readonly #alone = oneAtATime();
  readonly #disk = new PromptDisk();

  private constructor(folder: string, lines: Lines, wish: JournalWish, tornBytes: number, month: MonthName) {
    this.folder = folder;
    this.#lines = lines;
    this.#wish = wish;
    this.#tornBytes = tornBytes;
    this.#month = month;
  }

  /**
   * Opens (or begins) the journal in `folder`. Throws `newer-store`, having touched nothing, where a newer program wrote it.
   * A journal of another store is opened and says so in its head; it takes no appends.
   */
  static async open(folder: string, wish: JournalWish, month: MonthName = monthName): Promise<Journal> {
    await makeFolder(folder);
    const lines = await Lines.scan(folder);
    if (lines.header !== null && lines.header.formatVersion > wish.formatVersion) {
      throw new BridgeFault('newer-store', String(lines.header.formatVersion));
    }
    for (const name of await readdir(folder)) if (name.endsWith('.tmp')) await rm(path.join(folder, name), { force: true });
    const tornBytes = await cutTornTail(folder, lines);
    // a page that has no store of its own yet is going to write it from this journal, and takes its name
    const storeId = wish.storeId === '' ? (lines.header?.storeId ?? '') : wish.storeId;
    return new Journal(folder, lines, { ...wish, storeId }, tornBytes, month);
  }

  get storeId(): string {
    return this.#lines.header?.storeId ?? this.#wish.storeId;
  }

  /** Where the journal stands. `hash` is that of the last Change. */
  async head(): Promise<JournalState> {
    return this.#alone(async () => {
      const { positions, header } = this.#lines;
      return {
        storeId: this.storeId,
        formatVersion: header?.formatVersion ?? this.#wish.formatVersion,
        seq: positions.max,
        hash: await this.#lastHash(),
        count: positions.count,
        damaged: this.#lines.damaged(),
        tornBytes: this.#tornBytes,
      };
    });
  }

  async #lastHash(): Promise<string> {
    const json = await this.#lines.json(this.#lines.positions.max);
    if (json === null) return '';
    try {
      return changeHash(JSON.parse(json) as Change);
    } catch {
      return '';
    }
  }

  /**
   * Appends lines and answers the highest number now on disk. A line that is already there is passed over;
   * another text under a number that is taken is refused as `damaged`, and then none of the batch is written.
   */
  async append(lines: readonly JournalLine[]): Promise<number> {
    return this.#alone(async () => {
      if (this.storeId !== this.#wish.storeId || this.storeId === '')
        throw new BridgeFault('not-open', 'this journal belongs to another store, or to none yet');
      const fresh = await this.#fresh(lines);
      if (fresh.length > 0) await this.#write(fresh);
      return this.#lines.positions.max;
    });
  }

  async #fresh(lines: readonly JournalLine[]): Promise<JournalLine[]> {
    const batch = new Map<number, string>();
    const { positions } = this.#lines;
    for (const { seq, json } of lines) {
      checkJson(json);
      if (seq > positions.max + FARTHEST) throw new BridgeFault('malformed', `line ${seq} is too far ahead`);
      const there = batch.get(seq) ?? (await this.#lines.json(seq));
      // compared as UTF-8, the form in which it lies on disk
      if (there !== null && !Buffer.from(there).equals(Buffer.from(json))) throw new BridgeFault('damaged', `line ${seq} differs`);
      if (there === null) batch.set(seq, json);
    }
    return [...batch].map(([seq, json]) => ({ seq, json }));
  }

  async #write(fresh: readonly JournalLine[]): Promise<void> {
    const end = await this.#openEnd();
    const file = this.#lines.files[end.file]!;
    const encoded = fresh.map(({ seq, json }) => encodeLine(seq, json));
    const first = end.headed ? [] : [encodeLine(0, headerJson(this.#wish.storeId, this.#wish.formatVersion))];
    const before = file.size;
    try {
      const bytes = Buffer.concat([...first, ...encoded]);
      if (WRITES_ARE_DURABLE) await this.#disk.write(end.handle, bytes, before);
      else {
        await writeAll(end.handle, bytes, before);
        await end.handle.datasync();
      }
    } catch (error) {
      await this.#takeBack(before);
      throw error;
    }
    end.headed = true;
    this.#lines.header ??= { kind: 'kezhuan-journal', ...this.#wish };
    this.#lines.header.formatVersion = Math.max(this.#lines.header.formatVersion, this.#wish.formatVersion);
    let offset = before + (first[0]?.length ?? 0);
    fresh.forEach(({ seq }, i) => {
      this.#lines.positions.put(seq, end.file, offset, encoded[i]!.length - 1);
      offset += encoded[i]!.length;
    });
    file.size = offset;
    file.goodEnd = offset;
  }

  /** After a failed write: the file ends where it ended before. Should even that fail, the next opening cuts the tail. */
  async #takeBack(size: number): Promise<void> {
    const end = this.#end;
    this.#end = null;
    if (end === null) return;
    try {
      await end.handle.truncate(size);
      await end.handle.datasync();
    } finally {
      await end.handle.close().catch(() => undefined);
    }
  }

  async #openEnd(): Promise<End> {
    const last = this.#lines.files.at(-1);
    // a clock set back must not open an earlier month: the order of names is the order of lines
    const month = `${this.#month()}.log`;
    const name = last !== undefined && last.name > month ? last.name : month;
    if (this.#end !== null && this.#lines.files[this.#end.file]!.name === name) return this.#end;
    await this.#end?.handle.close();
    this.#end = null;
    const fresh = last?.name !== name;
    const file = path.join(this.folder, name);
    const handle = await open(file, fresh ? END_FLAGS | constants.O_CREAT | constants.O_EXCL : END_FLAGS, 0o600);
    if (fresh) {
      await syncFolder(this.folder);
      this.#lines.files.push({ name, path: file, size: 0, goodEnd: 0, bad: [] });
    } else if ((await handle.stat()).size !== last.size) {
      // what a failed append left behind and could not take back
      await handle.truncate(last.size);
      await handle.datasync();
    }
    this.#end = { handle, file: this.#lines.files.length - 1, headed: false };
    return this.#end;
  }

  async read(after: number, limit: number): Promise<{ lines: JournalLine[]; next: number | null }> {
    return this.#alone(() => this.#lines.read(after, limit));
  }

  async damagedTexts(): Promise<{ seq: number | null; text: string }[]> {
    return this.#alone(() => this.#lines.damagedTexts());
  }

  /** Writes lines again whose originals are damaged or missing; answers how many were taken. Whole lines are left alone. */
  async repair(lines: readonly JournalLine[]): Promise<number> {
    return this.#alone(async () => {
      for (const { json } of lines) checkJson(json);
      const wanted = lines.filter(({ seq }) => this.#lines.positions.get(seq) === null && seq <= this.#lines.positions.max);
      await this.#end?.handle.close();
      this.#end = null;
      await repairFiles(this.folder, this.#lines, wanted);
      this.#lines = await Lines.scan(this.folder);
      return wanted.length;
    });
  }

  /** Runs `task` while nothing is written; it sees the files as they stand. For snapshots and backups. */
  async still<T>(task: (files: readonly { name: string; path: string; size: number }[], seq: number) => Promise<T>): Promise<T> {
    return this.#alone(() =>
      task(
        this.#lines.files.map(({ name, path: file, size }) => ({ name, path: file, size })),
        this.#lines.positions.max,
      ),
    );
  }

  async close(): Promise<void> {
    await this.#alone(async () => {
      await this.#end?.handle.close();
      this.#end = null;
    });
  }
}

function checkJson(json: string): void {
  if (json.includes('\n')) throw new BridgeFault('malformed', 'a line holds a line break');
  try {
    JSON.parse(json);
  } catch {
    throw new BridgeFault('malformed', 'a line is not JSON');
  }
}

/**
 * The LevelDB lesson: what a torn write left at the very end is cut away before anything is appended, otherwise it
 * becomes damage in the middle. The bytes are kept beside the journal; answers how many there were.
 */
async function cutTornTail(folder: string, lines: Lines): Promise<number> {
  const last = lines.files.at(-1);
  if (last === undefined || last.goodEnd === last.size) return 0;
  const torn = last.size - last.goodEnd;
  const handle = await open(last.path, 'r+');
  try {
    const bytes = Buffer.alloc(Math.min(torn, 1024 * 1024));
    await handle.read(bytes, 0, bytes.length, last.goodEnd);
    // evidence only: a full disk must not keep the journal from opening
    await replaceBytes(path.join(folder, `${last.name}.torn`), bytes).catch(() => undefined);
    await handle.truncate(last.goodEnd);
    await handle.sync();
  } finally {
    await handle.close();
  }
  last.size = last.goodEnd;
  last.bad = last.bad.filter((bad) => bad.offset < last.goodEnd);
  return torn;
}
