/** A contract version as it stands now: blocks, answers, clauses and everything that is wrong with it. */
import { checkContract } from '../../../shared/domain/checks/contract.ts';
import { buildContract, type BuiltContract, type ContractInput } from '../../../shared/domain/contract/build.ts';
import type { ContractProblem } from '../../../shared/domain/contract/problems.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { agreedRound, latestRound, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { patentExpiry } from '../../../shared/domain/patent-term.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { PATENT_LICENCE } from '../../documents/clauses.ts';

export type Copy = 'draft' | 'signing';
export type Reading = { built: BuiltContract; findings: Finding[]; problems: ContractProblem[] };

/** What the documents worker and the preview are both made from, so that they cannot differ. */
export function contractInput(file: DealFile, contract: Contract, rules: RuleBook, copy: Copy, watermark: string): ContractInput {
  const signing = file.signings.find((s) => s.contractId === contract.id);
  const round = file.rounds.find((r) => r.id === contract.roundId) ?? agreedRound(file) ?? latestRound(file);
  return {
    typed: contract.fields ?? {},
    clauseTexts: contract.clauseTexts ?? {},
    version: contract.version ?? 1,
    copy,
    watermark,
    ...(copy === 'signing' && signing?.contractNo ? { contractNo: signing.contractNo } : {}),
    sources: {
      deal: file.deal,
      instalments: file.instalments,
      contributors: file.contributors,
      rights: file.rights.map((right) => {
        const expiry = patentExpiry(right, rules);
        return { right, ...(expiry ? { expiresOn: expiry.day } : {}) };
      }),
      ...(file.seller ? { seller: file.seller } : {}),
      ...(file.buyer ? { buyer: file.buyer } : {}),
      ...(round ? { round } : {}),
    },
  };
}

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
