/** A filled form in a portal's own order: what goes into each box, in the portal's unit, level by level where it is picked from a tree. */
import { decimal } from '../money.ts';
import type { FilledField } from './filing-form.ts';
import type { LayoutField, LayoutRow, LayoutUnit, PortalLayout } from './layout.ts';

export type PortalLine = {
  /** what is ticked: the form's key, or `portal:ID` of a box that takes nothing of the form */
  key: string;
  label: string;
  kind: LayoutField['kind'];
  ours?: FilledField;
  /** what is copied; empty for a box that is filled in at the portal */
  copy: string;
  /** the parts of a tree's value, from the top; empty where there is only one */
  levels: string[];
  unit?: LayoutUnit;
  note?: string;
  /** the list behind it was not taken from this portal: 按门户所列为准 */
  byPortal: boolean;
  /** what was chosen there for this value last time stands in `copy` */
  remembered: boolean;
  /** false: the layout has no box for it */
  placed: boolean;
};

const FACTOR: Readonly<Record<LayoutUnit, number>> = { 元: 1, 万元: 10_000 };

/** Decimal text of an amount in another unit, exact; what is no number stays as it is. 元 keep two decimals. */
export function inUnit(value: string, from: LayoutUnit, to: LayoutUnit): string {
  const amount = decimal(value);
  if (!amount) return value;
  const moved = amount.times(FACTOR[from]).div(FACTOR[to]);
  return to === '元' && moved.decimalPlaces() <= 2 ? moved.toFixed(2) : moved.toFixed();
}

/**
 * Every field with a value stands in the answer exactly once under its own key; what the layout has no box for comes last. A box that repeats
 * a field is ticked under its own name.
 */
export function portalLines(layout: PortalLayout, fields: readonly FilledField[], choices: LayoutRow['choices'] = {}): PortalLine[] {
  const left = new Map(fields.filter((f) => f.value !== '').map((f) => [f.key, f]));
  const known = new Map(fields.map((f) => [f.key, f]));
  const lines = layout.fields.flatMap((box): PortalLine[] => {
    const ours = box.from === undefined ? undefined : known.get(box.from);
    // asked of enterprises only, or not known: nothing to enter
    if (box.from !== undefined && (!ours || ours.value === '')) return [];
    const first = ours !== undefined && left.delete(ours.key);
    return [lineOf(box, first ? ours.key : `portal:${box.id}`, layout, ours, choices)];
  });
  const rest = [...left.values()].map((f) => ({
    ...lineOf({ id: f.key, label: f.zh, kind: kindOf(f), from: f.key }, f.key, layout, f, choices),
    placed: false,
  }));
  return [...lines, ...rest];
}

export const kindOf = (f: Pick<FilledField, 'type'>): LayoutField['kind'] =>
  f.type === 'code' ? 'tree' : f.type === 'money' ? 'amount' : f.type === 'date' || f.type === 'yesno' ? f.type : 'text';

function lineOf(box: LayoutField, key: string, layout: PortalLayout, ours: FilledField | undefined, choices: NonNullable<LayoutRow['choices']>): PortalLine {
  const value = ours?.value ?? box.fixed ?? '';
  const chosen = ours && Object.hasOwn(choices, ours.key) ? choices[ours.key] : undefined;
  const said = chosen && Object.hasOwn(chosen, value) ? chosen[value] : undefined;
  const unit = box.unit ?? ours?.unit;
  const picked = box.kind === 'choice' || box.kind === 'tree';
  const copy = said ?? (box.kind === 'amount' && ours?.unit && unit ? inUnit(value, ours.unit, unit) : value);
  const levels = box.kind === 'tree' && copy.includes('/') ? copy.split('/').filter((part) => part.trim() !== '') : [];
  return {
    key,
    label: box.label,
    kind: box.kind,
    copy,
    levels: levels.length > 1 ? levels : [],
    byPortal: picked && ours !== undefined && !(layout.status === 'confirmed' && ours.confirmed),
    remembered: said !== undefined,
    placed: true,
    ...(ours ? { ours } : {}),
    ...(unit ? { unit } : {}),
    ...(box.note ? { note: box.note } : {}),
  };
}
