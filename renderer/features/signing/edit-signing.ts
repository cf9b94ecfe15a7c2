/** The signed paper: begun from the locked version, its scan, its pages ticked one by one. */
import type { VaultFile } from '../../../shared/bridge.ts';
import type { Contract, FurtherSigned, Signing } from '../../../shared/domain/contract.ts';
import { annexNames } from '../../../shared/domain/checks/signing-table.ts';
import { linesOf } from '../../../shared/domain/contract/build.ts';
import { isMainKind } from '../../../shared/domain/contract/kinds.ts';
import { furtherOf, type DealFile } from '../../../shared/domain/deal-file.ts';
import { make, set } from '../../../shared/domain/edit.ts';
import { ticksThatStand, type PageNote } from '../../../shared/domain/scan-pages.ts';
import { signingAfterShortNotice, signingUnpublished } from '../../../shared/domain/notice-rules.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { parseDay } from '../../../shared/time.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { attachFiles } from '../../data/attach.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId, who } from '../../data/store.ts';
import { contractAnswers } from '../../documents/contract-says.ts';

type Answer = Promise<Committed | Refusal>;
const only = <T extends object>(o: T): T => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== '')) as T;

/** Place, term and copies from the answers the contract was locked with; the rest stands on the paper and is read from it. */
export function startSigning(file: DealFile, contract: Contract): Answer {
  const answers = contract.kind !== 'foreign' ? contractAnswers(file, contract) : new Map<string, { value: string }>();
  const of = (key: string): string | undefined => answers.get(key)?.value || undefined;
  const copies = Number(of('copies'));
  const further = furtherOf(file, contract).map(({ signatory, party }) => only({ signatory: signatory || party?.legalRep }));
  const row: Signing = only({
    id: newId(),
    dealId: file.deal.id,
    contractId: contract.id,
    validFrom: parseDay(of('termFrom')),
    validTo: parseDay(of('termTo')),
    place: of('signPlace'),
    annexes: annexNames(of('annexes')).join('\n'),
    contractNo: numberSoFar(file, contract),
    ...(Number.isInteger(copies) && copies > 0 ? { copies } : {}),
    sellerSignatory: file.seller?.legalRep,
    buyerSignatory: file.buyer?.legalRep,
    ...(further.length > 0 ? { further } : {}),
    sample: file.deal.sample,
  });
  return commit({ intent: 'signing.start', note: file.deal.name ?? '' }, async (read) => {
    const there = (await read.by('signings', 'contractId', contract.id)).find((s) => s.archived !== true);
    return there ? [] : [make('signings', row)];
  });
}

/** A number given to the deal before a newer version was locked goes on to it; one that was signed stays with its paper. */
function numberSoFar(file: DealFile, contract: Contract): string | undefined {
  if (!isMainKind(contract.kind)) return undefined;
  const before = file.signings.filter((s) => isMainKind(file.contracts.find((c) => c.id === s.contractId)?.kind));
  return before.some((s) => (s.signedOn ?? '') !== '') ? undefined : before.at(-1)?.contractNo;
}

/** The fields of the form. A signing day is recorded only where the price was published, or the reason for not doing so stands. */
export function writeSigning(file: DealFile, id: string, fields: Partial<Signing>, rules: RuleBook): Answer {
  for (const [field, least] of [
    ['copies', 1],
    ['copiesCounted', 0],
  ] as const) {
    const number = fields[field];
    if (number !== undefined && number < least) return Promise.resolve(refuse('form.atLeast', { field, params: { least, number } }));
  }
  const refusal = (fields.signedOn ?? '') === '' ? null : (signingUnpublished(file) ?? signingAfterShortNotice(file, rules));
  return refusal ? Promise.resolve(refusal) : editSigning(id, fields);
}

/** `fields` are decided on the row as it is where they are a function of it. */
function editSigning(id: string, fields: Partial<Signing> | ((now: Signing) => Partial<Signing>)): Answer {
  return commit({ intent: 'signing.edit' }, async (read) => {
    const signing = await read.get('signings', id);
    if (!signing) return refuse('row.gone');
    const filed = (await read.by('filings', 'signingId', id)).find(
      (f) => (f.frozenHash ?? '') !== '' && f.archived !== true && f.state !== 'returned' && f.state !== 'refused',
    );
    return filed
      ? refuse('signing.filed', { params: { version: filed.version ?? 1 } })
      : [set('signings', id, typeof fields === 'function' ? fields(signing) : fields)];
  });
}

/** The list of what belongs to the paper; a tick goes with its line. */
export const writeAnnexes = (id: string, annexes: string | undefined): Answer =>
  editSigning(id, (now) => {
    const left = new Set(linesOf(annexes));
    return { annexes, annexesHere: (now.annexesHere ?? []).filter((x) => left.has(x)) };
  });

export const tickAnnex = (id: string, name: string, here: boolean): Answer =>
  editSigning(id, (now) => {
    const rest = (now.annexesHere ?? []).filter((x) => x !== name);
    return { annexesHere: here ? [...rest, name] : rest };
  });

/** 授权委托书 of one side's signatory. */
export async function addDelegation(signing: Signing, side: 'seller' | 'buyer', files: readonly VaultFile[]): Promise<Committed | Refusal> {
  const kept = await attachFiles({ table: 'signings', id: signing.id, kind: 'delegation', ...(signing.dealId ? { dealId: signing.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  const field = `${side}ProofIds` as const;
  const done = await editSigning(signing.id, (now) => ({ [field]: [...new Set([...(now[field] ?? []), ...kept.ids])] }));
  return 'refused' in done ? done : (kept.left ?? done);
}

export const dropDelegation = (signing: Signing, side: 'seller' | 'buyer', id: string): Answer =>
  editSigning(signing.id, (now) => ({ [`${side}ProofIds`]: (now[`${side}ProofIds`] ?? []).filter((x) => x !== id) }));

/** What a further party put on the paper; it stands at the place it has in the contract. */
export const writeFurther = (id: string, at: number, fields: FurtherSigned | ((now: FurtherSigned) => FurtherSigned)): Answer =>
  editSigning(id, ({ further = [] }) => {
    const now = further[at] ?? {};
    const next = only({ ...now, ...(typeof fields === 'function' ? fields(now) : fields) });
    return { further: Array.from({ length: Math.max(further.length, at + 1) }, (_, i) => (i === at ? next : (further[i] ?? {}))) };
  });

export async function addFurtherProof(signing: Signing, at: number, files: readonly VaultFile[]): Promise<Committed | Refusal> {
  const kept = await attachFiles({ table: 'signings', id: signing.id, kind: 'delegation', ...(signing.dealId ? { dealId: signing.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  const done = await writeFurther(signing.id, at, ({ proofIds }) => ({ proofIds: [...new Set([...(proofIds ?? []), ...kept.ids])] }));
  return 'refused' in done ? done : (kept.left ?? done);
}

export const dropFurtherProof = (signing: Signing, at: number, id: string): Answer =>
  writeFurther(signing.id, at, ({ proofIds }) => ({ proofIds: (proofIds ?? []).filter((x) => x !== id) }));

/** Another scan means that every page has to be looked at again. */
const UNSEEN: Partial<Signing> = { pagesEqual: [], pages: undefined, pageNotes: undefined };

/** What does not count stays out and is the answer; what counts is added all the same. */
export async function addScans(signing: Signing, files: readonly VaultFile[]): Promise<Committed | Refusal> {
  const kept = await attachFiles({ table: 'signings', id: signing.id, kind: 'scan', ...(signing.dealId ? { dealId: signing.dealId } : {}) }, files);
  if ('refused' in kept) return kept;
  const done = await editSigning(signing.id, (now) => ({ scanIds: [...new Set([...(now.scanIds ?? []), ...kept.ids])], ...UNSEEN }));
  return 'refused' in done ? done : (kept.left ?? done);
}

export const dropScan = (signing: Signing, id: string): Answer =>
  editSigning(signing.id, (now) => ({ scanIds: (now.scanIds ?? []).filter((x) => x !== id), ...UNSEEN }));

/** How many pages there are to be compared, once both sides have been opened; `lockedPages` is undefined where the locked version shows none. */
export const countPages = (signing: Signing, pages: number, lockedPages: number | undefined): Answer => editSigning(signing.id, { pages, lockedPages });

/** Says why a page has no counterpart; an empty reason takes that back. Pages that stand opposite another page now are looked at again. `was` is the page the reason stood at before. */
export function notePage(id: string, note: PageNote, was: Pick<PageNote, 'of' | 'page'> = note): Answer {
  const isAt = (n: PageNote, at: Pick<PageNote, 'of' | 'page'>): boolean => n.of === at.of && n.page === at.page;
  return editSigning(id, (now) => {
    const rest = (now.pageNotes ?? []).filter((n) => !isAt(n, was) && !isAt(n, note));
    const pageNotes = note.reason.trim() === '' ? rest : [...rest, note].sort((a, b) => a.page - b.page);
    const next = { ...now, pageNotes: pageNotes.length > 0 ? pageNotes : undefined };
    return { pageNotes: next.pageNotes, pagesEqual: ticksThatStand(now, next) };
  });
}

export function tickPage(id: string, page: number, equal: boolean): Answer {
  return commit({ intent: 'signing.tick', note: String(page) }, async (read) => {
    const signing = await read.get('signings', id);
    if (!signing) return refuse('row.gone');
    const rest = (signing.pagesEqual ?? []).filter((p) => p !== page);
    return [set('signings', id, { pagesEqual: equal ? [...rest, page].sort((a, b) => a - b) : rest, pagesCheckedBy: who() || undefined })];
  });
}
