/** What lies with a registry in each library of this computer, also in those that are not open: their stores are read, and nothing is written. */
import { Dexie } from 'dexie';
import { WORKSPACES, type Workspace } from '../../shared/bridge.ts';
import { logError } from './report.ts';
import { databaseName } from './schema.ts';
import { db, openedWorkspace } from './store.ts';

/** letters without an answer; filings and 登记后事项 whose decision is still to come; registrations whose receipt was not fetched */
export type Held = { library: Workspace; letters: number; underWay: number; receipts: number };

type Handed = { registry?: string; state?: string; archived?: boolean; receiptHash?: string };
const DECIDED_LATER = ['submitted', 'accepted', 'supplement', 'secondReview'];

/** By library; `unread` are those whose store could not be read, so that nobody knows. */
export async function heldAt(registry: string): Promise<{ held: Held[]; unread: Workspace[] }> {
  const held: Held[] = [];
  const unread: Workspace[] = [];
  for (const library of WORKSPACES) {
    try {
      held.push(await heldIn(library, registry));
    } catch (e) {
      logError('registry', e);
      unread.push(library);
    }
  }
  return { held, unread };
}

async function heldIn(library: Workspace, registry: string): Promise<Held> {
  const name = databaseName(library);
  if (openedWorkspace() === library) return count(library, db(), registry);
  if (!(await Dexie.exists(name))) return { library, letters: 0, underWay: 0, receipts: 0 };
  // as it is: without a version of ours an older store is not made newer
  const store = new Dexie(name, { cache: 'disabled' });
  try {
    return await count(library, await store.open(), registry);
  } finally {
    store.close();
  }
}

async function count(library: Workspace, store: Dexie, registry: string): Promise<Held> {
  const rows = async (table: string, is: (row: Handed) => boolean): Promise<number> =>
    store.tables.some((t) => t.name === table)
      ? store
          .table<Handed>(table)
          .filter((row) => row.registry === registry && row.archived !== true && is(row))
          .count()
      : 0;
  const waits = (row: Handed): boolean => DECIDED_LATER.includes(row.state ?? '');
  return {
    library,
    letters: await rows('outbox', (o) => o.state !== 'done'),
    underWay: (await rows('filings', waits)) + (await rows('followups', waits)),
    receipts: await rows('filings', (f) => f.state === 'registered' && f.receiptHash === undefined),
  };
}
