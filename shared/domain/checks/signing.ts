/** Checks of the signed paper: dates, seals read as the registry reads them, who may sign, scan, pages ticked. */
import { parseDay } from '../../time.ts';
import type { Contract, Signing } from '../contract.ts';
import { contractedParty } from '../contract/contracted.ts';
import { contractSaid } from '../contract/text.ts';
import { finding, type Finding } from '../finding.ts';
import type { Party } from '../party.ts';
import { pagesToTick, unexplainedPages } from '../scan-pages.ts';
import { filled } from './blank.ts';
import { checkSide, dayOfSealing, saidOf, unreadDay } from './signing-side.ts';

export type SigningRows = { signing: Signing; contract?: Contract; seller?: Party; buyer?: Party; today: string };

/** Signatures and seals are compared with the sides as the locked contract names them. */
export function checkSigning({ signing: s, contract, today, ...rows }: SigningRows): Finding[] {
  const [seller, buyer] = [contractedParty(contract, 'seller', rows.seller), contractedParty(contract, 'buyer', rows.buyer)];
  const at = (field: string) => ({ table: 'signings' as const, id: s.id, field });
  const out: Finding[] = [];
  if (!filled(s.contractNo)) out.push(finding('signing.contractNoMissing', at('contractNo')));
  if (contract && contract.state !== 'locked' && !filled(contract.lockedHash))
    out.push(finding('signing.notLocked', { table: 'contracts', id: contract.id, field: 'state' }));
  out.push(...dates(s, contract, today), ...copies(s, contract));
  for (const [side, party] of [
    ['seller', seller],
    ['buyer', buyer],
  ] as const)
    out.push(...checkSide(party, saidOf(s, side), (field) => at(`${side}${field}`), s.signedOn));
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

/** 一式几份, as the text that was locked says it. */
function copies(s: Signing, contract: Contract | undefined): Finding[] {
  const text = Number(contractSaid(contract)['copies']);
  return s.copies !== undefined && Number.isInteger(text) && text > 0 && text !== s.copies
    ? [finding('signing.copiesText', { table: 'signings', id: s.id, field: 'copies' }, { params: { text, copies: s.copies } })]
    : [];
}

function dates(s: Signing, contract: Contract | undefined, today: string): Finding[] {
  const at = (field: string) => ({ table: 'signings' as const, id: s.id, field });
  const out: Finding[] = [];
  for (const field of DAYS) out.push(...unreadDay(s[field], at(field)));
  if (!filled(s.signedOn)) out.push(finding('signing.signedOnMissing', at('signedOn')));
  if (!filled(s.effectiveOn))
    out.push(
      filled(s.effectiveCondition)
        ? finding('signing.conditionOpen', at('effectiveOn'), { params: { condition: s.effectiveCondition! } })
        : finding('signing.effectiveMissing', at('effectiveOn')),
    );
  if (!filled(s.validFrom) || !filled(s.validTo)) out.push(finding('signing.validityMissing', at(filled(s.validFrom) ? 'validTo' : 'validFrom')));
  const [signed, effective, from, to] = [s.signedOn, s.effectiveOn, s.validFrom, s.validTo].map((d) => parseDay(d));
  const later = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a > b;
  if (later(from, to)) out.push(finding('signing.dateOrder', at('validTo'), { params: { first: from!, second: to! } }));
  else if (later(effective, to)) out.push(finding('signing.endBeforeEffect', at('effectiveOn'), { params: { first: effective!, second: to! } }));
  else if (later(signed, to)) out.push(finding('signing.validityOver', at('validTo'), { params: { to: to!, signed: signed! } }));
  if (later(signed, from)) out.push(finding('signing.validityFirst', at('validFrom'), { params: { from: from!, signed: signed! } }));
  for (const field of ['signedOn', 'sellerSealedOn', 'buyerSealedOn'] as const) out.push(...dayOfSealing(s[field], at(field), contract, today));
  return out;
}

/** Days a signing may bear; each must be readable. */
const DAYS = [
  'signedOn',
  'effectiveOn',
  'validFrom',
  'validTo',
  'sellerSealedOn',
  'buyerSealedOn',
  'sellerProofFrom',
  'sellerProofTo',
  'buyerProofFrom',
  'buyerProofTo',
  'deliveredOn',
] as const;

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
