/** From an intent's effects to patches and back: splices of long texts, diffs of rows, inverses for undo. */
import { EXISTENCE, headIds, type StoredRow } from './cells.ts';
import type { Change, Json, JsonObject, Patch, SetPatch, Splice } from './change.ts';

/** Texts longer than this travel as a splice. */
export const SPLICE_FROM = 200;

const isLow = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/** The smallest replacement that turns `before` into `after`; never cuts a surrogate pair. */
export function spliceBetween(before: string, after: string): Splice {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  if (head > 0 && (isLow(before, head) || isLow(after, head))) head--;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && (isLow(before, before.length - tail) || isLow(after, after.length - tail))) tail--;
  return { at: head, cut: before.slice(head, before.length - tail), put: after.slice(head, after.length - tail) };
}

/** Applies a splice; a base it was not made for is a broken history and throws. */
export function spliced(base: string, s: Splice): string {
  if (base.slice(s.at, s.at + s.cut.length) !== s.cut) throw new Error('splice does not fit its base');
  return base.slice(0, s.at) + s.put + base.slice(s.at + s.cut.length);
}

export const sameJson = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && typeof a === 'object' && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));

function sorted(v: Json): Json {
  if (Array.isArray(v)) return v.map(sorted);
  if (v === null || typeof v !== 'object') return v;
  return Object.fromEntries(
    Object.keys(v)
      .sort()
      .map((k) => [k, sorted(v[k]!)]),
  );
}

/** Patch that gives one cell of a stored row a new value (`undefined` takes it away); null where nothing changes. */
export function setPatch(table: string, stored: StoredRow, field: string, to: Json | undefined): SetPatch | null {
  const from = stored[field];
  const over = headIds(stored, field);
  if (sameJson(from, to) && over.length < 2) return null;
  const base: SetPatch = { op: 'set', table, id: stored.id, field, over };
  const long = typeof from === 'string' && typeof to === 'string' && Math.max(from.length, to.length) > SPLICE_FROM;
  if (long) return { ...base, splice: spliceBetween(from, to) };
  if (from !== undefined) base.from = from;
  if (to !== undefined) base.to = to;
  return base;
}

/** Patch that makes a row; `id` stands outside its fields. */
export function makePatch(table: string, row: JsonObject & { id: string }): Patch {
  const { id, ...fields } = row;
  return { op: 'make', table, id, row: fields, over: [] };
}

export type UndoFault = { kind: 'moved-on'; table: string; id: string; field: string } | { kind: 'gone'; table: string; id: string };

/** What undo needs to know of the present: rows (or tombstones) and Changes by id. */
export type Present = {
  rowAt(table: string, id: string): StoredRow | undefined;
  changeAt(id: string): Change | undefined;
  /** place in this store's list: what was caused stands after its causes */
  placeOf(id: string): number;
};

/**
 * The patches that take a Change back, or where that is refused: allowed while each field's only head is that Change.
 * A later edit that was itself undone does not stand in the way.
 */
export function inverse(change: Change, now: Present): Patch[] | UndoFault {
  const out: Patch[] = [];
  for (const p of [...change.patches].reverse()) {
    const stored = now.rowAt(p.table, p.id);
    if (!stored) return { kind: 'gone', table: p.table, id: p.id };
    const cells = p.op === 'set' ? [p.field] : cellsOf(stored);
    const moved = cells.find((f) => !isStillBy(change.id, stored, f, p, now));
    if (moved !== undefined) return { kind: 'moved-on', table: p.table, id: p.id, field: moved };
    out.push(inversePatch(p, stored));
  }
  return out;
}

const cellsOf = (stored: StoredRow): string[] => [
  ...new Set([EXISTENCE, ...Object.keys(stored).filter((k) => k !== 'id' && k !== '$'), ...Object.keys(stored.$.f ?? {}), ...Object.keys(stored.$.c ?? {})]),
];

function isStillBy(changeId: string, stored: StoredRow, field: string, p: Patch, now: Present): boolean {
  const heads = headIds(stored, field);
  if (heads.length !== 1) return false;
  const standing = effectiveHead(heads[0]!, p.table, p.id, field, now);
  return standing === changeId || (standing === null && p.op !== 'set' && stored[field] === undefined);
}

/** The Change whose value a cell shows once edits that were undone are looked through; null for a field nobody set. */
function effectiveHead(head: string, table: string, id: string, field: string, now: Present): string | null {
  const patchOn = (change: Change | undefined): Patch | undefined =>
    change?.patches.find((q) => q.table === table && q.id === id && (q.op === 'set' ? q.field === field : field === EXISTENCE || field in q.row));
  let at = head;
  for (;;) {
    const undoes = now.changeAt(at)?.why.undoes;
    const undone = undoes === undefined ? undefined : patchOn(now.changeAt(undoes));
    if (!undone) return at;
    // a row's making and removal replace the heads of all its cells at once: this cell's is the last that touched it
    const mine = undone.over.filter((o) => patchOn(now.changeAt(o))).sort((a, b) => now.placeOf(b) - now.placeOf(a));
    if (mine[0] === undefined) return null;
    at = mine[0];
  }
}

function inversePatch(p: Patch, stored: StoredRow): Patch {
  const { $: _heads, id, ...row } = stored;
  if (p.op === 'make') {
    const over = [...new Set(cellsOf(stored).flatMap((f) => headIds(stored, f)))];
    return { op: 'drop', table: p.table, id, row, over };
  }
  if (p.op === 'drop') return { op: 'make', table: p.table, id, row: p.row, over: headIds(stored, EXISTENCE) };
  const over = headIds(stored, p.field);
  if (p.splice) return { op: 'set', table: p.table, id, field: p.field, over, splice: { at: p.splice.at, cut: p.splice.put, put: p.splice.cut } };
  const back: SetPatch = { op: 'set', table: p.table, id, field: p.field, over };
  if (p.to !== undefined) back.from = p.to;
  if (p.from !== undefined) back.to = p.from;
  return back;
}
