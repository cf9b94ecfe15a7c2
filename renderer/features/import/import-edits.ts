/** Rows of a plan as records. */
import { make, type Edit } from '../../../shared/domain/edit.ts';
import type { ImportRow } from '../../../shared/domain/import/plan.ts';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';

/** Lists show the newest first, and ids grow with time: the first line of the file gets the last id, so that the list reads as the file does. */
export function importEdits(template: TemplateName, rows: readonly ImportRow[], newId: () => string): Edit[] {
  const ids = rows.map(newId).toReversed();
  return rows.map((r, i) => make(template, { id: ids[i]!, ...r.fields, importKey: r.key }));
}
