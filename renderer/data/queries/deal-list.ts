/** All deals with what their stage depends on, in a dozen reads however many there are. */
import { emptyDealFile, type DealFile } from '../../../shared/domain/deal-file.ts';
import { OFFICE_ID } from '../../../shared/domain/party.ts';
import type { RowOf, TableName } from '../../../shared/domain/tables.ts';
import { newestRows, rowById, rowsById } from './read.ts';

/** Rows by deal, oldest first, archived left out. */
async function byDeal<T extends TableName>(table: T): Promise<Map<string, RowOf<T>[]>> {
  const rows = (await newestRows(table)).reverse() as (RowOf<T> & { dealId?: string; archived?: boolean })[];
  const found = new Map<string, RowOf<T>[]>();
  for (const r of rows) {
    if (r.archived === true || !r.dealId) continue;
    const list = found.get(r.dealId);
    if (list) list.push(r);
    else found.set(r.dealId, [r]);
  }
  return found;
}

const known = (ids: (string | undefined)[]): string[] => [...new Set(ids.filter((id): id is string => Boolean(id)))];

/** Newest first. An office has hundreds of deals; their children are read whole. Index: primary keys. */
export async function allDealFiles(): Promise<DealFile[]> {
  const deals = await newestRows('deals');
  const [office, parties, achievements, demands, rights] = await Promise.all([
    rowById('office', OFFICE_ID),
    rowsById('parties', known(deals.flatMap((d) => [d.sellerId, d.buyerId, d.brokerId]))),
    rowsById('achievements', known(deals.map((d) => d.achievementId))),
    rowsById('demands', known(deals.map((d) => d.demandId))),
    rowsById('rights', known(deals.flatMap((d) => d.rightIds ?? []))),
  ]);
  const [worksheets, rounds, pricings, notices, answers, contracts, signings, instalments, receipts, filings, followups, benefits, attachments] =
    await Promise.all([
      byDeal('worksheets'),
      byDeal('rounds'),
      byDeal('pricings'),
      byDeal('notices'),
      byDeal('answers'),
      byDeal('contracts'),
      byDeal('signings'),
      byDeal('instalments'),
      byDeal('receipts'),
      byDeal('filings'),
      byDeal('followups'),
      byDeal('benefits'),
      byDeal('attachments'),
    ]);
  const contributors = (await newestRows('contributors')).reverse().filter((c) => c.archived !== true);
  const papers = (await newestRows('attachments')).filter((a) => a.archived !== true && a.ownerTable === 'achievements');
  const objections = (await newestRows('objections')).reverse().filter((o) => o.archived !== true);
  const of = <T extends { id: string }>(rows: T[], id: string | undefined): T | undefined => rows.find((r) => r.id === id);
  return deals.map((deal) => {
    const id = deal.id;
    const noticed = notices.get(id) ?? [];
    const [achievement, demand, seller, buyer, broker] = [
      of(achievements, deal.achievementId),
      of(demands, deal.demandId),
      of(parties, deal.sellerId),
      of(parties, deal.buyerId),
      of(parties, deal.brokerId),
    ];
    return {
      ...emptyDealFile(deal),
      ...(office ? { office } : {}),
      ...(achievement ? { achievement } : {}),
      ...(demand ? { demand } : {}),
      ...(seller ? { seller } : {}),
      ...(buyer ? { buyer } : {}),
      ...(broker ? { broker } : {}),
      rights: rights.filter((r) => deal.rightIds?.includes(r.id) && r.archived !== true),
      contributors: contributors.filter((c) => c.achievementId === deal.achievementId && deal.achievementId !== undefined),
      worksheets: worksheets.get(id) ?? [],
      rounds: rounds.get(id) ?? [],
      pricings: pricings.get(id) ?? [],
      notices: noticed,
      objections: noticed.flatMap((n) => objections.filter((o) => o.noticeId === n.id)),
      answers: answers.get(id) ?? [],
      contracts: contracts.get(id) ?? [],
      signings: signings.get(id) ?? [],
      instalments: instalments.get(id) ?? [],
      receipts: receipts.get(id) ?? [],
      filings: filings.get(id) ?? [],
      followups: followups.get(id) ?? [],
      benefits: benefits.get(id) ?? [],
      attachments: [...(attachments.get(id) ?? []), ...papers.filter((p) => p.ownerId === deal.achievementId && p.dealId !== id)],
    };
  });
}
