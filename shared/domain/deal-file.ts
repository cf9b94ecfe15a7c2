/** Everything one deal owns, gathered for checks, stages and the form. Archived rows are left out by whoever gathers. */
import { parseDay } from '../time.ts';
import { isMainKind } from './contract/kinds.ts';
import { newestOf } from './contract-versions.ts';
import { standingSigning } from './standing-signing.ts';
import type { Attachment, ClauseNote, Contract, Instalment, Receipt, Signing } from './contract.ts';
import type { Answer, Deal, Notice, Objection, Pricing, Round, Worksheet } from './deal.ts';
import type { Filing } from './filing.ts';
import type { Benefit, Followup } from './followup.ts';
import type { Office, Party } from './party.ts';
import type { Achievement, Contributor, Demand, Right } from './portfolio.ts';

export type DealFile = {
  deal: Deal;
  office?: Office;
  achievement?: Achievement;
  demand?: Demand;
  rights: Right[];
  contributors: Contributor[];
  seller?: Party;
  buyer?: Party;
  broker?: Party;
  /** parties that versions of the contract name as 丙方, 丁方 … */
  otherParties?: Party[];
  worksheets: Worksheet[];
  rounds: Round[];
  pricings: Pricing[];
  notices: Notice[];
  objections: Objection[];
  answers: Answer[];
  contracts: Contract[];
  clauseNotes: ClauseNote[];
  signings: Signing[];
  instalments: Instalment[];
  receipts: Receipt[];
  filings: Filing[];
  /** what followed a registration, and the benefits that rest on it */
  followups?: Followup[];
  benefits?: Benefit[];
  attachments: Attachment[];
};

export const emptyDealFile = (deal: Deal): DealFile => ({
  deal,
  rights: [],
  contributors: [],
  worksheets: [],
  rounds: [],
  pricings: [],
  notices: [],
  objections: [],
  answers: [],
  contracts: [],
  clauseNotes: [],
  signings: [],
  instalments: [],
  receipts: [],
  filings: [],
  attachments: [],
});

const newest = <T>(rows: readonly T[], rank: (row: T) => number): T | undefined =>
  rows.reduce<T | undefined>((best, row) => (best === undefined || rank(row) >= rank(best) ? row : best), undefined);

export const latestWorksheet = (f: DealFile): Worksheet | undefined => newest(f.worksheets, (w) => w.version ?? 0);
export const latestRound = (f: DealFile): Round | undefined => newest(f.rounds, (r) => r.no ?? 0);
/** 丙方, 丁方 … of a version with their records, in order. */
export const furtherOf = (f: DealFile, contract: Pick<Contract, 'furtherParties'> | undefined): { role: string; signatory: string; party?: Party }[] =>
  (contract?.furtherParties ?? []).map(({ partyId, role, signatory }) => {
    const party = f.otherParties?.find((p) => p.id === partyId);
    return { role: role || '其他当事人', signatory: signatory ?? '', ...(party ? { party } : {}) };
  });
/** The round both sides agreed to; the last one where there are several. */
export const agreedRound = (f: DealFile): Round | undefined =>
  newest(
    f.rounds.filter((r) => r.outcome === 'agreed'),
    (r) => r.no ?? 0,
  );
/** The contract of the deal itself; agreements around it (保密, 补充 …) are none. */
export const latestContract = (f: DealFile): Contract | undefined => newestOf(f.contracts.filter((c) => isMainKind(c.kind)));
export const latestPricing = (f: DealFile): Pricing | undefined => f.pricings.at(-1);

/** Notices that another one took the place of. */
export const replacedNotices = (notices: readonly Notice[]): ReadonlySet<string> =>
  new Set(notices.flatMap((n) => (n.replacesId === undefined || n.archived === true ? [] : [n.replacesId])));
/** The notice that counts: nobody took its place; one being drafted, or without a day, comes before any that hung. */
export function latestNotice(f: Pick<DealFile, 'notices'>): Notice | undefined {
  const replaced = replacedNotices(f.notices);
  return newest(
    f.notices.filter((n) => !replaced.has(n.id)),
    (n) => (n.draft === true ? Infinity : Number(parseDay(n.startOn)?.replaceAll('-', '') ?? Infinity)),
  );
}

/** Fixed part and royalty that a notice must cover: as agreed in the talks, else as decided. */
export function priceToPublish(f: DealFile): { price?: string; royaltyRate?: string } {
  const [agreed, pricing] = [agreedRound(f), latestPricing(f)];
  const price = agreed?.entryFee ?? pricing?.price;
  const royaltyRate = agreed?.royaltyRate ?? pricing?.royaltyRate;
  return { ...(price === undefined ? {} : { price }), ...(royaltyRate === undefined ? {} : { royaltyRate }) };
}
/** The signed paper that counts: of the newest version that is signed; before any is, the one begun for the newest locked version. */
export const latestSigning = (f: DealFile): Signing | undefined => standingSigning(f.signings, f.contracts);
/** The version that is signed, or will be. */
export const signedContract = (f: DealFile): Contract | undefined => f.contracts.find((c) => c.id === latestSigning(f)?.contractId) ?? latestContract(f);
export const latestFiling = (f: DealFile): Filing | undefined => newest(f.filings, (x) => x.version ?? 0);
