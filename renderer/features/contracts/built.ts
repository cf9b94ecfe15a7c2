/** A contract version as it stands: its text, its answers and everything that is wrong with it. */
import { checkContract } from '../../../shared/domain/checks/contract.ts';
import { checkDraftWording } from '../../../shared/domain/checks/contract-wording.ts';
import { plainLines } from '../../../shared/domain/contract/blocks.ts';
import type { Answer } from '../../../shared/domain/contract/answers.ts';
import { movedSince, type Moved } from '../../../shared/domain/contract/moved.ts';
import type { ContractProblem } from '../../../shared/domain/contract/problems.ts';
import type { ContractText } from '../../../shared/domain/contract/text.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { clausesFor } from '../../documents/clauses.ts';
import { contractInput } from '../../documents/contract-input.ts';
import { contractSays, type ContractSays } from '../../documents/contract-says.ts';

export type Reading = {
  says: ContractSays;
  contentId: string;
  answers: ReadonlyMap<string, Answer>;
  findings: Finding[];
  /** of a draft: a locked text can no longer be mended */
  problems: ContractProblem[];
  /** what today's records and clauses would print otherwise than the kept text */
  moved: Moved[];
};

/** Told by the domain's own checks already, with their source. */
const TOLD = new Set(['noBuyer', 'noSeller', 'sameParty', 'noPatent', 'deadPatent', 'patentData', 'pastExpiry', 'termOrder']);

export function readContract(file: DealFile, contract: Contract, rules: RuleBook): Reading {
  const says = contractSays(file, contract, rules);
  const { now } = says;
  const kept = says.standing === 'kept' ? says.text : null;
  const answers = kept ? new Map(Object.entries(kept.answers)) : now.answers;
  const findings = [
    ...checkContract(file, contract, rules, Object.fromEntries([...answers].map(([k, a]) => [k, a.value]))),
    ...(says.standing === 'draft' ? checkDraftWording(contract, plainLines(now.document), now.clauses, rules, now.answers) : []),
  ];
  const told = new Set(findings.map((f) => f.where.field));
  return {
    says,
    contentId: says.standing === 'draft' ? now.contentId : (contract.lockedHash ?? ''),
    answers,
    findings,
    problems:
      says.standing === 'draft'
        ? now.problems.filter((p) => !TOLD.has(p.key) && !told.has(`fields.${p.field}`))
        : contract.state === 'sent' && kept && hasBlanks(kept)
          ? [{ key: 'sentBlank', level: 'must' }]
          : [],
    moved: kept ? movedSince(kept, clausesFor(contract), contractInput(file, contract, rules, 'draft', '')) : [],
  };
}

/** Places still to be filled in: such a text can be talked about, not signed. */
const hasBlanks = ({ body }: ContractText): boolean => body.some((b) => 'runs' in b && b.runs.some((r) => r.blank === true));

/** How many things stop a lock or a signing copy. */
export const mustCount = ({ findings, problems }: Reading): number =>
  findings.filter((f) => f.level === 'must').length + problems.filter((p) => p.level === 'must').length;
