/** 移除 of a registry from this computer. Registries are the computer's, and letters for one may lie in any of its libraries. */
import { refuse, type Refusal } from '../../shared/result.ts';
import { BridgeFailure, call } from '../data/bridge-call.ts';
import { heldAt, type Held } from '../data/library-letters.ts';
import { db, workspace } from '../data/store.ts';
import { configure, forgetRegistry, type KnownRegistry } from './registries.ts';
import { forgetContact } from './status.ts';

/** What would be lost: by library, answers and receipts that would not come any more; `unread` are libraries nobody could look into. */
export type Removal = { lost: Held[]; unread: Held['library'][] };

/** A class is joined, and left, in the 实训库: elsewhere its line is closed, and its token could not even be forgotten. */
export const mayRemove = (registry: KnownRegistry): Refusal | null => (registry.room && workspace() !== 'class' ? refuse('registry.removedInClass') : null);

/** Refused while a letter for it, in any library, has not gone out or its fate is unknown. */
export async function removalOf(registry: KnownRegistry): Promise<Removal | Refusal> {
  const elsewhere = mayRemove(registry);
  if (elsewhere) return elsewhere;
  const { held, unread } = await heldAt(registry.id);
  const waiting = held.find((h) => h.letters > 0);
  if (waiting) return refuse('registry.inUse', { params: { count: waiting.letters, library: waiting.library } });
  return { lost: held.filter((h) => h.underWay + h.receipts > 0), unread };
}

/** Forgets a registry and its token, once a person has seen what is lost. */
export async function removeRegistry(registry: KnownRegistry): Promise<{ ok: true } | Refusal> {
  const removal = await removalOf(registry);
  if ('refused' in removal) return removal;
  await call('carrier.online', { registry: registry.id, allowed: false });
  // one that was never taken has no token either
  await configure(registry, '').catch((e: unknown) => (e instanceof BridgeFailure ? undefined : Promise.reject(e)));
  await forgetRegistry(registry);
  await db().cursors.delete(registry.id);
  forgetContact(registry.id);
  return { ok: true };
}
