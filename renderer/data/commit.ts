/** The only writer: rows, the Change and its letters in one strict transaction, or nothing. */
import type { Transaction } from 'dexie';
import { plainRow, type StoredRow } from '../../shared/change/cells.ts';
import { wellFormed } from '../../shared/change/chain.ts';
import type { Json, JsonObject, Patch } from '../../shared/change/change.ts';
import { makePatch, setPatch } from '../../shared/change/patch.ts';
import type { Edit, Plan, RowEdit } from '../../shared/domain/edit.ts';
import { TABLE_NAMES, type RowOf, type TableName } from '../../shared/domain/tables.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { actBegun } from '../session/trouble.ts';
import { tellDerived } from './derived-feed.ts';
import { feedJournal } from './journal-feed.ts';
import { saveState, setSaveState } from './save-state.ts';
import { db, forgetWrites, rememberRows } from './store.ts';
import { onceComplete } from './transaction-end.ts';
import { onDisk, plainTransaction, tellWatchers } from './plain-write.ts';
import { compose, isPlain, plainTables, RowsAtHand, write, writePlain, type Committed, type Why, type Written } from './write.ts';

export type { Committed, Why };
export type Reader = {
  get<T extends TableName>(table: T, id: string): Promise<RowOf<T> | undefined>;
  /** rows whose indexed field has this value */
  by<T extends TableName>(table: T, field: string, value: string): Promise<RowOf<T>[]>;
};
export type Decide = (read: Reader) => Promise<Plan | Edit[] | Refusal> | Plan | Edit[] | Refusal;

/** Record tables and everything the log needs, in one scope: the transaction of a write that is decided on what it reads. */
const WRITE_SCOPE = [...TABLE_NAMES, 'changes', 'outbox', 'cursors', 'tombstones', 'derived_text', 'derived_counts', 'drafts'];

const readerOver = (rows: RowsAtHand): Reader => ({
  async get(table, id) {
    const stored = await rows.get(table, id);
    return stored && plainRow(stored);
  },
  async by(table, field, value) {
    const found: StoredRow[] = await db().records(table).where(field).equals(value).toArray();
    for (const r of found) rows.put(table, r);
    return found.map((r) => plainRow(r));
  },
});

/** Decides by `rule` on the rows as they are and writes what it answers. Inside, only Dexie may be awaited. */
export function commit(why: Why, rule: Decide): Promise<Committed | Refusal> {
  return commitWith(why, rule, null);
}

/** As commit; `also` runs in the same transaction (outbox, cursors, drafts are in its scope). */
export async function commitWith(why: Why, rule: Decide, also: ((tx: Transaction) => Promise<void>) | null): Promise<Committed | Refusal> {
  const cameOff = (why.origin ?? 'person') === 'person' ? actBegun() : () => {};
  const done = await transact(async (tx) => {
    const rows = new RowsAtHand();
    const answer = await rule(readerOver(rows));
    if (isRefusal(answer)) return answer;
    const plan = Array.isArray(answer) ? { edits: answer } : answer;
    const written = await write(why, await patchesOf(plan.edits, rows), plan.letters ?? [], rows, also ? null : tx);
    if (also) await also(tx);
    return written;
  });
  if (!isRefusal(done)) cameOff();
  return done;
}

/** Writes edits that nothing has to be read for. Refused as `row.gone` where a row is not there. */
export async function commitEdits(why: Why, edits: readonly RowEdit[]): Promise<Committed | Refusal> {
  const cameOff = (why.origin ?? 'person') === 'person' ? actBegun() : () => {};
  const done = await inTurn(async () => {
    const rows = new RowsAtHand();
    await rows.fetch(edits);
    if (edits.some((e) => !rows.at(e.table, e.id))) return refuse('row.gone');
    const patches = await patchesOf(edits, rows);
    const composed = await compose(why, patches, [], rows);
    if (!composed || !isPlain(composed)) return throughDexie((tx) => write(why, patches, [], rows, tx));
    const tx = plainTransaction(plainTables(composed));
    const [written] = await Promise.all([writePlain(tx, composed), onDisk(tx)]);
    tell(written);
    return written;
  });
  if (!isRefusal(done)) cameOff();
  return done;
}

type Work<T> = Promise<Written<T> | Refusal>;

let last: Promise<unknown> = Promise.resolve();

/** Runs `body` in the one write transaction, one after the other; afterwards the journal gets what was written. */
export const transact = <T>(body: (tx: Transaction) => Work<T>): Promise<T | Refusal> => inTurn(() => throughDexie(body));

/** One write after the other, and what each leaves to be told. */
function inTurn<T>(work: () => Work<T>): Promise<T | Refusal> {
  const into = db();
  const turn = last.then(() => {
    // decided for one workspace, it must not land in the next
    if (db() !== into) throw new Error('the workspace was left');
    return guarded(work);
  });
  last = turn.catch(() => undefined);
  return turn;
}

async function guarded<T>(work: () => Work<T>): Promise<T | Refusal> {
  const { trouble } = saveState();
  if (trouble) return refuse(`storage.${trouble.code}`);
  try {
    const done = await work();
    if (isRefusal(done)) return done;
    rememberRows(done.rows);
    tellDerived(done.derived);
    return done.result;
  } catch (e) {
    forgetWrites();
    if (!isStorageFailure(e)) throw e;
    setSaveState({ trouble: { code: 'full', freeBytes: 0 } });
    return refuse('storage.full');
  }
}

/** Dexie follows native awaits only from a scope function that is itself async. */
const throughDexie = <T>(body: (tx: Transaction) => Work<T>): Work<T> =>
  db().transaction('rw', WRITE_SCOPE, async (tx) => {
    const written = await body(tx);
    if (!isRefusal(written)) onceComplete(tx, () => tell(written));
    return written;
  });

/** Once it is on the disk: the journal first, then the screens. */
function tell(written: Written<unknown>): void {
  if (!written.change) return;
  feedJournal(written.change.seq, written.json);
  if (written.puts.length > 0) tellWatchers(written.puts);
}

/** IndexedDB reports a full disk as an abort without cause, then as a closed database. */
const isStorageFailure = (e: unknown): boolean => {
  const name = e instanceof Error ? e.name : '';
  const inner = e instanceof Error && 'inner' in e && e.inner instanceof Error ? e.inner.name : '';
  return [name, inner].some((n) =>
    ['AbortError', 'QuotaExceededError', 'DatabaseClosedError', 'InvalidStateError', 'OpenFailedError', 'UnknownError'].includes(n),
  );
};

/** Several edits of one row become one patch a cell, measured against the row as it lies in the store. */
async function patchesOf(edits: readonly Edit[], rows: RowsAtHand): Promise<Patch[]> {
  const made = new Map<string, { table: string; row: JsonObject & { id: string } }>();
  const sets = new Map<string, { table: string; id: string; fields: Record<string, Json | undefined> }>();
  for (const e of edits) {
    const key = `${e.table}/${e.op === 'make' ? e.row.id : e.id}`;
    if (e.op === 'make') made.set(key, { table: e.table, row: e.row as JsonObject & { id: string } });
    else if (made.has(key)) made.set(key, { table: e.table, row: { ...made.get(key)!.row, ...(e.fields as JsonObject) } });
    else sets.set(key, { table: e.table, id: e.id, fields: { ...sets.get(key)?.fields, ...(e.fields as Record<string, Json>) } });
  }
  const patches: Patch[] = [...made.values()].map((m) => makePatch(m.table, wellFormed(m.row)));
  await rows.fetch(sets.values());
  for (const s of sets.values()) {
    const stored = rows.at(s.table, s.id);
    if (!stored) throw new Error(`${s.table}/${s.id} is not there`);
    for (const [field, value] of Object.entries(s.fields)) {
      const patch = setPatch(s.table, stored, field, value === undefined ? undefined : wellFormed(value));
      if (patch) patches.push(patch);
    }
  }
  return patches;
}
