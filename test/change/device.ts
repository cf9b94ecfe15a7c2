/** A pure device for property tests: keeps its own list, sees others' Changes, edits as commit() would. */
import type { StoredRow } from '../../shared/change/cells.ts';
import { changeHash } from '../../shared/change/chain.ts';
import type { Change, Json, JsonObject, Patch } from '../../shared/change/change.ts';
import { applyChange, emptyState, isGone, type FoldState } from '../../shared/change/fold.ts';
import { inverse, makePatch, setPatch } from '../../shared/change/patch.ts';

let made = 0;

export class Device {
  readonly name: string;
  readonly state: FoldState = emptyState(true);
  readonly changes: Change[] = [];
  readonly seen = new Set<string>();
  #own = 0;
  #prev = '';

  constructor(name: string) {
    this.name = name;
  }

  row(table: string, id: string): StoredRow | undefined {
    return this.state.rows.get(table)?.get(id);
  }

  live(table: string): StoredRow[] {
    return [...(this.state.rows.get(table)?.values() ?? [])].filter((r) => !isGone(r));
  }

  write(patches: Patch[], why = 'test.edit', undoes?: string): Change | null {
    if (patches.length === 0) return null;
    const change: Change = {
      v: 1,
      id: `c${++made}-${this.name}`,
      device: this.name,
      n: ++this.#own,
      prev: this.#prev,
      who: this.name,
      why: { intent: why, origin: 'person', ...(undoes ? { undoes } : {}) },
      when: '2026-01-01T00:00:00.000Z',
      group: `g${made}`,
      patches,
      letters: [],
    };
    this.#prev = changeHash(change);
    this.take(change);
    return change;
  }

  make(table: string, id: string, fields: JsonObject): Change | null {
    return this.row(table, id) ? null : this.write([makePatch(table, { id, ...fields })]);
  }

  set(table: string, id: string, field: string, value: Json | undefined): Change | null {
    const row = this.row(table, id);
    if (!row || isGone(row)) return null;
    const p = setPatch(table, row, field, value);
    return p && this.write([p]);
  }

  undo(change: Change): Change | null {
    const back = inverse(change, {
      rowAt: (t, id) => this.row(t, id),
      changeAt: (id) => this.changes.find((c) => c.id === id),
      placeOf: (id) => this.changes.findIndex((c) => c.id === id),
    });
    return Array.isArray(back) ? this.write(back, 'undo', change.id) : null;
  }

  take(change: Change): void {
    if (this.seen.has(change.id)) return;
    applyChange(this.state, change);
    this.seen.add(change.id);
    this.changes.push(change);
  }
}

export const rowsAsObject = (state: FoldState): Record<string, Record<string, StoredRow>> =>
  Object.fromEntries([...state.rows].map(([t, m]) => [t, Object.fromEntries([...m].sort(([a], [b]) => (a < b ? -1 : 1)))]));
