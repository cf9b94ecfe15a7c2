import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JournalLine } from '../../shared/bridge.ts';
import { replaceBytes, replaceFile, writeAll } from '../files/durable.ts';
import { encodeLine } from './line.ts';
import type { Lines } from './lines.ts';

type Piece = { offset: number; bytes: Buffer };

/**
 * Puts `wanted` where the damaged lines stand. A file is written anew as a whole (temp, fsync, rename); damaged bytes whose
 * content is back leave it and are kept in `<file>.damaged`. Damaged lines nobody can replace stay as they are.
 */
export async function repairFiles(folder: string, lines: Lines, wanted: readonly JournalLine[]): Promise<void> {
  for (const [index, group] of byFile(lines, wanted)) {
    const file = lines.files[index]!;
    const old = await readFile(file.path);
    const numbers = new Set(group.map(({ seq }) => seq));
    const pieces: Piece[] = group.map(({ seq, json }) => ({ offset: placeOf(lines, index, seq), bytes: encodeLine(seq, json) }));
    const leaving = file.bad.filter((bad) => isReplaced(lines, index, bad.offset, bad.seq, numbers));
    const evidence = Buffer.concat(leaving.map((bad) => cut(old, bad.offset, bad.length + 1)));
    if (evidence.length > 0) await replaceBytes(path.join(folder, `${file.name}.damaged`), evidence);
    await replaceFile(file.path, async (handle) => {
      let at = 0;
      let from = 0;
      const put = async (bytes: Buffer): Promise<void> => {
        await writeAll(handle, bytes, at);
        at += bytes.length;
      };
      const marks = [
        ...pieces.map((piece) => ({ offset: piece.offset, skip: 0, bytes: piece.bytes })),
        ...leaving.map((bad) => ({ offset: bad.offset, skip: bad.length + 1, bytes: Buffer.alloc(0) })),
      ].sort((a, b) => a.offset - b.offset || a.skip - b.skip);
      for (const mark of marks) {
        if (mark.offset > from) {
          await put(old.subarray(from, mark.offset));
          from = mark.offset;
        }
        if (mark.bytes.length > 0) await put(mark.bytes);
        from = Math.max(from, mark.offset + mark.skip);
      }
      await put(old.subarray(from, file.size));
    });
  }
}

/** Which file a missing number belongs to: that of the nearest whole line before it, else the first. */
function byFile(lines: Lines, wanted: readonly JournalLine[]): Map<number, JournalLine[]> {
  const groups = new Map<number, JournalLine[]>();
  for (const line of [...wanted].sort((a, b) => a.seq - b.seq)) {
    const bad = lines.files.findIndex((file) => file.bad.some((b) => b.seq === line.seq));
    const index = bad >= 0 ? bad : (before(lines, line.seq)?.file ?? 0);
    groups.set(index, [...(groups.get(index) ?? []), line]);
  }
  return groups;
}

function before(lines: Lines, seq: number): { file: number; offset: number; length: number } | null {
  for (let s = seq - 1; s > 0; s--) {
    const place = lines.positions.get(s);
    if (place !== null) return place;
  }
  return null;
}

function placeOf(lines: Lines, index: number, seq: number): number {
  const bad = lines.files[index]!.bad.find((b) => b.seq === seq);
  if (bad !== undefined) return bad.offset;
  const place = before(lines, seq);
  if (place !== null && place.file === index) return place.offset + place.length + 1;
  // nothing whole before it: behind the header, or at the very beginning where that is gone too
  const header = lines.files[index]!.bad.find((b) => b.offset === 0);
  return header === undefined ? 0 : header.offset;
}

/** A damaged line may go when every number missing between its whole neighbours comes back. */
function isReplaced(lines: Lines, index: number, offset: number, seq: number | null, back: ReadonlySet<number>): boolean {
  if (seq !== null && back.has(seq)) return true;
  let below = 0;
  let above = Number.POSITIVE_INFINITY;
  for (let s = 1; s <= lines.positions.max; s++) {
    const place = lines.positions.get(s);
    if (place === null) continue;
    const later = place.file > index || (place.file === index && place.offset > offset);
    if (later) {
      above = Math.min(above, s);
    } else below = Math.max(below, s);
  }
  for (let s = below + 1; s < Math.min(above, lines.positions.max + 1); s++) {
    if (lines.positions.get(s) === null && !back.has(s)) return false;
  }
  return true;
}

const cut = (bytes: Buffer, offset: number, length: number): Buffer => bytes.subarray(offset, Math.min(bytes.length, offset + length));
