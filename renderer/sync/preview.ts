/** What the next sync will do with every open letter, in the order in which it would be done. Nothing is asked of anybody. */
import type { OutboxRow } from '../data/schema.ts';
import { isDue } from './backoff.ts';
import { laneOf } from './lanes.ts';

/**
 * going: on its way now; ask: its fate is unknown and is asked about first; behind: an earlier letter of its deal comes before it; later: waits for
 * its turn; held: waits for a person; stopped: a person is asked before anything goes to this registry; off, token: the
 * registry is switched off, or takes our token no longer; forbidden: all network is; lost: its fate is unknown, and nobody can be asked now.
 */
export type Act = 'going' | 'ask' | 'send' | 'behind' | 'later' | 'held' | 'stopped' | 'off' | 'token' | 'forbidden' | 'lost';
export type Planned = { row: OutboxRow; act: Act };
/** How a registry stands; one that is not told of can be tried. */
export type Way = { line?: 'off' | 'token' | 'forbidden'; stopped?: boolean };

/** Lane by lane as they began; at most two lanes are on their way at once. */
export function planOf(rows: readonly OutboxRow[], now: number, wayTo: (registry: string) => Way): Planned[] {
  const lanes = new Map<string, OutboxRow[]>();
  for (const row of rows.toSorted((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1))) {
    const lane = lanes.get(laneOf(row));
    if (lane) lane.push(row);
    else lanes.set(laneOf(row), [row]);
  }
  return [...lanes.values()].flatMap((lane) => {
    let blocked = false;
    return lane.map((row): Planned => {
      const act = blocked ? 'behind' : actOf(row, now, wayTo(row.registry));
      // a letter that does not go out now keeps the ones after it back; one that is asked about may go out right after
      blocked ||= act !== 'send' && act !== 'ask' && act !== 'going';
      return { row, act };
    });
  });
}

function actOf(row: OutboxRow, now: number, way: Way): Act {
  if (row.state === 'held') return 'held';
  if (row.state === 'sending') return 'going';
  // it may be with the registry: it does not simply stay here
  if (way.line) return row.state === 'unknown' ? 'lost' : way.line;
  if (row.state === 'waiting' && way.stopped) return 'stopped';
  if (!isDue(row.dueAt, now)) return 'later';
  return row.state === 'waiting' ? 'send' : 'ask';
}
