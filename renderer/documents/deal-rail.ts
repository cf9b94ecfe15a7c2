/** The stage rail of a deal, its contract read with what its records answer already; `methods` once they are loaded. */
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { stageRail, type StageState } from '../../shared/domain/stages.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import type { Methods } from '../../shared/valuation/weigh.ts';
import { contractAnswers } from './contract-says.ts';

export const dealRail = (file: DealFile, rules: RuleBook, methods?: Methods): StageState[] =>
  stageRail(file, rules, {}, (contract) => Object.fromEntries([...contractAnswers(file, contract)].map(([key, answer]) => [key, answer.value])), methods);
