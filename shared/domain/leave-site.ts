/**
 * 离场核对: what has to be right before the laptop is closed and everybody goes home, in the order one looks at a signed
 * paper. A second trip costs a day. Every line says what the records know; the person looks at the paper and signs.
 */
import { checkAtTable } from './checks/signing-table.ts';
import { checkFurtherSides, fieldOfSide, furtherField, furtherSides } from './checks/signing-further.ts';
import { checkSigningOrder } from './checks/signing-order.ts';
import { needsProof, saidOf, type SideSaid } from './checks/signing-side.ts';
import { checkSigning } from './checks/signing.ts';
import { contractedParty } from './contract/contracted.ts';
import { linesOf } from './contract/build.ts';
import type { Contract, Promised, Signing } from './contract.ts';
import type { DealFile } from './deal-file.ts';
import { isSettled, onceEach, type Finding } from './finding.ts';
import type { FindingName } from './finding-catalogue.ts';
import type { Party } from './party.ts';

/** `wrong` contradicts the records or a rule, `ask` wants a look, `open` is not recorded, `explained` has a written reason. */
export type SiteState = 'ok' | 'open' | 'ask' | 'wrong' | 'explained';
/** `what` names words under `signing:leave.line`; `says` is what stands in the records; `findings` are what is open about it, `field` is where it is recorded. */
export type SiteLine = {
  group: 'paper' | 'seller' | 'buyer' | `further${number}` | 'annex';
  what: string;
  says: string;
  state: SiteState;
  findings: Finding[];
  field?: string;
};

export type SiteInput = { file: DealFile; signing: Signing; contract?: Contract; today: string };

/** All lines, always in the same order. */
export function siteLines(input: SiteInput): SiteLine[] {
  const { file, signing, contract, today } = input;
  const rows = {
    signing,
    ...(contract ? { contract } : {}),
    ...(file.seller ? { seller: file.seller } : {}),
    ...(file.buyer ? { buyer: file.buyer } : {}),
    today,
  };
  const found = onceEach([
    ...checkSigning(rows),
    ...checkFurtherSides(file, signing, today),
    ...checkSigningOrder(file, signing),
    ...checkAtTable(signing, contract),
  ]);
  const line = lineMaker(file, found);
  return [
    ...paperLines(input, line),
    ...sideLines(input, 'seller', line),
    ...sideLines(input, 'buyer', line),
    ...furtherSides(file, signing).flatMap(({ at, party, said: what }) =>
      signerLines(file, `further${at}`, party, what, (f) => furtherField(at, fieldOfSide(f)), line),
    ),
    ...annexLines(input, line),
  ];
}

/** Findings that say a thing is not there yet, not that it is there and wrong. */
const NOT_YET: ReadonlySet<FindingName> = new Set<FindingName>([
  'signing.contractNoMissing',
  'signing.signedOnMissing',
  'signing.effectiveMissing',
  'signing.conditionOpen',
  'signing.validityMissing',
  'signing.sealMissing',
  'signing.sealKindMissing',
  'signing.signatoryMissing',
  'signing.legalRepMissing',
  'signing.authorityMissing',
  'signing.authorityUnsaid',
  'signing.proofMissing',
  'signing.proofUnread',
  'signing.scanMissing',
  'signing.pagesUncompared',
  'signing.pagesUnticked',
  'signing.crossPageSealOff',
  'signing.notLocked',
  'signing.annexOpen',
]);

export const notYet = (f: Finding): boolean => NOT_YET.has(f.message.key);

/** `fields` are those of the signing the line is about; `blank` says that what it asks for is not recorded. */
type Line = (group: SiteLine['group'], what: string, says: string, fields: readonly string[], blank?: boolean) => SiteLine;

function lineMaker(file: DealFile, found: readonly Finding[]): Line {
  return (group, what, says, fields, blank = false) => {
    const findings = found.filter((f) => fields.includes(f.where.field ?? ''));
    const open = findings.filter((f) => !isSettled(f, file.answers));
    const there = open.filter((f) => !notYet(f));
    const state = there.some((f) => f.level === 'must')
      ? 'wrong'
      : there.length > 0
        ? 'ask'
        : open.length > 0
          ? 'open'
          : findings.length > 0
            ? 'explained'
            : blank
              ? 'open'
              : 'ok';
    return { group, what, says, state, findings: open, ...(fields[0] === undefined ? {} : { field: fields[0] }) };
  };
}

const said = (...parts: readonly (string | undefined)[]): string => parts.filter((x) => (x ?? '').trim() !== '').join(' · ');

function paperLines({ signing: s, contract }: SiteInput, line: Line): SiteLine[] {
  const hash = contract?.lockedHash?.slice(0, 12);
  const counted = s.copiesCounted === undefined ? undefined : `${s.copiesCounted}`;
  const sheets = Math.max(s.pages ?? 0, s.lockedPages ?? 0);
  return [
    line('paper', 'version', contract ? said(`v${contract.version ?? 1}`, hash) : '', ['state'], contract?.state !== 'locked'),
    line('paper', 'contractNo', s.contractNo ?? '', ['contractNo'], said(s.contractNo) === ''),
    line('paper', 'signedOn', s.signedOn ?? '', ['signedOn']),
    line('paper', 'effective', said(s.effectiveOn, s.effectiveCondition), ['effectiveOn', 'effectiveCondition']),
    line('paper', 'validity', [s.validFrom, s.validTo].filter((x) => (x ?? '') !== '').join(' – '), ['validFrom', 'validTo']),
    line(
      'paper',
      'copies',
      [counted, s.copies].filter((x) => x !== undefined).join(' / '),
      ['copies', 'copiesCounted'],
      s.copies === undefined || counted === undefined,
    ),
    line('paper', 'crossPageSeal', s.crossPageSeal === true ? '√' : '', ['crossPageSeal'], s.crossPageSeal !== true && sheets !== 1),
    line('paper', 'pages', s.lockedPages === undefined ? '' : `${s.pages ?? 0} / ${s.lockedPages}`, ['scanIds', 'pagesEqual', 'pageNotes']),
  ];
}

const sideLines = ({ file, signing: s, contract }: SiteInput, side: 'seller' | 'buyer', line: Line): SiteLine[] =>
  signerLines(file, side, contractedParty(contract, side, file[side]), saidOf(s, side), (f) => `${side}${f}`, line);

/** `group` also names the party's lines; `at` is where a field of it is recorded. */
function signerLines(
  file: DealFile,
  group: SiteLine['group'],
  party: Party | undefined,
  what: SideSaid,
  at: (field: keyof SideSaid) => string,
  line: Line,
): SiteLine[] {
  const proofs = what.ProofIds ?? [];
  const names = file.attachments.filter((a) => proofs.includes(a.id)).map((a) => a.name ?? '');
  const term = [what.ProofFrom, what.ProofTo].filter((x) => (x ?? '') !== '').join(' – ');
  const of = (...fields: readonly (keyof SideSaid)[]): string[] => fields.map(at);
  const name = line(group, 'name', party?.name ?? '', [], (party?.name ?? '') === '');
  const signer = line(group, 'signatory', said(what.Signatory, what.Authority), of('Signatory', 'Authority'));
  if (party?.kind === 'person') return [name, signer];
  const asked = proofs.length > 0 || needsProof(what, party?.legalRep);
  return [
    name,
    line(group, 'seal', said(what.SealName, what.SealKind, what.SealedOn), of('SealName', 'SealKind', 'SealedOn')),
    signer,
    ...(asked
      ? [line(group, 'proof', said(names.join('、'), what.ProofScope, term), of('ProofIds', 'ProofScope', 'ProofFrom', 'ProofTo'), names.length === 0)]
      : []),
  ];
}

/** A last line names what the locked text lists and the list leaves out. */
function annexLines({ signing: s }: SiteInput, line: Line): SiteLine[] {
  const here = new Set(s.annexesHere ?? []);
  const first = linesOf(s.annexes).find((name) => !here.has(name));
  // what is said of all that are missing stands once, beside the first of them
  const listed = linesOf(s.annexes).map((name) => line('annex', 'annex', name, name === first ? ['annexesHere'] : [], !here.has(name)));
  const leftOut = line('annex', 'annexes', '', ['annexes']);
  return leftOut.findings.length > 0 ? [...listed, leftOut] : listed;
}

/** Promises that are still to be kept, the nearest day first, those without a day last. */
export const openPromises = (promises: readonly Promised[]): Promised[] =>
  promises.filter((p) => p.archived !== true && (p.doneOn ?? '') === '').sort((a, b) => ((a.dueOn ?? '') || '9999').localeCompare((b.dueOn ?? '') || '9999'));
