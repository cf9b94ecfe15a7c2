/** The only writer: rows, the Change and its letters in one strict transaction, or nothing. */
import type { Transaction } from 'dexie';
import { plainRow, type StoredRow } from '../../shared/change/cells.ts';
import { changeHash, canonicalJson, letterId, sha256Hex, wellFormed } from '../../shared/change/chain.ts';
import {
  FORMAT_VERSION, touched, type Change, type ChangeLetter, type Json, type JsonObject, type Origin, type Patch, type StoredChange,
} from '../../shared/change/change.ts';
import { applyPatch, isGone } from '../../shared/change/fold.ts';
import { makePatch, setPatch } from '../../shared/change/patch.ts';
import type { Edit, Plan } from '../../shared/domain/edit.ts';
import { TABLES, TABLE_NAMES, type RowOf, type TableName } from '../../shared/domain/tables.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { deriveText } from './derive.ts';
import { tellDerived, type DerivedChange } from './derived-feed.ts';
import { feedJournal } from './journal-feed.ts';
import { saveState, setSaveState } from './save-state.ts';
import type { OutboxRow } from './schema.ts';
import { db, device, newId, who } from './store.ts';

export type Why = { intent: string; note?: string; group?: string; origin?: Origin; undoes?: string };
export type Committed = { ok: true; changeId: string; seq: number };
export type Reader = {
  get<T extends TableName>(table: T, id: string): Promise<RowOf<T> | undefined>;
  /** rows whose indexed field has this value */
  by<T extends TableName>(table: T, field: string, value: string): Promise<RowOf<T>[]>;
};
export type Decide = (read: Reader) => Promise<Plan | Edit[] | Refusal> | Plan | Edit[] | Refusal;

/** Record tables and everything the log needs, in one scope: the transaction of every write. */
export const WRITE_SCOPE = [...TABLE_NAMES, 'changes', 'outbox', 'cursors', 'tombstones', 'derived_text', 'derived_counts', 'drafts'];

const reader: Reader = {
  async get(table, id) {
    const stored = await db().records(table).get(id);
    return stored && plainRow(stored);
  },
  async by(table, field, value) {
    return (await db().records(table).where(field).equals(value).toArray()).map((r) => plainRow(r));
  },
};

/** Decides by `rule` on the rows as they are and writes what it answers. Inside, only Dexie may be awaited. */
export function commit(why: Why, rule: Decide): Promise<Committed | Refusal> {
  return commitWith(why, rule, async () => {});
}

/** As commit; `also` runs in the same transaction (outbox, cursors, drafts are in its scope). */
export async function commitWith(why: Why, rule: Decide, also: (tx: Transaction) => Promise<void>): Promise<Committed | Refusal> {
  return transact(async (tx) => {
    const answer = await rule(reader);
    if (isRefusal(answer)) return answer;
    const plan = Array.isArray(answer) ? { edits: answer } : answer;
    const written = await write(why, await patchesOf(plan.edits), plan.letters ?? []);
    await also(tx);
    return written;
  });
}

/** What a write leaves to be told after the transaction is complete. */
export type Written<T> = { result: T; change: StoredChange | null; derived: DerivedChange[] };

/** Runs `body` in the one write transaction; afterwards the journal gets what was written. */
export async function transact<T>(body: (tx: Transaction) => Promise<Written<T> | Refusal>): Promise<T | Refusal> {
  const { trouble } = saveState();
  if (trouble) return refuse(`storage.${trouble.code}`);
  try {
    // Dexie follows native awaits only from a scope function that is itself async
    const done = await db().transaction('rw', WRITE_SCOPE, async (tx) => body(tx));
    if (isRefusal(done)) return done;
    if (done.change) feedJournal([done.change]);
    tellDerived(done.derived);
    return done.result;
  } catch (e) {
    if (isStorageFailure(e)) {
      setSaveState({ trouble: { code: 'full', freeBytes: 0 } });
      return refuse('storage.full');
    }
    throw e;
  }
}

/** IndexedDB reports a full disk as an abort without cause, then as a closed database. */
export const isStorageFailure = (e: unknown): boolean => {
  const name = e instanceof Error ? e.name : '';
  const inner = e instanceof Error && 'inner' in e && e.inner instanceof Error ? e.inner.name : '';
  return [name, inner].some((n) => ['AbortError', 'QuotaExceededError', 'DatabaseClosedError', 'OpenFailedError', 'UnknownError'].includes(n));
};

/** Several edits of one row become one patch a cell, measured against the row as it lies in the store. */
async function patchesOf(edits: readonly Edit[]): Promise<Patch[]> {
  const made = new Map<string, { table: string; row: JsonObject & { id: string } }>();
  const sets = new Map<string, { table: string; id: string; fields: Record<string, Json | undefined> }>();
  for (const e of edits) {
    const key = `${e.table}/${e.op === 'make' ? e.row.id : e.id}`;
    if (e.op === 'make') made.set(key, { table: e.table, row: e.row as JsonObject & { id: string } });
    else if (made.has(key)) Object.assign(made.get(key)!.row, e.fields);
    else sets.set(key, { table: e.table, id: e.id, fields: { ...sets.get(key)?.fields, ...(e.fields as Record<string, Json>) } });
  }
  const patches: Patch[] = [...made.values()].map((m) => makePatch(m.table, wellFormed(m.row)));
  for (const s of sets.values()) {
    const stored = await db().records(s.table).get(s.id);
    if (!stored) throw new Error(`${s.table}/${s.id} is not there`);
    for (const [field, value] of Object.entries(s.fields)) {
      const patch = setPatch(s.table, stored, field, value === undefined ? undefined : wellFormed(value));
      if (patch) patches.push(patch);
    }
  }
  return patches;
}

/** Inside the write transaction: applies patches, appends the Change, queues its letters, keeps what is derived. */
export async function write(why: Why, patches: Patch[], letters: ChangeLetter[]): Promise<Written<Committed>> {
  if (patches.length === 0 && letters.length === 0) return { result: { ok: true, changeId: '', seq: 0 }, change: null, derived: [] };
  const id = newId();
  const derived = await applyToStore(patches, id);
  const last = await db().changes.where('[device+n]').between([device(), 0], [device(), Infinity]).last();
  const change: Change = {
    v: FORMAT_VERSION, id, device: device(), n: (last?.n ?? 0) + 1, prev: last?.hash ?? '', who: who(),
    why: {
      intent: why.intent, origin: why.origin ?? 'person',
      ...(why.note === undefined ? {} : { note: why.note }), ...(why.undoes === undefined ? {} : { undoes: why.undoes }),
    },
    when: new Date().toISOString(), group: why.group ?? id, patches, letters,
  };
  const stored = { ...change, hash: changeHash(change), touch: touched(change) } as StoredChange;
  const seq = await db().changes.add(stored);
  await db().outbox.bulkAdd(letters.map((letter, i) => outboxRow(change.id, i, letter)));
  return { result: { ok: true, changeId: id, seq }, change: { ...stored, seq }, derived };
}

export function outboxRow(changeId: string, index: number, letter: ChangeLetter): OutboxRow {
  const body = canonicalJson(letter.body);
  return {
    id: letterId(changeId, index), changeId, lane: letter.lane, registry: letter.registry, kind: letter.kind, body, bodyHash: sha256Hex(body),
    state: 'waiting', attempts: 0, dueAt: 0,
  };
}

/** Rows, tombstones and derived rows after these patches. Every row is parsed before it is put. */
async function applyToStore(patches: readonly Patch[], by: string): Promise<DerivedChange[]> {
  const derived: DerivedChange[] = [];
  const rows = new Map<string, { table: string; before: StoredRow | undefined; now: StoredRow | undefined; buried: boolean }>();
  for (const p of patches) {
    const key = `${p.table}/${p.id}`;
    let entry = rows.get(key);
    if (!entry) {
      const before = await db().records(p.table).get(p.id);
      const tomb = before ? undefined : await db().tombstones.get(key);
      rows.set(key, (entry = { table: p.table, before, now: before ?? tomb?.row, buried: tomb !== undefined }));
    }
    if (p.op === 'make' && entry.now && !isGone(entry.now)) throw new Error(`${key} is already there`);
    entry.now = applyPatch(entry.now, p, by);
  }
  for (const [key, { table, before, now, buried }] of rows) {
    const gone = !now || isGone(now);
    if (gone) {
      if (now) await db().tombstones.put({ key, row: now });
      await db().records(table).delete(key.slice(table.length + 1));
    } else {
      TABLES[table as TableName].parse(plainRow(now));
      await db().records(table).put(now);
      if (buried) await db().tombstones.delete(key);
    }
    derived.push(...(await keepDerived(table, key, before, gone ? undefined : now)));
  }
  return derived;
}

async function keepDerived(table: string, key: string, before: StoredRow | undefined, now: StoredRow | undefined): Promise<DerivedChange[]> {
  const was = deriveText(table, before);
  const is = deriveText(table, now);
  const changed = is ? !was || was.text !== is.text || was.title !== is.title : was !== null;
  if (changed) await (is ? db().derived_text.put(is) : db().derived_text.delete(key));
  const step = Number(isLive(now)) - Number(isLive(before));
  if (step !== 0) {
    const count = (await db().derived_counts.get(table))?.live ?? 0;
    await db().derived_counts.put({ table, live: count + step });
  }
  return changed ? [{ key, table, id: key.slice(table.length + 1), row: is }] : [];
}

/** Whether a row counts as one of its kind: there, and not archived. */
export const isLive = (row: StoredRow | undefined): boolean => row !== undefined && row['archived'] !== true;
