/** What may be done with layouts: the next version of one, one taken over from a colleague's file, and what was chosen at a portal. */
import { refuse, type Refusal } from '../result.ts';
import { parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { make, set, type Edit } from './edit.ts';
import { portalLayout, type LayoutRow, type PortalLayout } from './layout.ts';
import { withoutGaps } from './worksheet-rules.ts';

export const LAYOUT_FILE = 'kezhuan-layout-1';
export type Saving = { newId: string; by: string; now: string; today: string };

/** The unit a portal's own name of a box gives: 合同成交总额（元）, 金额（单位：万元）. */
const UNIT_SAID = /[（(【[](?:单位)?[:：]?\s*(万元|元)\s*[）)】\]]/u;

/** The next version, seen on a day (not ahead). Refused with the place of the first field that has no label, stands twice, or takes an amount in another unit than its name says. */
export function saveLayout(all: readonly PortalLayout[], next: PortalLayout, { newId, by, now, today }: Saving, imported = false): Edit[] | Refusal {
  const seen = parseDay(next.seenOn);
  if (!seen) return refuse('layout.notSeen', { field: 'seenOn' });
  if (seen > today) return refuse('layout.seenAhead', { field: 'seenOn', params: { day: seen, today } });
  const ids = new Set<string>();
  for (const [i, f] of next.fields.entries()) {
    if (!filled(f.label)) return refuse('layout.noLabel', { field: `fields.${i}`, params: { n: i + 1 } });
    if (ids.has(f.id)) return refuse('layout.twice', { field: `fields.${i}`, params: { n: i + 1, label: f.label } });
    ids.add(f.id);
    const said = f.kind === 'amount' ? UNIT_SAID.exec(f.label)?.[1] : undefined;
    if (said && f.unit && said !== f.unit)
      return refuse('layout.otherUnit', { field: `fields.${i}`, params: { n: i + 1, label: f.label, said, unit: f.unit } });
  }
  const read = portalLayout.safeParse({ ...next, seenOn: seen });
  if (!read.success) return refuse('layout.notOne', { params: { place: read.error.issues[0]?.path.join('.') ?? '' } });
  const version = Math.max(0, ...all.filter((l) => l.id === next.id).map((l) => l.version)) + 1;
  const { id, ...rest } = read.data;
  return [make('layouts', withoutGaps({ ...rest, id: newId, layout: id, version, by, savedOn: now, ...(imported ? { imported } : {}) }))];
}

/** The file that goes to a colleague. */
export const layoutFile = (layout: PortalLayout): string => `${JSON.stringify({ format: LAYOUT_FILE, layout }, null, 2)}\n`;

/** A colleague's file. Refused naming the entry that is not what it should be. */
export function readLayoutFile(content: string): PortalLayout | Refusal {
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch {
    return refuse('layout.notJson');
  }
  const file = typeof value === 'object' && value !== null ? (value as { format?: unknown; layout?: unknown }) : {};
  if (file.format !== LAYOUT_FILE) return refuse('layout.notFile', { params: { format: LAYOUT_FILE } });
  const read = portalLayout.safeParse(file.layout);
  return read.success ? read.data : refuse('layout.notOne', { params: { place: ['layout', ...(read.error.issues[0]?.path ?? [])].join('.') } });
}

const MOST_CHOICES = 500;

/** What the portal offers for a value of ours, for next time; '' forgets it. `row` is the layout's row of choices, where there is one. */
export function rememberChoice(row: LayoutRow | undefined, layout: string, key: string, ours: string, theirs: string): Edit[] | Refusal {
  const { [key]: here = {}, ...others } = row?.choices ?? {};
  const { [ours]: before, ...rest } = here;
  const said = theirs.trim();
  if ((before ?? '') === said) return [];
  if (said !== '' && Object.keys(rest).length >= MOST_CHOICES) return refuse('layout.tooMany', { params: { most: MOST_CHOICES } });
  const choices = { ...others, [key]: said === '' ? rest : { ...rest, [ours]: said } };
  return [row ? set('layouts', row.id, { choices }) : make('layouts', { id: choicesId(layout), layout, choices })];
}

/** One row of choices a layout, whatever its version. */
export const choicesId = (layout: string): string => `choices-${layout}`;
