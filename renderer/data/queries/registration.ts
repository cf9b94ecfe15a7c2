/** 认定登记 over all deals: one line per filing, newest first. */
import type { Signing } from '../../../shared/domain/contract.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { newestRows, rowsById } from './read.ts';

export type FilingRow = { filing: Filing; deal: Deal | undefined; signing: Signing | undefined };

/** Index: primary keys. */
export async function filingRows(): Promise<FilingRow[]> {
  const filings = (await newestRows('filings')).filter((f) => f.archived !== true);
  const ids = (field: 'dealId' | 'signingId'): string[] => [...new Set(filings.flatMap((f) => (f[field] ? [f[field]] : [])))];
  const [deals, signings] = await Promise.all([rowsById('deals', ids('dealId')), rowsById('signings', ids('signingId'))]);
  const dealById = new Map(deals.map((d) => [d.id, d]));
  const signingById = new Map(signings.map((s) => [s.id, s]));
  return filings.map((filing) => ({ filing, deal: dealById.get(filing.dealId ?? ''), signing: signingById.get(filing.signingId ?? '') }));
}
