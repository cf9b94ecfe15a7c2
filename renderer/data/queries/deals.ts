/** 转化项目: the list, one deal with everything it owns, and the deals of an achievement, a demand or a party. */
import { inTableOrder, type Instalment, type Receipt } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import { OFFICE_ID } from '../../../shared/domain/party.ts';
import { newestRows, rowById, rowsBy, rowsById } from './read.ts';

export const dealById = (id: string): Promise<Deal | undefined> => rowById('deals', id);

/** All rows a deal owns or points to, archived children left out. Index: `dealId` of each child, `noticeId` of objections. */
export async function dealFile(id: string): Promise<DealFile | undefined> {
  const deal = await dealById(id);
  if (!deal) return undefined;
  const [office, achievement, demand, seller, buyer, broker, contributors, rights] = await Promise.all([
    rowById('office', OFFICE_ID),
    rowById('achievements', deal.achievementId),
    rowById('demands', deal.demandId),
    rowById('parties', deal.sellerId),
    rowById('parties', deal.buyerId),
    rowById('parties', deal.brokerId),
    deal.achievementId ? rowsBy('contributors', 'achievementId', deal.achievementId) : [],
    rowsById('rights', deal.rightIds ?? []),
  ]);
  const [worksheets, rounds, pricings, notices, answers, contracts, clauseNotes, signings, instalments, receipts, filings, followups, benefits, own, papers] =
    await Promise.all([
      rowsBy('worksheets', 'dealId', id),
      rowsBy('rounds', 'dealId', id),
      rowsBy('pricings', 'dealId', id),
      rowsBy('notices', 'dealId', id),
      rowsBy('answers', 'dealId', id),
      rowsBy('contracts', 'dealId', id),
      rowsBy('clauseNotes', 'dealId', id),
      rowsBy('signings', 'dealId', id),
      rowsBy('instalments', 'dealId', id),
      rowsBy('receipts', 'dealId', id),
      rowsBy('filings', 'dealId', id),
      rowsBy('followups', 'dealId', id),
      rowsBy('benefits', 'dealId', id),
      rowsBy('attachments', 'dealId', id),
      deal.achievementId ? rowsBy('attachments', 'ownerId', deal.achievementId) : [],
    ]);
  const named = contracts.flatMap((c) => (c.furtherParties ?? []).map((p) => p.partyId ?? ''));
  const otherParties = named.length === 0 ? [] : await rowsById('parties', [...new Set(named)]);
  const objections = (await Promise.all(notices.map((n) => rowsBy('objections', 'noticeId', n.id)))).flat();
  return {
    deal,
    ...(office ? { office } : {}),
    ...(achievement ? { achievement } : {}),
    ...(demand ? { demand } : {}),
    ...(seller ? { seller } : {}),
    ...(buyer ? { buyer } : {}),
    ...(broker ? { broker } : {}),
    ...(otherParties.length > 0 ? { otherParties } : {}),
    rights: rights.filter((r) => r.archived !== true),
    contributors,
    worksheets,
    rounds,
    pricings,
    notices,
    objections,
    answers,
    contracts,
    clauseNotes,
    signings,
    instalments: inTableOrder(instalments),
    receipts,
    filings,
    followups,
    benefits,
    // certificates and consents are kept with the achievement
    attachments: [...own, ...papers.filter((p) => p.dealId !== id)],
  };
}

/** Index: primary key. */
export const dealNumbers = async (): Promise<(string | undefined)[]> => (await newestRows('deals')).map((d) => d.no);

/** Index: the field of that name. */
export const dealsBy = (field: 'achievementId' | 'demandId' | 'sellerId' | 'buyerId' | 'brokerId', id: string): Promise<Deal[]> => rowsBy('deals', field, id);

/** A party sells, buys or brokers. Index: `sellerId`, `buyerId`, `brokerId`. */
export async function dealsOfParty(id: string): Promise<Deal[]> {
  const found = await Promise.all([dealsBy('sellerId', id), dealsBy('buyerId', id), dealsBy('brokerId', id)]);
  return [...new Map(found.flat().map((d) => [d.id, d])).values()];
}

/** Index: `dealId` of instalments and receipts. */
export async function paymentsOf(dealId: string): Promise<{ instalments: Instalment[]; receipts: Receipt[] }> {
  const [instalments, receipts] = await Promise.all([rowsBy('instalments', 'dealId', dealId), rowsBy('receipts', 'dealId', dealId)]);
  return { instalments, receipts };
}
