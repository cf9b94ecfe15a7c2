/**
 * Delivering: the head of each due lane, at most two lanes at once. `sending` is on disk before the network is touched;
 * whatever is then not clearly answered is `unknown` and is asked about before it is sent again. Only the registry's
 * answer ends a letter.
 */
import type { Outcome } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { assertNever } from '../../shared/result.ts';
import type { OutboxRow } from '../data/schema.ts';
import { closeLetter, isForeignReply } from './answers.ts';
import { backoff, notReached } from './backoff.ts';
import { laneOf, Lanes } from './lanes.ts';
import { move, openLetters, stillOpen, wordsOf } from './outbox.ts';

export type Clockwork = { now(): number; random(): number };
export type DeliverParts = Clockwork & {
  carrier: Carrier;
  /** every outcome, for the status bar; unauthorised pauses its registry */
  tell(registry: string, outcome: Outcome): void;
  /** tells of the open letters which may go out now; the others' registry is paused, or a person is asked first */
  gate(open: readonly OutboxRow[]): Promise<(letter: OutboxRow) => boolean>;
};

const LANES_AT_ONCE = 2;

/** Delivers what is due of the letters that are open when it begins; at most one at a time per store. */
export async function deliver(parts: DeliverParts): Promise<void> {
  const open = await openLetters();
  const lanes = new Lanes(open);
  const mayGo = await parts.gate(open);
  const busy = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const begin = (row: OutboxRow): Promise<void> =>
    step(row, parts)
      .then(() => stillOpen(row.id))
      .then((now) => lanes.put(row, now))
      .catch((e: unknown) => void failures.push(e))
      .finally(() => busy.delete(laneOf(row)));
  for (;;) {
    while (failures.length === 0 && busy.size < LANES_AT_ONCE) {
      const row = lanes.next(parts.now(), (head) => !busy.has(laneOf(head)) && mayGo(head));
      if (!row) break;
      busy.set(laneOf(row), begin(row));
    }
    if (busy.size > 0) await Promise.race(busy.values());
    // a bug in one lane is reported after the other lane has finished: nothing stays in flight unseen
    else if (failures.length > 0) throw failures[0];
    else return;
  }
}

/** One act for one letter. A row found `sending` was left by a crash: nobody else delivers while we do. */
async function step(row: OutboxRow, parts: DeliverParts): Promise<void> {
  return row.state === 'waiting' ? send(row, parts) : askFirst(row, parts);
}

const triedAt = (parts: DeliverParts): string => new Date(parts.now()).toISOString();

async function send(row: OutboxRow, parts: DeliverParts): Promise<void> {
  const words = await wordsOf(row);
  // never other words under the same id: a person looks
  if (words === null) return void (await move(row, { state: 'held', dueAt: 0, lastOutcome: 'words-damaged' }));
  const sending = await move(row, { state: 'sending', attempts: row.attempts + 1, triedAt: triedAt(parts) });
  if (!sending) return;
  const outcome = await parts.carrier.send(row.registry, row.id, words);
  parts.tell(row.registry, outcome);
  await settle(sending, outcome, parts);
}

async function askFirst(row: OutboxRow, parts: DeliverParts): Promise<void> {
  const asked = await move(row, { state: 'unknown', attempts: row.attempts + 1, triedAt: triedAt(parts) });
  if (!asked) return;
  const outcome = await parts.carrier.ask(row.registry, row.id);
  parts.tell(row.registry, outcome);
  // the registry has never seen it: it is an unsent letter again, with its attempts so far
  if (outcome.kind === 'absent') await move(asked, { state: 'waiting', dueAt: 0, attempts: row.attempts });
  else await settle(asked, outcome, parts);
}

async function settle(row: OutboxRow, outcome: Outcome, parts: DeliverParts): Promise<void> {
  const later = parts.now() + backoff(row.attempts, parts.random());
  const asking = row.state === 'unknown';
  switch (outcome.kind) {
    case 'accepted':
    case 'refused':
      // a simulated registry that passed for a real one: its answer cannot be taken in, and the letter may be taken back
      if (isForeignReply(outcome)) return void (await move(row, { state: 'held', dueAt: 0, lastOutcome: 'simulated' }));
      if (!(await closeLetter(row, outcome))) await move(row, { state: 'unknown', dueAt: later, lastOutcome: 'storage' });
      return;
    // never connected, or turned away at the door: nothing of it was taken, and it may still be taken back by its writer
    case 'unreachable':
      return void (await move(row, { state: asking ? 'unknown' : 'waiting', dueAt: later, lastOutcome: notReached(outcome.reason) }));
    case 'unauthorised':
      return void (await move(row, { state: asking ? 'unknown' : 'waiting', dueAt: 0, attempts: 0, lastOutcome: outcome.kind }));
    // a proxy may say busy about a letter it has already passed on
    case 'busy':
      return void (await move(row, { state: 'unknown', dueAt: Math.max(parts.now() + outcome.afterMs, later), lastOutcome: outcome.kind }));
    case 'unknown':
      return void (await move(row, { state: outcome.hold ? 'held' : 'unknown', dueAt: outcome.hold ? 0 : later, lastOutcome: outcome.reason }));
    // a registry that answers a sending with `absent` has not understood it
    case 'absent':
      return void (await move(row, { state: 'unknown', dueAt: later, lastOutcome: outcome.kind }));
    default:
      assertNever(outcome);
  }
}
