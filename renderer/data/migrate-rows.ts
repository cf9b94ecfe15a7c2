/** Brings stored rows up to this format, one migration after the other, each in one transaction. Changes stay as written. */
import { FORMAT_VERSION } from '../../shared/change/change.ts';
import { upRow, type Migration } from '../../shared/change/migrate.ts';
import { TABLE_NAMES } from '../../shared/domain/tables.ts';
import { MIGRATIONS } from '../../shared/change/migrations.ts';
import type { KezhuanDb } from './schema.ts';

/** `from` 0 is a store that has just been made. */
export async function migrateRows(database: KezhuanDb, from: number, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  if (from === 0 || from === FORMAT_VERSION) return;
  for (const m of migrations.filter((x) => x.to > from)) {
    await database.transaction('rw', [...TABLE_NAMES, 'tombstones', 'meta'], async () => {
      for (const table of TABLE_NAMES) {
        if (!m.steps.some((s) => s.table === table)) continue;
        const rows = await database.records(table).toArray();
        await database.records(table).bulkPut(rows.map((r) => upRow(table, r, m)));
      }
      await database.meta.put({ key: 'formatVersion', value: String(m.to) });
    });
  }
}
