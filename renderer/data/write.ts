/** Inside the one write transaction: rows, tombstones, derived rows, the Change and its letters. */
import type { Transaction } from 'dexie';
import { plainRow, type StoredRow } from '../../shared/change/cells.ts';
import { bareChange, canonicalJson, sha256Hex } from '../../shared/change/chain.ts';
import { FORMAT_VERSION, touched, type Change, type ChangeLetter, type Origin, type Patch, type StoredChange } from '../../shared/change/change.ts';
import { applyPatch, isGone } from '../../shared/change/fold.ts';
import { TABLES, type TableName } from '../../shared/domain/tables.ts';
import { derivesSame, deriveText } from './derive.ts';
import type { DerivedChange } from './derived-feed.ts';
import { outboxRow } from './outbox-row.ts';
import type { DerivedText } from './schema.ts';
import { putAll, type PlainPut } from './plain-write.ts';
import { chainHead, db, device, isRecent, newId, recentRow, setChainHead, who } from './store.ts';

export type Why = { intent: string; note?: string; group?: string; origin?: Origin; undoes?: string };
export type Committed = { ok: true; changeId: string; seq: number };
/** What a write leaves to be told after the transaction is complete. */
export type Written<T> = {
  result: T;
  change: StoredChange | null;
  json: string;
  derived: DerivedChange[];
  rows: (readonly [key: string, row: StoredRow | undefined])[];
  /** what watchers have to be told, where Dexie was not told of it */
  puts: PlainPut[];
};

/** Rows as they lie in the store, read at most once a transaction; `undefined` is one that is not there. */
export class RowsAtHand {
  readonly #rows = new Map<string, StoredRow | undefined>();

  async get(table: string, id: string): Promise<StoredRow | undefined> {
    const key = `${table}/${id}`;
    if (!this.#knows(key)) this.#rows.set(key, await db().records(table).get(id));
    return this.#rows.get(key);
  }

  #knows(key: string): boolean {
    if (!this.#rows.has(key) && isRecent(key)) this.#rows.set(key, recentRow(key));
    return this.#rows.has(key);
  }

  /** A row that was fetched. Many awaits that ask nothing of the store would end its transaction under us. */
  at(table: string, id: string): StoredRow | undefined {
    return this.#rows.get(`${table}/${id}`);
  }

  put(table: string, row: StoredRow): void {
    this.#rows.set(`${table}/${row.id}`, row);
  }

  /** Reads what is missing of these, one request a table. */
  async fetch(wanted: Iterable<{ table: string; id: string }>): Promise<void> {
    const missing = new Map<string, Set<string>>();
    for (const { table, id } of wanted) if (!this.#knows(`${table}/${id}`)) missing.set(table, (missing.get(table) ?? new Set()).add(id));
    for (const [table, ids] of missing) {
      const list = [...ids];
      const rows = list.length === 1 ? [await db().records(table).get(list[0]!)] : await db().records(table).bulkGet(list);
      list.forEach((id, i) => this.#rows.set(`${table}/${id}`, rows[i]));
    }
  }
}

/** A Change made ready, and what becomes of the rows it touches. */
export type Composed = { change: Change; entries: readonly Touched[]; derived: DerivedChange[] };

/** Makes the Change that these patches are, after this device's last one; reads only what is not at hand. Null where there is nothing to write. */
export async function compose(why: Why, patches: Patch[], letters: ChangeLetter[], rows: RowsAtHand): Promise<Composed | null> {
  if (patches.length === 0 && letters.length === 0) return null;
  const id = newId();
  const entries = await applied(patches, id, rows);
  const head = chainHead() ?? (await lastOfDevice());
  const change: Change = bareChange({
    v: FORMAT_VERSION,
    id,
    device: device(),
    n: head.n + 1,
    prev: head.hash,
    who: who(),
    why: {
      intent: why.intent,
      origin: why.origin ?? 'person',
      ...(why.note === undefined ? {} : { note: why.note }),
      ...(why.undoes === undefined ? {} : { undoes: why.undoes }),
    },
    when: new Date().toISOString(),
    group: why.group ?? id,
    patches,
    letters,
  });
  return { change, entries, derived: derivedOf(entries) };
}

/** Applies patches, appends the Change, queues its letters, keeps what is derived. `ends`: the transaction asks for nothing afterwards. */
export async function write(
  why: Why,
  patches: Patch[],
  letters: ChangeLetter[],
  rows = new RowsAtHand(),
  ends: Transaction | null = null,
): Promise<Written<Committed>> {
  const composed = await compose(why, patches, letters, rows);
  if (!composed) return NOTHING;
  if (ends && isPlain(composed)) return writePlain(ends.idbtrans as IDBTransaction, composed);
  const { change, entries, derived } = composed;
  // all requests at once: none needs another's answer, and the transaction is complete only when all are
  const rowsPut = putRows(entries);
  const derivedPut = keepDerived(entries, derived);
  // hashed while the store is already at work
  const json = canonicalJson(change);
  const stored = storedChange(change, sha256Hex(json)) as StoredChange;
  const [seq] = await Promise.all([db().changes.add(stored), rowsPut, derivedPut]);
  if (letters.length > 0) await db().outbox.bulkAdd(letters.map((letter, i) => outboxRow({ id: change.id, seq }, i, letter)));
  return writtenAs(composed, { ...stored, seq }, json, []);
}

/** Whether nothing but rows that are there and stay is put: it can go to the disk the short way. */
export const isPlain = ({ change, entries, derived }: Composed): boolean =>
  change.letters.length === 0 && entries.every(isPlainEdit) && derived.every((d) => d.row);

/** The tables that a plain write puts into. */
export const plainTables = ({ entries, derived }: Composed): string[] => [
  ...entries.map((e) => e.table),
  'changes',
  ...(derived.length > 0 ? ['derived_text'] : []),
];

/** Writes what is plain and ends the transaction. */
export async function writePlain(tx: IDBTransaction, composed: Composed): Promise<Written<Committed>> {
  const { change, entries, derived } = composed;
  for (const e of entries) TABLES[e.table as TableName].parse(plainRow(e.now!));
  const puts: PlainPut[] = [
    ...entries.map((e) => ({ table: e.table, before: e.before, now: e.now! })),
    // what lay there before is not read: watchers of an order look again
    ...derived.map((d) => ({ table: 'derived_text', before: undefined, now: d.row! })),
  ];
  let json = '';
  let stored = {} as StoredChange;
  const seq = await putAll(tx, puts, 'changes', () => {
    json = canonicalJson(change);
    return (stored = storedChange(change, sha256Hex(json)) as StoredChange);
  });
  const now = { ...stored, seq };
  return writtenAs(composed, now, json, [...puts, { table: 'changes', before: undefined, now }]);
}

const NOTHING: Written<Committed> = { result: { ok: true, changeId: '', seq: 0 }, change: null, json: '', derived: [], rows: [], puts: [] };

function writtenAs({ entries, derived }: Composed, change: StoredChange, json: string, puts: PlainPut[]): Written<Committed> {
  setChainHead({ n: change.n, hash: change.hash });
  return {
    result: { ok: true, changeId: change.id, seq: change.seq },
    change,
    json,
    derived,
    rows: entries.map((e) => [`${e.table}/${e.id}`, seen(e)] as const),
    puts,
  };
}

/** A Change with what its indexes need; `seq` is given by the store or by the journal. */
export const storedChange = (change: Change, hash: string): Omit<StoredChange, 'seq'> => ({
  ...change,
  hash,
  touch: touched(change),
  ...(change.group === change.id ? {} : { bulk: change.group }),
});

/** Asked once after opening: the newest Change of this device, which is nearly always the newest of all. */
async function lastOfDevice(): Promise<{ n: number; hash: string }> {
  return (
    (await db()
      .changes.orderBy('seq')
      .reverse()
      .filter((c) => c.device === device())
      .first()) ?? { n: 0, hash: '' }
  );
}

type Touched = { table: string; id: string; before: StoredRow | undefined; now: StoredRow | undefined; buried: boolean };

/** What becomes of each touched row. */
async function applied(patches: readonly Patch[], by: string, rows: RowsAtHand): Promise<Touched[]> {
  await rows.fetch(patches);
  const entries = new Map<string, Touched>();
  const tombs = await tombstonesOf(patches, rows);
  for (const p of patches) {
    const key = `${p.table}/${p.id}`;
    let entry = entries.get(key);
    if (!entry) {
      const before = rows.at(p.table, p.id);
      const tomb = tombs.get(key);
      entries.set(key, (entry = { table: p.table, id: p.id, before, now: before ?? tomb, buried: tomb !== undefined }));
    }
    if (p.op === 'make' && entry.now && !isGone(entry.now)) throw new Error(`${key} is already there`);
    entry.now = applyPatch(entry.now, p, by);
  }
  return [...entries.values()];
}

async function tombstonesOf(patches: readonly Patch[], rows: RowsAtHand): Promise<Map<string, StoredRow>> {
  const keys: string[] = [];
  for (const p of patches) if (p.op === 'make' && !rows.at(p.table, p.id)) keys.push(`${p.table}/${p.id}`);
  if (keys.length === 0) return new Map();
  return new Map((await db().tombstones.bulkGet(keys)).flatMap((t) => (t ? [[t.key, t.row] as const] : [])));
}

/** Every row is parsed before it is put; one request a table. */
async function putRows(entries: readonly Touched[]): Promise<void> {
  const requests: PromiseLike<unknown>[] = [];
  const live = new Map<string, StoredRow[]>();
  for (const { table, id, now, buried } of entries) {
    if (now && isGone(now)) {
      requests.push(db().tombstones.put({ key: `${table}/${id}`, row: now }), db().records(table).delete(id));
      continue;
    }
    if (!now) continue;
    TABLES[table as TableName].parse(plainRow(now));
    const list = live.get(table);
    if (list) list.push(now);
    else live.set(table, [now]);
    if (buried) requests.push(db().tombstones.delete(`${table}/${id}`));
  }
  for (const [table, list] of live) requests.push(list.length === 1 ? db().records(table).put(list[0]!) : db().records(table).bulkPut(list));
  await Promise.all(requests);
}

/** The row of an entry as readers see it. */
const seen = (e: Touched): StoredRow | undefined => (e.now && !isGone(e.now) ? e.now : undefined);

/** How many more (or fewer) live rows of its kind an entry makes. */
const stepOf = (e: Touched): number => Number(isLive(seen(e))) - Number(isLive(e.before));

/** A row that was there and stays: one put, nothing counted or buried. */
const isPlainEdit = (e: Touched): boolean => e.before !== undefined && seen(e) !== undefined && !e.buried && stepOf(e) === 0;

const derivedOf = (entries: readonly Touched[]): DerivedChange[] =>
  entries
    .filter((e) => !derivesSame(e.table, e.before, seen(e)))
    .map((e) => ({ key: `${e.table}/${e.id}`, table: e.table, id: e.id, row: deriveText(e.table, seen(e)) }));

async function keepDerived(entries: readonly Touched[], changed: readonly DerivedChange[]): Promise<void> {
  const steps = new Map<string, number>();
  for (const e of entries) {
    const step = stepOf(e);
    if (step !== 0) steps.set(e.table, (steps.get(e.table) ?? 0) + step);
  }
  const puts = changed.map((c) => c.row).filter((r): r is DerivedText => r !== null);
  if (puts.length > 0) await db().derived_text.bulkPut(puts);
  for (const c of changed) if (c.row === null) await db().derived_text.delete(c.key);
  for (const [table, step] of steps) {
    if (step !== 0) await db().derived_counts.put({ table, live: ((await db().derived_counts.get(table))?.live ?? 0) + step });
  }
}

/** Whether a row counts as one of its kind: there, and not archived. */
export const isLive = (row: StoredRow | undefined): boolean => row !== undefined && row['archived'] !== true;
