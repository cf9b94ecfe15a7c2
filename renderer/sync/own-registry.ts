/** The simulated registry's own process as the window knows it: the main process tells when it ends and when it is back. */
import { useSyncExternalStore } from 'react';
import type { RegistryStatus } from '../../shared/bridge.ts';
import { SIMULATED_REGISTRY } from '../../shared/registry/simulated.ts';
import { call } from '../data/bridge-call.ts';
import { noteOutcome } from './status.ts';

const UNKNOWN: RegistryStatus = { running: false, url: null, deskUrl: null, fell: null };
let known = UNKNOWN;
const listeners = new Set<() => void>();
const current = (): RegistryStatus => known;

function put(status: RegistryStatus): void {
  known = status;
  // what has ended is not reached, whatever was said last
  if (status.fell !== null) noteOutcome(SIMULATED_REGISTRY, { kind: 'unreachable', reason: 'ended' }, '');
  for (const tell of listeners) tell();
}

/** Follows it; `back` when it runs again. Answers how to end. */
export function followOwnRegistry(back: () => void): () => void {
  return window.bridge.on('registry', (status) => {
    const fell = known.fell !== null;
    put(status);
    if (fell && status.running) back();
  });
}

/** Asks how it stands. */
export async function readOwnRegistry(): Promise<RegistryStatus> {
  put(await call('registry.status', {}));
  return known;
}

/** Starts it where it ended. */
export async function startOwnRegistry(): Promise<void> {
  put(await call('registry.start', {}));
}

/** Stops it where it runs, or where it is being brought back. */
export async function stopOwnRegistry(): Promise<void> {
  const { running, fell } = await readOwnRegistry();
  if (running || fell !== null) await call('registry.stop', {});
  await readOwnRegistry();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useOwnRegistry = (): RegistryStatus => useSyncExternalStore(subscribe, current);
