/** A workspace put back to one of its snapshots: first a snapshot of the present, then the difference appended as Changes of origin `restore`. */
import { randomUUID } from 'node:crypto';
import type { Workspace } from '../../shared/bridge.ts';
import type { StoredRow } from '../../shared/change/cells.ts';
import { FORMAT_VERSION, type Change } from '../../shared/change/change.ts';
import type { FoldState } from '../../shared/change/fold.ts';
import { GapFold } from '../../shared/change/gaps.ts';
import { patchesBack } from '../../shared/change/go-back.ts';
import { MIGRATIONS } from '../../shared/change/migrations.ts';
import { syncFolder } from '../files/durable.ts';
import type { Folders } from '../files/folders.ts';
import { giveNewName, setJournalAside } from '../files/restore.ts';
import { asFault, BridgeFault } from '../ipc/fault.ts';
import { asChanges } from './as-changes.ts';
import type { Journal } from './journal.ts';
import type { Journals } from './journals.ts';
import { Lines } from './lines.ts';
import type { Snapshots } from './snapshots.ts';

export type GoingBack = { folders: Folders; journals: Journals; snapshots: Snapshots };
export type Wanted = { workspace: Workspace; file: string; who: string; label: string };

const LINES = 500;
const PAGE = 2000;
const AT_HOME: readonly unknown[] = [undefined, 'draft', 'ready'];

/**
 * Answers how many records it changed. Afterwards the journal is closed and has a new name: the page takes its own copy for
 * another store's and fills it again. The journal only grows, so every Change before the restore stays readable. Throws
 * `not-found`, `damaged` (nothing was touched), `unsupported` (another format), `disk-full`.
 */
export async function restoreSnapshot({ folders, journals, snapshots }: GoingBack, { workspace, file, who, label }: Wanted): Promise<{ records: number }> {
  const earlier = await snapshots.rows(workspace, file);
  if (earlier.head.formatVersion !== FORMAT_VERSION) throw new BridgeFault('unsupported', String(earlier.head.formatVersion));
  const journal = await readableJournal(folders, journals, workspace);
  if ((await journal.head()).seq > 0) await snapshots.take(workspace, journal, 'replace');
  const patches = patchesBack(await folded(journal), earlier.rows, staysAsItIs);
  if (patches.length === 0) return { records: 0 };
  const lines = asChanges(patches, { who, intent: 'snapshot.restore', note: () => label }, (await journal.head()).seq);
  for (let at = 0; at < lines.length; at += LINES) await journal.append(lines.slice(at, at + LINES));
  await journals.replace(workspace, async () => {
    await giveNewName(journal.folder, await Lines.scan(journal.folder), FORMAT_VERSION);
    await syncFolder(journal.folder);
  });
  return { records: new Set(patches.map((p) => `${p.table}/${p.id}`)).size };
}

/** What lies with a registry is the registry's to change, and an erased person stays erased. */
const staysAsItIs = (table: string, row: StoredRow): boolean =>
  (table === 'filings' && !AT_HOME.includes(row['state'])) || (table === 'persons' && row['erasedOn'] !== undefined);

/** The journal, or an empty one where it cannot be read at all: that one is kept aside whole. */
async function readableJournal(folders: Folders, journals: Journals, workspace: Workspace): Promise<Journal> {
  try {
    const journal = await journals.present(workspace);
    return journal.storeId === '' ? await journals.open(workspace, { storeId: randomUUID(), formatVersion: FORMAT_VERSION }) : journal;
  } catch (error) {
    if (asFault(error).code === 'newer-store') throw error;
    await journals.replace(workspace, async () => setJournalAside(folders, workspace));
    return journals.open(workspace, { storeId: randomUUID(), formatVersion: FORMAT_VERSION });
  }
}

/** Over lines that are missing, as the page folds it: what it reports when it reads the journal is not repeated here. */
async function folded(journal: Journal): Promise<FoldState> {
  const fold = new GapFold(MIGRATIONS);
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<Journal['read']>> = await journal.read(after, PAGE);
    for (const { seq, json } of page.lines) fold.take(seq, JSON.parse(json) as Change);
    after = page.next;
  }
  return fold.state;
}
