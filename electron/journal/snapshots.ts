import { open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Responses, Workspace } from '../../shared/bridge.ts';
import type { StoredRow } from '../../shared/change/cells.ts';
import { isGone } from '../../shared/change/fold.ts';
import { freeDisk } from '../files/disk.ts';
import { makeFolder, syncFolder } from '../files/durable.ts';
import type { Folders } from '../files/folders.ts';
import { oneAtATime } from '../files/one-at-a-time.ts';
import { BridgeFault, errnoOf } from '../ipc/fault.ts';
import type { Journal } from './journal.ts';
import { type SnapshotInfo, type SnapshotReason, SNAPSHOTS, toRotate } from './rotation.ts';
import { readSnapshot, type SnapshotHead } from './snapshot-file.ts';
import type { SnapshotJob } from './take-snapshot.ts';

/** Runs a job in a thread of its own: folding 100,000 rows takes seconds. */
export type RunSnapshot = (job: SnapshotJob) => Promise<SnapshotInfo>;

const NAME = /^(\d{10,})-(\d{8}T\d{9}Z)-(daily|version|migration|replace|asked)\.gz$/;
const INFO = '.json';

/** The verified snapshots of each workspace, beside its journal. */
export class Snapshots {
  readonly #folders: Folders;
  readonly #run: RunSnapshot;
  readonly #app: string;
  readonly #alone = oneAtATime();

  /** `app`: the version of this program. */
  constructor(folders: Folders, run: RunSnapshot, app = '') {
    this.#folders = folders;
    this.#run = run;
    this.#app = app;
  }

  folder(workspace: Workspace): string {
    return path.join(this.#folders.journal(workspace), SNAPSHOTS);
  }

  /** What is there, oldest first; a file's own head is the truth, its name only spares reading all of it. */
  async list(workspace: Workspace): Promise<SnapshotInfo[]> {
    const folder = this.folder(workspace);
    const names = await readdir(folder).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    });
    const found: SnapshotInfo[] = [];
    for (const name of names) {
      const match = NAME.exec(name);
      if (match !== null) found.push(await infoOf(folder, name, match));
    }
    return found.sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : a.seq - b.seq));
  }

  /** Takes a snapshot, reads it back, and only then lets older ones rotate out. */
  async take(workspace: Workspace, journal: Journal, reason: SnapshotReason): Promise<{ seq: number; when: string }> {
    return this.#alone(async () => {
      const folder = this.folder(workspace);
      await makeFolder(folder);
      const earlier = await this.list(workspace);
      const { seq, storeId } = await journal.head();
      const bases = earlier.toReversed().map((one) => one.file);
      const fresh = await this.#run({ journal: journal.folder, folder, bases, storeId, upTo: seq, when: new Date().toISOString(), reason, app: this.#app });
      await keepInfo(folder, fresh);
      const { freeBytes } = await freeDisk(folder, { lowBytes: 0, fullBytes: 0 });
      for (const file of toRotate(earlier, fresh, freeBytes)) {
        await rm(path.join(folder, file), { force: true });
        await rm(path.join(folder, file + INFO), { force: true });
      }
      await syncFolder(folder);
      return { seq: fresh.seq, when: fresh.when };
    });
  }

  /** Every row of one snapshot, by table and id, tombstones too. Throws `not-found`, or `damaged` where it is not what was written. */
  async rows(workspace: Workspace, file: string): Promise<{ head: SnapshotHead; rows: Map<string, Map<string, StoredRow>> }> {
    if (!NAME.test(file)) throw new BridgeFault('not-found', 'snapshot');
    const rows = new Map<string, Map<string, StoredRow>>();
    const head = await readSnapshot(path.join(this.folder(workspace), file), (line) => {
      const { table, row } = JSON.parse(line) as { table: string; row: StoredRow };
      const of = rows.get(table) ?? new Map<string, StoredRow>();
      rows.set(table, of.set(row.id, row));
    });
    return { head, rows };
  }

  /** What is in a snapshot for a person to recognise it by: records of each kind, without what was put aside. Throws as `rows` does. */
  async look(workspace: Workspace, file: string): Promise<Responses['snapshot.look']> {
    const { head, rows } = await this.rows(workspace, file);
    const counts = [...rows].map(([table, of]) => [table, count(of.values(), (row) => !isGone(row) && row['archived'] !== true)] as const);
    return { when: head.when, changes: head.seq, whole: head.whole, app: head.app ?? '', rows: Object.fromEntries(counts.filter(([, n]) => n > 0)) };
  }

  /** A page of the row lines of the snapshot at `seq`; `after` counts lines. */
  async read(workspace: Workspace, seq: number, after: number, limit: number): Promise<{ lines: string[]; next: number | null }> {
    const found = (await this.list(workspace)).filter((one) => one.seq === seq).at(-1);
    if (found === undefined) throw new BridgeFault('not-found', 'snapshot');
    const lines: string[] = [];
    let n = 0;
    await readSnapshot(path.join(this.folder(workspace), found.file), (line) => {
      n++;
      if (n > after && lines.length < limit) lines.push(line);
    });
    return { lines, next: after + lines.length < n ? after + lines.length : null };
  }
}

const count = <T>(of: Iterable<T>, counts: (one: T) => boolean): number => [...of].filter(counts).length;

/** Rows and wholeness beside the snapshot: needed for rotation without unpacking it. */
async function keepInfo(folder: string, info: SnapshotInfo): Promise<void> {
  const handle = await open(path.join(folder, info.file + INFO), 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ rows: info.rows, whole: info.whole, app: info.app }));
  } finally {
    await handle.close();
  }
}

async function infoOf(folder: string, file: string, [, seq, when, reason]: RegExpExecArray): Promise<SnapshotInfo> {
  const handle = await open(path.join(folder, file), 'r');
  const { size } = await handle.stat();
  await handle.close();
  const w = when!;
  const iso = `${w.slice(0, 4)}-${w.slice(4, 6)}-${w.slice(6, 11)}:${w.slice(11, 13)}:${w.slice(13, 15)}.${w.slice(15)}`;
  const base = { file, seq: Number(seq), when: iso, reason: reason as SnapshotReason, bytes: size };
  try {
    const side = await open(path.join(folder, file + INFO), 'r');
    try {
      const { rows, whole, app } = JSON.parse(await side.readFile('utf8')) as { rows: number; whole: boolean; app?: string };
      return { ...base, rows: Number(rows), whole: whole === true, app: app ?? '' };
    } finally {
      await side.close();
    }
  } catch {
    return { ...base, rows: 0, whole: false, app: '' };
  }
}
