/** The one path by which a store is compared with its journal and, where they differ, written again. */
import { WORKSPACES, type JournalHead, type RecordNamed, type Workspace } from '../../shared/bridge.ts';
import { changeHash } from '../../shared/change/chain.ts';
import { FORMAT_VERSION, type Change } from '../../shared/change/change.ts';
import type { FoldFault } from '../../shared/change/gaps.ts';
import { call } from './bridge-call.ts';
import { journalLine } from './journal-feed.ts';
import { allPrefs, closePrefs, writePref } from './prefs.ts';
import { replay } from './replay.ts';
import { BULK_MARK } from './bulk-mark.ts';
import type { Cursor, KezhuanDb, Meta } from './schema.ts';
import { newDatabase, newId } from './store.ts';

export type BootNote =
  | { kind: 'resent'; count: number }
  | { kind: 'journalLacked'; count: number }
  | { kind: 'emptied' }
  | { kind: 'bulkBroken'; done: number; of: number; what: string }
  | { kind: 'caughtUp'; count: number }
  | { kind: 'restored'; count: number; why: 'lost' | 'holes' | 'powerLoss' | 'fork'; folder: string }
  | { kind: 'unreadable'; folder: string }
  | { kind: 'tornTail'; bytes: number }
  | { kind: 'lineRepaired'; count: number }
  | { kind: 'lineRecovered'; lines: LinePlace[]; records: RecordNamed[]; from: string }
  | { kind: 'lineLost'; lines: LinePlace[]; records: RecordNamed[] }
  | { kind: 'faults'; faults: FoldFault[] };

/** Where a line stands; `line` 0 where nothing is left of it but its number. */
export type LinePlace = JournalHead['damaged'][number];

export type Reconciling = {
  workspace: Workspace;
  database: KezhuanDb;
  meta: { storeId: string; device: string };
  head: JournalHead;
  onProgress: (done: number, of: number) => void;
};
export type Reconciled = { notes: BootNote[]; device: string; storeId: string };

/** Compares and mends; afterwards rows === fold(journal) for everything ever acknowledged. */
export async function reconcile(r: Reconciling): Promise<Reconciled> {
  const { database, meta, head } = r;
  const notes: BootNote[] = [];
  if (head.tornBytes > 0) notes.push({ kind: 'tornTail', bytes: head.tornBytes });
  const storeId = head.storeId || meta.storeId || newId();
  const wasEmpty = meta.storeId === '';
  // the journal takes appends only from the store it belongs to
  if (storeId !== meta.storeId) await call('journal.open', { workspace: r.workspace, storeId, formatVersion: head.formatVersion });
  const last = wasEmpty ? 0 : await lastSeq(database);
  if (head.seq === 0 && last === 0 && head.emptied) notes.push({ kind: 'emptied' });
  if (head.seq === 0 && last === 0) return { notes, device: meta.device || newId(), storeId };
  const { mended, absent } = await mendLines(r);
  if (mended > 0) notes.push({ kind: 'lineRepaired', count: mended });

  let why = await whyRestore(r, last, wasEmpty, mended);
  if (absent.length > 0) {
    // what the store alone knows keeps its own numbers: a recovery is numbered after it
    if (why !== 'lost' && why !== 'fork') await resend(r, head.seq);
    const { notes: recovered, appended } = await recoverAbsent(r, absent);
    notes.push(...recovered);
    if (appended) why ??= 'holes';
  }
  if (why) {
    const { count, faults, folder } = why === 'lost' ? await fillAgain(r, last) : await rebuildAll(r, why);
    notes.push({ kind: 'restored', count, why, folder });
    if (faults.length > 0) notes.push({ kind: 'faults', faults });
    // a store written again is a new device: what the old one may still have sent elsewhere keeps its own numbers
    return { notes, device: newId(), storeId };
  }
  if (last > head.seq) {
    const count = await resend(r, head.seq);
    notes.push({ kind: isMoreThanAKill(head, count) ? 'journalLacked' : 'resent', count });
  }
  return { notes, device: meta.device, storeId };
}

/** A killed program leaves a few Changes unsent; where more is missing, the journal lost lines it once had. */
const AFTER_A_KILL = 50;
const isMoreThanAKill = (head: JournalHead, count: number): boolean =>
  head.seq === 0 || head.exit === 'clean' || (head.snapshot !== null && head.snapshot.seq > head.seq) || count > AFTER_A_KILL;

const lastSeq = async (database: KezhuanDb): Promise<number> => (await database.changes.orderBy('seq').last())?.seq ?? 0;

/**
 * The store is new or another one: written again from the journal as it is. Evidence is kept only where the store may hold
 * what the journal does not, and before it is emptied: while Chromium is tidying up, its files vanish one by one.
 */
async function fillAgain(r: Reconciling, last: number): Promise<{ count: number; faults: FoldFault[]; folder: string }> {
  const folder = (await isInJournal(r, last)) ? '' : (await call('journal.setAside', { workspace: r.workspace, reason: 'lost' })).folder;
  if (r.meta.storeId !== '') {
    // emptied, not deleted: a deletion waits for every connection that is still closing
    await r.database.transaction('rw', r.database.tables, () => Promise.all(r.database.tables.map((table) => table.clear())));
  }
  return { ...(await replay(r.database, r.workspace, r.head.count, r.onProgress)), folder };
}

/** The store's last Change stands in the journal as well, so everything before it does: so it is after going back to a snapshot. */
async function isInJournal(r: Reconciling, last: number): Promise<boolean> {
  const stored = last === 0 ? undefined : await r.database.changes.get(last);
  if (stored === undefined) return false;
  const [line] = (await call('journal.read', { workspace: r.workspace, after: last - 1, limit: 1 })).lines;
  return line?.seq === last && changeHash(JSON.parse(line.json) as Change) === stored.hash;
}

async function whyRestore(r: Reconciling, last: number, wasEmpty: boolean, mended: number): Promise<'lost' | 'holes' | 'powerLoss' | 'fork' | null> {
  const { head, database } = r;
  if (head.seq === 0) return null;
  if (wasEmpty || head.storeId !== r.meta.storeId) return 'lost';
  if (last < head.seq) return 'holes';
  const same = await database.changes.get(head.seq);
  if (!same) return 'holes';
  if (head.hash !== '' && same.hash !== head.hash) return 'fork';
  if ((await database.changes.where('seq').belowOrEqual(head.seq).count()) !== head.count + mended) return 'holes';
  return head.exit === 'powerLoss' ? 'powerLoss' : null;
}

/** Lines damaged in the middle are written again from IndexedDB; answers those that are absent there too. */
async function mendLines(r: Reconciling): Promise<{ mended: number; absent: LinePlace[] }> {
  const absent: LinePlace[] = [];
  const good: { seq: number; json: string }[] = [];
  for (const d of r.head.damaged) {
    const stored = d.seq === null ? undefined : await r.database.changes.get(d.seq);
    if (stored) good.push(journalLine(stored));
    else absent.push(d);
  }
  if (good.length > 0) await call('journal.repair', { workspace: r.workspace, lines: good });
  // a line whose number cannot be read is one of those that are missing: with all of them back, nothing is lost
  return { mended: good.length, absent: absent.some((d) => d.seq !== null) ? absent : [] };
}

/** What absent lines did, from a snapshot where one covers them; what no snapshot has is told by line and record. */
async function recoverAbsent(r: Reconciling, absent: readonly LinePlace[]): Promise<{ notes: BootNote[]; appended: boolean }> {
  const { from, numbers, records, lost, hurt } = await call('journal.recover', { workspace: r.workspace });
  const notes: BootNote[] = [];
  if (numbers.length > 0) notes.push({ kind: 'lineRecovered', lines: placesOf(absent, numbers), records, from });
  if (lost.length > 0) notes.push({ kind: 'lineLost', lines: placesOf(absent, lost), records: hurt });
  return { notes, appended: numbers.length > 0 };
}

const placesOf = (absent: readonly LinePlace[], numbers: readonly number[]): LinePlace[] => absent.filter((d) => d.seq !== null && numbers.includes(d.seq));

const PAGE = 1000;

/** Sends what the journal has not got: a killed program commits first and journals after. */
async function resend(r: Pick<Reconciling, 'workspace' | 'database' | 'head'>, after: number): Promise<number> {
  let count = 0;
  for (let from = after; ;) {
    const page = await r.database.changes.where('seq').above(from).limit(PAGE).toArray();
    if (page.length === 0) return count;
    await call('journal.append', { workspace: r.workspace, lines: page.map(journalLine) });
    count += page.length;
    from = page.at(-1)!.seq;
  }
}

/**
 * Chromium keeps every workspace of the program in one folder, and a damaged one heals only when the whole folder is
 * cleared. So first everything that only the stores know (Changes not yet journalled, drafts, cursors, choices of this
 * computer) is brought to safety, then the folder is copied aside and cleared, then each workspace is written again.
 */
async function rebuildAll(r: Reconciling, why: 'holes' | 'powerLoss' | 'fork'): Promise<{ count: number; faults: FoldFault[]; folder: string }> {
  const prefs = await allPrefs();
  const others: Kept[] = [];
  for (const workspace of WORKSPACES) {
    if (workspace !== r.workspace) others.push(...(await keepOther(workspace, r.head.formatVersion)));
  }
  if (why !== 'fork') await resend(r, r.head.seq);
  const local = await localTables(r.database);
  r.database.close();
  closePrefs();
  const { folder } = await call('store.rebuild', { workspace: r.workspace });
  await r.database.open();
  const done = await replay(r.database, r.workspace, r.head.count, r.onProgress);
  await putLocal(r.database, local);
  for (const kept of others) await writeAgain(kept);
  for (const p of prefs) await writePref(p.key, p.value);
  return { ...done, folder };
}

type Local = { drafts: { key: string; text: string; at: string }[]; cursors: Cursor[]; bulk: Meta[] };
type Kept = { workspace: Workspace; storeId: string; local: Local };

async function keepOther(workspace: Workspace, formatVersion: number): Promise<Kept[]> {
  const database = newDatabase(workspace);
  try {
    await database.open();
    const storeId = (await database.meta.get('storeId'))?.value ?? '';
    if (storeId === '') return [];
    const head = await call('journal.open', { workspace, storeId, formatVersion });
    if (head.storeId !== storeId) return [];
    const last = await database.changes.get(head.seq);
    if (head.seq === 0 || last?.hash === head.hash) await resend({ workspace, database, head }, head.seq);
    return [{ workspace, storeId, local: await localTables(database) }];
  } finally {
    database.close();
  }
}

async function writeAgain(kept: Kept): Promise<void> {
  const database = newDatabase(kept.workspace);
  try {
    await database.open();
    await replay(database, kept.workspace, 0, () => {});
    await putLocal(database, kept.local);
    await database.meta.bulkPut([
      { key: 'storeId', value: kept.storeId },
      { key: 'device', value: newId() },
      { key: 'formatVersion', value: String(FORMAT_VERSION) },
    ]);
  } finally {
    database.close();
  }
}

async function putLocal(database: KezhuanDb, local: Local): Promise<void> {
  await database.drafts.bulkPut(local.drafts);
  await database.cursors.bulkPut(local.cursors);
  await database.meta.bulkPut(local.bulk);
}

/** What a damaged store still gives; nothing of it is worth failing the recovery for. */
async function localTables(database: KezhuanDb): Promise<Local> {
  try {
    const bulk = await database.meta.get(BULK_MARK);
    return { drafts: await database.drafts.toArray(), cursors: await database.cursors.toArray(), bulk: bulk ? [bulk] : [] };
  } catch {
    return { drafts: [], cursors: [], bulk: [] };
  }
}
