/** Seals and signatures of 丙方, 丁方 …: as many as the signed version names, each judged like the two sides. */
import { contractedAt } from '../contract/contracted.ts';
import { furtherLabel } from '../contract/several.ts';
import type { FurtherSigned, Signing } from '../contract.ts';
import { furtherOf, type DealFile } from '../deal-file.ts';
import type { Finding, Where } from '../finding.ts';
import type { Party } from '../party.ts';
import { filled } from './blank.ts';
import { checkSide, dayOfSealing, unreadDay, type SIDE_FIELDS, type SideSaid } from './signing-side.ts';

/** `label` as the paper calls it; `party` with the words of the locked text. */
export type FurtherSide = { at: number; label: string; party?: Party; row: FurtherSigned; said: SideSaid };

export function furtherSides(f: DealFile, s: Signing): FurtherSide[] {
  const contract = f.contracts.find((c) => c.id === s.contractId);
  return furtherOf(f, contract).map(({ role, party }, at) => {
    const row = s.further?.[at] ?? {};
    const contracted = contractedAt(contract, at + 2, party);
    return { at, label: furtherLabel(at, role), ...(contracted ? { party: contracted } : {}), row, said: saidIn(row) };
  });
}

const saidIn = (row: FurtherSigned): SideSaid => ({
  Signatory: row.signatory,
  Authority: row.authority,
  SealKind: row.sealKind,
  SealName: row.sealName,
  SealedOn: row.sealedOn,
  ProofIds: row.proofIds,
  ProofScope: row.proofScope,
  ProofFrom: row.proofFrom,
  ProofTo: row.proofTo,
});

/** `further.0.sealName`: by which a finding, a form and 缺什么 name a field of a further party. */
export const furtherField = (at: number, field: keyof FurtherSigned): string => `further.${at}.${field}`;
export const fieldOfSide = (field: (typeof SIDE_FIELDS)[number]): keyof FurtherSigned => `${field[0]!.toLowerCase()}${field.slice(1)}` as keyof FurtherSigned;

/** `today` is the latest day a seal can have been put. */
export function checkFurtherSides(f: DealFile, s: Signing, today: string): Finding[] {
  const contract = f.contracts.find((c) => c.id === s.contractId);
  return furtherSides(f, s).flatMap(({ at, party, said }) => {
    const where = (field: (typeof SIDE_FIELDS)[number]): Where => ({ table: 'signings', id: s.id, field: furtherField(at, fieldOfSide(field)) });
    return [
      ...(['SealedOn', 'ProofFrom', 'ProofTo'] as const).flatMap((field) => unreadDay(said[field], where(field))),
      ...dayOfSealing(said.SealedOn, where('SealedOn'), contract, today),
      ...checkSide(party, said, where, s.signedOn),
    ];
  });
}

/** Whether every further party has sealed, or signed where it is a person. */
export const furtherSealed = (f: DealFile, s: Signing): boolean =>
  furtherSides(f, s).every(({ party, row }) => (party?.kind === 'person' ? filled(row.signatory) : [row.sealKind, row.sealName, row.authority].every(filled)));
