/** Every step of a 登记后事项 as one commit; what may happen is the rules' to say on the rows as they are. */
import type { VaultFile } from '../../../../shared/bridge.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { set, type Edit, type Plan } from '../../../../shared/domain/edit.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { readTime } from '../../../../shared/domain/filing-times.ts';
import {
  applyFollowupStatus,
  editFollowup,
  freezeFollowup,
  markFollowupFiled,
  nextFollowup,
  queueFollowup,
  startFollowup,
  thawFollowup,
  type FollowupStatus,
} from '../../../../shared/domain/followup-rules.ts';
import type { Followup, FollowupKind, IncomeRow } from '../../../../shared/domain/followup.ts';
import { SIMULATED_REGISTRY } from '../../../../shared/registry/simulated.ts';
import { refuse, type Refusal } from '../../../../shared/result.ts';
import { attachFiles } from '../../../data/attach.ts';
import { commit, type Committed } from '../../../data/commit.ts';
import { today } from '../../../data/rules.ts';
import { newId } from '../../../data/store.ts';
import { knownToThisComputer, mayUse } from '../../../sync/registries.ts';
import { minute } from '../edit-filing.ts';
import { addedTo } from '../ids.ts';

type Answer = Promise<Committed | Refusal>;

function on(intent: string, id: string, rule: (u: Followup, filing: Filing) => Edit[] | Plan | Refusal): Answer {
  return commit({ intent }, async (read) => {
    const u = await read.get('followups', id);
    const filing = u?.filingId === undefined ? undefined : await read.get('filings', u.filingId);
    return u && filing ? rule(u, filing) : refuse('row.gone');
  });
}

export const beginFollowup = (file: DealFile, filing: Filing, kind: FollowupKind): Answer =>
  commit({ intent: 'followup.create', note: file.deal.name ?? '' }, () => startFollowup(file, filing, kind, newId()));
export const again = (file: DealFile, last: Followup): Answer =>
  commit({ intent: 'followup.create', note: file.deal.name ?? '' }, () => nextFollowup(file.followups ?? [], last, newId()));
export const edit = (id: string, fields: Parameters<typeof editFollowup>[1]): Answer => on('followup.edit', id, (u) => editFollowup(u, fields));
/** One answer of it; `before` is what is registered under the same key. Without a value it is no part of it any more. */
export const say = (id: string, key: string, value: string | undefined, before?: string): Answer =>
  on('followup.edit', id, (u) => {
    const { [key]: _value, ...values } = u.values ?? {};
    const { [key]: _before, ...kept } = u.before ?? {};
    return editFollowup(u, {
      values: value === undefined ? values : { ...values, [key]: value },
      ...(u.kind === 'change' ? { before: value === undefined || before === undefined ? kept : { ...kept, [key]: before } } : {}),
    });
  });
/** Its receipts, as they are when it is saved: two cells left one after the other are both kept. */
export const editRows = (id: string, change: (rows: readonly IncomeRow[]) => IncomeRow[]): Answer =>
  on('followup.edit', id, (u) => editFollowup(u, { rows: change(u.rows ?? []) }));
export const freeze = (file: DealFile, id: string): Answer =>
  on('followup.freeze', id, (u, filing) => freezeFollowup(file, u, filing, today(), new Date().toISOString()));
export const thaw = (id: string): Answer => on('followup.thaw', id, (u) => thawFollowup(u));
export const noteTime = (id: string, typed: string | undefined): Answer =>
  on('followup.edit', id, (u) =>
    u.state === 'ready' ? [set('followups', id, { submittedAt: typed === undefined ? undefined : readTime(typed) })] : refuse('filing.sent'),
  );
export const submit = (id: string): Answer =>
  on('followup.submitted', id, (u, filing) =>
    markFollowupFiled(u, u.submittedAt ?? '', u.submissionProofIds ?? [], { now: minute(new Date().toISOString()), signedOn: filing.registeredOn }),
  );
export const answer = (id: string, status: FollowupStatus): Answer => on('followup.answer', id, (u, filing) => applyFollowupStatus(u, filing, status, today()));

/** One letter in the lane of the deal, in the same Change as 待报, to the registry the registration lies at: no other knows of it. */
export async function deliver(file: DealFile, { registry = SIMULATED_REGISTRY }: Filing, id: string): Answer {
  const known = (await knownToThisComputer()).find((r) => r.id === registry);
  const no = known ? mayUse(known) : refuse('registry.gone');
  return no ?? on('followup.submit', id, (u, filing) => queueFollowup(file, u, filing, registry));
}

/** Papers that go with it, or what shows that it was handed in. */
export async function addPapers(u: Followup, field: 'proofIds' | 'submissionProofIds', files: readonly VaultFile[]): Promise<Committed | Refusal> {
  const kind = field === 'proofIds' ? 'followupProof' : 'submissionProof';
  const kept = await attachFiles({ table: 'followups', id: u.id, kind, ...(u.dealId ? { dealId: u.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  const done = await on('followup.proof', u.id, (row) => {
    const fields = { [field]: addedTo(row[field], kept.ids) };
    return field === 'proofIds' ? editFollowup(row, fields) : [set('followups', row.id, fields)];
  });
  return 'refused' in done ? done : (kept.left ?? done);
}
export const dropPaper = (id: string, field: 'proofIds' | 'submissionProofIds', paper: string): Answer =>
  on('followup.proof', id, (u) => {
    const fields = { [field]: (u[field] ?? []).filter((x) => x !== paper) };
    return field === 'proofIds' ? editFollowup(u, fields) : [set('followups', id, fields)];
  });
