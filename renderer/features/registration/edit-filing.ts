/** Every step of a filing as one commit each; what may happen is decided by the domain's rules on the rows as they are. */
import type { VaultFile } from '../../../shared/bridge.ts';
import { addedTo } from './ids.ts';
import type { RegistryStatus } from '../../../shared/domain/filing-machine.ts';
import {
  editFiling,
  freezeFiling,
  markFiledByPack,
  queueFiling,
  startFiling,
  thawFiling,
  tickField,
  type OpenFindings,
} from '../../../shared/domain/filing-rules.ts';
import { latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import { set, type Edit, type Plan } from '../../../shared/domain/edit.ts';
import { contractTypeOf } from '../../../shared/domain/filing-facts.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { readTime, submissionTimeRefusal, type TimeBounds } from '../../../shared/domain/filing-times.ts';
import { proposePoint } from '../../../shared/domain/register-points.ts';
import { correctPortalAnswer, recordPortalAnswer, type PortalWorld } from '../../../shared/domain/portal-answer.ts';
import { isRefusal, refuse, type Refusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { chinaMinute } from '../../../shared/time.ts';
import { attachFiles } from '../../data/attach.ts';
import { commit, type Committed, type Reader } from '../../data/commit.ts';
import { loadFormLists } from '../../data/form-lists.ts';
import { today } from '../../data/rules.ts';
import { newId, workspace } from '../../data/store.ts';
import { mayUse, type KnownRegistry } from '../../sync/registries.ts';

export type Answer = Promise<Committed | Refusal>;

/** Decides on the filing as it is in the store. */
export function onFiling(intent: string, id: string, rule: (filing: Filing) => Edit[] | Plan | Refusal): Answer {
  return commit({ intent }, async (read) => {
    const filing = await read.get('filings', id);
    return filing ? rule(filing) : refuse('row.gone');
  });
}

export const begin = (file: DealFile, rulePack: string): Answer =>
  commit({ intent: 'filing.create', note: file.deal.name ?? '' }, () => startFiling(file, newId(), rulePack));
export const typeField = (id: string, key: string, value: string): Answer => onFiling('filing.edit', id, (f) => editFiling(f, key, value));
/** The point nobody chose otherwise is fixed with the form, so that a later directory moves nothing. */
export async function freeze(file: DealFile, id: string, form: Readonly<Record<string, string>>, open: OpenFindings): Answer {
  const { points } = await loadFormLists();
  const proposed = proposePoint(points, { kind: contractTypeOf(file), seat: file.seller?.region, on: today() })?.point.id;
  return onFiling('filing.freeze', id, (f) => {
    const done = freezeFiling(file, f, form, open, new Date().toISOString());
    return isRefusal(done) || f.pointId || !proposed ? done : [...done, set('filings', id, { pointId: proposed })];
  });
}
/** Opens the frozen form again; what was typed in it stays, what came from records is read afresh. */
export const thaw = (id: string, typed: Readonly<Record<string, string>>): Answer => onFiling('filing.thaw', id, (f) => thawFiling(f, typed));
export const tick = (id: string, key: string, on: boolean): Answer => onFiling('filing.tick', id, (f) => tickField(f, key, on));
/** The pack made before filing is the one that was filed; one made again later is only a file. */
export const notePack = (id: string, packHash: string): Answer =>
  onFiling('filing.pack', id, (f) => (f.state === 'ready' ? [set('filings', id, { packHash, carrier: 'pack' })] : []));

/** An instant on China's clock, as the portal writes its times. */
export const minute = (iso: string | undefined): string => chinaMinute(iso).replace(' ', 'T');
/** What a typed time is measured against, on China's clock. */
export const boundsOf = (file: DealFile, filing: Filing): TimeBounds => ({
  now: minute(new Date().toISOString()),
  frozenAt: minute(filing.frozenOn),
  signedOn: latestSigning(file)?.signedOn,
});
export const noteTime = (file: DealFile, id: string, typed: string | undefined): Answer =>
  onFiling('filing.edit', id, (f) => {
    const submittedAt = typed === undefined ? undefined : readTime(typed);
    const never = submittedAt === undefined ? null : submissionTimeRefusal(submittedAt, boundsOf(file, f));
    return never ?? [set('filings', id, { submittedAt })];
  });
export const submit = (file: DealFile, id: string): Answer =>
  onFiling('filing.submitted', id, (f) =>
    markFiledByPack(f, { submittedAt: f.submittedAt ?? '', proofIds: f.proofIds ?? [], portalNo: f.portalNo, answers: file.answers }, boundsOf(file, f)),
  );

/** One letter in the same Change as 待报; only to a registry that this workspace may use. */
export function deliver(file: DealFile, id: string, registry: KnownRegistry): Answer {
  const no = mayUse(registry);
  return no ? Promise.resolve(no) : onFiling('filing.submit', id, (f) => queueFiling(file, f, registry.id));
}

const world = (rules: RuleBook): PortalWorld => ({ rules, workspace: workspace(), today: today() });
/** What the portal shows, copied by a person. */
export const recordAnswer = (id: string, status: RegistryStatus, rules: RuleBook): Answer =>
  commit({ intent: 'filing.answer' }, async (read) => {
    const filing = await read.get('filings', id);
    return filing ? recordPortalAnswer(filing, status, { ...world(rules), others: await holding(read, status) }) : refuse('row.gone');
  });
/** Filings that hold the number already. */
const holding = (read: Reader, { registerNo }: RegistryStatus): Promise<Filing[]> =>
  registerNo ? read.by('filings', 'registerNo', registerNo) : Promise.resolve([]);
/** Puts a result that was copied wrongly right; the reason stands in the history. */
export const correctAnswer = (id: string, status: RegistryStatus, reason: string, rules: RuleBook): Answer =>
  commit({ intent: 'filing.correct', note: reason.trim() }, async (read) => {
    const filing = await read.get('filings', id);
    return filing ? correctPortalAnswer(filing, status, reason, { ...world(rules), others: await holding(read, status) }) : refuse('row.gone');
  });

export async function addProof(filing: Filing, files: readonly VaultFile[]): Promise<Committed | Refusal> {
  const kept = await attachFiles({ table: 'filings', id: filing.id, kind: 'submissionProof', ...(filing.dealId ? { dealId: filing.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  const done = await onFiling('filing.proof', filing.id, (f) => [set('filings', f.id, { proofIds: addedTo(f.proofIds, kept.ids) })]);
  return 'refused' in done ? done : (kept.left ?? done);
}
export const dropProof = (id: string, proof: string): Answer =>
  onFiling('filing.proof', id, (f) => [set('filings', id, { proofIds: (f.proofIds ?? []).filter((x) => x !== proof) })]);
