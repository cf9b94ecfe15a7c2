/** Fills an empty database from the journal: Changes, rows, tombstones, derived rows, and letters of unknown fate. */
import type { Workspace } from '../../shared/bridge.ts';
import type { StoredRow } from '../../shared/change/cells.ts';
import { changeHash } from '../../shared/change/chain.ts';
import type { Change, StoredChange } from '../../shared/change/change.ts';
import { isGone, type FoldState } from '../../shared/change/fold.ts';
import { GapFold, type FoldFault } from '../../shared/change/gaps.ts';
import { call } from './bridge-call.ts';
import { deriveText } from './derive.ts';
import { MIGRATIONS } from '../../shared/change/migrations.ts';
import type { KezhuanDb, OutboxRow } from './schema.ts';
import { outboxRow } from './outbox-row.ts';
import { isLive, storedChange } from './write.ts';

const PAGE = 1000;
const ROWS = 2000;

/** Reads the whole journal; `of` is how many Changes to expect, for the progress only. */
export async function replay(
  database: KezhuanDb,
  workspace: Workspace,
  of: number,
  onProgress: (done: number, of: number) => void,
): Promise<{ count: number; faults: FoldFault[] }> {
  const fold = new GapFold(MIGRATIONS);
  let letters: OutboxRow[] = [];
  let count = 0;
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(workspace, after);
    for (const c of page.changes) {
      fold.take(c.seq, c);
      // what its writer took back unsent must not go out after all
      const back = takenBack(c);
      if (back.size > 0) letters = letters.filter((l) => !back.has(l.subject));
      c.letters.forEach((letter, i) => letters.push({ ...outboxRow(c, i, letter), state: 'unknown' }));
    }
    await database.changes.bulkPut(page.changes);
    count += page.changes.length;
    onProgress(count, Math.max(of, count));
    after = page.next;
  }
  const { state, faults } = fold;
  await putRows(database, state);
  const answered = answeredLetters(state);
  await database.outbox.bulkPut(letters.map((row) => (answered.has(row.id) ? { ...row, state: 'done' as const } : row)));
  return { count, faults };
}

/** Tables whose rows letters speak of. */
const SUBJECTS = ['filings', 'followups'];
/** Filings and followups that this Change made ours again: only taking the letter back (an undo, 退回草稿) can. */
const takenBack = (c: StoredChange): Set<string> =>
  new Set(
    c.patches.flatMap((p) => (p.op === 'set' && SUBJECTS.includes(p.table) && p.field === 'state' && (p.to === 'ready' || p.to === 'draft') ? [p.id] : [])),
  );

async function readPage(workspace: Workspace, after: number): Promise<{ changes: StoredChange[]; next: number | null }> {
  const { lines, next } = await call('journal.read', { workspace, after, limit: PAGE });
  const changes = lines.map((l) => {
    const change = JSON.parse(l.json) as Change;
    return { ...storedChange(change, changeHash(change)), seq: l.seq };
  });
  return { changes, next };
}

/** The province answered a letter when its filing stands beyond the sending; all others are asked about first. */
function answeredLetters(state: FoldState): Set<string> {
  const answered = new Set<string>();
  for (const row of SUBJECTS.flatMap((table) => [...(state.rows.get(table)?.values() ?? [])])) {
    if (typeof row['letterId'] === 'string' && !['queued', 'sending', 'unknown'].includes(String(row['state']))) answered.add(row['letterId']);
  }
  return answered;
}

async function putRows(database: KezhuanDb, state: FoldState): Promise<void> {
  for (const [table, rows] of state.rows) {
    const live: StoredRow[] = [];
    const gone: { key: string; row: StoredRow }[] = [];
    for (const row of rows.values()) {
      if (isGone(row)) gone.push({ key: `${table}/${row.id}`, row });
      else live.push(row);
    }
    for (let at = 0; at < live.length; at += ROWS) {
      const part = live.slice(at, at + ROWS);
      await database.records(table).bulkPut(part);
      await database.derived_text.bulkPut(part.map((r) => deriveText(table, r)).filter((d) => d !== null));
    }
    await database.tombstones.bulkPut(gone);
    const count = live.filter(isLive).length;
    if (count > 0 || live.length > 0) await database.derived_counts.put({ table, live: count });
  }
}
