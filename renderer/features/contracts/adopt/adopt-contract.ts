/** A version of ours made of somebody else's text. */
import type { Contract } from '../../../../shared/domain/contract.ts';
import { theirWording } from '../../../../shared/domain/contract/adopt.ts';
import type { ClauseSet } from '../../../../shared/domain/contract/clause-set.ts';
import { printClauses } from '../../../../shared/domain/contract/language/print.ts';
import { makeContractVersion } from '../../../../shared/domain/contract-rules.ts';
import { agreedRound, latestRound, type DealFile } from '../../../../shared/domain/deal-file.ts';
import { refuse, type Refusal } from '../../../../shared/result.ts';
import { commit } from '../../../data/commit.ts';
import { newId } from '../../../data/store.ts';

/** Drafted with `set`, what came along from a version before left out. Answers its id. */
export async function adoptContract(file: DealFile, foreign: Contract, set: ClauseSet, fields: Record<string, string>): Promise<string | Refusal> {
  const id = newId();
  const done = await commit({ intent: 'contract.adopt', note: foreign.title ?? '' }, async (read) => {
    const versions = await read.by('contracts', 'dealId', file.deal.id);
    if (!versions.some((c) => c.id === foreign.id)) return refuse('row.gone');
    const edits = makeContractVersion(file.deal, versions, agreedRound(file) ?? latestRound(file), id, set.kind);
    const own = { title: foreign.title, clauses: printClauses(set), clauseTexts: theirWording(set), fields };
    return edits.map((e) => (e.op === 'make' && e.table === 'contracts' ? { ...e, row: { ...e.row, ...own } } : e));
  });
  return 'refused' in done ? done : id;
}
