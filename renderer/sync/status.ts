/** What the status bar and the registration room say about the way to the registries. */
import { useSyncExternalStore } from 'react';
import type { Outcome } from '../../shared/bridge.ts';
import { useObserveSlowly } from '../data/observe-slowly.ts';
import { db } from '../data/store.ts';
import { isOff } from './backoff.ts';

/** off: 联网 is not switched on; offline: tried and not reached; unauthorised: everything is kept and waits for a new token; address: the one kept cannot be used */
export type Line = 'off' | 'online' | 'offline' | 'unauthorised' | 'address';
export type Contact = { line: Line; lastContact: string | null };
export type SyncStatus = {
  /** 待报: letters without an answer, and of these the ones that wait for a person */
  waiting: number;
  held: { id: string; lane: string; registry: string; reason: string }[];
  /** by registry; empty while none was ever given a letter */
  registries: Readonly<Record<string, Contact>>;
  /** registries nothing is sent to before a person has looked */
  asked: readonly string[];
  /** 禁止一切联网 */
  forbidden: boolean;
  /** the best of them; one whose address cannot be used is none */
  line: Exclude<Line, 'address'>;
  lastContact: string | null;
};

const BEST: readonly SyncStatus['line'][] = ['online', 'unauthorised', 'offline', 'off'];
let contacts: Readonly<Record<string, Contact>> = {};
/** the contacts as the pages last heard of them: the time of the last one may be a little behind */
let told = contacts;
let asked: readonly string[] = [];
let forbidden = false;
const listeners = new Set<() => void>();
const current = (): Readonly<Record<string, Contact>> => told;

const currentlyAsked = (): readonly string[] => asked;
export const currentlyForbidden = (): boolean => forbidden;

/** Whether all network is forbidden, as the main process keeps it. */
export function noteForbidden(now: boolean): void {
  if (now === forbidden) return;
  forbidden = now;
  for (const tell of listeners) tell();
}

/** Of which registries a person is asked, as the last round found it. */
export function noteAsked(registries: readonly string[]): void {
  if (registries.join() === asked.join()) return;
  asked = registries;
  for (const tell of listeners) tell();
}

function put(registry: string, contact: Contact | null): void {
  const { [registry]: _before, ...others } = contacts;
  contacts = contact ? { ...others, [registry]: contact } : others;
  if (contact && isNoNews(contact, told[registry])) return;
  told = contacts;
  for (const tell of listeners) tell();
}

/** The last contact is shown by the minute: told for every letter of thousands, all that follows the line would be drawn anew for each. */
const CONTACT_TOLD_EVERY_MS = 1_000;
const isNoNews = (now: Contact, before: Contact | undefined): boolean =>
  now.line === before?.line && Math.abs(Date.parse(now.lastContact ?? '') - Date.parse(before.lastContact ?? '')) < CONTACT_TOLD_EVERY_MS;

/** Takes note of an outcome; `at` is for display only. An answer that nobody understands is still no contact with the registry. */
export function noteOutcome(registry: string, outcome: Outcome | { kind: 'collected' }, at: string): void {
  const last = contacts[registry]?.lastContact ?? null;
  put(registry, { line: lineOf(outcome, contacts[registry]?.line ?? 'offline'), lastContact: isContact(outcome) ? at : last });
}

/** Takes note that the address kept for a registry cannot be used: it has no line until a better one is entered. */
export const noteBadAddress = (registry: string): void => put(registry, { line: 'address', lastContact: null });
export const forgetContact = (registry: string): void => put(registry, null);
export function forgetContacts(): void {
  Object.keys(contacts).forEach(forgetContact);
  noteAsked([]);
}
export const contactOf = (registry: string): Contact | undefined => contacts[registry];

/** It answered in its own words, were it only to refuse. */
function isContact(outcome: Outcome | { kind: 'collected' }): boolean {
  return (
    ['accepted', 'refused', 'absent', 'collected', 'busy'].includes(outcome.kind) || (outcome.kind === 'unknown' && outcome.reason.startsWith('registry-'))
  );
}

function lineOf(outcome: Outcome | { kind: 'collected' }, before: Line): Line {
  if (outcome.kind === 'unauthorised') return 'unauthorised';
  if (outcome.kind === 'unreachable') return !isOff(outcome.reason) ? 'offline' : before === 'address' ? before : 'off';
  // cut off, or answered by somebody else (the page of a hotel's network): whoever is there is not the registry
  return isContact(outcome) ? 'online' : 'offline';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const OPEN = ['waiting', 'sending', 'unknown', 'held'] as const;
/** counting thousands of letters after each of them would take longer than sending it */
const COUNTED_EVERY_MS = 500;
/** held letters told one by one; more are only counted */
const MOST_HELD = 50;

/** How many letters are open, and of the held ones the first. Index: outbox [state+seq]. */
export async function openCounts(): Promise<Pick<SyncStatus, 'waiting' | 'held'>> {
  const [counts, held] = await Promise.all([
    Promise.all(OPEN.map((state) => db().outbox.where('state').equals(state).count())),
    db().outbox.where('state').equals('held').limit(MOST_HELD).toArray(),
  ]);
  return {
    waiting: counts.reduce((sum, n) => sum + n, 0),
    held: held.map(({ id, lane, registry, lastOutcome }) => ({ id, lane, registry, reason: lastOutcome ?? '' })),
  };
}

/** Place of the newest letter nobody tried yet; 0 where there is none. */
export async function newestWaiting(): Promise<number> {
  return (await db().outbox.where('[state+seq]').between(['waiting', -1], ['waiting', Number.MAX_SAFE_INTEGER], true, true).last())?.seq ?? 0;
}

export function summary(counts: Pick<SyncStatus, 'waiting' | 'held'>, registries: Readonly<Record<string, Contact>>): SyncStatus {
  const all = Object.values(registries);
  return {
    ...counts,
    asked,
    forbidden,
    registries,
    line: BEST.find((line) => all.some((c) => c.line === line)) ?? 'off',
    lastContact:
      all
        .map((c) => c.lastContact)
        .filter((at) => at !== null)
        .sort()
        .at(-1) ?? null,
  };
}

const NONE: Pick<SyncStatus, 'waiting' | 'held'> = { waiting: 0, held: [] };

export function useSyncStatus(): SyncStatus {
  const registries = useSyncExternalStore(subscribe, current);
  useSyncExternalStore(subscribe, currentlyAsked);
  useSyncExternalStore(subscribe, currentlyForbidden);
  const counts = useObserveSlowly(['outbox'], openCounts, COUNTED_EVERY_MS, []);
  return summary(counts ?? NONE, registries);
}
