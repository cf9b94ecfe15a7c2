/** The unit everything else reads: who did what, why and when, and each field before → after. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A long text's edit: `cut` characters removed at `at` of the replaced value (the first of `over`), `put` inserted. */
export type Splice = { at: number; cut: string; put: string };

/** One cell (table, id, field) replaced. `over` names the Changes whose value it replaces; `from` serves history and undo only. */
export type SetPatch = { op: 'set'; table: string; id: string; field: string; from?: Json; to?: Json; splice?: Splice; over: string[] };
/** A row comes into being with these fields; `over` is empty, or names the removal it takes back. */
export type MakePatch = { op: 'make'; table: string; id: string; row: JsonObject; over: string[] };
/** A row created by mistake goes away (undo of a create); `over` names every Change whose value it had. */
export type DropPatch = { op: 'drop'; table: string; id: string; row: JsonObject; over: string[] };
export type Patch = SetPatch | MakePatch | DropPatch;

/** A frozen submission caused by this Change; its id is derived from the Change id and its place. */
export type ChangeLetter = { registry: string; lane: string; kind: string; body: JsonObject };

export type Origin = 'person' | 'import' | 'registry' | 'restore' | 'sample';

export type Change = {
  /** format of the store this Change was written by; fold migrates older ones */
  v: number;
  id: string;
  device: string;
  /** counts 1, 2, 3 … without gaps on its device */
  n: number;
  /** hash of the Change before it on its device, '' for the first */
  prev: string;
  who: string;
  /** the intent, e.g. `worksheet.edit`, and what a person may want to read about it */
  why: { intent: string; origin: Origin; note?: string; undoes?: string };
  /** ISO time of this computer's clock, for display only: no clock decides anything */
  when: string;
  /** one import or one undoable act of many Changes */
  group: string;
  patches: Patch[];
  letters: ChangeLetter[];
};

/** A Change as it lies in the `changes` table: `seq` is a position in this store only and is not hashed. */
export type StoredChange = Change & { seq: number; hash: string; touch: string[]; /** the group, where it is more than this Change */ bulk?: string };

export const FORMAT_VERSION = 1;

/** Index keys by which histories find this Change: `table/id` of every row it touches. */
export function touched(change: Pick<Change, 'patches'>): string[] {
  return [...new Set(change.patches.map((p) => `${p.table}/${p.id}`))];
}
