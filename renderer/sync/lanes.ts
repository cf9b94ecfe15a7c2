/** One lane per deal: its letters go out strictly in order, and a stuck lane stops nobody else. */
import type { OutboxRow } from '../data/schema.ts';
import { isDue } from './backoff.ts';

export const laneOf = (row: Pick<OutboxRow, 'registry' | 'lane'>): string => `${row.registry}/${row.lane}`;
const before = (a: OutboxRow, b: OutboxRow): number => a.seq - b.seq || (a.id < b.id ? -1 : 1);

/** Open letters by lane, read once a round and kept up to date by who delivers. Lanes come in the order in which they began. */
export class Lanes {
  readonly #lanes = new Map<string, OutboxRow[]>();

  constructor(open: readonly OutboxRow[]) {
    for (const row of open.toSorted(before)) {
      const lane = this.#lanes.get(laneOf(row));
      if (lane) lane.push(row);
      else this.#lanes.set(laneOf(row), [row]);
    }
  }

  /** The first head whose turn has come and that may go. A held one waits for a person. */
  next(now: number, mayGo: (head: OutboxRow) => boolean): OutboxRow | undefined {
    for (const [head] of this.#lanes.values()) if (head!.state !== 'held' && isDue(head!.dueAt, now) && mayGo(head!)) return head;
    return undefined;
  }

  /** What became of a head: as it stands now, or null where it is answered or was taken back. */
  put(head: OutboxRow, now: OutboxRow | null): void {
    const lane = this.#lanes.get(laneOf(head));
    if (!lane || lane[0]!.id !== head.id) throw new Error('not the head of its lane');
    if (now) lane[0] = now;
    else if (lane.length > 1) lane.shift();
    else this.#lanes.delete(laneOf(head));
  }

  /** When the next head is due; null where nothing waits for time. */
  nextDue(mayGo: (head: OutboxRow) => boolean): number | null {
    let soonest: number | null = null;
    for (const [head] of this.#lanes.values()) if (head!.state !== 'held' && mayGo(head!) && (soonest === null || head!.dueAt < soonest)) soonest = head!.dueAt;
    return soonest;
  }
}
