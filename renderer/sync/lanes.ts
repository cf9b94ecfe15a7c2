/** One lane per deal: its letters go out strictly in order, and a stuck lane stops nobody else. */
import type { OutboxRow } from '../data/schema.ts';
import { isDue } from './backoff.ts';

/** A letter with its place: the position of the Change that caused it. */
export type Placed = { row: OutboxRow; seq: number };

/** The first open letter of every lane, in the order the lanes began. `placed` are open letters only. */
export function heads(placed: readonly Placed[]): OutboxRow[] {
  const first = new Map<string, Placed>();
  for (const p of placed) {
    const lane = `${p.row.registry}/${p.row.lane}`;
    const before = first.get(lane);
    if (!before || p.seq < before.seq || (p.seq === before.seq && p.row.id < before.row.id)) first.set(lane, p);
  }
  return [...first.values()].sort((a, b) => a.seq - b.seq || (a.row.id < b.row.id ? -1 : 1)).map((p) => p.row);
}

/** Heads whose turn has come. A held one waits for a person. */
export const dueHeads = (placed: readonly Placed[], now: number): OutboxRow[] => heads(placed).filter((row) => row.state !== 'held' && isDue(row.dueAt, now));

/** When the next head is due; null where nothing waits for time. */
export function nextDue(placed: readonly Placed[]): number | null {
  const waiting = heads(placed).filter((row) => row.state !== 'held');
  return waiting.length === 0 ? null : Math.min(...waiting.map((row) => row.dueAt));
}
