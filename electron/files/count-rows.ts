import { z } from 'zod';
import type { Lines } from '../journal/lines.ts';

const PAGE = 500;

/** Of a Change only what tells which rows there are; anything else passes. */
const change = z.object({
  patches: z.array(
    z.object({
      op: z.enum(['make', 'set', 'drop']),
      table: z.string(),
      id: z.string(),
      field: z.string().optional(),
      row: z.object({ archived: z.unknown().optional() }).optional(),
      to: z.unknown().optional(),
    }),
  ),
});

/**
 * How many rows each table has at the end of a journal: made, not taken back, not put aside. For a person to recognise a backup
 * by; nothing is decided by it. A line that is no Change counts for nothing.
 */
export async function countRows(lines: Lines): Promise<Record<string, number>> {
  const shown = new Map<string, Map<string, boolean>>();
  for (let after: number | null = 0; after !== null;) {
    const page = await lines.read(after, PAGE);
    for (const { json } of page.lines) {
      const read = change.safeParse(JSON.parse(json));
      for (const p of read.success ? read.data.patches : []) {
        const rows = shown.get(p.table) ?? new Map<string, boolean>();
        shown.set(p.table, rows);
        if (p.op === 'make') rows.set(p.id, p.row?.archived !== true);
        else if (p.op === 'drop') rows.delete(p.id);
        else if (p.field === 'archived' && rows.has(p.id)) rows.set(p.id, p.to !== true);
      }
    }
    after = page.next;
  }
  const counts = [...shown].map(([table, rows]): [string, number] => [table, [...rows.values()].filter(Boolean).length]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
