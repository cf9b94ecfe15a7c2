/** Attachments: a file in the vault and the row that says to whom it belongs, added in one act. */
import type { VaultFile } from '../../shared/bridge.ts';
import { make } from '../../shared/domain/edit.ts';
import type { TableName } from '../../shared/domain/tables.ts';
import type { Refusal } from '../../shared/result.ts';
import { commit } from './commit.ts';
import { discardFiles } from './discard-file.ts';
import { lookAtFile, type FileUse } from './file-look.ts';
import { newId } from './store.ts';

export type Attached = { ok: true; ids: string[]; names: string[]; odd: Refusal[]; left?: Refusal };
type Owner = { table: TableName; id: string; dealId?: string; kind?: string };

/** What files of a kind are for; any other kind is only kept. */
const USES: Readonly<Record<string, FileUse>> = { scan: 'scan', delegation: 'proof', noticeProof: 'proof', pricingPaper: 'proof', submissionProof: 'proof' };

/**
 * Adds rows for files that lie in the vault; answers their ids, and of each that is kept but is not what its name says a
 * word (`odd`). The same content twice under one owner stays one row. Those that do not count leave the vault again, and `left`
 * names every one of them; where none counts that is the answer.
 */
export async function attachFiles(owner: Owner, chosen: readonly VaultFile[]): Promise<Attached | Refusal> {
  const files: VaultFile[] = [];
  const odd: Refusal[] = [];
  const out: Refusal[] = [];
  const unwanted: VaultFile[] = [];
  for (const file of chosen) {
    const look = await lookAtFile(file, USES[owner.kind ?? ''] ?? 'any');
    if (look.refusal) {
      out.push(look.refusal);
      unwanted.push(file);
    } else files.push(file);
    if (look.odd) odd.push(look.odd);
  }
  await discardFiles(unwanted);
  const [first, ...rest] = out;
  const left = first && (rest.length > 0 ? { ...first, also: rest } : first);
  if (left && files.length === 0) return left;
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
  return 'refused' in done ? done : { ok: true, ids, names: files.map((f) => f.name), odd, ...(left ? { left } : {}) };
}
