/** What a person does at the portal beside entering the form: its number, the institution's own review, the certificate. One commit each. */
import type { VaultFile } from '../../../shared/bridge.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { set } from '../../../shared/domain/edit.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { handToOrg, orgPassed, orgReturned } from '../../../shared/domain/org-review.ts';
import type { Grounds } from '../../../shared/domain/reason-words.ts';
import { readReturn } from '../../../shared/domain/reasons.ts';
import { certificateRefusal, numbersIn } from '../../../shared/domain/register-number.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { attachFiles } from '../../data/attach.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { discardFiles } from '../../data/discard-file.ts';
import { today } from '../../data/rules.ts';
import { workspace } from '../../data/store.ts';
import { readVaultFile, tooBig } from '../../data/vault.ts';
import { runDocument } from '../../workers/documents.ts';
import { boundsOf, onFiling, type Answer } from './edit-filing.ts';

/** 申报/受理编号 as the portal shows it. */
export const noteNumber = (id: string, typed: string | undefined): Answer =>
  onFiling('filing.edit', id, () => [set('filings', id, { portalNo: typed?.trim() || undefined })]);

export const handOver = (file: DealFile, id: string): Answer => onFiling('filing.orgReview', id, (f) => handToOrg(f, f.submittedAt ?? '', boundsOf(file, f)));

export const passOn = (file: DealFile, id: string): Answer =>
  onFiling('filing.orgPassed', id, (f) =>
    orgPassed(f, { submittedAt: f.submittedAt ?? '', proofIds: f.proofIds ?? [], portalNo: f.portalNo, answers: file.answers }, boundsOf(file, f)),
  );

/** The return as it was said, whole, and the grounds read out of it. */
export function giveBack(id: string, on: string, said: string, grounds: Grounds): Answer {
  const text = said.trim();
  const { reasons } = readReturn(text, grounds);
  return onFiling('filing.orgReturned', id, (f) => orgReturned(f, on, { returnText: text, reasons: reasons.length > 0 ? reasons : [{ text }] }, today()));
}

/** Takes a certificate that does not belong here away again; the one before it, if any, is the filing's once more. */
export const dropCertificate = (filing: Filing, id: string, left: string | undefined): Answer =>
  commit({ intent: 'filing.certificate' }, () => [set('attachments', id, { archived: true }), set('filings', filing.id, { receiptHash: left })]);

export const CERTIFICATE = 'registerCertificate';

/** 登记证明 into the vault, with the numbers its text shows; a scan shows none. */
export async function keepCertificate(filing: Filing, file: VaultFile): Promise<Committed | Refusal> {
  const read =
    file.mime === 'application/pdf' && tooBig(file) === null
      ? await runDocument({ kind: 'read-contract', bytes: await readVaultFile(file.hash), name: file.name })
      : undefined;
  const numbers = read?.ok ? numbersIn(read.value.text) : [];
  const barred = certificateRefusal(numbers, workspace());
  if (barred) {
    await discardFiles([file]);
    return barred;
  }
  const kept = await attachFiles({ table: 'filings', id: filing.id, kind: CERTIFICATE, ...(filing.dealId ? { dealId: filing.dealId } : {}) }, [file]);
  if (isRefusal(kept)) return kept;
  return commit({ intent: 'filing.certificate', note: file.name }, () => [
    set('filings', filing.id, { receiptHash: file.hash }),
    ...kept.ids.map((id) => set('attachments', id, { note: numbers.join('、') })),
  ]);
}
