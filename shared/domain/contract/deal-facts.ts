/** What papers say of a deal besides its parties, rights and offers: gathered once, only what may be printed. */
import type { Contract } from '../contract.ts';
import { latestNotice, latestPricing, signedContract, type DealFile } from '../deal-file.ts';
import { dealAmounts } from '../filing-facts.ts';
import { isMainKind } from './kinds.ts';
import { contractSaid } from './text.ts';

export type DealFacts = {
  /** of the contract and its signing */
  title?: string;
  no?: string;
  signedOn?: string;
  effectiveOn?: string;
  validTo?: string;
  copies?: number;
  pages?: number;
  signatory?: string;
  /** SHA-256 of the text that was locked */
  textHash?: string;
  drafted?: 'here' | 'elsewhere';
  /** what the contract's interview was answered */
  said?: Readonly<Record<string, string>>;
  /** 元 */
  total?: string;
  technical?: string;
  royalty?: boolean;
  noticeTitle?: string;
  publishedOn?: string;
  noticeEndOn?: string;
  noticeResult?: string;
  price?: string;
  pricingRoute?: string;
  pricingBasis?: string;
  meeting?: string;
  decidedOn?: string;
};

/** `of` is the version the papers are about; an agreement beside the contract is itself about the contract. */
export function dealFacts(file: DealFile, of: Contract | undefined): DealFacts {
  const contract = isMainKind(of?.kind) ? of : signedContract(file);
  const signing = file.signings.findLast((s) => s.contractId === contract?.id);
  const notice = latestNotice(file);
  const published = notice?.draft === true ? undefined : notice;
  const pricing = latestPricing(file);
  const amounts = dealAmounts(file);
  return {
    title: contract?.title,
    no: signing?.contractNo,
    signedOn: signing?.signedOn,
    effectiveOn: signing?.effectiveOn,
    validTo: signing?.validTo,
    copies: signing?.copies,
    pages: signing?.lockedPages ?? signing?.pages,
    signatory: file.deal.role === 'buyer' ? signing?.buyerSignatory : signing?.sellerSignatory,
    textHash: contract?.lockedHash,
    drafted: contract && (contract.kind === 'foreign' ? 'elsewhere' : 'here'),
    said: contractSaid(contract),
    total: amounts.total?.toFixed(),
    technical: amounts.technical?.toFixed(),
    royalty: amounts.total === undefined && !amounts.royalty ? undefined : amounts.royalty,
    noticeTitle: published?.title,
    publishedOn: published?.startOn,
    noticeEndOn: published?.endOn,
    noticeResult: published?.result,
    price: pricing?.price,
    pricingRoute: pricing?.route,
    pricingBasis: pricing?.basis,
    meeting: pricing?.meeting,
    decidedOn: pricing?.decidedOn,
  };
}
