/** What an import must not make twice: the content keys of what was imported, and the names by which a person would call it the same. */
import { nameOf } from '../../../shared/domain/import/plan.ts';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import { db } from '../store.ts';

/** Rows a read: more would hold the window longer than a blink. */
const PAGE = 1000;

/** Index: `importKey` (keys alone); names from the rows, a page at a time along the primary key. */
export async function existingForImport(template: TemplateName): Promise<{ keys: string[]; names: string[] }> {
  const table = db().records(template);
  const keys = (await table.orderBy('importKey').uniqueKeys()).map(String);
  const names: string[] = [];
  for (let after = ''; ;) {
    const page = await table.where(':id').above(after).limit(PAGE).toArray();
    for (const row of page) if (row['archived'] !== true) names.push(nameOf(template, row as Record<string, string | undefined>));
    if (page.length < PAGE) return { keys, names };
    after = page.at(-1)!.id;
  }
}
