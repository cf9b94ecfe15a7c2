/** A contract version as it stands now: blocks, answers, clauses and everything that is wrong with it. */
import { checkContract } from '../../../shared/domain/checks/contract.ts';
import { buildContract, type BuiltContract } from '../../../shared/domain/contract/build.ts';
import type { ContractProblem } from '../../../shared/domain/contract/problems.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { PATENT_LICENCE } from '../../documents/clauses.ts';
import { contractInput } from '../../documents/contract-input.ts';

export type Reading = { built: BuiltContract; findings: Finding[]; problems: ContractProblem[] };

/** Told by the domain's own checks already, with their source. */
const TOLD = new Set(['noBuyer', 'noSeller', 'sameParty', 'noPatent', 'deadPatent', 'patentData', 'pastExpiry', 'termOrder']);

export function readContract(file: DealFile, contract: Contract, rules: RuleBook, watermark: string): Reading {
  const built = buildContract(PATENT_LICENCE, contractInput(file, contract, rules, 'draft', watermark));
  const answers = Object.fromEntries([...built.answers].map(([k, a]) => [k, a.value]));
  const findings = checkContract(file, contract, rules, answers);
  const told = new Set(findings.map((f) => f.where.field));
  return { built, findings, problems: built.problems.filter((p) => !TOLD.has(p.key) && !told.has(`fields.${p.field}`)) };
}

/** How many things stop a lock or a signing copy. */
export const mustCount = ({ findings, problems }: Reading): number =>
  findings.filter((f) => f.level === 'must').length + problems.filter((p) => p.level === 'must').length;
