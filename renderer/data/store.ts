/** Which workspace is open, and its database. */
import { v7 } from 'uuid';
import type { Workspace } from '../../shared/bridge.ts';
import type { StoredRow } from '../../shared/change/cells.ts';
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
export function setChainHead(now: { n: number; hash: string }): void {
  head = now;
}

/** Rows of the last writes, as committed: the next edit of the same record need not ask the store first. */
const RECENT = 64;
const recent = new Map<string, StoredRow | undefined>();
export const recentRow = (key: string): StoredRow | undefined => recent.get(key);
export const isRecent = (key: string): boolean => recent.has(key);
export function rememberRows(rows: Iterable<readonly [key: string, row: StoredRow | undefined]>): void {
  for (const [key, row] of rows) {
    recent.delete(key);
    recent.set(key, row);
  }
  for (const key of recent.keys()) {
    if (recent.size <= RECENT) break;
    recent.delete(key);
  }
}
/** After a write that failed, nothing remembered is trusted. */
export function forgetWrites(): void {
  recent.clear();
  head = null;
}

export function setOpened(opened: { workspace: Workspace; db: KezhuanDb; device: string; who: string } | null): void {
  current = opened;
  forgetWrites();
}

/** A connection left open would hold up the store's being written again. */
export function closeOpened(): void {
  current?.db.close();
  setOpened(null);
}

export const newDatabase = (of: Workspace): KezhuanDb => new KezhuanDb(databaseName(of));

/** UUIDv7: ordered by making, which keeps new records together in the store. */
export const newId = (): string => v7();
