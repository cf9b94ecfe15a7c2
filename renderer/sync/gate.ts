/** Stop before mass effect: what a person looks at before it goes on. Only sending waits; asking what became of a letter changes nothing. */
import type { Cursor, OutboxRow, Stop } from '../data/schema.ts';
import { readPref, writePref } from '../data/prefs.ts';
import { db } from '../data/store.ts';
import { noteAsked } from './status.ts';

/** More letters at once than this to one registry, or more filings moved: asked first. A choice of this computer. */
const ASK_ABOVE = 20;
const PREF = 'sync.askAbove';

export async function askAbove(): Promise<number> {
  const kept = Number(await readPref(PREF));
  return Number.isInteger(kept) && kept >= 1 ? kept : ASK_ABOVE;
}
export const setAskAbove = (n: number): Promise<void> => writePref(PREF, String(n));

export type Held = { registry: string; why: 'many' | Stop['why']; letters: number; stop?: Stop };

/** Registries nothing is sent to now, and why. `rows`: every open letter. */
export function heldRegistries(rows: readonly OutboxRow[], cursors: readonly Cursor[], limit: number): Map<string, Held> {
  const byRegistry = new Map(cursors.map((c) => [c.registry, c]));
  const fresh = new Map<string, number>();
  for (const row of rows) {
    if (row.state === 'waiting' && row.seq > (byRegistry.get(row.registry)?.cleared ?? -1)) fresh.set(row.registry, (fresh.get(row.registry) ?? 0) + 1);
  }
  const held = new Map<string, Held>();
  for (const [registry, letters] of fresh) if (letters > limit) held.set(registry, { registry, why: 'many', letters });
  for (const c of cursors) if (c.stop) held.set(c.registry, { registry: c.registry, why: c.stop.why, letters: fresh.get(c.registry) ?? 0, stop: c.stop });
  return held;
}

/** Which of these letters may go out as things stand. */
export async function openGate(rows: readonly OutboxRow[]): Promise<(letter: OutboxRow) => boolean> {
  const held = heldRegistries(rows, await db().cursors.toArray(), await askAbove());
  noteAsked([...held.keys()].sort());
  return (letter) => letter.state !== 'waiting' || !held.has(letter.registry);
}

/** A person looked: what waits for this registry goes out, and what it says from the beginning is taken in. */
export async function letThrough(registry: string): Promise<void> {
  await db().transaction('rw', ['cursors', 'outbox'], async () => {
    const newest = await db().outbox.where('[state+seq]').between(['waiting', -1], ['waiting', Number.MAX_SAFE_INTEGER], true, true).last();
    const { stop, ...here } = (await db().cursors.get(registry)) ?? { registry, cursor: '' };
    await db().cursors.put({ ...here, ...(stop ? { cursor: '', goOn: true as const } : {}), cleared: Math.max(here.cleared ?? -1, newest?.seq ?? -1) });
  });
}
