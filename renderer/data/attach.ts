/** Attachments: a file in the vault and the row that says to whom it belongs, added in one act. */
import type { VaultFile } from '../../shared/bridge.ts';
import { make } from '../../shared/domain/edit.ts';
import type { TableName } from '../../shared/domain/tables.ts';
import type { Refusal } from '../../shared/result.ts';
import { commit } from './commit.ts';
import { newId } from './store.ts';

type Owner = { table: TableName; id: string; dealId?: string; kind?: string };

/** Adds rows for files that lie in the vault; answers their ids. The same content twice under one owner stays one row. */
export async function attachFiles(owner: Owner, files: readonly VaultFile[]): Promise<{ ok: true; ids: string[] } | Refusal> {
  const ids: string[] = [];
  const addedOn = new Date().toISOString();
  const done = await commit({ intent: 'attachments.add', note: files.map((f) => f.name).join('、') }, async (read) => {
    const there = await read.by('attachments', 'ownerId', owner.id);
    ids.length = 0;
    const known = new Map(there.flatMap((a) => (a.hash && a.archived !== true && a.kind === owner.kind ? [[a.hash, a.id]] : [])));
    return files.flatMap((f) => {
      const same = known.get(f.hash);
      const id = same ?? newId();
      known.set(f.hash, id);
      ids.push(id);
      return same
        ? []
        : [
            make('attachments', {
              id,
              ownerTable: owner.table,
              ownerId: owner.id,
              ...(owner.dealId ? { dealId: owner.dealId } : {}),
              ...(owner.kind ? { kind: owner.kind } : {}),
              name: f.name,
              hash: f.hash,
              size: f.size,
              mime: f.mime,
              addedOn,
            }),
          ];
    });
  });
  return 'refused' in done ? done : { ok: true, ids };
}
