/** Which workspace is open, and its database. */
import { v7 } from 'uuid';
import type { Workspace } from '../../shared/bridge.ts';
import { databaseName, KezhuanDb } from './schema.ts';

let current: { workspace: Workspace; db: KezhuanDb; device: string; who: string } | null = null;

/** The open database; asking before a workspace is open is a bug. */
export function db(): KezhuanDb {
  if (!current) throw new Error('no workspace is open');
  return current.db;
}

export function workspace(): Workspace {
  if (!current) throw new Error('no workspace is open');
  return current.workspace;
}

export const openedWorkspace = (): Workspace | null => current?.workspace ?? null;

/** The device id that this store's Changes are chained under. */
export function device(): string {
  if (!current) throw new Error('no workspace is open');
  return current.device;
}

/** Who acts: the name given at the first start; shown in histories. */
export const who = (): string => current?.who ?? '';
export function setWho(name: string): void {
  if (current) current.who = name;
}

/** Last n and hash of this device's chain, once known; writes come one after the other, so it cannot be stale. */
let head: { n: number; hash: string } | null = null;
export const chainHead = (): { n: number; hash: string } | null => head;
export function setChainHead(now: { n: number; hash: string } | null): void {
  head = now;
}

export function setOpened(opened: { workspace: Workspace; db: KezhuanDb; device: string; who: string } | null): void {
  current = opened;
  head = null;
}

export const newDatabase = (of: Workspace): KezhuanDb => new KezhuanDb(databaseName(of));

/** UUIDv7: ordered by making, which keeps new records together in the store. */
export const newId = (): string => v7();
