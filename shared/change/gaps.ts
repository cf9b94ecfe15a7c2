/** A list of Changes that may lack some: how it is folded all the same, and how what the lacking ones did comes back from a snapshot. */
import { Cells, EXISTENCE, headIds, type StoredRow } from './cells.ts';
import { touched, type Change, type Json, type JsonObject, type Patch } from './change.ts';
import { applyChange, emptyState, type FoldState } from './fold.ts';
import type { Migration } from './migrate.ts';

/** A Change whose effect could not be applied because one before it is lost; its records are named. */
export type FoldFault = { seq: number; changeId: string; records: string[]; reason: string };

/** The Change that holds what lost ones had done, as a snapshot knew it; the last of its group names their numbers. */
export const RECOVERY = 'snapshot.recover';

/** Folds a journal line by line; where numbers are missing, what follows is folded over the gap. */
export class GapFold {
  readonly state: FoldState;
  /** ids of the Changes taken in */
  readonly seen = new Set<string>();
  /** numbers no line carries; `missing` are those that no recovery has made up for */
  readonly gaps = new Set<number>();
  readonly missing = new Set<number>();
  /** `table/id` of records that a missing Change had touched, as far as later ones tell */
  readonly hurt = new Set<string>();
  faults: FoldFault[] = [];
  readonly #migrations: readonly Migration[];
  readonly #based: boolean;
  #next: number;

  /** `base`: the rows after the Change `seq`; what it lacks itself is not told here. */
  constructor(migrations: readonly Migration[], base: FoldState = emptyState(), seq = 0) {
    this.#migrations = migrations;
    this.state = base;
    this.#based = seq > 0;
    this.#next = seq + 1;
  }

  /** No line up to this number will come any more. */
  through(seq: number): void {
    for (; this.#next <= seq; this.#next++) {
      this.gaps.add(this.#next);
      this.missing.add(this.#next);
    }
  }

  take(seq: number, change: Change): void {
    this.through(seq - 1);
    this.#next = seq + 1;
    try {
      applyChange(this.state, this.#overGaps(change), this.#migrations);
    } catch (e) {
      this.faults.push({ seq, changeId: change.id, records: touched(change), reason: e instanceof Error ? e.message : String(e) });
      for (const record of touched(change)) this.hurt.add(record);
    }
    this.seen.add(change.id);
    if (change.why.intent !== RECOVERY) return;
    for (const record of touched(change)) this.hurt.delete(record);
    for (const number of numbersIn(change.why.note ?? '')) this.missing.delete(number);
    if (this.missing.size > 0) return;
    this.faults = [];
    this.hurt.clear();
  }

  /**
   * A Change that replaces a lost one replaces what the lost one had replaced: otherwise the older value would come back as
   * a conflict.
   */
  #overGaps(change: Change): Change {
    // the Changes below a base are unknown here, and none is missing yet
    if (this.#based && this.gaps.size === 0) return change;
    let gap = false;
    const patches = change.patches.map((p) => {
      if (p.over.every((o) => this.seen.has(o))) return p;
      const row = this.state.rows.get(p.table)?.get(p.id);
      const standing = (p.op === 'set' ? [p.field] : [EXISTENCE, ...Object.keys(p.row)]).flatMap((f) => headIds(row, f));
      if (p.over.every((o) => this.seen.has(o) || standing.includes(o))) return p;
      gap = true;
      this.hurt.add(`${p.table}/${p.id}`);
      return { ...p, over: [...new Set([...p.over, ...standing])] };
    });
    return gap ? { ...change, patches } : change;
  }
}

/** Numbers as short text: `3, 7-9`. */
export function numbersWords(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([a, b]) => (a === b ? String(a) : `${a}-${b}`)).join(', ');
}

export function numbersIn(words: string): number[] {
  return [...words.matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, a, b]) => Array.from({ length: Number(b ?? a) - Number(a) + 1 }, (_, i) => Number(a) + i));
}

/**
 * The patches that bring `present` (folded over gaps) to `truth` (a snapshot and what followed it). They claim every cell
 * whose standing Change differs and replace both sides' claims, so folding them onto either gives the same rows: the next
 * snapshot may rest on the one, a store written again from the journal on the other.
 */
export function patchesTo(present: FoldState, truth: FoldState): Patch[] {
  const out: Patch[] = [];
  for (const [table, rows] of truth.rows) {
    for (const [id, row] of rows) out.push(...rowTo(table, id, present.rows.get(table)?.get(id), row));
  }
  return out;
}

function rowTo(table: string, id: string, now: StoredRow | undefined, wanted: StoredRow): Patch[] {
  const [have, want] = [new Cells(id, now), new Cells(id, wanted)];
  const heads = (f: string): string[] => [...new Set([...have.headsOf(f), ...want.headsOf(f)].map((h) => h.id))];
  const differs = (f: string): boolean => JSON.stringify(have.headsOf(f)) !== JSON.stringify(want.headsOf(f));
  const value = (of: Cells, f: string): Json | undefined => of.headsOf(f)[0]?.value;
  const fields = [...new Set([...have.fields(), ...want.fields()])].filter(differs);
  const out: Patch[] = [];
  let rest = fields;
  if (differs(EXISTENCE)) {
    const exists = want.exists();
    const of = exists ? want : have;
    const named = fields.filter((f) => value(of, f) !== undefined);
    const row: JsonObject = Object.fromEntries(named.map((f) => [f, value(of, f)!]));
    out.push({ op: exists ? 'make' : 'drop', table, id, row, over: [...new Set([EXISTENCE, ...named].flatMap(heads))] });
    rest = fields.filter((f) => !named.includes(f));
  }
  for (const field of rest) {
    const [from, to] = [value(have, field), value(want, field)];
    out.push({ op: 'set', table, id, field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), over: heads(field) });
  }
  return out;
}

/**
 * Whether rows of a snapshot can be of the same story as `readable`, folded up to the same number: every row is known to it,
 * and there are no more strange Changes in it than numbers are missing. `all`: ids of every Change that can be read, later
 * ones too.
 */
export function sameStory(readable: GapFold, snapshot: FoldState, all: ReadonlySet<string>): boolean {
  for (const [table, rows] of readable.state.rows) for (const id of rows.keys()) if (!snapshot.rows.get(table)?.has(id)) return false;
  const strange = new Set<string>();
  for (const rows of snapshot.rows.values()) {
    for (const [id, row] of rows) {
      const cells = new Cells(id, row);
      for (const f of [EXISTENCE, ...cells.fields()]) {
        for (const h of cells.headsOf(f)) {
          if (readable.seen.has(h.id)) continue;
          if (all.has(h.id)) return false;
          strange.add(h.id);
        }
      }
    }
  }
  return strange.size <= readable.gaps.size;
}
