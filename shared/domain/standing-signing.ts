/** Which signed paper of a deal counts, where several versions, or agreements beside the contract, were signed one after the other. */
import { filled } from './checks/blank.ts';
import { isMainKind } from './contract/kinds.ts';
import { newestOf } from './contract-versions.ts';
import type { Contract, Signing } from './contract.ts';
import type { DealFile } from './deal-file.ts';

const contractOf = (s: Signing, contracts: readonly Contract[]): Contract | undefined => contracts.find((c) => c.id === s.contractId);
const ofMain = (s: Signing, contracts: readonly Contract[]): boolean => isMainKind(contractOf(s, contracts)?.kind);

/** The newest version of the deal's contract that was locked after `than` and is not signed yet. */
export function lockedSince(signings: readonly Signing[], contracts: readonly Contract[], than: Contract | undefined): Contract | undefined {
  const unsigned = contracts.filter(
    (c) => isMainKind(c.kind) && c.archived !== true && c.state === 'locked' && !signings.some((s) => s.contractId === c.id && filled(s.signedOn)),
  );
  const newest = newestOf(unsigned);
  return newest && than && newestOf([newest, than]) === newest && newest.id !== than.id ? newest : undefined;
}

/**
 * The signing of the newest version of the deal's own contract that bears a signing day: a paper that was signed stands
 * until the next one is. Before any is, the one begun for the newest version, unless a newer one has been locked since.
 */
export function standingSigning(signings: readonly Signing[], contracts: readonly Contract[]): Signing | undefined {
  const main = signings.filter((s) => ofMain(s, contracts));
  const newest = (rows: readonly Signing[]): Signing | undefined => {
    const version = newestOf(rows.flatMap((s) => contractOf(s, contracts) ?? []));
    return rows.findLast((s) => version === undefined || s.contractId === version.id);
  };
  const signed = newest(main.filter((s) => filled(s.signedOn)));
  if (signed) return signed;
  const begun = newest(main);
  return begun && lockedSince(signings, contracts, contractOf(begun, contracts)) ? undefined : begun;
}

/** Signings of the deal's contract that another one took the place of: their days are nobody's any more. Those of agreements beside it stand. */
export function replacedSignings(signings: readonly Signing[], contracts: readonly Contract[]): ReadonlySet<string> {
  const stands = standingSigning(signings, contracts);
  return new Set(signings.filter((s) => stands !== undefined && s.id !== stands.id && ofMain(s, contracts)).map((s) => s.id));
}

/** The deal as a filing rests on it: a frozen one on the paper it was frozen with, whatever was signed since. */
export function filedDeal(f: DealFile, filing: { signingId?: string | undefined; frozenHash?: string | undefined }): DealFile {
  const signing = filled(filing.frozenHash) ? f.signings.find((s) => s.id === filing.signingId) : undefined;
  if (!signing || f.signings.length === 1) return f;
  const version = contractOf(signing, f.contracts);
  const contracts = version ? f.contracts.filter((c) => !isMainKind(c.kind) || newestOf([c, version]) === version) : f.contracts;
  // agreements beside it stand whichever version was filed
  return { ...f, signings: [signing, ...f.signings.filter((s) => s.id !== signing.id && !ofMain(s, f.contracts))], contracts };
}
