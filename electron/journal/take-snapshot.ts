import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { StoredRow } from '../../shared/change/cells.ts';
import { FORMAT_VERSION, type Change } from '../../shared/change/change.ts';
import { emptyState, isGone, type FoldState } from '../../shared/change/fold.ts';
import { GapFold } from '../../shared/change/gaps.ts';
import { MIGRATIONS } from '../../shared/change/migrations.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { Lines } from './lines.ts';
import type { SnapshotInfo, SnapshotReason } from './rotation.ts';
import { readSnapshot, writeSnapshot } from './snapshot-file.ts';

/** What the worker is asked to do. `upTo` is the last number that was acknowledged when it was asked. */
export type SnapshotJob = {
  journal: string;
  folder: string;
  /** newest first: the first one that can be read is the base */
  bases: string[];
  storeId: string;
  upTo: number;
  when: string;
  reason: SnapshotReason;
  app: string;
};

const PAGE = 2000;

/**
 * Folds the newest readable snapshot and the journal's tail, writes the result as a new snapshot, and reads that back: what
 * cannot be read back and counted is an error now, not in a year. The journal itself is only read, and never shortened:
 * a snapshot saves the folding, the Changes stay where they are.
 */
export async function takeSnapshot(job: SnapshotJob): Promise<SnapshotInfo> {
  const { state: base, seq: from } = await baseOf(job);
  const lines = await Lines.scan(job.journal);
  const fold = new GapFold(MIGRATIONS, base, from);
  for (let after: number | null = from; after !== null;) {
    const page: Awaited<ReturnType<Lines['read']>> = await lines.read(after, PAGE);
    for (const { seq, json } of page.lines) {
      if (seq > job.upTo) break;
      fold.take(seq, JSON.parse(json) as Change);
    }
    after = (page.lines.at(-1)?.seq ?? job.upTo) >= job.upTo ? null : page.next;
  }
  fold.through(job.upTo);
  const { state } = fold;
  const whole = fold.missing.size === 0 && fold.faults.length === 0;
  const rows = [...state.rows.values()].reduce((sum, table) => sum + count(table.values()), 0);
  const head = {
    kind: 'kezhuan-snapshot' as const,
    storeId: job.storeId,
    formatVersion: FORMAT_VERSION,
    seq: job.upTo,
    when: job.when,
    reason: job.reason,
    rows,
    whole,
    app: job.app,
  };
  const name = `${String(job.upTo).padStart(10, '0')}-${job.when.replace(/[-:.]/g, '')}-${job.reason}.gz`;
  const file = path.join(job.folder, name);
  const written = await writeSnapshot(file, head, rowLines(state));
  return verified(file, { written, rows, whole, seq: job.upTo, when: job.when, reason: job.reason, app: job.app });
}

async function verified(
  file: string,
  of: { written: number; rows: number; whole: boolean; seq: number; when: string; reason: SnapshotReason; app: string },
): Promise<SnapshotInfo> {
  let read = 0;
  let living = 0;
  await readSnapshot(file, (line) => {
    read++;
    if (!isGone((JSON.parse(line) as { row: StoredRow }).row)) living++;
  });
  if (read !== of.written || living !== of.rows) throw new BridgeFault('damaged', 'the snapshot does not read back');
  const { seq, when, reason, rows, whole, app } = of;
  return { file: path.basename(file), seq, when, reason, rows, whole, app, bytes: (await stat(file)).size };
}

async function baseOf(job: SnapshotJob): Promise<{ state: FoldState; seq: number }> {
  for (const base of job.bases) {
    const state = emptyState();
    try {
      const head = await readSnapshot(path.join(job.folder, base), (line) => {
        const { table, row } = JSON.parse(line) as { table: string; row: StoredRow };
        let rows = state.rows.get(table);
        if (rows === undefined) state.rows.set(table, (rows = new Map()));
        rows.set(row.id, row);
      });
      // an older format would need its rows migrated; folding again from the first Change needs nothing
      if (head.formatVersion === FORMAT_VERSION && head.storeId === job.storeId && head.seq <= job.upTo && head.whole) return { state, seq: head.seq };
    } catch {
      // a snapshot that cannot be read is no base; the one before it may be
    }
  }
  return { state: emptyState(), seq: 0 };
}

function count(rows: Iterable<StoredRow>): number {
  let n = 0;
  for (const row of rows) if (!isGone(row)) n++;
  return n;
}

function* rowLines(state: FoldState): Generator<string> {
  for (const [table, rows] of state.rows) for (const row of rows.values()) yield JSON.stringify({ table, row });
}
