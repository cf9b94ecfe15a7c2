/** Outcomes that are part of the work (not bugs): a value, or a refusal a person can read. */

export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });

/**
 * What a Rule answers when something must not happen at all (a filed text is edited, a sent letter is changed).
 * `key` names the words in resources/locales under `refusal.*`; `params` fill them in; `source` names the law or house rule;
 * `also` are the further ones where several things were refused at once.
 */
export type Refusal = { refused: true; key: string; params?: Record<string, string | number>; source?: string; field?: string; also?: readonly Refusal[] };

export function refuse(key: string, more: Omit<Refusal, 'refused' | 'key'> = {}): Refusal {
  return { refused: true, key, ...more };
}

export function isRefusal(x: unknown): x is Refusal {
  return typeof x === 'object' && x !== null && 'refused' in x && (x as { refused: unknown }).refused === true;
}

/** Ends a switch over a closed union: a new member is then a compile error, not a silent default. */
export function assertNever(x: never): never {
  throw new Error(`unexpected: ${JSON.stringify(x)}`);
}
