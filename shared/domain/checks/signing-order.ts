/** The deal's own order of events: price decided → notice closed → signed → in effect. */
import { parseDay } from '../../time.ts';
import type { Contract, Signing } from '../contract.ts';
import { isMainKind } from '../contract/kinds.ts';
import { latestNotice, latestPricing, latestSigning, type DealFile } from '../deal-file.ts';
import { finding, type Finding } from '../finding.ts';
import { lockedSince } from '../standing-signing.ts';
import { filled } from './blank.ts';
import { noticeByLaw } from './pricing.ts';
import { furtherSides } from './signing-further.ts';

/**
 * How the contract says it takes effect: with the last seal, or on a day it names. Undefined for a text drafted elsewhere,
 * which only a reader knows; our own text says the seal unless the interview was answered otherwise.
 */
export function takesEffect(contract: Contract | undefined): 'seal' | 'day' | undefined {
  if (contract === undefined || contract.kind === 'foreign') return undefined;
  return contract.fields?.['effective'] === 'day' ? 'day' : 'seal';
}

/** Days of the signed paper against the decision and the notice; unreadable days are asked for elsewhere. */
export function checkSigningOrder(f: DealFile, s: Signing): Finding[] {
  const at = (field: string) => ({ table: 'signings' as const, id: s.id, field });
  const [signed, effective] = [parseDay(s.signedOn), parseDay(s.effectiveOn)];
  if (!signed) return [];
  const out: Finding[] = [...newerLocked(f, s)];
  const decided = parseDay(latestPricing(f)?.decidedOn);
  if (decided && signed < decided) out.push(finding('signing.beforeDecision', at('signedOn'), { params: { signed, decided } }));
  const counts = noticeByLaw(f) ? latestNotice(f) : undefined;
  const notice = counts?.draft === true ? undefined : counts;
  const [start, end, closed] = [notice?.startOn, notice?.endOn, notice?.closedOn].map((d) => parseDay(d));
  if (start && signed < start) out.push(finding('signing.beforeNotice', at('signedOn'), { params: { signed, start } }));
  else if (end && signed <= end) out.push(finding('signing.duringNotice', at('signedOn'), { params: { signed, start: start ?? '', end } }));
  else if (closed && signed < closed) out.push(finding('signing.beforeClosing', at('signedOn'), { params: { signed, closed } }));
  // a contract may name a day before its signing; one that takes effect with the last seal cannot
  const bySeal = takesEffect(f.contracts.find((c) => c.id === s.contractId)) === 'seal';
  const sealed = [s.sellerSealedOn, s.buyerSealedOn, ...furtherSides(f, s).map(({ said }) => said.SealedOn)]
    .flatMap((d) => parseDay(d) ?? [])
    .toSorted()
    .at(-1);
  if (effective && effective < signed) {
    out.push(finding('signing.effectiveFirst', at('effectiveOn'), { params: { signed, effective }, level: bySeal ? 'must' : 'ask' }));
  } else if (effective && sealed && bySeal && effective !== sealed && !filled(s.effectiveCondition))
    out.push(finding('signing.effectiveSeal', at('effectiveOn'), { params: { sealed, effective } }));
  return out;
}

/** A version locked after this one was signed stands there to be signed, or was locked in vain. */
function newerLocked(f: DealFile, s: Signing): Finding[] {
  const version = f.contracts.find((c) => c.id === s.contractId);
  const newer = isMainKind(version?.kind) ? lockedSince(f.signings, f.contracts, version) : undefined;
  if (!newer || latestSigning(f)?.id !== s.id) return [];
  const where = { table: 'signings' as const, id: f.signings.find((x) => x.contractId === newer.id)?.id ?? '', field: 'signedOn' };
  return [finding('signing.newerLocked', where, { params: { newer: newer.version ?? 1, signed: version?.version ?? 1 }, also: newer.id })];
}
