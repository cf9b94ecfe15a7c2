/** The stage rail of a deal, its contract read with what its records answer already. */
import { answersOf } from '../../shared/domain/contract/answers.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { agreedRound, latestRound, type DealFile } from '../../shared/domain/deal-file.ts';
import { stageRail, type StageState } from '../../shared/domain/stages.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { PATENT_LICENCE } from './clauses.ts';

export const dealRail = (file: DealFile, rules: RuleBook): StageState[] => stageRail(file, rules, {}, (contract) => answers(file, contract));

function answers(file: DealFile, contract: Contract): Record<string, string> {
  const round = file.rounds.find((r) => r.id === contract.roundId) ?? agreedRound(file) ?? latestRound(file);
  const known = answersOf(PATENT_LICENCE, contract.fields ?? {}, {
    deal: file.deal,
    rights: file.rights.map((right) => ({ right })),
    instalments: file.instalments,
    contributors: file.contributors,
    ...(file.seller ? { seller: file.seller } : {}),
    ...(file.buyer ? { buyer: file.buyer } : {}),
    ...(round ? { round } : {}),
  });
  return Object.fromEntries([...known].map(([key, answer]) => [key, answer.value]));
}
