/** Every step of a filing as one commit each; what may happen is decided by the domain's rules on the rows as they are. */
import type { VaultFile } from '../../../shared/bridge.ts';
import { addedTo } from './ids.ts';
import {
  applyRegistryStatus,
  editFiling,
  freezeFiling,
  markFiledByPack,
  queueFiling,
  startFiling,
  thawFiling,
  tickField,
  type RegistryStatus,
} from '../../../shared/domain/filing-rules.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { set, type Edit, type Plan } from '../../../shared/domain/edit.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { mayFileWith, mayHoldNumber, SIMULATED_REGISTRY } from '../../../shared/registry/simulated.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { attachFiles } from '../../data/attach.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId, workspace } from '../../data/store.ts';

type Answer = Promise<Committed | Refusal>;

/** Decides on the filing as it is in the store. */
function onFiling(intent: string, id: string, rule: (filing: Filing) => Edit[] | Plan | Refusal): Answer {
  return commit({ intent }, async (read) => {
    const filing = await read.get('filings', id);
    return filing ? rule(filing) : refuse('row.gone');
  });
}

export const begin = (file: DealFile, rulePack: string): Answer =>
  commit({ intent: 'filing.create', note: file.deal.name ?? '' }, () => startFiling(file, newId(), rulePack));
export const typeField = (id: string, key: string, value: string): Answer => onFiling('filing.edit', id, (f) => editFiling(f, key, value));
export const freeze = (file: DealFile, id: string, form: Readonly<Record<string, string>>, musts: number): Answer =>
  onFiling('filing.freeze', id, (f) => freezeFiling(file, f, form, musts, new Date().toISOString()));
/** Opens the frozen form again; what was typed in it stays, what came from records is read afresh. */
export const thaw = (id: string, typed: Readonly<Record<string, string>>): Answer =>
  onFiling('filing.thaw', id, (f) => {
    const edits = thawFiling(f);
    return 'refused' in edits ? edits : [...edits, set('filings', id, { form: { ...typed }, ticked: undefined, packHash: undefined })];
  });
export const tick = (id: string, key: string, on: boolean): Answer => onFiling('filing.tick', id, (f) => tickField(f, key, on));
export const notePack = (id: string, packHash: string): Answer => onFiling('filing.pack', id, () => [set('filings', id, { packHash, carrier: 'pack' })]);
export const noteTime = (id: string, submittedAt: string | undefined): Answer => onFiling('filing.edit', id, () => [set('filings', id, { submittedAt })]);
export const submit = (id: string): Answer =>
  onFiling('filing.submitted', id, (f) => markFiledByPack(f, { submittedAt: f.submittedAt ?? '', proofIds: f.proofIds ?? [] }));

/** One letter in the same Change as 待报; only workspaces that may file with the simulated registry. */
export function deliver(file: DealFile, id: string): Answer {
  const no = mayFileWith(workspace(), { id: SIMULATED_REGISTRY, simulated: true });
  return no ? Promise.resolve(no) : onFiling('filing.submit', id, (f) => queueFiling(file, f, SIMULATED_REGISTRY));
}

/** What the portal shows, copied by a person. */
export const recordAnswer = (id: string, status: RegistryStatus): Answer =>
  onFiling('filing.answer', id, (f) => mayHoldNumber(workspace(), status.registerNo ?? '') ?? applyRegistryStatus(f, status));

export async function addProof(filing: Filing, files: readonly VaultFile[]): Promise<Committed | Refusal> {
  const kept = await attachFiles({ table: 'filings', id: filing.id, kind: 'submissionProof', ...(filing.dealId ? { dealId: filing.dealId } : {}) }, files);
  return 'refused' in kept ? kept : onFiling('filing.proof', filing.id, (f) => [set('filings', f.id, { proofIds: addedTo(f.proofIds, kept.ids) })]);
}
export const dropProof = (id: string, proof: string): Answer =>
  onFiling('filing.proof', id, (f) => [set('filings', id, { proofIds: (f.proofIds ?? []).filter((x) => x !== proof) })]);
