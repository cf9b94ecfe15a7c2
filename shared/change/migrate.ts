/**
 * Migrations are field by field, so that a stored row and an old Change's patch can be brought up by the same rule:
 * fold(changes of any age) === up(rows).
 */
import type { Change, Json, JsonObject, Patch } from './change.ts';
import { EXISTENCE, type StoredRow } from './cells.ts';

/** One field of one table moves to a new name, and may change its value (not for texts that travel as splices). */
export type Step = { table: string; field: string; to: string; convert?: (value: Json) => Json };
export type Migration = { to: number; steps: readonly Step[] };

const stepFor = (m: Migration, table: string, field: string): Step | undefined => m.steps.find((s) => s.table === table && s.field === field);

function upFields(m: Migration, table: string, fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      const step = stepFor(m, table, field);
      return step ? [step.to, step.convert ? step.convert(value) : value] : [field, value];
    }),
  );
}

function upPatch(m: Migration, p: Patch): Patch {
  if (p.op !== 'set') return { ...p, row: upFields(m, p.table, p.row) };
  const step = stepFor(m, p.table, p.field);
  if (!step) return p;
  if (p.splice && step.convert) throw new Error(`migration ${m.to}: ${p.table}.${p.field} travels as splices and can only be renamed`);
  const out = { ...p, field: step.to };
  if (step.convert && p.from !== undefined) out.from = step.convert(p.from);
  if (step.convert && p.to !== undefined) out.to = step.convert(p.to);
  return out;
}

/** A Change as the present format reads it. Its hash stays that of the original. */
export function upChange(change: Change, migrations: readonly Migration[]): Change {
  const due = migrations.filter((m) => m.to > change.v);
  if (due.length === 0) return change;
  return { ...change, patches: due.reduce((patches, m) => patches.map((p) => upPatch(m, p)), change.patches) };
}

/** A stored row brought up by one migration, heads included. */
export function upRow(table: string, stored: StoredRow, m: Migration): StoredRow {
  const { $: heads, id, ...fields } = stored;
  const name = (field: string): string => (field === EXISTENCE ? field : (stepFor(m, table, field)?.to ?? field));
  const convert = (field: string, value: Json): Json => stepFor(m, table, field)?.convert?.(value) ?? value;
  const next: StoredRow = { id, ...upFields(m, table, fields), $: { at: heads.at } } as StoredRow;
  if (heads.f) next.$.f = Object.fromEntries(Object.entries(heads.f).map(([k, v]) => [name(k), v]));
  if (heads.c) {
    next.$.c = Object.fromEntries(
      Object.entries(heads.c).map(([k, list]) => [name(k), list.map((h) => (h.value === undefined ? h : { id: h.id, value: convert(k, h.value) }))]),
    );
  }
  return next;
}
