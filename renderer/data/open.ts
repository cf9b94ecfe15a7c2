/** Opening a workspace: try, compare with the journal, mend, and only then show anything. */
import type { JournalHead, Workspace } from '../../shared/bridge.ts';
import { FORMAT_VERSION } from '../../shared/change/change.ts';
import type { Office } from '../../shared/domain/party.ts';
import { BridgeFailure, call } from './bridge-call.ts';
import { takeBrokenBulk } from './bulk-mark.ts';
import { resetJournalFeed } from './journal-feed.ts';
import { reconcile, type BootNote } from './recover.ts';
import { migrateRows } from './migrate-rows.ts';
import { followRules, leaveRules } from './queries/rule-rows.ts';
import type { KezhuanDb } from './schema.ts';
import { closeOpened, newDatabase, setOpened } from './store.ts';

export type BootTrouble = { code: 'newerStore' | 'cannotOpen' | 'journal' | 'fork'; detail: string };
export type BootReport = { ok: true; notes: BootNote[]; head: JournalHead } | { ok: false; trouble: BootTrouble };
export type BootProgress = (done: number, of: number) => void;

const TRIES = 5;
const PAUSE_MS = 2000;

/** Opens a workspace's database and reconciles it with the journal; what had to be mended stands in `notes`. */
export async function openWorkspace(of: Workspace, onProgress: BootProgress = () => {}): Promise<BootReport> {
  leaveRules();
  closeOpened();
  resetJournalFeed();
  const database = newDatabase(of);
  const notes: BootNote[] = [];
  const fault = await openPatiently(database);
  if (fault !== null) {
    const mended = await replaceUnreadable(of, database);
    if (!mended) return { ok: false, trouble: { code: 'cannotOpen', detail: fault } };
    notes.push(mended);
  }
  const meta = await readMeta(database);
  if (meta.formatVersion > FORMAT_VERSION) {
    database.close();
    return { ok: false, trouble: { code: 'newerStore', detail: String(meta.formatVersion) } };
  }
  try {
    const head = await call('journal.open', { workspace: of, storeId: meta.storeId, formatVersion: FORMAT_VERSION });
    const { notes: mended, device, storeId } = await reconcile({ workspace: of, database, meta, head, onProgress });
    await writeMeta(database, { storeId, device, formatVersion: FORMAT_VERSION });
    await migrateRows(database, meta.formatVersion);
    const broken = await takeBrokenBulk(database);
    if (broken) mended.push({ kind: 'bulkBroken', ...broken });
    const office = (await database.office.get('office')) as Office | undefined;
    setOpened({ workspace: of, db: database, device, who: office?.userName ?? '' });
    await followRules();
    return { ok: true, notes: [...notes, ...mended], head };
  } catch (e) {
    database.close();
    if (e instanceof BridgeFailure) return { ok: false, trouble: { code: e.code === 'newer-store' ? 'newerStore' : 'journal', detail: e.message } };
    throw e;
  }
}

/** Antivirus and renames on Windows make an opening fail now and then: several tries, never a deletion. */
async function openPatiently(database: KezhuanDb): Promise<string | null> {
  for (let i = 1; ; i++) {
    try {
      await database.open();
      return null;
    } catch (e) {
      if (i === TRIES) return e instanceof Error ? e.message : String(e);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/**
 * A store that cannot be opened at all: nothing of it is thrown away (its folder is copied aside first), and it is only
 * replaced where the journal holds what was acknowledged.
 */
async function replaceUnreadable(of: Workspace, database: KezhuanDb): Promise<BootNote | null> {
  const head = await call('journal.open', { workspace: of, storeId: '', formatVersion: FORMAT_VERSION });
  if (head.seq === 0) return null;
  const { folder } = await call('store.rebuild', { workspace: of });
  await database.open();
  return { kind: 'unreadable', folder };
}

export type StoreMeta = { storeId: string; device: string; formatVersion: number };

async function readMeta(database: KezhuanDb): Promise<StoreMeta> {
  const of = async (key: string): Promise<string> => (await database.meta.get(key))?.value ?? '';
  return { storeId: await of('storeId'), device: await of('device'), formatVersion: Number((await of('formatVersion')) || 0) };
}

async function writeMeta(database: KezhuanDb, meta: StoreMeta): Promise<void> {
  await database.meta.bulkPut(Object.entries(meta).map(([key, value]) => ({ key, value: String(value) })));
}
