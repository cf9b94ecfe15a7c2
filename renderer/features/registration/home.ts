import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledField } from '../../../shared/domain/filing-form.ts';

export type Home = { table: 'deals' | 'parties' | 'office'; id: string; field: string; row: Readonly<Record<string, unknown>> };

/** Where an answer belongs when it is known nowhere yet: entered once on its record, it is there for the next filing too. */
export function homeOf(field: FilledField, file: DealFile): Home | null {
  const { from } = field;
  if (!from?.field || field.origin === 'typed' || field.origin === 'derived') return null;
  if (from.table !== 'deals' && from.table !== 'parties' && from.table !== 'office') return null;
  const row = [file.deal, file.buyer, file.seller, file.office].find((r) => r?.id === from.id);
  return row ? { table: from.table, id: from.id, field: from.field, row: row as Readonly<Record<string, unknown>> } : null;
}
