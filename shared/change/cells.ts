/**
 * A row and who gave each of its cells its value. A cell's value is the set of Changes nobody has replaced: one is the
 * value; several are a conflict, all kept, and the one with the smallest rank stands until a person decides.
 */
import { sha256Hex } from './chain.ts';
import type { Json, JsonObject } from './change.ts';

/** A Change's claim on a cell; `value` is missing where it took the field away. */
export type Head = { id: string; value?: Json };

/** The cell that says whether the row exists at all. */
export const EXISTENCE = '*';

export type Heads = {
  /** the Change that made the row: head of every field it has, unless `f` or `c` says otherwise */
  at: string;
  /** field → its only head, where that is another Change or the field was taken away */
  f?: Record<string, string>;
  /** field → all its heads in order of rank, where there are several */
  c?: Record<string, Head[]>;
};
export type StoredRow = JsonObject & { id: string; $: Heads & JsonObject };

/** Order among concurrent Changes: no clock and no device name can prefer one. */
export const rank = (changeId: string): string => sha256Hex(changeId);

const byRank = (a: Head, b: Head): number => (rank(a.id) < rank(b.id) ? -1 : 1);

/** Cells of one row, opened for changing. `close()` packs them again in the one canonical form. */
export class Cells {
  readonly #id: string;
  readonly #cells = new Map<string, Head[]>();

  constructor(id: string, stored?: StoredRow) {
    this.#id = id;
    if (!stored) return;
    const { $: heads, id: _id, ...fields } = stored;
    if (!heads.f?.[EXISTENCE] && !heads.c?.[EXISTENCE]) this.#cells.set(EXISTENCE, [{ id: heads.at, value: true }]);
    for (const [field, value] of Object.entries(fields)) this.#cells.set(field, [{ id: heads.f?.[field] ?? heads.at, value }]);
    for (const [field, by] of Object.entries(heads.f ?? {})) if (!(field in fields)) this.#cells.set(field, [{ id: by }]);
    for (const [field, list] of Object.entries(heads.c ?? {})) this.#cells.set(field, list);
  }

  headsOf(field: string): readonly Head[] {
    return this.#cells.get(field) ?? [];
  }

  fields(): string[] {
    return [...this.#cells.keys()].filter((f) => f !== EXISTENCE);
  }

  /** The claim of `head` replaces those of the Changes in `over`; others stay beside it. */
  claim(field: string, over: readonly string[], head: Head): void {
    const rest = this.headsOf(field).filter((h) => h.id !== head.id && !over.includes(h.id));
    this.#cells.set(field, [...rest, head].sort(byRank));
  }

  /** Whether the row exists: the standing claim on its existence. */
  exists(): boolean {
    return this.headsOf(EXISTENCE)[0]?.value === true;
  }

  /** The row to keep; for a row that is gone this is its tombstone. */
  close(): StoredRow {
    const at = this.headsOf(EXISTENCE)[0]?.id ?? '';
    const row: JsonObject = { id: this.#id };
    const f: Record<string, string> = {};
    const c: Record<string, Head[]> = {};
    for (const [field, list] of [...this.#cells].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const standing = list[0]!;
      const present = standing.value !== undefined;
      if (present && field !== EXISTENCE) row[field] = standing.value!;
      if (list.length > 1) c[field] = list;
      else if (standing.id !== at || !present) f[field] = standing.id;
    }
    const heads: Heads = { at };
    if (Object.keys(f).length > 0) heads.f = f;
    if (Object.keys(c).length > 0) heads.c = c;
    return { ...row, $: heads } as StoredRow;
  }
}

/** Ids of the Changes a patch on this cell replaces; none for a field nobody has set. */
export function headIds(stored: StoredRow | undefined, field: string): string[] {
  if (!stored) return [];
  const many = stored.$.c?.[field];
  if (many) return many.map((h) => h.id);
  const one = stored.$.f?.[field];
  if (one) return [one];
  return field === EXISTENCE || field in stored ? [stored.$.at] : [];
}

/** The fields of a row without its heads: what rules, queries and documents work on. */
export function plainRow<T>(stored: StoredRow): T {
  const { $: _heads, ...row } = stored;
  return row as T;
}
