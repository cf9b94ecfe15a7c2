/** 合同 over all deals, and the files made from one contract. */
import type { Contract, OwnClauses, Paper, ProducedDocument } from '../../../shared/domain/contract.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import { historyOf } from './history.ts';
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

/** 文书 of a deal in the order they were begun; archived left out. Index: `dealId`. */
export async function papersOf(dealId: string): Promise<Paper[]> {
  return (await rowsBy('papers', 'dealId', dealId)).filter((p) => p.archived !== true);
}

/** 本单位合同文本, newest first; archived left out. Index: primary keys. */
export async function ownClauses(): Promise<OwnClauses[]> {
  return (await newestRows('clauseSets')).filter((c) => c.archived !== true);
}

/** One change of a clause's wording; `undefined` is the standard wording, '' leaves the clause out. */
export type Wording = { change: string; contract: string; when: string; who: string; was: string | undefined; now: string | undefined };

/** How a clause was worded over several versions, newest first. Index: `touch`. */
export async function clauseWordings(contracts: readonly string[], clauseId: string): Promise<Wording[]> {
  const found = await Promise.all(contracts.map((id) => historyOf('contracts', id)));
  const of = (value: unknown): string | undefined => (value as Record<string, string> | undefined)?.[clauseId];
  return found
    .flat()
    .sort((a, b) => b.seq - a.seq)
    .flatMap((c) =>
      c.patches.flatMap((p): Wording[] => {
        if (p.op !== 'set' || p.table !== 'contracts' || p.field !== 'clauseTexts') return [];
        const [was, now] = [of(p.from), of(p.to)];
        return was === now ? [] : [{ change: c.id, contract: p.id, when: c.when, who: c.who, was, now }];
      }),
    );
}
