/** The folder of the snapshots beside the files of their journal. */
export const SNAPSHOTS = 'snapshots';

export type SnapshotReason = 'daily' | 'version' | 'migration' | 'replace' | 'asked';
/** `app`: the version of the program that took it, '' where it did not say. */
export type SnapshotInfo = { file: string; seq: number; when: string; reason: SnapshotReason; bytes: number; rows: number; whole: boolean; app: string };

const TODAY = 2;
const DAYS = 5;
/** Each kind that a person causes counts for itself: going back twice in a minute must not push out the day's own. */
const CAUSED: readonly SnapshotReason[] = ['replace', 'asked'];
const OF_A_KIND = 2;
/** Snapshots may take at most this share of the space that is free (their own included). */
const SHARE = 0.2;

const day = (snapshot: SnapshotInfo): string => snapshot.when.slice(0, 10);

/**
 * Which snapshots may go now that `fresh` has been read back and counted. Kept: two of the day's own, the newest of
 * each of five earlier days, the newest two made before a replacement and the newest two asked for by hand; together never
 * more than a fifth of the free space. Nothing goes on the word of a snapshot that is not whole or has fewer than half the rows of the
 * one before it: a store that suddenly shrank is more likely broken than tidied. Pure.
 */
export function toRotate(earlier: readonly SnapshotInfo[], fresh: SnapshotInfo, freeBytes: number): string[] {
  const ordered = [...earlier].sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : a.seq - b.seq));
  const before = ordered.at(-1);
  if (!fresh.whole || (before !== undefined && fresh.rows * 2 < before.rows)) return [];
  const newestFirst = [fresh, ...ordered.toReversed()];
  const keep = new Set<SnapshotInfo>([fresh]);
  const own = newestFirst.filter((one) => !CAUSED.includes(one.reason));
  for (const s of own.filter((one) => day(one) === day(fresh)).slice(0, TODAY)) keep.add(s);
  const days = [...new Set(newestFirst.map(day))].filter((d) => d !== day(fresh)).slice(0, DAYS);
  // a day whose only one was asked for by hand keeps that one
  for (const d of days) keep.add(own.find((one) => day(one) === d) ?? newestFirst.find((one) => day(one) === d)!);
  for (const reason of CAUSED) for (const s of newestFirst.filter((one) => one.reason === reason).slice(0, OF_A_KIND)) keep.add(s);
  let bytes = [...keep].reduce((sum, one) => sum + one.bytes, 0);
  const allowed = (freeBytes + earlier.reduce((sum, one) => sum + one.bytes, fresh.bytes)) * SHARE;
  for (const oldest of newestFirst.toReversed()) {
    if (bytes <= allowed || oldest === fresh) break;
    if (keep.delete(oldest)) bytes -= oldest.bytes;
  }
  return earlier.filter((one) => !keep.has(one)).map((one) => one.file);
}
