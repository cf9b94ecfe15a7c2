/** Portal layouts that ship with the program, beside those kept in this workspace. */
import { z } from 'zod';
import { allLayouts, shippedLayout, type LayoutRow, type PortalLayout, type ShippedLayout } from '../../shared/domain/layout.ts';
import { newestRows } from './queries/read.ts';

const files = import.meta.glob<unknown>('../../resources/layouts/*.json', { import: 'default' });
let loading: Promise<ShippedLayout[]> | null = null;

const shipped = (): Promise<ShippedLayout[]> =>
  (loading ??= Promise.all(Object.values(files).map((file) => file())).then((all) => z.array(shippedLayout).parse(all)));

/** `rows`: what is kept here, with the choices by layout. An office has a handful. Index: primary keys. */
export type Layouts = { all: PortalLayout[]; rows: LayoutRow[] };

export async function layouts(): Promise<Layouts> {
  const [own, rows] = await Promise.all([shipped(), newestRows('layouts')]);
  return { all: allLayouts(own, rows), rows };
}
