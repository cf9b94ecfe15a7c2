/** Rows of a plan as records. */
import { make, type Edit } from '../../../shared/domain/edit.ts';
import type { ImportRow } from '../../../shared/domain/import/plan.ts';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import type { IdRange } from '../../data/queries/import.ts';

/** Lists show the newest first, and ids grow with time: the first line of the file gets the last id, so that the list reads as the file does. */
export function importEdits(template: TemplateName, rows: readonly ImportRow[], newId: () => string): { edits: Edit[]; ids: IdRange } {
  const ids = rows.map(newId);
  const range: IdRange = [ids[0]!, ids.at(-1)!];
  ids.reverse();
  return { edits: rows.map((r, i) => make(template, { id: ids[i]!, ...r.fields, importKey: r.key })), ids: range };
}
