/**
 * 离场核对: what has to be right before the laptop is closed and everybody goes home, in the order one looks at a signed
 * paper. A second trip costs a day. Every line says what the records know; the person looks at the paper and signs.
 */
import { checkSigning } from './checks/signing.ts';
import { contractedParty } from './contract/contracted.ts';
import { linesOf } from './contract/build.ts';
import type { Attachment, Contract, Promised, Signing } from './contract.ts';
import type { Finding } from './finding.ts';
import type { Party } from './party.ts';

export type SiteState = 'ok' | 'open' | 'wrong';
/** `what` names words under `signing:leave.line`; `says` is what stands in the records. */
export type SiteLine = {
  group: 'paper' | 'seller' | 'buyer' | 'annex';
  what: string;
  says: string;
  state: SiteState;
  params?: Record<string, string | number>;
};

export type SiteInput = { signing: Signing; contract?: Contract; seller?: Party; buyer?: Party; attachments: readonly Attachment[]; today: string };

/** All lines, always in the same order; what is not recorded is open, what contradicts the records is wrong. */
export function siteLines(input: SiteInput): SiteLine[] {
  const found = checkSigning(input);
  return [...paperLines(input, found), ...sideLines(input, 'seller', found), ...sideLines(input, 'buyer', found), ...annexLines(input)];
}

const stateOf = (found: readonly Finding[], wrong: readonly string[], open: readonly string[], field?: string): SiteState => {
  const has = (keys: readonly string[]): boolean =>
    found.some((f) => keys.includes(f.message.key) && (field === undefined || f.where.field?.startsWith(field)));
  return has(wrong) ? 'wrong' : has(open) ? 'open' : 'ok';
};

function paperLines({ signing: s, contract }: SiteInput, found: readonly Finding[]): SiteLine[] {
  const line = (what: string, says: string, state: SiteState, params?: SiteLine['params']): SiteLine => ({
    group: 'paper',
    what,
    says,
    state,
    ...(params ? { params } : {}),
  });
  const said = (text: string | undefined): SiteState => ((text ?? '').trim() === '' ? 'open' : 'ok');
  const hash = contract?.lockedHash?.slice(0, 12) ?? '';
  return [
    line('version', contract ? `v${contract.version ?? 1}${hash === '' ? '' : ` · ${hash}`}` : '', contract?.state === 'locked' ? 'ok' : 'open'),
    line('contractNo', s.contractNo ?? '', said(s.contractNo)),
    line('signedOn', s.signedOn ?? '', stateOf(found, ['signing.dateUnread', 'signing.inFuture'], ['signing.signedOnMissing'], 'signedOn')),
    line(
      'effective',
      [s.effectiveOn, s.effectiveCondition].filter((x) => (x ?? '') !== '').join(' · '),
      stateOf(found, ['signing.dateUnread', 'signing.dateOrder'], ['signing.effectiveMissing'], 'effectiveOn'),
    ),
    line(
      'validity',
      [s.validFrom, s.validTo].filter((x) => (x ?? '') !== '').join(' – '),
      stateOf(found, ['signing.dateOrder', 'signing.dateUnread'], ['signing.validityMissing'], 'valid'),
    ),
    line('copies', s.copies === undefined ? '' : String(s.copies), s.copies === undefined ? 'open' : 'ok'),
    line('crossPageSeal', '', s.crossPageSeal === true ? 'ok' : 'open'),
    line(
      'pages',
      s.lockedPages === undefined ? '' : `${s.pages ?? 0} / ${s.lockedPages}`,
      stateOf(found, ['signing.pagesMissing', 'signing.pagesExtra'], ['signing.scanMissing', 'signing.pagesUncompared', 'signing.pagesUnticked']),
    ),
  ];
}

function sideLines(input: SiteInput, side: 'seller' | 'buyer', found: readonly Finding[]): SiteLine[] {
  const { signing: s, contract, attachments } = input;
  const party = contractedParty(contract, side, input[side]);
  const person = party?.kind === 'person';
  const proofs = s[`${side}ProofIds`] ?? [];
  const legal = (party?.legalRep ?? '').trim();
  const who = (s[`${side}Signatory`] ?? '').trim();
  const authority = s[`${side}Authority`] ?? '';
  const names = attachments.filter((a) => proofs.includes(a.id)).map((a) => a.name ?? '');
  const line = (what: string, says: string, state: SiteState): SiteLine => ({ group: side, what, says, state });
  const signer = line(
    'signatory',
    [who, authority].filter((x) => x !== '').join(' · '),
    stateOf(found, [], ['signing.signatoryMissing', 'signing.legalRepMissing', 'signing.authorityMissing', 'signing.authorityUnsaid'], side),
  );
  if (person) return [line('name', party?.name ?? '', 'ok'), signer];
  return [
    line('name', party?.name ?? '', (party?.name ?? '') === '' ? 'open' : 'ok'),
    line(
      'seal',
      [s[`${side}SealName`], s[`${side}SealKind`]].filter((x) => (x ?? '') !== '').join(' · '),
      stateOf(found, ['signing.sealDiffers'], ['signing.sealMissing'], `${side}Seal`),
    ),
    signer,
    ...(needsProof(authority, who, legal) ? [line('proof', names.join('、'), names.length > 0 ? 'ok' : 'open')] : []),
  ];
}

/** A signatory who is not the legal representative acts by 授权委托书. */
const needsProof = (authority: string, who: string, legal: string): boolean => /委托|授权/.test(authority) || (who !== '' && legal !== '' && who !== legal);

function annexLines({ signing: s }: SiteInput): SiteLine[] {
  const here = new Set(s.annexesHere ?? []);
  return linesOf(s.annexes).map((name) => ({
    group: 'annex' as const,
    what: 'annex',
    says: name,
    state: here.has(name) ? ('ok' as const) : ('open' as const),
  }));
}

/** Promises that are still to be kept, the nearest day first, those without a day last. */
export const openPromises = (promises: readonly Promised[]): Promised[] =>
  promises.filter((p) => p.archived !== true && (p.doneOn ?? '') === '').sort((a, b) => ((a.dueOn ?? '') || '9999').localeCompare((b.dueOn ?? '') || '9999'));
