/** Rows of a plan as records. */
import { make, type Edit } from '../../../shared/domain/edit.ts';
import type { ImportRow } from '../../../shared/domain/import/plan.ts';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';

export const importEdits = (template: TemplateName, rows: readonly ImportRow[], newId: () => string): Edit[] =>
  rows.map((r) => make(template, { id: newId(), ...r.fields, importKey: r.key }));
