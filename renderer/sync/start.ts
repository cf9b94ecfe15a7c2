/** Sync of the open workspace: begins when it opens, ends when it is left. */
import type { Joined } from '../../shared/bridge.ts';
import { reportError } from '../data/report.ts';
import { openedWorkspace } from '../data/store.ts';
import { watch } from '../data/watch.ts';
import { bridgeCarrier, fetchReceipt } from './bridge-carrier.ts';
import { letThrough } from './gate.ts';
import { followOwnRegistry, startOwnRegistry } from './own-registry.ts';
import { knownRegistries, release, releaseAll } from './outbox.ts';
import { connectAll, joinRegistry, knownToThisComputer, saveRegistry, setOnline, type KnownRegistry } from './registries.ts';
import { createRunner, type Runner } from './runner.ts';
import { sendAgain } from './send-again.ts';
import { contactOf, forgetContacts, newestWaiting } from './status.ts';

let runner: Runner | null = null;

/** Begins; answers how to end. */
export function startSync(): () => void {
  const mine = createRunner({
    carrier: bridgeCarrier,
    fetchReceipt,
    now: () => Date.now(),
    random: () => Math.random(),
    alone: withoutOtherWindows,
    after: (ms, what) => {
      const timer = setTimeout(what, ms);
      return () => clearTimeout(timer);
    },
    failed: (e) => reportError('sync', e),
  });
  runner = mine;
  const resume = (): void => void mine.resume();
  let newest = 0;
  // a letter queued by a commit is noticed here; nothing else has to know about sync
  const unwatch = watch(newestWaiting, (seq) => {
    if (seq > newest) void mine.wake();
    newest = Math.max(newest, seq);
  });
  const unresume = window.bridge.on('resume', resume);
  const unfollow = followOwnRegistry(resume);
  // only a hint: the request decides
  window.addEventListener('online', resume);
  void connectAll()
    .catch((e: unknown) => reportError('sync', e))
    // the workspace may have been left meanwhile
    .then(() => (runner === mine ? mine.resume() : undefined));
  return () => {
    mine.stop();
    unwatch();
    unresume();
    unfollow();
    window.removeEventListener('online', resume);
    if (runner === mine) runner = null;
    forgetContacts();
  };
}

/** 立即同步. */
export const syncNow = (): Promise<void> => runner?.resume() ?? Promise.resolve();

/** 立即查询, and who answered it: names of the registries that are switched on and were given letters. */
export async function askNow(): Promise<{ answered: string[]; silent: string[] }> {
  const began = new Date().toISOString();
  await syncNow();
  const [lettered, known] = await Promise.all([knownRegistries(), knownToThisComputer()]);
  const asked = known.filter((r) => r.online && lettered.includes(r.id));
  const heard = ({ id }: KnownRegistry): boolean => {
    const contact = contactOf(id);
    return contact?.line === 'online' && (contact.lastContact ?? '') >= began;
  };
  const names = (some: KnownRegistry[]): string[] => some.map((r) => r.name);
  return { answered: names(asked.filter(heard)), silent: names(asked.filter((r) => !heard(r))) };
}

/** 重新启动 of the simulated registry after its process ended; what waited goes on. */
export async function restartRegistry(): Promise<void> {
  await startOwnRegistry();
  await syncNow();
}

/** Switches 联网 for a registry and goes on at once. */
export async function switchOnline(id: string, online: boolean): ReturnType<typeof setOnline> {
  const done = await setOnline(id, online);
  await syncNow();
  return done;
}

/** A registry's address or token was entered: what was paused goes on. */
export async function enterRegistry(registry: KnownRegistry, token: string | null): ReturnType<typeof saveRegistry> {
  const done = await saveRegistry(registry, token);
  await syncNow();
  return done;
}

/** 加入课堂; letters for it go out at once. */
export async function joinClass(slip: { url: string; code: string; name: string }): Promise<Joined> {
  const said = await joinRegistry(slip);
  if (said.joined) await syncNow();
  return said;
}

/** What a person looked at goes on: letters of a registry out, its statuses in; `again`: what it no longer has is sent once more. */
export async function goOn(registry: string, again = false): Promise<void> {
  if (again) await sendAgain(registry);
  await letThrough(registry);
  await syncNow();
}

/** A held letter goes on after a person looked at it. */
export async function letGo(letter: string): Promise<boolean> {
  const released = await release(letter);
  if (released) await syncNow();
  return released;
}

/** All held letters go on after a person looked at them. */
export async function letAllGo(): Promise<void> {
  if ((await releaseAll()) > 0) await syncNow();
}

/** A belt even with one window: two deliverers would only cost questions, but why ask twice. */
async function withoutOtherWindows(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(`kezhuan-sync-${openedWorkspace() ?? ''}`, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
