/** Keeps one office from crowding out the others: so many requests a minute each, refilled steadily. */
export type Turnstile = { pass(office: string, nowMs: number): void };

export class TooMany extends Error {
  readonly afterSeconds: number;
  constructor(afterSeconds: number) {
    super('too-many');
    this.afterSeconds = afterSeconds;
  }
}

export function createTurnstile(perMinute: number): Turnstile {
  const left = new Map<string, { tokens: number; at: number }>();
  return {
    pass(office, nowMs) {
      const seen = left.get(office) ?? { tokens: perMinute, at: nowMs };
      // a clock set back gives nothing and takes nothing
      const gained = (Math.max(0, nowMs - seen.at) * perMinute) / 60_000;
      const tokens = Math.min(perMinute, seen.tokens + gained);
      if (tokens < 1) throw new TooMany(Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute)));
      left.set(office, { tokens: tokens - 1, at: nowMs });
    },
  };
}
