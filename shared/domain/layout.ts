/**
 * 平台栏目版式: how a portal's own form looks, in its own order and words. Data, dated and versioned: what was not seen is 待确认 and is
 * completed by the person who files there first. A version is never changed; a filing keeps the one it was entered with.
 */
import { z } from 'zod';
import { base, day, flag, instant, line, text, whole } from './fields.ts';

export const LAYOUT_KINDS = ['text', 'choice', 'tree', 'date', 'amount', 'yesno'] as const;
export const LAYOUT_UNITS = ['元', '万元'] as const;
export type LayoutUnit = (typeof LAYOUT_UNITS)[number];

/** One field of the portal. `from`: key of the 登记表 whose value goes there; `fixed`: what is entered there every time; neither: filled in at the portal. */
export const layoutField = z
  .object({
    id: z.string().min(1).max(60),
    label: z.string().min(1).max(200),
    kind: z.enum(LAYOUT_KINDS),
    from: z.string().max(60).optional(),
    fixed: z.string().max(2_000).optional(),
    /** the unit the portal's box takes an amount in */
    unit: z.enum(LAYOUT_UNITS).optional(),
    /** name of the box in the page, where it was seen */
    native: z.string().max(200).optional(),
    note: z.string().max(2_000).optional(),
  })
  .strict();
export type LayoutField = z.infer<typeof layoutField>;

/** `areas` and `points` say where it is proposed: beginnings of the seller's area code, and ids of register-offices. */
export const portalLayout = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    version: z.number().int().min(1).max(100_000),
    name: z.string().min(1).max(100),
    source: z.string().max(2_000),
    status: z.enum(['confirmed', '待确认']),
    seenOn: z.string().max(40).optional(),
    areas: z.array(z.string().regex(/^\d{0,6}$/)).max(50),
    points: z.array(z.string().max(60)).max(50),
    fields: z.array(layoutField).min(1).max(300),
  })
  .strict();
export type PortalLayout = z.infer<typeof portalLayout>;

/** As it ships: one that nobody has seen names the layout it begins with. */
export const shippedLayout = z.union([portalLayout, portalLayout.omit({ fields: true }).extend({ like: z.string() }).strict()]);
export type ShippedLayout = z.infer<typeof shippedLayout>;

/** A kept version (`version`, `fields`), or what was chosen at a portal for our values (`choices`: form key → our value → the portal's words). */
export const layoutRow = z
  .object({
    ...base,
    layout: line,
    version: whole,
    name: line,
    source: text,
    status: z.enum(['confirmed', '待确认']).optional(),
    seenOn: day,
    areas: z.array(z.string().max(6)).max(50).optional(),
    points: z.array(z.string().max(60)).max(50).optional(),
    fields: z.array(layoutField).max(300).optional(),
    choices: z.record(z.string().max(60), z.record(z.string().max(2_000), z.string().max(2_000))).optional(),
    by: line,
    savedOn: instant,
    imported: flag,
  })
  .strict();
export type LayoutRow = z.infer<typeof layoutRow>;

/** Every version there is, shipped and kept, those without fields of their own filled from what they begin with. */
export function allLayouts(shipped: readonly ShippedLayout[], rows: readonly LayoutRow[]): PortalLayout[] {
  const known = new Map(shipped.flatMap((l) => ('fields' in l ? [[l.id, l.fields] as const] : [])));
  const begun = shipped.map((l): PortalLayout => {
    if ('fields' in l) return l;
    const { like, ...rest } = l;
    return { ...rest, fields: known.get(like) ?? [] };
  });
  const kept = rows.flatMap((r) => {
    if (r.archived === true || r.version === undefined) return [];
    const { layout, version, name, source, status, seenOn, areas, points, fields } = r;
    const read = portalLayout.safeParse({ id: layout, version, name, source: source ?? '', status, seenOn, areas, points, fields });
    return read.success ? [read.data] : [];
  });
  return [...begun, ...kept];
}

/** The newest version of each layout. */
export function newestLayouts(all: readonly PortalLayout[]): PortalLayout[] {
  const newest = new Map<string, PortalLayout>();
  for (const l of all) if (l.version > (newest.get(l.id)?.version ?? 0)) newest.set(l.id, l);
  return [...newest.values()];
}

export type LayoutWish = { layoutId?: string | undefined; layoutVersion?: string | undefined; pointId?: string | undefined; area?: string | undefined };

/** The version a filing names; else the newest of its point; else of the seller's place, the nearest first; else the national one. */
export function layoutFor(all: readonly PortalLayout[], { layoutId, layoutVersion, pointId, area = '' }: LayoutWish): PortalLayout | undefined {
  const newest = newestLayouts(all);
  const named = all.find((l) => l.id === layoutId && String(l.version) === layoutVersion) ?? newest.find((l) => l.id === layoutId);
  if (named) return named;
  const nearness = (l: PortalLayout): number => Math.max(-1, ...l.areas.filter((a) => area.startsWith(a)).map((a) => a.length));
  const near = newest.filter((l) => nearness(l) >= 0).toSorted((a, b) => nearness(b) - nearness(a));
  return (pointId ? newest.find((l) => l.points.includes(pointId)) : undefined) ?? near[0];
}
