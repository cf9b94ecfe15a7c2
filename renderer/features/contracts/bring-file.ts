/** A contract drafted elsewhere: its file into the vault, its text out of it. */
import type { VaultFile } from '../../../shared/bridge.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { isRefusal, refuse, type Refusal } from '../../../shared/result.ts';
import { attachFiles } from '../../data/attach.ts';
import { discardFiles } from '../../data/discard-file.ts';
import { readVaultFile, tooBig } from '../../data/vault.ts';
import { runDocument } from '../../workers/documents.ts';
import { startForeign } from './edit-contract.ts';

/** Answers the new version's id. Chats rename files (合同(1)(2).docx): the name is only a label. */
export async function bringFile(file: DealFile, from: VaultFile): Promise<string | Refusal> {
  const big = tooBig(from);
  if (big) {
    await discardFiles([from]);
    return big;
  }
  const bytes = await readVaultFile(from.hash);
  const read = await runDocument({ kind: 'read-contract', bytes, name: from.name });
  // a scan is kept and read by a person
  if (!read.ok && read.error.key !== 'noText') {
    await discardFiles([from]);
    return refuse(`documents.${read.error.key}`, read.error.params ? { params: read.error.params } : {});
  }
  const kept = await attachFiles({ table: 'deals', id: file.deal.id, dealId: file.deal.id, kind: 'contract' }, [from]);
  if (isRefusal(kept)) return kept;
  return startForeign(file, {
    title: from.name.replace(/\.(docx?|pdf|txt)$/i, ''),
    foreignText: read.ok ? read.value.text : '',
    ...(kept.ids[0] ? { attachmentId: kept.ids[0] } : {}),
  });
}
