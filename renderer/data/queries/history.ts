/** What happened to a record and to what belongs to it: Changes that touch them (index `touch`), newest first. */
import { EXISTENCE, headIds, plainRow } from '../../../shared/change/cells.ts';
import type { Json, JsonObject, Patch, StoredChange } from '../../../shared/change/change.ts';
import { partsOf, pointsTo } from '../../../shared/domain/tables.ts';
import { db } from '../store.ts';

/** Changes of one row alone. */
export async function historyOf(table: string, id: string): Promise<StoredChange[]> {
  return (await db().changes.where('touch').equals(`${table}/${id}`).sortBy('seq')).reverse();
}

/** The newest Changes of the store (primary key), for the evidence list and 今日. */
export async function latestChanges(limit: number): Promise<StoredChange[]> {
  return db().changes.orderBy('seq').reverse().limit(limit).toArray();
}

type Row = { table: string; id: string };
const keyOf = ({ table, id }: Row): string => `${table}/${id}`;

/** One Change as the record's history tells it. */
export type HistoryLine = {
  change: StoredChange;
  /** what it did to the record and its parts */
  patches: Patch[];
  /** how many fields and rows of other records it changed as well */
  others: number;
  /** whether a later Change took it back */
  undone: boolean;
};
export type HistoryPage = {
  lines: HistoryLine[];
  total: number;
  /** the parts and other rows these lines speak of by `table/id`, as they are now; of one that was taken away, as it was then */
  parts: ReadonlyMap<string, JsonObject>;
};

/**
 * The newest `shown` Changes of a record and of everything that belongs to it, also of what was taken away again.
 * `known` keeps Changes that were read before: they never change, so a longer page reads only what it adds.
 * Index: the fields of `partsOf`, `touch`, primary keys.
 */
export async function historyPage(table: string, id: string, shown: number, known: Map<number, StoredChange>): Promise<HistoryPage> {
  const family = new Map((await familyOf({ table, id })).map((row) => [keyOf(row), row]));
  const places = new Set((await Promise.all([...family.keys()].map((key) => db().changes.where('touch').equals(key).primaryKeys()))).flat());
  const newest = [...places].sort((a, b) => b - a).slice(0, shown);
  const missing = newest.filter((seq) => !known.has(seq));
  for (const c of await db().changes.bulkGet(missing)) if (c) known.set(c.seq, c);
  const changes = newest.flatMap((seq) => known.get(seq) ?? []);
  // what takes a Change back touches the same rows later, so it stands among the newer lines
  const undone = new Set<string>();
  for (const c of changes) if (c.why.undoes !== undefined && !undone.has(c.id)) undone.add(c.why.undoes);
  const lines = changes.map((change): HistoryLine => {
    const patches = change.patches.filter((p) => family.has(keyOf(p)));
    return { change, patches, others: change.patches.length - patches.length, undone: undone.has(change.id) };
  });
  return { lines, total: places.size, parts: await rowsTold(lines, keyOf({ table, id })) };
}

/** A record and, generation by generation, what belongs to it. */
async function familyOf(record: Row): Promise<Row[]> {
  const family = new Map<string, Row>();
  const buried = new Map<string, Promise<Map<string, JsonObject>>>();
  for (let generation: readonly Row[] = [record]; generation.length > 0;) {
    const fresh = generation.filter((row) => !family.has(keyOf(row)) && family.set(keyOf(row), row));
    const found = fresh.flatMap((row) =>
      partsOf(row.table).map(async ({ from, field }) => {
        const ids = await db().records(from).where(field).equals(row.id).primaryKeys();
        if (!buried.has(from)) buried.set(from, rowsTakenAway(from));
        for (const [id, was] of await buried.get(from)!) if (was[field] === row.id) ids.push(id);
        return ids.map((id) => ({ table: from, id }));
      }),
    );
    generation = (await Promise.all(found)).flat();
  }
  return [...family.values()];
}

/** Rows of a kind whose creation was undone, as they were then: a tombstone has heads only, the Change that buried it has the fields. */
async function rowsTakenAway(table: string): Promise<Map<string, JsonObject>> {
  const tombs = await db().tombstones.where('key').startsWith(`${table}/`).toArray();
  const drops = await Promise.all(tombs.map(({ row }) => Promise.all(headIds(row, EXISTENCE).map((by) => db().changes.get({ id: by })))));
  return new Map(drops.flat().flatMap((c) => c?.patches.flatMap((p) => (p.op === 'drop' && p.table === table ? [[p.id, p.row] as const] : [])) ?? []));
}

/** A reference, or the one within a further party of a contract. */
function idIn(value: Json | undefined): string | undefined {
  const id = typeof value === 'object' && value !== null && 'partyId' in value ? value['partyId'] : value;
  return typeof id === 'string' ? id : undefined;
}

/** Rows beside the record itself that the lines speak of. */
async function rowsTold(lines: readonly HistoryLine[], record: string): Promise<Map<string, JsonObject>> {
  const wanted = new Map<string, Set<string>>();
  const rows = new Map<string, JsonObject>();
  for (const { patches } of lines) {
    for (const p of patches) {
      const want = (kind: string, id: string): unknown => wanted.set(kind, (wanted.get(kind) ?? new Set()).add(id));
      const to = p.op === 'set' ? pointsTo(p.table, p.field) : undefined;
      if (p.op === 'set' && to) for (const id of [p.from, p.to].flat().map(idIn)) if (id !== undefined) want(to, id);
      const key = keyOf(p);
      const origin = p.op === 'make' ? p.row['basedOn'] : undefined;
      if (typeof origin === 'string') want(p.table, origin);
      if (key === record) continue;
      want(p.table, p.id);
      // lines run from the newest to the oldest: the first row met is the last that was
      if (p.op !== 'set' && !rows.has(key)) rows.set(key, p.row);
    }
  }
  await Promise.all(
    [...wanted].map(async ([table, ids]) => {
      for (const row of await db()
        .records(table)
        .bulkGet([...ids]))
        if (row) rows.set(`${table}/${row.id}`, plainRow(row));
    }),
  );
  return rows;
}
