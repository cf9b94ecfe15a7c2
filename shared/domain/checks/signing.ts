/** Checks of the signed paper: dates, seals read as the registry reads them, scan, pages ticked. */
import { parseDay } from '../../time.ts';
import type { Contract, Signing } from '../contract.ts';
import { contractedParty } from '../contract/contracted.ts';
import { finding, type Finding } from '../finding.ts';
import { sameName, sealOwner } from '../names.ts';
import type { Party } from '../party.ts';
import { pagesToTick, unexplainedPages } from '../scan-pages.ts';
import { filled } from './blank.ts';

export type SigningRows = { signing: Signing; contract?: Contract; seller?: Party; buyer?: Party; today: string };

/** Signatures and seals are compared with the sides as the locked contract names them. */
export function checkSigning({ signing: s, contract, today, ...rows }: SigningRows): Finding[] {
  const [seller, buyer] = [contractedParty(contract, 'seller', rows.seller), contractedParty(contract, 'buyer', rows.buyer)];
  const at = (field: string) => ({ table: 'signings' as const, id: s.id, field });
  const out: Finding[] = [];
  if (!filled(s.contractNo)) out.push(finding('signing.contractNoMissing', at('contractNo')));
  if (contract && contract.state !== 'locked' && !filled(contract.lockedHash))
    out.push(finding('signing.notLocked', { table: 'contracts', id: contract.id, field: 'state' }));
  out.push(...dates(s, today));
  for (const [side, party, name, kind, who, authority] of [
    ['seller', seller, s.sellerSealName, s.sellerSealKind, s.sellerSignatory, s.sellerAuthority],
    ['buyer', buyer, s.buyerSealName, s.buyerSealKind, s.buyerSignatory, s.buyerAuthority],
  ] as const) {
    const person = party?.kind === 'person';
    if ((!filled(name) || !filled(kind)) && !person)
      out.push(finding('signing.sealMissing', at(filled(name) ? `${side}SealKind` : `${side}SealName`), { params: { party: party?.name ?? '' } }));
    if (filled(name) && party && !sameName(sealOwner(name), party.name)) {
      out.push(finding('signing.sealDiffers', at(`${side}SealName`), { params: { seal: name!, party: party.name ?? '' } }));
    }
    if (!filled(who)) out.push(finding('signing.signatoryMissing', at(`${side}Signatory`), { params: { party: party?.name ?? '' } }));
    else if (party && !person && !filled(party.legalRep) && !filled(authority))
      out.push(finding('signing.legalRepMissing', at(`${side}Authority`), { params: { party: party.name ?? '', who: who! } }));
    else if (party && !person && filled(party.legalRep) && !sameName(who, party.legalRep) && !filled(authority)) {
      out.push(finding('signing.authorityMissing', at(`${side}Authority`), { params: { party: party.name ?? '', who: who! } }));
    } else if (!person && !filled(authority)) out.push(finding('signing.authorityUnsaid', at(`${side}Authority`), { params: { party: party?.name ?? '' } }));
  }
  if ((s.scanIds ?? []).length === 0) out.push(finding('signing.scanMissing', at('scanIds')));
  else out.push(...pages(s), ...acrossPages(s));
  return out;
}

/** Whether the paper is signed in full: dates, a scan compared page by page, and each organisation's seal and authority. */
export function isSigned(s: Signing, seller: Party | undefined, buyer: Party | undefined): boolean {
  const sides = [
    [seller, s.sellerSealKind, s.sellerSealName, s.sellerAuthority],
    [buyer, s.buyerSealKind, s.buyerSealName, s.buyerAuthority],
  ] as const;
  const sealed = sides.every(([party, ...said]) => party?.kind === 'person' || said.every(filled));
  return sealed && filled(s.signedOn) && filled(s.effectiveOn) && (s.scanIds ?? []).length > 0 && pages(s).length === 0;
}

function dates(s: Signing, today: string): Finding[] {
  const at = (field: string) => ({ table: 'signings' as const, id: s.id, field });
  const out: Finding[] = [];
  for (const field of ['signedOn', 'effectiveOn', 'validFrom', 'validTo'] as const) {
    if (filled(s[field]) && !parseDay(s[field])) out.push(finding('signing.dateUnread', at(field), { params: { text: s[field]! } }));
  }
  if (!filled(s.signedOn)) out.push(finding('signing.signedOnMissing', at('signedOn')));
  if (!filled(s.effectiveOn)) out.push(finding('signing.effectiveMissing', at('effectiveOn')));
  if (!filled(s.validFrom) || !filled(s.validTo)) out.push(finding('signing.validityMissing', at(filled(s.validFrom) ? 'validTo' : 'validFrom')));
  const [signed, effective, from, to] = [s.signedOn, s.effectiveOn, s.validFrom, s.validTo].map((d) => parseDay(d));
  const later = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a > b;
  if (later(from, to)) out.push(finding('signing.dateOrder', at('validTo'), { params: { first: from!, second: to! } }));
  else if (later(effective, to)) out.push(finding('signing.dateOrder', at('effectiveOn'), { params: { first: effective!, second: to! } }));
  if (later(signed, today)) out.push(finding('signing.inFuture', at('signedOn'), { params: { day: signed! } }));
  return out;
}

/** The scan has as many pages as the locked version, or a reason for each that has no counterpart; and every other was looked at. */
function pages(s: Signing): Finding[] {
  const at = (field: string) => ({ table: 'signings' as const, id: s.id, field });
  const toTick = pagesToTick(s);
  if (toTick.length === 0) return [finding('signing.pagesUncompared', at('pagesEqual'))];
  const ticked = new Set(s.pagesEqual ?? []);
  const missing = toTick.filter((p) => !ticked.has(p));
  const alone = unexplainedPages(s);
  return [
    ...(alone
      ? [
          finding(alone.of === 'scan' ? 'signing.pagesExtra' : 'signing.pagesMissing', at('pageNotes'), {
            params: { count: alone.count, scan: s.pages ?? 0, locked: s.lockedPages ?? 0 },
          }),
        ]
      : []),
    ...(missing.length > 0
      ? [finding('signing.pagesUnticked', at('pagesEqual'), { params: { pages: missing.slice(0, 12).join('、'), count: missing.length, total: s.pages ?? 0 } })]
      : []),
  ];
}

/** 骑缝章: of one sheet there is none to ask about. */
const acrossPages = (s: Signing): Finding[] =>
  Math.max(s.pages ?? 0, s.lockedPages ?? 0) > 1 && s.crossPageSeal !== true
    ? [finding('signing.crossPageSealOff', { table: 'signings', id: s.id, field: 'crossPageSeal' })]
    : [];
