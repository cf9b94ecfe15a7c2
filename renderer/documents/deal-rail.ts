/** The stage rail of a deal, its contract read with what its records answer already; `methods` once they are loaded. */
import { wordingFindings } from '../../shared/domain/checks/contract-wording.ts';
import { isFrozen } from '../../shared/domain/contract-rules.ts';
import { latestContract, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { stageRail, type StageState } from '../../shared/domain/stages.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import type { Methods } from '../../shared/valuation/weigh.ts';
import { contractAnswers, contractSays } from './contract-says.ts';

export const dealRail = (file: DealFile, rules: RuleBook, methods?: Methods): StageState[] =>
  stageRail(
    file,
    rules,
    { signing: ofWording(file, rules) },
    (contract) => Object.fromEntries([...contractAnswers(file, contract)].map(([key, answer]) => [key, answer.value])),
    methods,
  );

/** Of a draft somebody worded: one in standard words is not built for a list of deals. */
function ofWording(file: DealFile, rules: RuleBook): Finding[] {
  const contract = latestContract(file);
  if (!contract || contract.kind === 'foreign' || isFrozen(contract) || Object.keys(contract.clauseTexts ?? {}).length === 0) return [];
  return wordingFindings(contract, contractSays(file, contract, rules).now.problems);
}
