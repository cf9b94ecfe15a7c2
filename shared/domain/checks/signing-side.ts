/** What one side put on the paper: its seal, read as a registry reads it, and who signed with what authority. */
import { parseDay } from '../../time.ts';
import type { Contract, Signing } from '../contract.ts';
import { finding, type Finding, type Where } from '../finding.ts';
import { sameName, sealOwner } from '../names.ts';
import type { Party } from '../party.ts';
import { filled } from './blank.ts';

/** As copied from the paper; days as typed. */
export type SideSaid = {
  Signatory?: string | undefined;
  Authority?: string | undefined;
  SealKind?: string | undefined;
  SealName?: string | undefined;
  SealedOn?: string | undefined;
  ProofIds?: readonly string[] | undefined;
  ProofScope?: string | undefined;
  ProofFrom?: string | undefined;
  ProofTo?: string | undefined;
};

export const SIDE_FIELDS = ['Signatory', 'Authority', 'SealKind', 'SealName', 'SealedOn', 'ProofIds', 'ProofScope', 'ProofFrom', 'ProofTo'] as const;
export const saidOf = (s: Signing, side: 'seller' | 'buyer'): SideSaid => Object.fromEntries(SIDE_FIELDS.map((f) => [f, s[`${side}${f}`]]));

/** 委托代理人 and whatever else says that somebody signs for another. */
const BY_PROXY = /委托|授权/;
/** A signatory who is not the legal representative acts by 授权委托书. */
export const needsProof = (said: SideSaid, legalRep: string | undefined): boolean =>
  BY_PROXY.test(said.Authority ?? '') || (filled(said.Signatory) && filled(legalRep) && !sameName(said.Signatory, legalRep));

/** `at` says where a field of this side is mended; `signedOn` is the day of the paper, unless the side sealed on its own. */
export function checkSide(
  party: Party | undefined,
  said: SideSaid,
  at: (field: (typeof SIDE_FIELDS)[number]) => Where,
  signedOn: string | undefined,
): Finding[] {
  const { SealName: name, SealKind: kind, Signatory: who, Authority: authority } = said;
  const person = party?.kind === 'person';
  const params = { party: party?.name ?? '' };
  const out: Finding[] = [];
  if (!filled(name) && !person) out.push(finding('signing.sealMissing', at('SealName'), { params }));
  else if (!filled(kind) && !person) out.push(finding('signing.sealKindMissing', at('SealKind'), { params }));
  if (filled(name) && party && !sameName(sealOwner(name), party.name)) {
    out.push(finding('signing.sealDiffers', at('SealName'), { params: { seal: name!, ...params } }));
  }
  if (!filled(who)) out.push(finding('signing.signatoryMissing', at('Signatory'), { params }));
  else if (party && !person && !filled(party.legalRep) && !filled(authority))
    out.push(finding('signing.legalRepMissing', at('Authority'), { params: { ...params, who: who! } }));
  else if (party && !person && filled(party.legalRep) && !sameName(who, party.legalRep) && !filled(authority)) {
    out.push(finding('signing.authorityMissing', at('Authority'), { params: { ...params, who: who! } }));
  } else if (!person && !filled(authority)) out.push(finding('signing.authorityUnsaid', at('Authority'), { params }));
  if (party && !person) out.push(...mandate(party, said, at, signedOn));
  return out;
}

/** Who signs for an organisation: its legal representative, or somebody with a paper that covers this act and this day. */
function mandate(party: Party, said: SideSaid, at: (field: (typeof SIDE_FIELDS)[number]) => Where, signedOn: string | undefined): Finding[] {
  const { Signatory: who, Authority: authority } = said;
  const { legalRep } = party;
  const params = { party: party.name ?? '', who: who ?? '' };
  const proxy = BY_PROXY.test(authority ?? '');
  if (filled(authority) && !proxy && filled(who) && filled(legalRep) && !sameName(who, legalRep))
    return [finding('signing.authorityDiffers', at('Authority'), { params: { ...params, legalRep: legalRep! } })];
  const proofs = (said.ProofIds ?? []).length;
  if (!proxy && proofs === 0) return [];
  if (proofs === 0) return [finding('signing.proofMissing', at('ProofIds'), { params })];
  const [from, to] = [parseDay(said.ProofFrom), parseDay(said.ProofTo)];
  if (from && to && from > to) return [finding('signing.proofOrder', at('ProofTo'), { params: { from, to } })];
  const signed = parseDay(said.SealedOn) ?? parseDay(signedOn);
  if (signed && from && signed < from) return [finding('signing.proofBefore', at('ProofFrom'), { params: { ...params, signed, from } })];
  if (signed && to && signed > to) return [finding('signing.proofOver', at('ProofTo'), { params: { ...params, signed, to } })];
  const blank = (['ProofScope', 'ProofFrom', 'ProofTo'] as const).find((f) => !filled(said[f]));
  return blank ? [finding('signing.proofUnread', at(blank), { params })] : [];
}

/** A day typed that cannot be read. */
export const unreadDay = (text: string | undefined, where: Where): Finding[] =>
  filled(text) && !parseDay(text) ? [finding('signing.dateUnread', where, { params: { text: text! } })] : [];

/** A day somebody signed or sealed: not to come, and not before the text was locked; one from elsewhere may have been signed before it came in. */
export function dayOfSealing(text: string | undefined, where: Where, contract: Contract | undefined, today: string): Finding[] {
  const day = parseDay(text);
  const locked = contract && contract.kind !== 'foreign' ? parseDay(contract.lockedOn) : undefined;
  if (day !== undefined && day > today) return [finding('signing.inFuture', where, { params: { day } })];
  return day !== undefined && locked !== undefined && locked > day ? [finding('signing.beforeLock', where, { params: { day, locked } })] : [];
}
