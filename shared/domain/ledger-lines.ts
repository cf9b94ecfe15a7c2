/** 合同台账: imported lines and signed deals side by side, amounts in 元. */
import { decimal, type Decimal } from '../money.ts';
import type { LedgerEntry } from './contract.ts';
import { contractedParty } from './contract/contracted.ts';
import { contractSaid } from './contract/text.ts';
import { registeredAs } from './contract/kinds.ts';
import { agreedRound, latestFiling, latestPricing, latestSigning, signedContract, type DealFile } from './deal-file.ts';
import type { Filing, FilingState } from './filing.ts';
import { isOrgReturn } from './org-review.ts';
import type { Party } from './party.ts';
import { registeredFacts } from './registered-facts.ts';
import { isSimulated } from '../registry/simulated.ts';

export type LedgerLine = {
  key: string;
  origin: 'import' | 'deal';
  /** record behind the line */
  ledgerId?: string;
  dealId?: string;
  serial: string;
  department: string;
  leader: string;
  phone: string;
  projectName: string;
  partner: string;
  /** as written in an imported ledger; a code of the area and nature lists for a deal */
  partnerRegion: string;
  partnerKind: string;
  amount: string;
  signedOn: string;
  effectiveOn: string;
  techField: string;
  contractType: string;
  registrar: string;
  contractNo: string;
  registerNo: string;
  /** of the newest filing, with what its letter adds; none where nothing was filed */
  registerState?: FilingState;
  /** given back inside the house: it never reached the registry */
  givenBack?: true;
  simulated: boolean;
};

const or = (...values: (string | undefined)[]): string => values.find((v) => v !== undefined && v !== '') ?? '';

export function ledgerLineOf(e: LedgerEntry): LedgerLine {
  return {
    key: `ledger/${e.id}`,
    origin: 'import',
    ledgerId: e.id,
    ...(e.dealId ? { dealId: e.dealId } : {}),
    serial: e.serial ?? '',
    department: e.department ?? '',
    leader: e.leader ?? '',
    phone: e.phone ?? '',
    projectName: e.projectName ?? '',
    partner: e.partner ?? '',
    partnerRegion: e.partnerRegion ?? '',
    partnerKind: e.partnerKind ?? '',
    amount: e.amount ?? '',
    signedOn: e.signedOn ?? '',
    effectiveOn: e.effectiveOn ?? '',
    techField: e.techField ?? '',
    contractType: e.contractType ?? '',
    registrar: e.registrar ?? '',
    contractNo: '',
    registerNo: '',
    simulated: false,
  };
}

/** The other side, as our role sees it; a broker's ledger names the buyer. */
export const partnerOf = (f: Pick<DealFile, 'deal' | 'seller' | 'buyer'>): Party | undefined => (f.deal.role === 'buyer' ? f.seller : f.buyer);
const usOf = (f: Pick<DealFile, 'deal' | 'seller' | 'buyer'>): Party | undefined => (f.deal.role === 'buyer' ? f.buyer : f.seller);

/**
 * A deal with a dated signing; undefined before that. The amount is the fixed part (提成部分待补报): what is registered or the form says,
 * else the contract, the pricing decision, the agreed round. Both sides are named as contracted. `stateOf` knows of letters under way.
 */
export function ledgerLineOfDeal(f: DealFile, stateOf = (filing: Filing): FilingState | undefined => filing.state): LedgerLine | undefined {
  const signing = latestSigning(f);
  if (!signing?.signedOn) return undefined;
  const filing = latestFiling(f);
  const state = filing && stateOf(filing);
  const facts = filing ? registeredFacts(filing, f.followups ?? []) : {};
  const contract = signedContract(f);
  const said = contractSaid(contract);
  const sides = { deal: f.deal, seller: contractedParty(contract, 'seller', f.seller), buyer: contractedParty(contract, 'buyer', f.buyer) };
  const [partner, us] = [partnerOf(sides), usOf(sides)];
  return {
    key: `deals/${f.deal.id}`,
    origin: 'deal',
    dealId: f.deal.id,
    serial: f.deal.no ?? '',
    department: us?.name ?? '',
    leader: or(f.deal.keeper),
    phone: us?.phone ?? '',
    projectName: or(facts['projectName'], said['projectName'], f.deal.name),
    partner: partner?.name ?? '',
    partnerRegion: partner?.region ?? '',
    partnerKind: partner?.kind ?? '',
    amount: or(facts['totalAmount'], said['fixedFee'], latestPricing(f)?.price, agreedRound(f)?.entryFee),
    signedOn: signing.signedOn,
    effectiveOn: signing.effectiveOn ?? '',
    techField: f.deal.techField ?? '',
    contractType: or(contract?.kind === undefined || contract.kind === 'foreign' ? undefined : registeredAs(contract.kind), f.deal.route),
    registrar: f.deal.keeper ?? '',
    contractNo: signing.contractNo ?? '',
    registerNo: filing?.registerNo ?? '',
    ...(state ? { registerState: state } : {}),
    ...(filing && isOrgReturn(filing) ? { givenBack: true } : {}),
    simulated: isSimulated(filing),
  };
}

export const registered = (f: DealFile): boolean => latestFiling(f)?.state === 'registered';
/** Also where the registration ended since: there is no last day to file any more. */
export const wasRegistered = (f: DealFile): boolean => registered(f) || latestFiling(f)?.state === 'cancelled' || latestFiling(f)?.state === 'revoked';

/** Readable amounts in 元, of how many lines, and how many of them could not be read. */
export type LedgerSum = { count: number; yuan: string; unread: number };

export function ledgerTotal(lines: readonly LedgerLine[]): LedgerSum {
  let unread = 0;
  let sum: Decimal | undefined;
  for (const l of lines) {
    const d = decimal(l.amount);
    if (!d) unread += 1;
    else sum = sum ? sum.plus(d) : d;
  }
  return { count: lines.length, yuan: sum?.toFixed() ?? '0', unread };
}

export const LEDGER_PARTS = ['registered', 'cancelled', 'revoked', 'other'] as const;
export type LedgerPart = (typeof LEDGER_PARTS)[number];
const partOf = ({ registerState: state }: LedgerLine): LedgerPart => (state === 'registered' || state === 'cancelled' || state === 'revoked' ? state : 'other');

/** Every line is in one part: registered is what stands registered now; a registration that was cancelled or revoked is summed apart, in no registered total. */
export function ledgerParts(lines: readonly LedgerLine[]): Record<LedgerPart, LedgerSum> {
  const sum = (part: LedgerPart): LedgerSum => ledgerTotal(lines.filter((l) => partOf(l) === part));
  return { registered: sum('registered'), cancelled: sum('cancelled'), revoked: sum('revoked'), other: sum('other') };
}
