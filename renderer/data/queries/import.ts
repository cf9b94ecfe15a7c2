/** What an import must not make twice: the content keys of what was imported, and the names by which a person would call it the same. */
import { nameOf } from '../../../shared/domain/import/plan.ts';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import { db } from '../store.ts';

/** How many rows there are: asked by whoever waits for rows to come or go. */
export const rowCount = (template: TemplateName): Promise<number> => db().records(template).count();

/** First and last id of the rows an import made. They were given in one go, so that no other row lies between them. */
export type IdRange = readonly [first: string, last: string];
/** How many rows of an import are there still. */
export const countBetween = (template: TemplateName, [first, last]: IdRange): Promise<number> =>
  db().records(template).where(':id').between(first, last, true, true).count();

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
