/** The one law's left side: what the rows must be, given the Changes. */
import { Cells, EXISTENCE, type StoredRow } from './cells.ts';
import type { Change, Json, Patch } from './change.ts';
import { type Migration, upChange } from './migrate.ts';
import { spliced } from './patch.ts';

export type FoldState = {
  /** table → id → row; a row that was dropped stays as its tombstone */
  rows: Map<string, Map<string, StoredRow>>;
  /** replaced long texts by cell and Change, kept only where Changes of several devices meet */
  past: Map<string, string> | null;
};

/** `concurrent`: Changes of several devices will be folded, so a splice may rest on a text already replaced. */
export function emptyState(concurrent = false): FoldState {
  return { rows: new Map(), past: concurrent ? new Map() : null };
}

/** The row after one patch of the Change `by`. Pure; throws where the history is broken. */
export function applyPatch(stored: StoredRow | undefined, p: Patch, by: string, past: Map<string, string> | null = null): StoredRow {
  if (p.op === 'make' && !stored) return { id: p.id, ...sortedFields(p.row), $: { at: by } } as StoredRow;
  const cells = new Cells(p.id, stored);
  if (past) remember(past, p, cells);
  if (p.op === 'set') {
    cells.claim(p.field, p.over, { id: by, ...valueOf(p, cells, past, by) });
  } else {
    const made = p.op === 'make';
    cells.claim(EXISTENCE, p.over, made ? { id: by, value: true } : { id: by });
    for (const [field, value] of Object.entries(p.row)) cells.claim(field, p.over, made ? { id: by, value } : { id: by });
  }
  return cells.close();
}

function valueOf(p: Extract<Patch, { op: 'set' }>, cells: Cells, past: Map<string, string> | null, by: string): { value?: Json } {
  if (!p.splice) return p.to === undefined ? {} : { value: p.to };
  const cell = `${p.table}/${p.id}/${p.field}`;
  const under = p.over[0] ?? '';
  const base = cells.headsOf(p.field).find((h) => h.id === under)?.value ?? past?.get(`${cell}/${under}`);
  if (typeof base !== 'string') throw new Error(`Change ${by}: the text it edits is not here (${cell})`);
  return { value: spliced(base, p.splice) };
}

function remember(past: Map<string, string>, p: Patch, cells: Cells): void {
  for (const field of p.op === 'set' ? [p.field] : Object.keys(p.row)) {
    for (const h of cells.headsOf(field)) if (typeof h.value === 'string') past.set(`${p.table}/${p.id}/${field}/${h.id}`, h.value);
  }
}

const sortedFields = (row: Record<string, Json>): Record<string, Json> => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Folds one Change into the state, in place. Its causes must have been folded before it. */
export function applyChange(state: FoldState, change: Change, migrations: readonly Migration[] = []): void {
  for (const p of upChange(change, migrations).patches) {
    let table = state.rows.get(p.table);
    if (!table) state.rows.set(p.table, (table = new Map()));
    table.set(p.id, applyPatch(table.get(p.id), p, change.id, state.past));
  }
}

/** Whether a stored row is a tombstone. */
export function isGone(stored: StoredRow): boolean {
  return stored.$.f?.[EXISTENCE] !== undefined || (stored.$.c?.[EXISTENCE] !== undefined && stored.$.c[EXISTENCE][0]?.value !== true);
}

/** Rows of a table that exist, by id. */
export function rowsOf(state: FoldState, table: string): Map<string, StoredRow> {
  return new Map([...(state.rows.get(table) ?? [])].filter(([, row]) => !isGone(row)));
}

/** Folds a list that is already in causal order (a journal). */
export function fold(changes: Iterable<Change>, migrations: readonly Migration[] = []): FoldState {
  const state = emptyState();
  for (const c of changes) applyChange(state, c, migrations);
  return state;
}

/** Folds Changes of any devices in any order; `waiting` are those whose causes are not here yet (a gap in n, an unknown `over`). */
export function foldAny(changes: Iterable<Change>, migrations: readonly Migration[] = []): { state: FoldState; waiting: Change[] } {
  const state = emptyState(true);
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  let waiting = [...changes];
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((c) => {
      if (seen.has(c.id)) return false;
      if (c.n !== (counts.get(c.device) ?? 0) + 1 || !hasCauses(c, state, seen)) return true;
      applyChange(state, c, migrations);
      seen.add(c.id);
      counts.set(c.device, c.n);
      return false;
    });
  }
  return { state, waiting };
}

/** A field nobody had set replaces nothing, so the row itself is a cause too. */
function hasCauses(c: Change, state: FoldState, seen: ReadonlySet<string>): boolean {
  return c.patches.every(
    (p) =>
      p.over.every((o) => seen.has(o)) &&
      (p.op !== 'set' || state.rows.get(p.table)?.has(p.id) || c.patches.some((q) => q.op === 'make' && q.table === p.table && q.id === p.id)),
  );
}
