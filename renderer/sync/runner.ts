/** The beat of sync: one round at a time, again when a letter is due, when something changed, or a minute later. */
import type { Outcome } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import type { OutboxRow } from '../data/schema.ts';
import { db } from '../data/store.ts';
import { collect } from './collect.ts';
import { deliver, type Clockwork } from './deliver.ts';
import { Lanes } from './lanes.ts';
import { askAbove, openGate } from './gate.ts';
import { hurry, knownRegistries, openLetters } from './outbox.ts';
import { fetchReceipts, nextReceipt, type Fetch } from './receipts.ts';
import { newestWaiting, noteOutcome } from './status.ts';

export type RunnerParts = Clockwork & {
  carrier: Carrier;
  fetchReceipt: Fetch;
  /** runs the work unless another window of this program is at it */
  alone(work: () => Promise<void>): Promise<void>;
  /** calls back once after so many ms; answers how to stop it */
  after(ms: number, what: () => void): () => void;
  failed(error: unknown): void;
};
export type Runner = {
  /** one round as soon as none is running; resolves when the store has been seen to */
  wake(): Promise<void>;
  /** network back, machine awake or signed in: nothing waits any longer, and paused registries are tried again */
  resume(): Promise<void>;
  stop(): void;
};

const COLLECT_EVERY_MS = 60_000;
const SOONEST_MS = 250;

export function createRunner(parts: RunnerParts): Runner {
  const paused = new Set<string>();
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let unplan = (): void => {};
  const carrier = until(() => stopped, parts.carrier);

  const tell = (registry: string, outcome: Outcome | { kind: 'collected' }): void => {
    if (outcome.kind === 'unauthorised') paused.add(registry);
    noteOutcome(registry, outcome, new Date(parts.now()).toISOString());
  };

  const goes = (registry: string): boolean => !stopped && !paused.has(registry);

  async function round(): Promise<void> {
    const limit = await askAbove();
    const takeIn = async (registries: readonly string[]): Promise<void> => {
      for (const registry of registries) if (goes(registry)) await collect(registry, { carrier, tell, askAbove: limit });
    };
    // a registry that was set up anew is noticed before anything is sent to it
    if ((await newestWaiting()) > 0) await takeIn((await db().cursors.toArray()).flatMap((c) => (c.cursor === '' ? [] : [c.registry])));
    await deliver({
      ...parts,
      carrier,
      tell,
      gate: async (open) => {
        const mayGo = await openGate(open);
        return (letter) => goes(letter.registry) && mayGo(letter);
      },
    });
    const known = await knownRegistries();
    await takeIn(known);
    for (const registry of known) if (goes(registry)) await fetchReceipts(registry, { ...parts, fetch: parts.fetchReceipt });
  }

  async function rounds(): Promise<void> {
    try {
      do {
        again = false;
        try {
          await parts.alone(round);
        } catch (e) {
          // the workspace was left in the middle of a round: its letters are asked about when it opens again
          if (!stopped) parts.failed(e);
        }
        // who calls while the next beat is being planned is seen to as well
        await plan();
      } while (again && !stopped);
    } finally {
      running = null;
    }
  }

  async function plan(): Promise<void> {
    unplan();
    if (stopped) return;
    const due = await soonest((head) => !paused.has(head.registry)).catch(() => null);
    const wait = due === null ? COLLECT_EVERY_MS : Math.min(COLLECT_EVERY_MS, Math.max(SOONEST_MS, due - parts.now()));
    unplan = parts.after(wait, () => void wake());
  }

  function wake(): Promise<void> {
    if (stopped) return Promise.resolve();
    if (running) again = true;
    running ??= rounds();
    return running;
  }

  return {
    wake,
    async resume() {
      paused.clear();
      await hurry();
      await wake();
    },
    stop() {
      stopped = true;
      unplan();
    },
  };
}

/** When the next letter or receipt is due. */
async function soonest(mayGo: (letter: OutboxRow) => boolean): Promise<number | null> {
  const open = await openLetters();
  const through = await openGate(open);
  const letter = new Lanes(open).nextDue((head) => mayGo(head) && through(head));
  const receipt = nextReceipt(await db().cursors.toArray());
  return letter === null || receipt === null ? (letter ?? receipt) : Math.min(letter, receipt);
}

/** An answer that comes after the workspace was left is for a store that is no longer open: it goes nowhere. */
function until(left: () => boolean, carrier: Carrier): Carrier {
  const heard = async <T>(answer: Promise<T>): Promise<T> => {
    const value = await answer;
    if (left()) throw new Error('the workspace was left');
    return value;
  };
  return {
    send: (registry, letter, body) => heard(carrier.send(registry, letter, body)),
    ask: (registry, letter) => heard(carrier.ask(registry, letter)),
    collect: (registry, cursor) => heard(carrier.collect(registry, cursor)),
  };
}
