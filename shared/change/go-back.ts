/** Back to an earlier state as one more act: nothing of the history goes, the rows become what they were. */
import { EXISTENCE, headIds, type StoredRow } from './cells.ts';
import type { Patch } from './change.ts';
import { isGone, type FoldState } from './fold.ts';
import { setPatch } from './patch.ts';

/** table → id → row, as a snapshot holds them; tombstones may be among them. */
export type Earlier = ReadonlyMap<string, ReadonlyMap<string, StoredRow>>;

/**
 * The patches that turn the rows of `present` into those of `earlier`. A row that came later is archived, not removed; `stays`
 * names the rows that are left as they are now (what another office decided, a person who was erased).
 */
export function patchesBack(present: FoldState, earlier: Earlier, stays: (table: string, row: StoredRow) => boolean): Patch[] {
  const out: Patch[] = [];
  for (const [table, rows] of earlier) {
    for (const [id, wanted] of rows) {
      const now = present.rows.get(table)?.get(id);
      if (isGone(wanted) || (now && !isGone(now) && stays(table, now))) continue;
      const { $: _heads, id: _id, ...fields } = wanted;
      if (!now || isGone(now)) out.push({ op: 'make', table, id, row: fields, over: headIds(now, EXISTENCE) });
      else out.push(...cellsBack(table, now, wanted));
    }
  }
  for (const [table, rows] of present.rows) {
    for (const [id, now] of rows) {
      const wanted = earlier.get(table)?.get(id);
      if (isGone(now) || now['archived'] === true || (wanted && !isGone(wanted)) || stays(table, now)) continue;
      const put = setPatch(table, now, 'archived', true);
      if (put) out.push(put);
    }
  }
  return out;
}

function cellsBack(table: string, now: StoredRow, wanted: StoredRow): Patch[] {
  const fields = new Set([...Object.keys(now), ...Object.keys(wanted)].filter((f) => f !== 'id' && f !== '$'));
  return [...fields].flatMap((field) => setPatch(table, now, field, wanted[field]) ?? []);
}
