import type { Workspace } from '../../shared/bridge.ts';
import type { Journals } from './journals.ts';
import type { SnapshotInfo, SnapshotReason } from './rotation.ts';
import type { Snapshots } from './snapshots.ts';

/** Not while the window is still filling its first screen. */
const FIRST_MS = 90_000;
const EVERY_MS = 30 * 60_000;

/**
 * Whether a snapshot is due: after a change of the program's version at once, otherwise one a day in which something was
 * written. Pure; the clock only decides about a copy more or less.
 */
export function snapshotDue(list: readonly SnapshotInfo[], seq: number, today: string, newVersion: boolean): SnapshotReason | null {
  const last = list.findLast((one) => one.whole);
  if (seq === 0 || last?.seq === seq) return null;
  if (newVersion) return 'version';
  return last?.when.slice(0, 10) === today ? null : 'daily';
}

/** Takes the snapshots that are due of every open journal; answers how to stop. One that fails is reported and tried again later. */
export function scheduleSnapshots(
  journals: Journals,
  snapshots: Snapshots,
  newVersion: boolean,
  report: (workspace: Workspace, error: unknown) => void,
): () => void {
  const look = async (): Promise<void> => {
    for (const [workspace, journal] of journals.all()) {
      try {
        const { seq } = await journal.head();
        const reason = snapshotDue(await snapshots.list(workspace), seq, new Date().toISOString().slice(0, 10), newVersion);
        if (reason !== null) await snapshots.take(workspace, journal, reason);
      } catch (error) {
        report(workspace, error);
      }
    }
  };
  const first = setTimeout(() => void look(), FIRST_MS);
  const timer = setInterval(() => void look(), EVERY_MS);
  first.unref();
  timer.unref();
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
