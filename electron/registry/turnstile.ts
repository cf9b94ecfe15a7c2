/** Keeps one office from crowding out the others: so many requests a minute each, refilled steadily. */
import type { RegistryDatabase } from './database.ts';
import type { Tx } from './row.ts';

export type Turnstile = {
  /** lets a request through; throws TooMany, or Spent where `more` has to be asked for first */
  pass(office: string, nowMs: number): void;
  /** fetches more for an office, never inside a transaction; throws TooMany */
  more(office: string, now: Date): Promise<void>;
};

export class TooMany extends Error {
  readonly afterSeconds: number;
  constructor(afterSeconds: number) {
    super('too-many');
    this.afterSeconds = afterSeconds;
  }
}

export class Spent extends Error {
  readonly office: string;
  constructor(office: string) {
    super('spent');
    this.office = office;
  }
}

/** What an office has left after this long; a clock set back gives nothing and takes nothing. */
const refilled = (left: number, sinceMs: number, nowMs: number, perMinute: number): number =>
  Math.min(perMinute, left + (Math.max(0, nowMs - sinceMs) * perMinute) / 60_000);
const waitFor = (left: number, perMinute: number): number => Math.max(1, Math.ceil(((1 - left) * 60) / perMinute));

/** Where one process has the database to itself. */
export function createTurnstile(perMinute: number): Turnstile {
  const left = new Map<string, { tokens: number; at: number }>();
  return {
    pass(office, nowMs) {
      const seen = left.get(office) ?? { tokens: perMinute, at: nowMs };
      const tokens = refilled(seen.tokens, seen.at, nowMs, perMinute);
      if (tokens < 1) throw new TooMany(waitFor(tokens, perMinute));
      left.set(office, { tokens: tokens - 1, at: nowMs });
    },
    more: () => Promise.resolve(),
  };
}

/** An office's allowance is fetched in twentieths: one row is written for so many requests, not for each. */
const PARTS = 20;
const KEPT_MS = 60_000;
/** The allowance is stored in thousandths: whole numbers for every database. */
const UNIT = 1000;

/**
 * For processes that share a database: the allowance lies there, and each takes a part of it at a time. All together let no
 * more through than one would, besides parts not older than a minute that a process had in hand.
 */
export function sharedTurnstile(database: RegistryDatabase, perMinute: number): Turnstile {
  const part = Math.max(1, Math.floor(perMinute / PARTS));
  const held = new Map<string, { tokens: number; until: number }>();
  const shut = new Map<string, number>();
  const asking = new Map<string, Promise<void>>();

  async function fetchPart(office: string, now: Date): Promise<void> {
    const at = now.getTime();
    const got = await database.run((tx) => takePart(tx, office, part, perMinute, at));
    if (got.taken > 0) {
      held.set(office, { tokens: got.taken, until: at + KEPT_MS });
      shut.delete(office);
      return;
    }
    const wait = waitFor(got.left, perMinute);
    shut.set(office, at + wait * 1000);
    throw new TooMany(wait);
  }

  return {
    pass(office, nowMs) {
      const own = held.get(office);
      if (own !== undefined && own.tokens > 0 && nowMs < own.until) {
        own.tokens -= 1;
        return;
      }
      // who knocks at a shut door costs the database nothing
      const closed = shut.get(office) ?? 0;
      if (nowMs < closed) throw new TooMany(Math.max(1, Math.ceil((closed - nowMs) / 1000)));
      throw new Spent(office);
    },
    more(office, now) {
      const before = asking.get(office);
      if (before !== undefined) return before;
      const asked = fetchPart(office, now).finally(() => asking.delete(office));
      asking.set(office, asked);
      return asked;
    },
  };
}

async function takePart(tx: Tx, office: string, part: number, perMinute: number, nowMs: number): Promise<{ taken: number; left: number }> {
  // the row stays locked until it is written: processes take one after another
  const row = await tx
    .insertInto('allowances')
    .values({ office_id: office, thousandths: perMinute * UNIT, at: new Date(nowMs).toISOString() })
    .onConflict((c) => c.column('office_id').doUpdateSet((eb) => ({ at: eb.ref('allowances.at') })))
    .returning(['thousandths', 'at'])
    .executeTakeFirstOrThrow();
  const since = Date.parse(row.at);
  const left = refilled(Number(row.thousandths) / UNIT, since, nowMs, perMinute);
  const taken = Math.min(Math.floor(left), part);
  if (taken > 0)
    await tx
      .updateTable('allowances')
      .set({ thousandths: Math.floor((left - taken) * UNIT), at: new Date(Math.max(since, nowMs)).toISOString() })
      .where('office_id', '=', office)
      .execute();
  return { taken, left };
}
