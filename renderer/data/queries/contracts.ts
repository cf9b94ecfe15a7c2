/** 合同 over all deals, and the files made from one contract. */
import type { Contract, ProducedDocument } from '../../../shared/domain/contract.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import { newestRows, rowsBy, rowsById } from './read.ts';

export type ContractRow = { contract: Contract; deal: Deal | undefined };

/** Newest first, archived left out. Index: primary keys. */
export async function contractRows(): Promise<ContractRow[]> {
  const contracts = (await newestRows('contracts')).filter((c) => c.archived !== true);
  const deals = new Map((await rowsById('deals', [...new Set(contracts.flatMap((c) => (c.dealId ? [c.dealId] : [])))])).map((d) => [d.id, d]));
  return contracts.map((contract) => ({ contract, deal: deals.get(contract.dealId ?? '') }));
}

/** Files made from one record, newest first. Index: `sourceId`. */
export async function documentsFrom(sourceId: string): Promise<ProducedDocument[]> {
  return (await rowsBy('documents', 'sourceId', sourceId)).sort((a, b) => (b.madeOn ?? '').localeCompare(a.madeOn ?? ''));
}
