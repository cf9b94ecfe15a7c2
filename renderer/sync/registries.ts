/**
 * The registries this computer knows and whether 联网 is on for each: choices of this computer, not records. Nothing is
 * sent to one before it is switched on here; tokens are kept by the main process.
 */
import type { Joined, LineLook } from '../../shared/bridge.ts';
import { mayFileWith, SIMULATED_REGISTRY } from '../../shared/registry/simulated.ts';
import { refuse, type Refusal } from '../../shared/result.ts';
import { BridgeFailure, call } from '../data/bridge-call.ts';
import { readPref, writePref } from '../data/prefs.ts';
import { workspace } from '../data/store.ts';
import { startOwnRegistry, stopOwnRegistry } from './own-registry.ts';
import { noteNames } from './registry-names.ts';
import { contactOf, forgetContact, noteBadAddress, noteForbidden, noteOutcome } from './status.ts';

/** `url` null: the simulated registry that this program starts itself. `room`: a class's, joined by a code, for the 实训库 alone; `office`: whose seat it is there. */
export type KnownRegistry = { id: string; name: string; url: string | null; simulated: boolean; online: boolean; room?: true; office?: string };

const PREF = 'registries';
const GONE = 'registries.gone';
export const OWN_SIMULATED: KnownRegistry = { id: SIMULATED_REGISTRY, name: '模拟登记端', url: null, simulated: true, online: false };

export async function knownToThisComputer(): Promise<KnownRegistry[]> {
  try {
    const kept = JSON.parse((await readPref(PREF)) ?? '[]') as KnownRegistry[];
    noteNames(kept);
    return kept.some((r) => r.id === SIMULATED_REGISTRY) ? kept : [OWN_SIMULATED, ...kept];
  } catch {
    return [OWN_SIMULATED];
  }
}

/** Adds or changes a registry; `token` null keeps the one it has, '' forgets it. An address the main process does not take is not kept either. */
export async function saveRegistry(registry: KnownRegistry, token: string | null): Promise<void | Refusal> {
  try {
    await configure(registry, token);
  } catch (e) {
    if (!isBadAddress(e)) throw e;
    return refuse(/^\s*http:/i.test(registry.url ?? '') ? 'registry.plainAddress' : 'registry.address', { field: 'url' });
  }
  const others = (await knownToThisComputer()).filter((r) => r.id !== registry.id);
  await writePref(PREF, JSON.stringify([...others, registry]));
  await turn(registry);
}

/** Takes it off the list; its name is not given to another one, for filings and letters of the libraries stand under it. */
export async function forgetRegistry({ id, url, office }: KnownRegistry): Promise<void> {
  await writePref(PREF, JSON.stringify((await knownToThisComputer()).filter((r) => r.id !== id)));
  await writePref(GONE, JSON.stringify([...(await removed()).filter((r) => r.id !== id), { id, url, ...(office === undefined ? {} : { office }) }]));
}

/** The name a registry at this address had before it was removed, so that what stands under it goes on; else one that was never given. */
export async function nameFor(url: string): Promise<string> {
  const [known, gone] = [await knownToThisComputer(), await removed()];
  const taken = known.map((r) => r.id);
  const before = gone.find((r) => r.office === undefined && !taken.includes(r.id) && sameAddress(r.url, url));
  return before?.id ?? freeId([...taken, ...gone.map((r) => r.id)]);
}

type Gone = Pick<KnownRegistry, 'id' | 'url' | 'office'>;

async function removed(): Promise<Gone[]> {
  try {
    return JSON.parse((await readPref(GONE)) ?? '[]') as Gone[];
  } catch {
    return [];
  }
}

const sameAddress = (a: string | null, b: string): boolean => {
  try {
    return new URL(a ?? '').href === new URL(b).href;
  } catch {
    return a === b;
  }
};

/** Whether this workspace may use a registry; a class's only in the 实训库. Null where it may. */
export const mayUse = (registry: KnownRegistry): Refusal | null =>
  mayFileWith(workspace(), registry) ?? (registry.room && workspace() !== 'class' ? refuse('registry.classOnly') : null);

/** The address of a class's registry as somebody types it from a wall: in full width, with 。 for the point, without http://. Null where it is none. */
function classroomUrl(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/(?<=\d)。(?=\d)/g, '.');
  try {
    return new URL(/^https?:\/\//i.test(text) ? text : `http://${text}`).href;
  } catch {
    return null;
  }
}

/** 加入课堂: an office of a class's registry by the slip's code; online at once, or why not. */
export async function joinRegistry(slip: { url: string; code: string; name: string }): Promise<Joined> {
  const url = classroomUrl(slip.url);
  if (url === null) return { joined: false, reason: 'bad-address' };
  const known = await knownToThisComputer();
  const ask = (registry: string): Promise<Joined> =>
    call('registry.join', { workspace: 'class', registry, url, code: slip.code, name: slip.name }).catch((e: unknown) => {
      if (isBadAddress(e)) return { joined: false, reason: 'bad-address' };
      throw e;
    });
  const gone = await removed();
  const fresh = freeId([...known, ...gone].map((r) => r.id));
  let said = await ask(fresh);
  if (!said.joined) return said;
  const seat = said.office.id;
  // the same seat keeps its name, under which letters may be waiting, also where the teacher's computer has another address now; another seat, as
  // after the class was begun anew, never gets them
  const before = known.find((r) => r.room && r.office === seat) ?? gone.find((r) => r.office === seat && !known.some((k) => k.id === r.id));
  const id = before?.id ?? fresh;
  if (before !== undefined) {
    said = await ask(id);
    await call('carrier.configure', { workspace: 'class', registry: fresh, url, token: '', simulated: true });
  }
  if (!said.joined) return said;
  await saveRegistry({ id, name: said.office.name, url, simulated: true, online: true, room: true, office: seat }, null);
  noteOutcome(id, { kind: 'collected' }, new Date().toISOString());
  return said;
}

/** The first of r1, r2 … that is nobody's. */
function freeId(taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`r${n}`)) n += 1;
  return `r${n}`;
}

/** Whether a token outlasts this run: false where the system has no keyring. */
export const keepsTokens = (): Promise<boolean> => call('carrier.keepsTokens', {});

/** What is known of the way to a registry: its clock, our key, whether letters go unencrypted. */
export const lookAt = (registry: string): Promise<LineLook> => call('carrier.look', { registry });

/** 联网 on or off for one registry; refused where this workspace may not file with it. */
export async function setOnline(id: string, online: boolean): Promise<{ ok: true } | Refusal> {
  const registry = (await knownToThisComputer()).find((r) => r.id === id);
  if (!registry) return refuse('registry.gone');
  const refusal = online ? mayUse(registry) : null;
  if (refusal) return refusal;
  if (online && (await networkForbidden())) return refuse('network.forbidden');
  return (await saveRegistry({ ...registry, online }, null)) ?? { ok: true };
}

/**
 * At the opening of a workspace: every registry gets its address, and the switch as it was left; a simulated one stays off in
 * the 正式库. One that fails keeps no other from its line; what failed but an address that cannot be used is thrown at the end.
 */
export async function connectAll(): Promise<void> {
  const failures: unknown[] = [];
  await networkForbidden().catch((e: unknown) => failures.push(e));
  for (const registry of await knownToThisComputer()) {
    try {
      await configure(registry, null);
      await turn(registry);
    } catch (e) {
      if (isBadAddress(e)) noteBadAddress(registry.id);
      else failures.push(e);
    }
  }
  if (failures.length > 0) throw failures[0];
}

const isBadAddress = (e: unknown): boolean => e instanceof BridgeFailure && e.code === 'unsupported';

/** 禁止一切联网: the main process keeps it and obeys it; every screen says so from then on. */
export async function networkForbidden(): Promise<boolean> {
  const now = await call('carrier.forbidden', {});
  noteForbidden(now);
  return now;
}

/** On: nothing leaves from this moment, and every registry is switched off, so that lifting it connects nothing by itself. */
export async function forbidNetwork(forbidden: boolean): Promise<void> {
  await call('carrier.forbid', { forbidden });
  noteForbidden(forbidden);
  if (!forbidden) return;
  for (const registry of await knownToThisComputer()) if (registry.online) await saveRegistry({ ...registry, online: false }, null);
}

/** The simulated registry's review desk in the system's browser; the main process knows its address. */
export const openDesk = (): Promise<null> => call('app.openExternal', { key: 'registry.desk' });

/** Its address and token to the main process; `token` as in saveRegistry. */
export async function configure({ id, url, simulated, room }: KnownRegistry, token: string | null): Promise<void> {
  // a room's address is none outside the 实训库: whatever line it has is switched off below
  if (url !== null && !(room && workspace() !== 'class')) await call('carrier.configure', { workspace: workspace(), registry: id, url, token, simulated });
}

/** 联网 as it is to be, here and now. */
async function turn(registry: KnownRegistry): Promise<void> {
  const { url } = registry;
  const online = registry.online && mayUse(registry) === null;
  // the main process gives its own registry's address and token to the carrier itself, at every start
  if (url === null && online) await startOwnRegistry();
  else if (url === null) await stopOwnRegistry();
  await call('carrier.online', { registry: registry.id, allowed: online });
  if (!online || contactOf(registry.id)?.line === 'address') forgetContact(registry.id);
}
