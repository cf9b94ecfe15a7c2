/** Keeps one office from crowding out the others: so many requests a minute each, refilled steadily. */
import { PostgresAdapter, sql } from 'kysely';
import type { RegistryDatabase } from './database.ts';
import type { Tx } from './row.ts';

export type Turnstile = {
  /** lets a request through; throws TooMany, or Spent where `more` has to be asked for first */
  pass(office: string, nowMs: number): void;
  /** fetches more for an office, where there is more; never inside a transaction */
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
  /** who waits for the next fetch: many offices at once, as after an outage, cost one transaction */
  let next: { offices: Set<string>; done: Promise<void> } | null = null;

  async function fetchParts(offices: ReadonlySet<string>, now: Date): Promise<void> {
    const at = now.getTime();
    const got = await database.run((tx) => takeParts(tx, [...offices].toSorted(), part, perMinute, at));
    for (const { office, taken, left } of got) {
      if (taken > 0) {
        held.set(office, { tokens: taken, until: at + KEPT_MS });
        shut.delete(office);
      } else shut.set(office, at + waitFor(left, perMinute) * 1000);
    }
  }

  function joinFetch(office: string, now: Date): Promise<void> {
    if (next === null) {
      const offices = new Set<string>();
      const begin = async (): Promise<void> => {
        await new Promise((resolve) => setImmediate(resolve));
        next = null;
        await fetchParts(offices, now);
      };
      next = { offices, done: begin() };
    }
    next.offices.add(office);
    return next.done;
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
    // `pass` says what came of it: a part, or that the door is shut
    more: joinFetch,
  };
}

type Part = { office: string; taken: number; left: number };

async function takeParts(tx: Tx, offices: readonly string[], part: number, perMinute: number, nowMs: number): Promise<Part[]> {
  // nobody waits for the disk: what a crash forgets are a few requests
  if (tx.getExecutor().adapter instanceof PostgresAdapter) await sql`set local synchronous_commit to off`.execute(tx);
  // the rows stay locked until they are written, always in one order: processes take one after another
  const rows = await tx
    .insertInto('allowances')
    .values(offices.map((office_id) => ({ office_id, thousandths: perMinute * UNIT, at: new Date(nowMs).toISOString() })))
    .onConflict((c) => c.column('office_id').doUpdateSet((eb) => ({ at: eb.ref('allowances.at') })))
    .returningAll()
    .execute();
  const parts = rows.map((row) => {
    const since = Date.parse(row.at);
    const left = refilled(Number(row.thousandths) / UNIT, since, nowMs, perMinute);
    return { office: row.office_id, left, taken: Math.min(Math.floor(left), part), at: new Date(Math.max(since, nowMs)).toISOString() };
  });
  const given = parts.filter(({ taken }) => taken > 0);
  if (given.length > 0)
    await tx
      .insertInto('allowances')
      .values(given.map(({ office, left, taken, at }) => ({ office_id: office, thousandths: Math.floor((left - taken) * UNIT), at })))
      .onConflict((c) => c.column('office_id').doUpdateSet((eb) => ({ thousandths: eb.ref('excluded.thousandths'), at: eb.ref('excluded.at') })))
      .execute();
  return parts;
}
